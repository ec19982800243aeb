package org.symbolon.upstream;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.symbolon.fetch.Fetch;
import org.symbolon.fetch.Request;
import org.symbolon.upstream.Upstream.Arrival;

/** More claims, from the userinfo endpoint (OpenID Connect Core §5.3); JSON only. */
final class Userinfo {
  private final Calls calls;

  Userinfo(Calls calls) {
    this.calls = calls;
  }

  /**
   * @throws Stopped when there is no answer, or one about somebody else
   */
  Map<String, Object> ask(URI endpoint, AccessToken token, String subject) {
    Request request =
        new Request(
            endpoint,
            Map.of("Accept", "application/json", "Authorization", token.toAuthorizationHeader()),
            Optional.empty());
    return switch (calls.call(request)) {
      case Fetch.Failed(String why) -> throw new Stopped(new Arrival.Unavailable(why));
      case Fetch.Fetched answer when answer.status() == 200 -> read(answer.body(), subject);
      case Fetch.Fetched answer ->
          throw new Stopped(
              new Arrival.Unavailable("userinfo is answered with " + answer.status()));
    };
  }

  private static Map<String, Object> read(String body, String subject) {
    Map<String, Object> told;
    try {
      told = JSONObjectUtils.parse(body);
    } catch (ParseException e) {
      throw new Stopped(new Arrival.Unavailable("userinfo answers with what is not JSON"));
    }
    // OpenID Connect Core §5.3.2: without the same sub, the answer must not be used.
    if (!subject.equals(told.get("sub"))) {
      throw new Stopped(new Arrival.Invalid("userinfo is about another subject"));
    }
    return Claims.of(told);
  }
}
