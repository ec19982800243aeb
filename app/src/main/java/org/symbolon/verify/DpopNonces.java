package org.symbolon.verify;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.symbolon.keys.MasterKey;
import org.symbolon.protocol.IssuerId;

/**
 * Nonces for proofs of possession at one issuer (RFC 9449 §8): a keyed hash over the issuer and the
 * time, so that every node makes and takes the same ones, and nothing is stored.
 */
public final class DpopNonces {
  /** How long one is given out; it is taken for as long again. */
  static final Duration GIVEN = Duration.ofMinutes(2);

  private static final String PURPOSE = "dpop-nonce";

  /** Whether proofs must, may or need not have one. */
  public enum Use {
    /** A proof without one is refused, and told one. */
    REQUIRED,
    /** Each answer to a proof tells one; a proof that has one must have a good one. */
    OFFERED,
    /** None is told, and what a proof has is passed over. */
    OFF
  }

  private final MasterKey masterKey;
  private final IssuerId issuer;
  private final Use use;
  private volatile Known known = new Known(Long.MIN_VALUE, "", Set.of());

  /** Those of one moment, computed once. */
  private record Known(long number, String current, Set<String> taken) {}

  public DpopNonces(MasterKey masterKey, IssuerId issuer, Use use) {
    this.masterKey = masterKey;
    this.issuer = issuer;
    this.use = use;
  }

  Use use() {
    return use;
  }

  /** The one of this moment. */
  String current(Instant now) {
    return known(now).current();
  }

  /** The one to tell a client; empty where none is used. */
  public Optional<String> offered(Instant now) {
    return use == Use.OFF ? Optional.empty() : Optional.of(current(now));
  }

  boolean accepts(String nonce, Instant now) {
    return known(now).taken().contains(nonce);
  }

  private Known known(Instant now) {
    long number = Math.floorDiv(now.getEpochSecond(), GIVEN.toSeconds());
    Known present = known;
    if (present.number() != number) {
      present = computed(number);
      known = present;
    }
    return present;
  }

  private Known computed(long number) {
    Set<String> taken = new LinkedHashSet<>();
    for (String keyId : masterKey.ids()) {
      // The next one too: another node's clock may be ahead.
      for (long one = number - 1; one <= number + 1; one++) {
        taken.add(nonce(keyId, one));
      }
    }
    return new Known(number, nonce(masterKey.activeId(), number), Set.copyOf(taken));
  }

  private String nonce(String keyId, long number) {
    String text = issuer.value() + "\n" + number;
    byte[] mac = masterKey.mac(keyId, PURPOSE, text.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
  }
}
