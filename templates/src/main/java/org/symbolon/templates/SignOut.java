package org.symbolon.templates;

import java.util.Optional;

/**
 * The question whether the person wants to sign out. Sends {@link Fields#DECISION}.
 *
 * @param program that asks for it, where one does and is known
 */
public record SignOut(Form form, SignedInAs person, Optional<String> program) implements Page {}
