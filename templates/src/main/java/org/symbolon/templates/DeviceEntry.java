package org.symbolon.templates;

import java.util.Optional;

/**
 * Where the code that a device shows is typed. Sends {@link Fields#USER_CODE} as typed.
 *
 * @param code what was typed or given before, or empty
 * @param error what was wrong with it, or that there were too many guesses
 */
public record DeviceEntry(Form form, String code, Optional<String> error) implements Page {}
