package org.symbolon.templates;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer on its way to a program by a form that sends itself, or by its button where no script
 * runs (OAuth 2.0 Form Post Response Mode §2).
 *
 * @param action the program's address, http or https; the caller has checked that it is the
 *     program's
 * @param program the program's origin, as a person reads it
 * @param values what is sent unseen, in this order
 * @param script path on this origin under which {@link Script#formPost} is served
 */
public record FormPost(String action, String program, Map<String, String> values, String script)
    implements Page {
  public FormPost {
    Href.web(action);
    Href.path(script);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
