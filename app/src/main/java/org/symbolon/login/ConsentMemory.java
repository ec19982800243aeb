package org.symbolon.login;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.symbolon.client.Client;
import org.symbolon.grant.Login;
import org.symbolon.issuer.Issuer;
import org.symbolon.scope.ScopeSet;

/**
 * What people need not be asked again: remembered by person, client, scope and terms, where the
 * issuer allows it. Never for a device code, whose client anybody could say to be.
 */
public final class ConsentMemory {
  /** Going on remembering costs a write, so at most so often. */
  private static final Duration TOUCH = Duration.ofDays(1);

  private final Issuer issuer;
  private final Consents consents;
  private final InstantSource clock;

  public ConsentMemory(Issuer issuer, Consents consents, InstantSource clock) {
    this.issuer = issuer;
    this.consents = consents;
    this.clock = clock;
  }

  /**
   * What this person has allowed this client before, and is remembered.
   *
   * @param redirectUri of the request, checked
   * @param terms of the request: what was allowed for each of its audiences counts
   */
  public ScopeSet allowed(Client client, String redirectUri, Login login, ConsentTerms terms) {
    if (!remembers(client, redirectUri)) {
      return ScopeSet.EMPTY;
    }
    List<Consents.Remembered> remembered = remembered(client, login);
    return each(terms)
        .map(audience -> allowed(remembered, audience, terms.inBrowser()))
        .reduce(ScopeSet::narrow)
        .orElse(ScopeSet.EMPTY);
  }

  private ScopeSet allowed(
      List<Consents.Remembered> remembered, Optional<String> audience, boolean inBrowser) {
    return parsed(
        remembered.stream()
            .map(Consents.Remembered::allowed)
            .filter(one -> one.audience().equals(audience) && one.inBrowser() == inBrowser)
            .map(Consents.Allowed::scope)
            .toList());
  }

  /** Its audiences, or the one that stands for the defaults. */
  private static Stream<Optional<String>> each(ConsentTerms terms) {
    return terms.audiences().isEmpty()
        ? Stream.of(Optional.empty())
        : terms.audiences().stream().map(Optional::of);
  }

  /**
   * Whether a code may be given without asking.
   *
   * @param anew the program wants the person to be asked in any case ({@code prompt=consent})
   */
  public boolean suffices(
      Client client,
      String redirectUri,
      Login login,
      ConsentQuestion.Result.Ask ask,
      ConsentTerms terms,
      boolean anew) {
    if (anew) {
      return false;
    }
    if (client.trusted()) {
      return true;
    }
    ScopeSet before = allowed(client, redirectUri, login, terms);
    // A refused part is news that only a page can tell, and claims asked for by name are not kept.
    boolean suffices =
        ask.refused().isEmpty()
            && ask.claims().isEmpty()
            && !before.isEmpty()
            && before.covers(ask.granted());
    if (suffices) {
      touch(client, login);
    }
    return suffices;
  }

  /** Whether what a person allows this client is remembered. */
  public boolean remembers(Client client, String redirectUri) {
    return issuer.sessions().rememberConsent().isPresent() && isKnown(client, redirectUri);
  }

  /** The person allowed it just now. */
  public void allow(
      Client client,
      String redirectUri,
      Login login,
      ConsentQuestion.Result.Ask ask,
      ConsentTerms terms) {
    if (remembers(client, redirectUri)) {
      remember(
          client,
          login,
          each(terms)
              .flatMap(
                  audience ->
                      ask.granted().texts().stream()
                          .map(scope -> new Consents.Allowed(scope, audience, terms.inBrowser())))
              .toList());
    }
  }

  /** Goes on remembering what is used, the whole of it. */
  private void touch(Client client, Login login) {
    Instant before = clock.instant().minus(TOUCH);
    List<Consents.Remembered> remembered = remembered(client, login);
    if (remembered.stream().anyMatch(one -> one.used().isBefore(before))) {
      remember(client, login, remembered.stream().map(Consents.Remembered::allowed).toList());
    }
  }

  private void remember(Client client, Login login, List<Consents.Allowed> allowed) {
    Instant now = clock.instant();
    issuer
        .sessions()
        .rememberConsent()
        .filter(time -> !allowed.isEmpty())
        .ifPresent(
            time ->
                consents.remember(
                    issuer.id(), login.person().key(), client.id(), allowed, now.plus(time), now));
  }

  private List<Consents.Remembered> remembered(Client client, Login login) {
    return consents.of(issuer.id(), login.person().key(), client.id(), clock.instant());
  }

  /**
   * RFC 8252 §8.6: a public client on the person's own machine can be any program there, so it is
   * asked about each time.
   */
  private static boolean isKnown(Client client, String redirectUri) {
    return !client.isPublic() || redirectUri.startsWith("https://");
  }

  private ScopeSet parsed(List<String> scopes) {
    // Stored as they were legal then; what is not legal any more was not allowed.
    return scopes.stream()
        .map(scope -> ScopeSet.parse(scope, issuer.profile()))
        .filter(ScopeSet.Parsed.class::isInstance)
        .map(ScopeSet.Parsed.class::cast)
        .map(ScopeSet.Parsed::scopes)
        .reduce(ScopeSet.EMPTY, ScopeSet::union);
  }
}
