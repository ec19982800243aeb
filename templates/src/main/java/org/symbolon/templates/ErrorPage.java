package org.symbolon.templates;

import java.util.Optional;

/**
 * Something went wrong.
 *
 * @param title what, in a few words
 * @param sentence what that means
 * @param advice what the person can do
 * @param next where to go on
 * @param reference to tell an administrator; the log has the same one
 */
public record ErrorPage(
    String title, String sentence, String advice, Optional<Link> next, String reference)
    implements Page {}
