package org.symbolon.authorize;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.symbolon.grant.AskedClaims;
import org.symbolon.issuer.Issuer;
import org.symbolon.mint.PersonClaims;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;

/**
 * {@code claims} (OpenID Connect Core §5.5): claims asked for one by one. What is never told here
 * is passed over, as §5.5.1 wants of all that can not be had.
 */
final class CheckClaims {
  /** It is kept with the grant. */
  private static final int LONGEST = 4096;

  private static final int MOST = 50;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private CheckClaims() {}

  /**
   * @param subjects one of which the person must be; empty where anybody may be
   * @param acr how the person should sign in, the best first
   * @param acrEssential whether it must be so
   */
  record Wanted(AskedClaims asked, Set<String> subjects, List<String> acr, boolean acrEssential) {
    static final Wanted NOTHING = new Wanted(AskedClaims.NONE, Set.of(), List.of(), false);

    /** What must be, as far as the request says. */
    Set<String> acrDemanded() {
      return acrEssential ? Set.copyOf(acr) : Set.of();
    }
  }

  /** One claim. */
  private record Claim(boolean essential, List<String> values) {}

  static Wanted check(Issuer issuer, Parameters parameters) {
    Optional<String> text = parameters.one("claims");
    if (text.isEmpty()) {
      return Wanted.NOTHING;
    }
    JsonNode request = object(text.get());
    Map<String, Claim> userinfo = claims(request, "userinfo");
    Map<String, Claim> idToken = claims(request, "id_token");
    Set<String> subjects = new TreeSet<>();
    for (Map<String, Claim> place : List.of(userinfo, idToken)) {
      List<String> values = values(place, "sub");
      if (!subjects.isEmpty() && !values.isEmpty()) {
        subjects.retainAll(values);
        if (subjects.isEmpty()) {
          throw invalid("claims names a sub in one place and another in the other");
        }
      } else {
        subjects.addAll(values);
      }
    }
    Optional<Claim> acr = Optional.ofNullable(idToken.get("acr"));
    return new Wanted(
        new AskedClaims(told(issuer, userinfo), told(issuer, idToken)),
        subjects,
        acr.map(Claim::values).orElse(List.of()),
        acr.filter(claim -> claim.essential() && !claim.values().isEmpty()).isPresent());
  }

  private static JsonNode object(String text) {
    if (text.length() > LONGEST) {
      throw invalid("claims may have at most " + LONGEST + " characters");
    }
    try {
      JsonNode read = JSON.readTree(text);
      if (read != null && read.isObject()) {
        return read;
      }
    } catch (JsonProcessingException malformed) {
      // Told like any other text that is no object.
    }
    throw invalid("claims must be one JSON object without a member twice");
  }

  private static Map<String, Claim> claims(JsonNode request, String place) {
    JsonNode members = request.path(place);
    if (members.isMissingNode() || members.isNull()) {
      return Map.of();
    }
    if (!members.isObject() || members.size() > MOST) {
      throw invalid("in claims, " + place + " must be an object with up to " + MOST + " members");
    }
    Map<String, Claim> claims = new LinkedHashMap<>();
    members.properties().forEach(member -> claims.put(member.getKey(), claim(member.getValue())));
    return claims;
  }

  /** OpenID Connect Core §5.5.1: null, or an object; members that are not known are ignored. */
  private static Claim claim(JsonNode wish) {
    if (wish.isNull()) {
      return new Claim(false, List.of());
    }
    JsonNode essential = wish.path("essential");
    JsonNode values = wish.path("values");
    if (!wish.isObject()
        || !(essential.isMissingNode() || essential.isBoolean())
        || !(values.isMissingNode() || values.isArray())) {
      throw invalid(
          "in claims, each claim is null or an object, where essential is a boolean and values a"
              + " list");
    }
    List<String> texts = new ArrayList<>();
    if (wish.path("value").isTextual()) {
      texts.add(wish.path("value").textValue());
    }
    values.forEach(value -> texts.add(value.asText()));
    return new Claim(essential.asBoolean(false), texts);
  }

  private static List<String> values(Map<String, Claim> claims, String name) {
    return Optional.ofNullable(claims.get(name)).map(Claim::values).orElse(List.of());
  }

  private static Set<String> told(Issuer issuer, Map<String, Claim> claims) {
    return claims.keySet().stream()
        .filter(name -> PersonClaims.opening(issuer.claims(), name).isPresent())
        .collect(Collectors.toSet());
  }

  private static ProtocolException invalid(String description) {
    return ProtocolException.of(ErrorCode.INVALID_REQUEST, description);
  }
}
