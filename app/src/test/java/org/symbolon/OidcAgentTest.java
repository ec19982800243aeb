package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.login.LocalAccounts;

/**
 * The oidc-agent that people have, as it is: it registers itself, gets tokens by the device flow
 * while a person approves in a browser, narrows them, and takes everything back.
 */
class OidcAgentTest {
  private static final String PASSWORD = "a password of alice";
  private static final Pattern CODE = Pattern.compile("\\b([A-Z0-9]{4}-[A-Z0-9]{4})\\b");

  @TempDir private static Path folder;
  private static PolicySite site;
  private static DeviceTool person;
  private static RunningCommand gateway;
  private static OidcAgent agent;

  @BeforeAll
  static void serve() throws Exception {
    OidcAgent.require();
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    person = new DeviceTool("http://localhost:" + port, PASSWORD);
    site = new PolicySite(folder);
    site.run("master-key", "new", folder.resolve("master.key").toString());
    Files.writeString(
        site.config(),
        """
        listen: localhost:%1$d
        database: sqlite:gateway.db
        master-key-file: master.key
        resolvers:
          - {name: files, type: posix, accounts: files, passwd-file: passwd, group-file: group, base-path: storage}
        issuers:
          - id: lab
            url: http://localhost:%1$d/lab
            profile: wlcg
            audience: [https://storage.lab.example, https://batch.lab.example]
            device-polling-interval: 1s
            registration:
              mode: open
              scopes: [openid, offline_access, compute.read, compute.create]
            accounts: files
            login:
              - name: local
                local-accounts:
                  - {name: alice, password-hash: '%2$s'}
            scopes:
              - {scope: [openid, offline_access, compute.*], for: everyone, grant: true}
        """
            .formatted(port, LocalAccounts.hash(PASSWORD.toCharArray())));
    gateway = new RunningCommand("serve", "--config", site.config().toString());
    agent = new OidcAgent(folder.resolve("agent"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (agent != null) {
      agent.close();
    }
    if (gateway != null) {
      gateway.close();
    }
  }

  @Test
  void it_registers_gets_tokens_narrows_them_and_takes_everything_back() throws Exception {
    OidcAgent.Ran made =
        agent.run(
            OidcAgentTest::approve,
            "oidc-gen",
            "--iss=" + person.origin() + "/lab",
            "--scope=openid offline_access compute.read compute.create",
            "--flow=device",
            "--pw-env",
            "--prompt=none",
            "--confirm-default",
            "--no-url-call",
            "lab");
    assertThat(made.code()).as(made.output() + agent.log()).isZero();

    JsonNode all = claims(token());
    assertThat(all.get("scope").asText().split(" ")).contains("compute.read", "compute.create");

    JsonNode narrow = claims(token("--scope=compute.read", "--aud=https://batch.lab.example"));
    assertThat(narrow.get("scope").asText()).isEqualTo("compute.read");
    assertThat(narrow.get("aud").toString()).contains("batch").doesNotContain("storage");
    assertThat(claims(token("--force-new")).get("scope").asText()).contains("compute.create");

    assertThat(clients()).contains("oidc-agent:lab");
    OidcAgent.Ran deleted =
        agent.run("oidc-gen", "--delete", "--pw-env", "--prompt=none", "--confirm-yes", "lab");
    assertThat(deleted.code()).as(deleted.output() + agent.log()).isZero();
    assertThat(clients()).doesNotContain("oidc-agent");
  }

  private static String clients() {
    return site.run("clients", "list", "--config", site.config().toString()).out();
  }

  private static String token(String... options) throws Exception {
    String[] command = new String[options.length + 2];
    command[0] = "oidc-token";
    System.arraycopy(options, 0, command, 1, options.length);
    command[command.length - 1] = "lab";
    OidcAgent.Ran ran = agent.run(command);
    assertThat(ran.code()).as(ran.output() + agent.log()).isZero();
    return ran.output().strip();
  }

  private static JsonNode claims(String token) throws Exception {
    return DeviceTool.claims(token);
  }

  /** The person reads the code off the terminal. */
  private static void approve(String line) {
    Matcher code = CODE.matcher(line);
    if (code.find()) {
      person.approve(
          person.browser(),
          "lab",
          JsonNodeFactory.instance.objectNode().put("user_code", code.group(1)),
          "alice");
    }
  }
}
