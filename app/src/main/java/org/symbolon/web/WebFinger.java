package org.symbolon.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;

/**
 * Which issuer is for whom (OpenID Connect Discovery §2, RFC 7033). Whether there is such a person
 * is told to nobody: the host decides, and the path where an address has one.
 */
final class WebFinger {
  static final String PATH = "/.well-known/webfinger";

  private static final String ISSUER = "http://openid.net/specs/connect/1.0/issuer";
  private static final int LONGEST = 1000;

  private final List<Issuer> issuers;
  private final ObjectMapper json = new ObjectMapper();

  WebFinger(List<Issuer> issuers) {
    this.issuers =
        issuers.stream()
            .sorted(Comparator.comparingInt(issuer -> -issuer.pathPrefix().length()))
            .toList();
  }

  Route route() {
    return Route.json(HandlerType.GET, PATH, this::answer);
  }

  private void answer(Context context) throws IOException {
    // RFC 7033 §5: programs of any page may ask.
    CrossOrigin.open(context);
    Parameters query = Requests.query(context);
    String resource =
        query
            .one("resource")
            .filter(text -> text.length() <= LONGEST)
            .orElseThrow(
                () ->
                    ProtocolException.of(
                        ErrorCode.INVALID_REQUEST, "resource is missing, or too long"));
    List<Issuer> found = issuers(resource);
    context.status(found.isEmpty() ? 404 : 200);
    context.header("Content-Type", "application/jrd+json");
    context.header("X-Content-Type-Options", "nosniff");
    List<String> wanted = query.all("rel");
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("subject", resource);
    answer.put(
        "links",
        found.stream()
            .filter(issuer -> wanted.isEmpty() || wanted.contains(ISSUER))
            .map(issuer -> Map.of("rel", ISSUER, "href", issuer.url().toString()))
            .toList());
    context.result(found.isEmpty() ? new byte[0] : json.writeValueAsBytes(answer));
  }

  private List<Issuer> issuers(String resource) {
    if (resource.regionMatches(true, 0, "acct:", 0, 5)) {
      String host = resource.substring(resource.lastIndexOf('@') + 1);
      return resource.indexOf('@') < 0
          ? List.of()
          : issuers.stream().filter(issuer -> isAt(issuer, host)).toList();
    }
    try {
      URI address = new URI(resource);
      if (address.getRawAuthority() == null
          || !("https".equalsIgnoreCase(address.getScheme())
              || "http".equalsIgnoreCase(address.getScheme()))) {
        return List.of();
      }
      return at(address);
    } catch (URISyntaxException noAddress) {
      return List.of();
    }
  }

  /** The issuer it is below; where it is below none, all of its host. */
  private List<Issuer> at(URI address) {
    List<Issuer> sameHost =
        issuers.stream().filter(issuer -> isAt(issuer, address.getRawAuthority())).toList();
    String path = Optional.ofNullable(address.getRawPath()).orElse("") + "/";
    return sameHost.stream()
        .filter(issuer -> path.startsWith(issuer.pathPrefix() + "/"))
        .findFirst()
        .map(List::of)
        .orElse(sameHost);
  }

  private static boolean isAt(Issuer issuer, String host) {
    String asked = host.toLowerCase(Locale.ROOT);
    return asked.equals(issuer.url().getRawAuthority().toLowerCase(Locale.ROOT))
        || asked.equals(String.valueOf(issuer.url().getHost()).toLowerCase(Locale.ROOT));
  }
}
