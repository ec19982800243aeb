package org.symbolon.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.symbolon.client.RegisteredMetadata;
import org.symbolon.client.Sector;
import org.symbolon.fetch.Fetch;
import org.symbolon.fetch.Fetcher;
import org.symbolon.fetch.Request;

/**
 * Whether a client is of the sector it names (OpenID Connect Core §8.1, Registration §5): who is at
 * the address says so, or anybody could ask for the subjects of others' clients.
 */
public final class SectorIdentifiers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEMBER = "sector_identifier_uri";

  private final Fetcher fetcher;

  public SectorIdentifiers(Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  /**
   * Fetches, where a sector is named.
   *
   * @throws org.symbolon.protocol.ProtocolException {@code invalid_client_metadata}
   */
  void check(RegisteredMetadata metadata) {
    metadata.sectorIdentifier().ifPresent(address -> check(address, metadata));
    if (metadata.isPairwise()
        && metadata.sectorIdentifier().flatMap(Sector::of).isEmpty()
        && Sector.of(metadata.redirectUris()).isEmpty()) {
      throw Members.wrong(
          MEMBER,
          "with https is needed for pairwise subjects, unless all redirect_uris have one host");
    }
  }

  private void check(URI address, RegisteredMetadata metadata) {
    Set<String> listed =
        switch (fetcher.fetch(Request.get(address))) {
          case Fetch.Fetched(int status, String body, var headers) when status == 200 -> list(body);
          case Fetch.Fetched other ->
              throw Members.wrong(MEMBER, "is answered with " + other.status());
          case Fetch.Failed failed -> throw Members.wrong(MEMBER, "can not be fetched from here");
        };
    if (!listed.containsAll(metadata.redirectUris())) {
      throw Members.wrong(MEMBER, "does not list all redirect_uris");
    }
  }

  private static Set<String> list(String body) {
    Set<String> listed = new HashSet<>();
    try {
      JsonNode read = JSON.readTree(body);
      if (read.isArray()) {
        read.forEach(one -> listed.add(one.asText()));
        return listed;
      }
    } catch (JsonProcessingException malformed) {
      // Told like any other that is no list.
    }
    throw Members.wrong(MEMBER, "holds no JSON list");
  }
}
