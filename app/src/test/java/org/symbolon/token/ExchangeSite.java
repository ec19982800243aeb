package org.symbolon.token;

import static org.symbolon.token.TokenSite.basic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbolon.client.GrantType;
import org.symbolon.client.TestClient;
import org.symbolon.exchange.ExchangePolicy;
import org.symbolon.exchange.TestRule;
import org.symbolon.exchange.TokenKind;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.store.TestDatabases;
import org.symbolon.verify.AccessTokenCheck;

/** A site with services that exchange tokens; {@code tool} is what people use. */
final class ExchangeSite implements AutoCloseable {
  static final String EXCHANGE = GrantType.TOKEN_EXCHANGE.text();
  static final String PORTAL = "https://portal.example";
  static final String TRANSFER = "https://transfer.example";
  static final String BATCH = "https://batch.example";
  static final String STORAGE = SiteSettings.STORAGE;
  static final String READ = "storage.read:/data";

  private final TokenSite site;

  ExchangeSite(TestDatabases.Kind kind, TestRule... rules) {
    site = new TokenSite(kind, settings(TestRule.policy(rules)));
  }

  ExchangeSite(TestRule... rules) {
    this(TestDatabases.Kind.SQLITE, rules);
  }

  static SiteSettings settings(ExchangePolicy policy) {
    SiteSettings settings = new SiteSettings().exchanges(policy);
    service(settings, "gate", PORTAL);
    service(settings, "transfer", TRANSFER);
    service(settings, "batch", BATCH);
    // It may exchange, but no rule is about it.
    service(settings, "stranger", "https://stranger.example");
    // Named like a person.
    service(settings, "ana", "https://ana.example");
    settings.client(
        TestClient.named("narrow")
            .grants(
                GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.TOKEN_EXCHANGE));
    return settings;
  }

  private static void service(SiteSettings settings, String name, String audience) {
    settings.client(
        TestClient.named(name)
            .secrets(SiteSettings.SECRET)
            .serves(audience)
            .scopes("openid", "profile", "compute.*", "storage.*:/**")
            .grants(
                GrantType.AUTHORIZATION_CODE,
                GrantType.REFRESH_TOKEN,
                GrantType.CLIENT_CREDENTIALS,
                GrantType.TOKEN_EXCHANGE));
  }

  TokenSite site() {
    return site;
  }

  /** From now on these are the rules. */
  void rules(TestRule... rules) {
    site.reconfigure(settings(TestRule.policy(rules)));
  }

  void onRefused(Issuer.OnRefused what, TestRule... rules) {
    site.reconfigure(settings(TestRule.policy(rules)).onRefused(what));
  }

  /** What ana's tool has, for these audiences. */
  TokenAnswer tokens(String scopes, String... audiences) {
    return tokens(site.approval().scopes(scopes).audiences(audiences));
  }

  TokenAnswer tokens(Approval approval) {
    return site.post(TokenSite.codeForm(approval.code()));
  }

  String token(String scopes, String... audiences) {
    return tokens(scopes, audiences).accessToken();
  }

  /** What a service has of its own, by client credentials. */
  String own(String client, String... more) {
    List<String> form = new ArrayList<>(List.of("grant_type", "client_credentials"));
    form.addAll(List.of(more));
    return site.post(as(client), form.toArray(String[]::new)).accessToken();
  }

  /** As a client exchanges an access token. */
  TokenAnswer exchange(String client, String token, String... more) {
    return site.post(as(client), form(TokenKind.ACCESS_TOKEN, token, more));
  }

  TokenAnswer exchange(String client, TokenKind kind, String token, String... more) {
    return site.post(as(client), form(kind, token, more));
  }

  ProtocolError refused(String client, String token, String... more) {
    return refused(client, TokenKind.ACCESS_TOKEN, token, more);
  }

  ProtocolError refused(String client, TokenKind kind, String token, String... more) {
    return site.refused(as(client), form(kind, token, more));
  }

  ErrorCode code(String client, String token, String... more) {
    return refused(client, token, more).code();
  }

  static Optional<String> as(String client) {
    return basic(client, SiteSettings.SECRET);
  }

  static String[] form(TokenKind kind, String token, String... more) {
    List<String> form =
        new ArrayList<>(
            List.of(
                "grant_type", EXCHANGE, "subject_token", token, "subject_token_type", kind.uri()));
    form.addAll(List.of(more));
    return form.toArray(String[]::new);
  }

  /** The parameters of an actor's access token. */
  static String[] acting(String token, String... more) {
    List<String> form =
        new ArrayList<>(
            List.of("actor_token", token, "actor_token_type", TokenKind.ACCESS_TOKEN.uri()));
    form.addAll(List.of(more));
    return form.toArray(String[]::new);
  }

  /** Whether userinfo's and introspection's question about a token says yes. */
  boolean alive(String token) {
    return site.checked(token) instanceof AccessTokenCheck.Valid valid
        && site.store().grants().alive(valid.lineage(), valid.tokenIds(), site.now());
  }

  AccessTokenCheck.Valid read(TokenAnswer answer) {
    return site.read(answer);
  }

  void later(Duration time) {
    site.later(time);
  }

  @Override
  public void close() {
    site.close();
  }
}
