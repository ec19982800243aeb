package org.symbolon.config;

import java.util.List;
import java.util.function.Predicate;
import org.symbolon.client.Client;
import org.symbolon.client.GrantType;
import org.symbolon.exchange.ExchangeRule;
import org.symbolon.exchange.Mode;
import org.symbolon.exchange.Subject;
import org.symbolon.exchange.TokenKind;
import org.symbolon.issuer.Issuer;

/** What of a rule over token exchange must fit together. */
final class CheckExchange {
  private final Section section;
  private final ExchangeRule rule;
  private final Issuer issuer;
  private final List<Client> named;

  private CheckExchange(Section section, ExchangeRule rule, Issuer issuer, List<Client> clients) {
    this.section = section;
    this.rule = rule;
    this.issuer = issuer;
    this.named = clients.stream().filter(client -> rule.clients().contains(client.id())).toList();
  }

  static void check(Section section, ExchangeRule rule, Issuer issuer, List<Client> clients) {
    CheckExchange check = new CheckExchange(section, rule, issuer, clients);
    check.clients();
    check.audiences();
    check.impersonation();
    check.kept();
    check.noEffect();
  }

  private void clients() {
    if (rule.mode() != Mode.DOWNSCOPE && !section.has("clients")) {
      section.mistake(
          "clients", "is missing: name those who may; only downscope is for every client");
    }
    for (Client client : named) {
      if (client.isPublic() && rule.mode() != Mode.DOWNSCOPE && !onlyForeign()) {
        section.mistake(
            "clients",
            "names "
                + client.id()
                + ", which has no secret: anybody could say to be it, so it may only downscope");
      }
      if (!client.grantTypes().contains(GrantType.TOKEN_EXCHANGE)
          && !client.grantTypes().contains(GrantType.JWT_BEARER)) {
        section.mistake(
            "clients",
            "names " + client.id() + ", whose grants have neither exchange nor jwt-bearer");
      }
    }
  }

  private void audiences() {
    if (rule.mode() != Mode.DOWNSCOPE
        && rule.mode() != Mode.IMPERSONATE
        && !section.has("audiences")) {
      section.mistake("audiences", "is missing: whom the result is for");
    }
    boolean byAudience = rule.mode() == Mode.ON_BEHALF_OF || rule.mode() == Mode.DELEGATE;
    if ((byAudience && !onlyForeign()) || rule.mode() == Mode.IMPERSONATE) {
      serving(client -> client.serves().isEmpty());
    }
  }

  /** By a foreign issuer's token the subject proves itself, whoever presents it. */
  private boolean onlyForeign() {
    return rule.mode() == Mode.ON_BEHALF_OF && !rule.subject().issuers().contains(Subject.SELF);
  }

  private void serving(Predicate<Client> nobody) {
    named.stream()
        .filter(nobody)
        .forEach(
            client ->
                section.mistake(
                    "clients",
                    "names "
                        + client.id()
                        + ", which serves no audience: no token is meant for it; give the client"
                        + " serves"));
  }

  private void impersonation() {
    if (rule.mode() != Mode.IMPERSONATE) {
      return;
    }
    if (rule.subject().users().isEmpty() && rule.subject().groups().isEmpty()) {
      section.mistake("subject", "should name the users or groups who can be impersonated");
    }
    if (!section.has("scopes")) {
      section.mistake("scopes", "is missing: no token bounds what an impersonation gives");
    }
    if (issuer.subjectForm() == Issuer.SubjectForm.OPAQUE) {
      section.mistake(
          "mode", "is impersonate, which names people: it needs the issuer's subject: local-name");
    }
  }

  private void kept() {
    if (rule.refresh().isPresent() && rule.mode() == Mode.IMPERSONATE) {
      section.mistake("refresh", "can not be with impersonate: it would last without that person");
    }
    if (rule.refresh().isPresent()
        && named.stream()
            .noneMatch(client -> client.grantTypes().contains(GrantType.REFRESH_TOKEN))) {
      section.mistake("refresh", "has no effect: none of the clients has refresh among its grants");
    }
  }

  private void noEffect() {
    if (rule.mode() != Mode.JOB) {
      onlyWith("job-lifetime", "job");
      onlyWith("job-uses", "job");
    } else if (rule.refresh().isPresent()) {
      section.mistake("refresh", "has no effect with job: tokens are drawn from a job grant");
    }
    if (rule.mode() != Mode.DELEGATE) {
      onlyWith("actors", "delegate");
    }
    if (rule.mode() == Mode.DOWNSCOPE && rule.subject().kinds().contains(TokenKind.ID_TOKEN)) {
      section.mistake(
          "subject", "has id-token, which is for no service: there is nothing to narrow it to");
    }
    if (rule.mode() == Mode.DOWNSCOPE && rule.outlives()) {
      section.mistake("outlive-subject", "can not be with downscope: it only narrows");
    }
  }

  private void onlyWith(String key, String mode) {
    if (section.has(key)) {
      section.mistake(key, "has no effect without mode: " + mode);
    }
  }
}
