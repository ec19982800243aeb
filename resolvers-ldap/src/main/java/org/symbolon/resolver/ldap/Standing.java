package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.util.StaticUtils;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a person may come in now, as far as the entry says. Whatever of these attributes an entry
 * has counts, in every schema; one that can not be read as what it should be is no answer.
 */
final class Standing {
  private static final String LOCKED = "pwdAccountLockedTime";
  private static final String SHADOW = "shadowExpire";
  private static final String LOCK = "nsAccountLock";
  private static final String CONTROL = "userAccountControl";
  private static final String EXPIRES = "accountExpires";
  private static final String PRINCIPAL = "krbPrincipalExpiration";

  /** To be asked for by name: some are operational. */
  static final Set<String> ATTRIBUTES = Set.of(LOCKED, SHADOW, LOCK, CONTROL, EXPIRES, PRINCIPAL);

  /** ACCOUNTDISABLE ([MS-ADTS] 2.2.16). */
  private static final long AD_DISABLED = 0x2;

  /** Active Directory counts tenths of microseconds from 1601. */
  private static final long AD_TICKS = 10_000_000L;

  private static final long AD_EPOCH = -11_644_473_600L;

  /** Of a password policy: locked until an administrator unlocks it. */
  private static final String FOR_GOOD = "000001010000Z";

  /** The year 9999, more or less. */
  private static final long MOST_DAYS = 2_932_000;

  private final Optional<Duration> lockout;
  private final InstantSource clock;

  /**
   * @param lockout how long a lock by the password policy lasts; until it is taken away unless
   *     given
   */
  Standing(Optional<Duration> lockout, InstantSource clock) {
    this.lockout = lockout;
    this.clock = clock;
  }

  /** Why the person may not come in; empty where nothing is said against it. */
  Optional<String> trouble(User user) throws DirectoryDown {
    SearchResultEntry entry = user.entry();
    for (Rule rule : List.<Rule>of(this::locked, this::disabled, this::expired)) {
      Optional<String> trouble = rule.trouble(entry);
      if (trouble.isPresent()) {
        return trouble;
      }
    }
    return Optional.empty();
  }

  private interface Rule {
    Optional<String> trouble(SearchResultEntry entry) throws DirectoryDown;
  }

  /** By a password policy (draft-behera-ldap-password-policy-10 §5.3.3). */
  private Optional<String> locked(SearchResultEntry entry) throws DirectoryDown {
    String since = entry.getAttributeValue(LOCKED);
    if (since == null) {
      return Optional.empty();
    }
    if (since.equals(FOR_GOOD) || lockout.isEmpty()) {
      return Optional.of("the account is locked");
    }
    return clock.instant().isBefore(time(entry, LOCKED, since).plus(lockout.get()))
        ? Optional.of("the account is locked for a while")
        : Optional.empty();
  }

  private Optional<String> disabled(SearchResultEntry entry) throws DirectoryDown {
    String control = entry.getAttributeValue(CONTROL);
    boolean disabled = control != null && (number(entry, CONTROL, control) & AD_DISABLED) != 0;
    return disabled || "true".equalsIgnoreCase(entry.getAttributeValue(LOCK))
        ? Optional.of("the account is disabled")
        : Optional.empty();
  }

  private Optional<String> expired(SearchResultEntry entry) throws DirectoryDown {
    Optional<Instant> end = earliest(List.of(shadow(entry), account(entry), principal(entry)));
    return end.filter(moment -> !clock.instant().isBefore(moment))
        .map(moment -> "the account expired on " + LocalDate.ofInstant(moment, ZoneOffset.UTC));
  }

  private static Optional<Instant> earliest(List<Optional<Instant>> ends) {
    return ends.stream().flatMap(Optional::stream).min(Instant::compareTo);
  }

  /** Days since 1970; negative for never. 0 is taken for a day long past, as PAM does. */
  private static Optional<Instant> shadow(SearchResultEntry entry) throws DirectoryDown {
    String days = entry.getAttributeValue(SHADOW);
    return days == null || number(entry, SHADOW, days) < 0
        ? Optional.empty()
        : Optional.of(Instant.EPOCH.plus(number(entry, SHADOW, days), ChronoUnit.DAYS));
  }

  /** Two numbers stand for never ([MS-ADA1] 2.1). */
  private static Optional<Instant> account(SearchResultEntry entry) throws DirectoryDown {
    String text = entry.getAttributeValue(EXPIRES);
    if (text == null) {
      return Optional.empty();
    }
    long ticks = number(entry, EXPIRES, text);
    return ticks == 0 || ticks == Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(AD_EPOCH + ticks / AD_TICKS));
  }

  private static Optional<Instant> principal(SearchResultEntry entry) throws DirectoryDown {
    String text = entry.getAttributeValue(PRINCIPAL);
    return text == null ? Optional.empty() : Optional.of(time(entry, PRINCIPAL, text));
  }

  private static long number(SearchResultEntry entry, String attribute, String text)
      throws DirectoryDown {
    try {
      long number = Long.parseLong(text);
      if (!attribute.equals(SHADOW) || number <= MOST_DAYS) {
        return number;
      }
    } catch (NumberFormatException none) {
      // Told below, with the entry's name.
    }
    throw new DirectoryDown("%s of %s is no such number".formatted(attribute, entry.getDN()));
  }

  private static Instant time(SearchResultEntry entry, String attribute, String text)
      throws DirectoryDown {
    try {
      return StaticUtils.decodeGeneralizedTime(text).toInstant();
    } catch (ParseException e) {
      throw DirectoryDown.because("%s of %s is no time".formatted(attribute, entry.getDN()), e);
    }
  }
}
