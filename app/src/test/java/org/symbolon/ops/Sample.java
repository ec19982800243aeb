package org.symbolon.ops;

import java.util.List;

/**
 * A text in which a secret stands.
 *
 * @param secrets what must not be seen
 */
record Sample(String text, List<String> secrets) {}
