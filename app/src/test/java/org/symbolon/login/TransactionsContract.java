package org.symbolon.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.grant.Samples.CLIENT;
import static org.symbolon.grant.Samples.ISSUER;
import static org.symbolon.grant.Samples.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.Parallel;
import org.symbolon.grant.Samples;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.ResponseMode;
import org.symbolon.protocol.SecretHash;
import org.symbolon.upstream.SignInRequest;

/** What every implementation of {@link Transactions} does. */
public abstract class TransactionsContract {
  private static final Instant EXPIRES = NOW.plusSeconds(600);
  private static final IssuerId OTHER_ISSUER = new IssuerId("other");

  private final Transactions transactions;

  protected TransactionsContract(Transactions transactions) {
    this.transactions = transactions;
  }

  @Test
  void a_transaction_is_found_as_it_was_begun_whatever_it_continues_with() {
    Transaction bare =
        begun(
            new Continuation.Authorize(
                CLIENT,
                new ReplyTo("http://127.0.0.1:8080/callback", ResponseMode.QUERY, Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                "",
                List.of(),
                SignInRequest.NONE));
    Transaction full =
        begun(
            new Continuation.Authorize(
                CLIENT,
                new ReplyTo(
                    "http://127.0.0.1:8080/callback",
                    ResponseMode.FORM_POST,
                    Optional.of("any \u0000 state ä")),
                Optional.of("nonce"),
                Optional.of("challenge"),
                "openid",
                List.of("https://one.example", "https://two.example"),
                new SignInRequest(
                    true,
                    true,
                    Optional.of(Duration.ofMinutes(5)),
                    Optional.of("ana@campus.example"),
                    Optional.of("https://refeds.org/profile/mfa")),
                Optional.of("thumbprint"),
                OpenIdRequest.CODE,
                Optional.of(Samples.hash())));
    Transaction device = begun();

    for (Transaction transaction : List.of(bare, full, device)) {
      assertThat(found(transaction)).contains(transaction);
    }
  }

  @Test
  void no_other_browser_and_no_other_issuer_finds_it() {
    Transaction transaction = begun();
    SecretHash id = transaction.id();

    assertThat(transactions.find(ISSUER, id, Samples.hash(), NOW)).isEmpty();
    assertThat(transactions.find(OTHER_ISSUER, id, transaction.browser(), NOW)).isEmpty();
    assertThat(transactions.find(ISSUER, Samples.hash(), transaction.browser(), NOW)).isEmpty();
  }

  @Test
  void it_is_found_until_it_expires() {
    Transaction transaction = begun();

    assertThat(found(transaction, EXPIRES.minusMillis(1))).isPresent();
    assertThat(found(transaction, EXPIRES)).isEmpty();
  }

  @Test
  void what_the_login_method_keeps_is_found_by_the_upstream_state_until_the_callback() {
    Transaction transaction = begun();
    SecretHash state = Samples.hash();

    assertThat(transactions.departed(transaction.id(), "campus", state, Map.of("nonce", "x")))
        .isTrue();

    Transaction departed = returning(transaction, state, NOW).orElseThrow();
    assertThat(departed.method()).contains("campus");
    assertThat(departed.upstreamState()).isEqualTo(Map.of("nonce", "x"));
    assertThat(found(transaction)).contains(departed);
  }

  @Test
  void the_callback_is_bound_to_the_issuer_and_the_browser_and_expires() {
    Transaction transaction = begun();
    SecretHash state = Samples.hash();
    transactions.departed(transaction.id(), "campus", state, Map.of());
    SecretHash browser = transaction.browser();

    assertThat(transactions.findByUpstreamState(ISSUER, state, Samples.hash(), NOW)).isEmpty();
    assertThat(transactions.findByUpstreamState(OTHER_ISSUER, state, browser, NOW)).isEmpty();
    assertThat(transactions.findByUpstreamState(ISSUER, Samples.hash(), browser, NOW)).isEmpty();
    assertThat(returning(transaction, state, EXPIRES)).isEmpty();
  }

  @Test
  void a_new_attempt_replaces_what_an_earlier_one_kept() {
    Transaction transaction = begun();
    SecretHash first = Samples.hash();
    SecretHash second = Samples.hash();
    transactions.departed(transaction.id(), "campus", first, Map.of("attempt", "1"));

    transactions.departed(transaction.id(), "elsewhere", second, Map.of("attempt", "2"));

    assertThat(returning(transaction, first, NOW)).isEmpty();
    assertThat(returning(transaction, second, NOW).map(Transaction::upstreamState))
        .contains(Map.of("attempt", "2"));
  }

  @Test
  void a_callback_counts_once_and_clears_what_was_kept() {
    Transaction transaction = begun();
    SecretHash state = Samples.hash();
    transactions.departed(transaction.id(), "campus", state, Map.of("nonce", "x"));
    GrantId login = Samples.id();

    assertThat(transactions.signedIn(transaction.id(), login)).isTrue();
    assertThat(transactions.signedIn(transaction.id(), Samples.id())).isFalse();

    assertThat(returning(transaction, state, NOW)).isEmpty();
    Transaction signedIn = found(transaction).orElseThrow();
    assertThat(signedIn.login()).contains(login);
    assertThat(signedIn.upstreamState()).isEmpty();
    assertThat(transactions.departed(transaction.id(), "campus", state, Map.of())).isFalse();
  }

  @Test
  void of_many_callbacks_at_once_one_counts() {
    Transaction transaction = begun();

    List<Boolean> counted =
        Parallel.run(20, number -> transactions.signedIn(transaction.id(), Samples.id()));

    assertThat(counted).containsOnlyOnce(true);
  }

  @Test
  void of_many_decisions_at_once_one_takes_the_transaction_out() {
    Transaction transaction = begun();

    List<Boolean> finished = Parallel.run(20, number -> transactions.finish(transaction.id()));

    assertThat(finished).containsOnlyOnce(true);
    assertThat(found(transaction)).isEmpty();
  }

  @Test
  void what_is_gone_can_neither_depart_nor_sign_in_nor_finish() {
    SecretHash gone = Samples.hash();

    assertThat(transactions.departed(gone, "campus", Samples.hash(), Map.of())).isFalse();
    assertThat(transactions.signedIn(gone, Samples.id())).isFalse();
    assertThat(transactions.finish(gone)).isFalse();
  }

  private Transaction begun() {
    return begun(new Continuation.Device("BDFG-HKLM"));
  }

  private Transaction begun(Continuation continuation) {
    Transaction transaction =
        new Transaction(
            Samples.hash(),
            ISSUER,
            Samples.hash(),
            continuation,
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            EXPIRES);
    transactions.begin(transaction);
    return transaction;
  }

  private Optional<Transaction> found(Transaction transaction) {
    return found(transaction, NOW);
  }

  private Optional<Transaction> found(Transaction transaction, Instant now) {
    return transactions.find(ISSUER, transaction.id(), transaction.browser(), now);
  }

  private Optional<Transaction> returning(Transaction transaction, SecretHash state, Instant now) {
    return transactions.findByUpstreamState(ISSUER, state, transaction.browser(), now);
  }
}
