package org.symbolon.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.protocol.Parameters;

/**
 * Audiences that a SciTokens client asks for among its scopes, {@code aud:NAME}: the same as the
 * parameter {@code audience}, and never a scope that is granted, stored or shown.
 */
public final class ScopeAudiences {
  private static final String PREFIX = "aud:";

  private ScopeAudiences() {}

  /**
   * A request as all that follows reads it: under the SciTokens profile each {@code aud:NAME} of
   * {@code scope} stands in {@code audience} instead. What has no name stays where it is, and is
   * refused there.
   */
  public static Parameters separated(Issuer issuer, Parameters parameters) {
    // A scope given twice is refused as such: taking it apart could make one of two.
    if (issuer.profile() != Profile.SCITOKENS || parameters.all("scope").size() != 1) {
      return parameters;
    }
    List<String> scopes = new ArrayList<>();
    List<String> audiences = new ArrayList<>(parameters.all("audience"));
    int given = audiences.size();
    for (String word : parameters.all("scope").getFirst().split(" ", -1)) {
      if (word.startsWith(PREFIX) && word.length() > PREFIX.length()) {
        audiences.add(word.substring(PREFIX.length()));
      } else {
        scopes.add(word);
      }
    }
    if (audiences.size() == given) {
      return parameters;
    }
    Map<String, List<String>> values = new HashMap<>(parameters.values());
    values.put("scope", List.of(String.join(" ", scopes)));
    values.put("audience", List.copyOf(audiences));
    return new Parameters(values);
  }
}
