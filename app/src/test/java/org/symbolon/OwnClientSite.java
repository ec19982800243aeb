package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.symbolon.login.LocalAccounts;
import org.symbolon.web.Answer;
import org.symbolon.web.TestBrowser;

/**
 * A started gateway where people register clients of their own: alice and carol may, bob may not.
 * Its issuers {@code own} and {@code busy} are alike; {@code token} lets operators alone decide.
 */
final class OwnClientSite implements AutoCloseable {
  static final String PASSWORD = "a password of alice";

  private final DeviceTool tool;
  private final PolicySite commands;
  private final RunningCommand server;

  OwnClientSite(Path directory) throws Exception {
    TestAddress address = TestAddress.fresh();
    tool = new DeviceTool("http://" + address, PASSWORD);
    commands = new PolicySite(directory);
    commands.run("master-key", "new", directory.resolve("master.key").toString());
    commands.file(
        "symbolon.yaml",
        """
        listen: %s
        database: sqlite:gateway.db
        master-key-file: master.key
        issuers:
        """
                .formatted(address)
            + issuer("own", "mode: owned\n      owner-scope: clients.register")
            + issuer("busy", "mode: owned\n      owner-scope: clients.register")
            + issuer("token", "mode: token"));
    server = new RunningCommand("serve", "--config", commands.config().toString());
  }

  private String issuer(String id, String mode) {
    return """
          - id: %1$s
            url: %3$s/%1$s
            profile: wlcg
            audience: https://storage.lab.example
            registration:
              %2$s
              scopes: [openid, offline_access, "storage.read:/data/**"]
              secret-lifetime: 365d
            login:
              - name: local
                local-accounts:
                  - {name: alice, password-hash: '%4$s'}
                  - {name: bob, password-hash: '%4$s'}
                  - {name: carol, password-hash: '%4$s'}
            clients:
              - {id: cli, name: Lab Portal, public: true, grants: [device, refresh]}
            scopes:
              - {scope: [openid, offline_access], for: everyone, grant: true}
              - {scope: clients.register, for: {users: [alice, carol]}, grant: true}
        """
        .formatted(id, mode, tool.origin(), LocalAccounts.hash(PASSWORD.toCharArray()));
  }

  DeviceTool tool() {
    return tool;
  }

  /** A browser in which somebody has signed in. */
  TestBrowser browser(String issuer, String name) {
    TestBrowser browser = tool.browser();
    signIn(browser, issuer, name);
    return browser;
  }

  void signIn(TestBrowser browser, String issuer, String name) {
    Answer page = DeviceTool.settle(browser, browser.get("/" + issuer + "/account"));
    page =
        DeviceTool.settle(
            browser, browser.submit(page, Map.of("username", name, "password", PASSWORD)));
    assertThat(page.body()).contains("Your account");
  }

  /** What a person types who does nothing wrong: a program without a browser and a secret. */
  static Map<String, String> typed(String name) {
    Map<String, String> typed = new LinkedHashMap<>();
    typed.put("name", name);
    typed.put("kind", "device");
    typed.put("keeps_secret", "no");
    typed.put("scope", "openid");
    return typed;
  }

  /** The clients there are, as the operator sees them. */
  String clients() {
    Ran ran = commands.run("clients list");
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran.out();
  }

  @Override
  public void close() throws Exception {
    server.close();
  }
}
