package org.symbolon.web;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.account.OwnAccount;
import org.symbolon.grant.Grant;
import org.symbolon.grant.JobGrant;
import org.symbolon.grant.PersonGrants;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.Consents;
import org.symbolon.login.Session;
import org.symbolon.protocol.ClientId;
import org.symbolon.register.OwnedClients;
import org.symbolon.scope.ScopeSet;
import org.symbolon.templates.Account;
import org.symbolon.templates.ScopeLine;

/** What of a person's can be ended, in words. */
final class AccountEntries {
  private final OwnAccount account;
  private final Issuer issuer;
  private final PageTime time;

  AccountEntries(OwnAccount account, Issuer issuer, InstantSource clock) {
    this.account = account;
    this.issuer = issuer;
    this.time = new PageTime(clock);
  }

  List<Account.Entry> visits(List<Session> sessions, Session here) {
    return sessions.stream()
        .map(
            one ->
                new Account.Entry(
                    Account.VISIT,
                    one.handle(),
                    BrowserNames.inWords(one.browser())
                        + (one.handle().equals(here.handle()) ? " (this one)" : ""),
                    List.of(
                        "Since " + time.of(one.created()),
                        lastUsed(one.lastUsed(), Optional.of(one.from()))),
                    List.of(),
                    "Sign out"))
        .toList();
  }

  List<Account.Entry> programs(List<PersonGrants.Held> grants) {
    return grants.stream().map(this::program).toList();
  }

  private Account.Entry program(PersonGrants.Held held) {
    Grant grant = held.grant();
    List<String> facts = new ArrayList<>();
    facts.add("Since " + time.of(grant.created()));
    held.lastUsed().ifPresent(when -> facts.add(lastUsed(when, held.usedFrom())));
    facts.add(
        (held.refreshable() ? "Goes on without you until " : "Ends ") + time.of(grant.expires()));
    return new Account.Entry(
        Account.PROGRAM,
        grant.id().value(),
        grant.client().map(account::name).orElse("A program"),
        facts,
        lines(grant.ceiling()),
        "End");
  }

  List<Account.Entry> jobs(List<JobGrant> jobs) {
    return jobs.stream().map(this::job).toList();
  }

  private Account.Entry job(JobGrant job) {
    List<String> facts = new ArrayList<>();
    job.grant().client().ifPresent(client -> facts.add("By " + account.name(client)));
    facts.add("Since " + time.of(job.grant().created()));
    facts.add("Used " + job.uses() + " of at most " + job.terms().mostUses() + " times");
    job.lastUsed().ifPresent(when -> facts.add(lastUsed(when, job.usedFrom())));
    job.terms().host().ifPresent(host -> facts.add("Only from " + host));
    facts.add("Ends " + time.of(job.grant().expires()));
    return new Account.Entry(
        Account.PROGRAM,
        job.grant().id().value(),
        job.terms().name(),
        facts,
        lines(job.grant().ceiling()),
        "End");
  }

  List<Account.Entry> remembered(List<Consents.Remembered> remembered) {
    Map<ClientId, List<Consents.Remembered>> byClient = new LinkedHashMap<>();
    remembered.forEach(
        one -> byClient.computeIfAbsent(one.client(), first -> new ArrayList<>()).add(one));
    List<Account.Entry> entries = new ArrayList<>();
    byClient.forEach(
        (client, scopes) ->
            entries.add(
                new Account.Entry(
                    Account.REMEMBERED,
                    client.value(),
                    account.name(client),
                    facts(scopes),
                    lines(
                        String.join(
                            " ",
                            scopes.stream().map(one -> one.allowed().scope()).distinct().toList())),
                    "Ask me again")));
    return entries;
  }

  private List<String> facts(List<Consents.Remembered> remembered) {
    List<String> facts = new ArrayList<>();
    remembered.stream()
        .map(Consents.Remembered::since)
        .min(Instant::compareTo)
        .ifPresent(since -> facts.add("Since " + time.of(since)));
    remembered.stream()
        .flatMap(one -> one.allowed().audience().stream())
        .distinct()
        .forEach(audience -> facts.add("At " + audience));
    return facts;
  }

  List<Account.Entry> registered(List<OwnedClients.Owned> owned) {
    return owned.stream()
        .map(
            one ->
                new Account.Entry(
                    Account.REGISTERED,
                    one.id().value(),
                    one.name(),
                    List.of(
                        "Its name here is " + one.id().value(),
                        "Since " + time.of(one.registered()),
                        "Ends " + time.of(one.expires()) + " unless it is used before"),
                    List.of(),
                    "Delete"))
        .toList();
  }

  private List<ScopeLine> lines(String scopes) {
    return ScopeSet.parse(scopes, issuer.profile()) instanceof ScopeSet.Parsed(ScopeSet parsed)
        ? ScopeLines.of(parsed)
        : List.of();
  }

  private String lastUsed(Instant when, Optional<String> from) {
    return "Last used "
        + time.of(when)
        + from.filter(address -> !address.isEmpty()).map(address -> ", from " + address).orElse("");
  }
}
