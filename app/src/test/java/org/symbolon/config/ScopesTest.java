package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.SIMPLE;
import static org.symbolon.config.Reader.loaded;
import static org.symbolon.config.Reader.mistakes;
import static org.symbolon.config.Reader.with;
import static org.symbolon.config.Reader.without;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.symbolon.protocol.ClientId;
import org.symbolon.resolve.AccountStep;
import org.symbolon.resolve.GroupNames;
import org.symbolon.resolve.GroupUse;
import org.symbolon.scope.How;
import org.symbolon.scope.Rule;
import org.symbolon.scope.Who;

class ScopesTest {
  private static String rules(String... rules) {
    return SIMPLE.replaceAll("(?s)\nscopes:.*", "\nscopes:\n") + String.join("\n", rules).indent(2);
  }

  private static List<Rule> read(String... rules) {
    return loaded(rules(rules)).issuers().getFirst().scopes();
  }

  private static List<String> wrong(String... rules) {
    return mistakes(rules(rules));
  }

  @Test
  void rules_keep_their_order_and_have_names() {
    assertThat(
            read(
                "- {scope: openid, for: everyone, grant: true}",
                "- {name: raw, scope: \"storage.modify:/raw/**\", for: everyone, refuse: No.}",
                "- {scope: [profile, email], for: everyone, grant: true}"))
        .extracting(Rule::label)
        .containsExactly(
            "rule 1 (openid)",
            "raw (storage.modify:/raw/**)",
            "rule 3 (profile)",
            "rule 3 (email)");
  }

  @Test
  void a_rule_grants_refuses_or_asks_and_exactly_one_of_them() {
    assertThat(
            read(
                "- {scope: openid, for: everyone, grant: true}",
                "- {scope: profile, for: everyone, refuse: Not here.}",
                "- {scope: \"storage.read:/**\", for: everyone, ask: files, agree: any}"))
        .extracting(Rule::how)
        .containsExactly(
            new How.Grant(),
            new How.Refuse("Not here."),
            new How.Ask(List.of("files"), How.Quorum.ANY));

    String one = "scopes[0] should have exactly one of grant: true, refuse: WHY and ask: RESOLVER";
    assertThat(wrong("- {scope: openid, for: everyone}")).containsExactly(one);
    assertThat(wrong("- {scope: openid, for: everyone, grant: true, ask: files}"))
        .containsExactly(one);
    assertThat(wrong("- {scope: openid, for: everyone, grant: false}"))
        .containsExactly("scopes[0].grant should be true; to refuse write refuse: and why");
    assertThat(wrong("- {scope: openid, for: everyone, grant: true, agree: any}"))
        .containsExactly(
            "scopes[0].agree is about several resolvers and has no effect without ask");
  }

  @Test
  void a_rule_says_for_whom_it_is() {
    assertThat(
            read(
                "- {scope: openid, for: everyone, grant: true}",
                "- {scope: openid, for: {groups: [a, b]}, grant: true}",
                "- {scope: openid, for: {users: ana}, grant: true}",
                "- {scope: openid, for: {clients: lab-cli}, grant: true}",
                "- {scope: openid, for: {groups: a, users: ana}, grant: true}"))
        .extracting(Rule::who)
        .containsExactly(
            new Who.Everyone(),
            new Who.Groups(Set.of("a", "b")),
            new Who.Users(Set.of("ana")),
            new Who.Clients(Set.of(new ClientId("lab-cli"))),
            new Who.AllOf(List.of(new Who.Groups(Set.of("a")), new Who.Users(Set.of("ana")))));
  }

  @Test
  void a_condition_is_checked_when_the_file_is_read() {
    assertThat(read("- {scope: openid, for: {users: ana, when: \"claims.loa >= 2\"}, grant: true}"))
        .extracting(rule -> rule.who().inWords())
        .containsExactly("the accounts ana and requests with claims.loa >= 2");
    assertThat(wrong("- {scope: openid, for: {when: \"acount.uid > 5\"}, grant: true}"))
        .singleElement()
        .asString()
        .startsWith(
            "scopes[0].for.when is no condition: undeclared reference to 'acount' (at character 1)."
                + " There are account.groups (a list of texts), account.name (a text)");
  }

  @Test
  void nobody_in_particular_is_never_taken_for_everyone() {
    assertThat(wrong("- {scope: openid, grant: true}"))
        .containsExactly(
            "scopes[0].for is missing: everyone, or a block with groups, users, clients or when");
    assertThat(wrong("- {scope: openid, for: {}, grant: true}"))
        .containsExactly(
            "scopes[0].for should name groups, users, clients or when; for all write everyone");
    assertThat(wrong("- {scope: openid, for: {groups: []}, grant: true}")).hasSize(1);
    assertThat(wrong("- {scope: openid, for: anyone, grant: true}"))
        .singleElement()
        .asString()
        .startsWith("scopes[0].for should be one of everyone");
  }

  @Test
  void a_rule_that_names_an_unknown_resolver_or_client_is_an_error_with_a_suggestion() {
    assertThat(wrong("- {scope: openid, for: {clients: lab-clu}, ask: fils}"))
        .containsExactly(
            "scopes[0].for.clients names the client lab-clu, which is not configured: did you mean"
                + " lab-cli?",
            "scopes[0].for should name groups, users, clients or when; for all write everyone",
            "scopes[0].ask names the resolver fils, which is not configured: did you mean files?");
  }

  @Test
  void a_pattern_is_one_of_the_issuers_profile() {
    assertThat(wrong("- {for: everyone, grant: true}"))
        .containsExactly("scopes[0].scope is missing: a pattern, as in storage.read:/**");
    assertThat(wrong("- {scope: \"storage.read:/**/x\", for: everyone, ask: files}"))
        .singleElement()
        .asString()
        .startsWith("scopes[0].scope is not a scope pattern:");
    assertThat(wrong("- {scope: \"read:/**\", for: everyone, ask: files}"))
        .singleElement()
        .asString()
        .contains("SciTokens");
  }

  @Test
  void rules_that_ask_need_accounts_to_ask_about() {
    assertThat(mistakes(without("accounts: files")))
        .containsExactly(
            "accounts is missing: name the resolvers that know the accounts, as in accounts: files");
  }

  @Test
  void group_names_are_mapped_for_one_source_or_for_all() {
    String rules =
        """
        accounts:
          - resolver: files
            groups: first
            group-names:
              - strip-prefix: cn=
              - rename: {icecube-ana: icecube}
        group-names:
          - match: "grp-(.*)"
            to: $$1
        """;
    assertThat(
            loaded(with("accounts: files", rules.stripTrailing())).issuers().getFirst().accounts())
        .containsExactly(
            new AccountStep(
                "files",
                false,
                GroupUse.FIRST,
                new GroupNames(
                    List.of(
                        new GroupNames.Step.StripPrefix("cn="),
                        new GroupNames.Step.Rename(Map.of("icecube-ana", "icecube")),
                        GroupNames.Step.rewrite("grp-(.*)", "$1")))));
  }

  @Test
  void a_rule_for_group_names_says_what_is_wrong_with_it() {
    String rules =
        """
        accounts: files
        group-names:
          - {strip-prefix: a, add-prefix: b}
          - {match: "(", to: x}
          - {match: "a"}
          - {drop: "(?=a)"}
          - {match: "(a)", to: $$2}
        """;
    assertThat(mistakes(with("accounts: files", rules.stripTrailing())))
        .hasSize(5)
        .anySatisfy(mistake -> assertThat(mistake).contains("group-names[0]", "exactly one of"))
        .anySatisfy(mistake -> assertThat(mistake).contains("group-names[2].to", "goes with match"))
        .anySatisfy(mistake -> assertThat(mistake).contains("group-names[4].match", "$1"));
  }

  @Test
  void accounts_are_made_by_configured_resolvers_in_order_each_once() {
    String second = "  - {name: renamer, type: posix}";
    assertThat(
            loaded(
                    with(
                        "accounts: files",
                        second,
                        "accounts: [{resolver: renamer, may-rename: true}, files]"))
                .issuers()
                .getFirst()
                .accounts())
        .containsExactly(new AccountStep("renamer", true), new AccountStep("files"));
    assertThat(mistakes(with("accounts: files", "accounts: files, files, nobody")))
        .containsExactly(
            "accounts[1].resolver is asked twice: keep one",
            "accounts[2].resolver names the resolver nobody, which is not configured: there is"
                + " files");
  }
}
