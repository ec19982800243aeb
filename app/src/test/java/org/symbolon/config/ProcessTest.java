package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.after;
import static org.symbolon.config.Reader.loaded;
import static org.symbolon.config.Reader.mistakes;
import static org.symbolon.config.Reader.with;
import static org.symbolon.config.Reader.without;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.protocol.SecretText;
import org.symbolon.web.Address;
import org.symbolon.web.Network;

/** What stands at the left margin and belongs to the process. */
class ProcessTest {
  private static final String DATABASE = "database: sqlite:symbolon.db";

  @Test
  void an_address_has_a_host_and_a_port_and_a_port_alone_is_on_loopback() {
    assertThat(listen("0.0.0.0:443")).isEqualTo(new Address("0.0.0.0", 443));
    assertThat(listen("\"[::1]:8443\""))
        .isEqualTo(new Address("::1", 8443))
        .hasToString("[::1]:8443");
    assertThat(listen("localhost:0")).hasToString("localhost:0");
    assertThat(listen("9000")).isEqualTo(new Address("127.0.0.1", 9000));
    assertThat(listen("\":9000\"")).isEqualTo(new Address("0.0.0.0", 9000));
    assertThat(mistakes(after(DATABASE, "listen: \"\"")))
        .singleElement()
        .asString()
        .startsWith("listen should be an address");
    for (String wrong : new String[] {"localhost", "1.2.3.4:70000", "http://a:80", "a b:80"}) {
      assertThat(mistakes(after(DATABASE, "listen: \"" + wrong + "\"")))
          .as(wrong)
          .singleElement()
          .asString()
          .startsWith("listen should be an address and a port");
    }
  }

  private static Address listen(String text) {
    return loaded(after(DATABASE, "listen: " + text)).listen().address();
  }

  @Test
  void tls_needs_a_certificate_and_a_key() {
    assertThat(loaded(after(DATABASE, "tls: {certificate: a.pem, key: /b.pem}")).listen().tls())
        .contains(new Listen.Tls(Path.of("/etc/symbolon/a.pem"), Path.of("/b.pem")));
    assertThat(mistakes(after(DATABASE, "tls: {certificate: a.pem}")))
        .containsExactly("tls.key is missing: a PEM file with the private key");
    assertThat(mistakes(after(DATABASE, "tls: {key: a.pem}")))
        .singleElement()
        .asString()
        .startsWith("tls.certificate is missing");
  }

  @Test
  void metrics_are_for_loopback_unless_said_otherwise() {
    assertThat(loaded(Reader.SIMPLE).metrics())
        .hasToString("Restricted[allowed=[127.0.0.0/8, 0:0:0:0:0:0:0:1/128]]");
    assertThat(loaded(after(DATABASE, "metrics: {allow-from: 10.0.0.0/8}")).metrics())
        .hasToString("Restricted[allowed=[10.0.0.0/8]]");
    assertThat(loaded(after(DATABASE, "metrics: {listen: 10.0.0.1:9090}")).metrics())
        .isEqualTo(new Metrics.OwnAddress(new Address("10.0.0.1", 9090)));
    assertThat(mistakes(after(DATABASE, "metrics: {listen: 9090, allow-from: 10.0.0.0/8}")))
        .singleElement()
        .asString()
        .startsWith("metrics.allow-from has no effect");
  }

  @Test
  void trusted_proxies_are_networks_and_nobody_is_one_by_default() {
    assertThat(loaded(Reader.SIMPLE).trustedProxies()).isEmpty();
    assertThat(loaded(after(DATABASE, "trusted-proxies: [10.0.0.5, fd00::/8]")).trustedProxies())
        .containsExactly(
            Network.parse("10.0.0.5/32").orElseThrow(), Network.parse("fd00::/8").orElseThrow());
    for (String wrong : new String[] {"proxy.lab.example", "10.0.0.0/33", "10.0.0.1/8", "/8"}) {
      assertThat(mistakes(after(DATABASE, "trusted-proxies: " + wrong)))
          .as(wrong)
          .singleElement()
          .asString()
          .startsWith("trusted-proxies should be an IP address or a network");
    }
  }

  @Test
  void a_database_is_a_file_or_a_server() {
    assertThat(database("sqlite:/var/lib/x.db"))
        .isEqualTo(new StoreConfig.Sqlite(Path.of("/var/lib/x.db")));
    assertThat(database("postgresql://db:5432/symbolon"))
        .isEqualTo(
            new StoreConfig.Postgres(
                "jdbc:postgresql://db:5432/symbolon", Optional.empty(), Optional.empty(), 10));
    assertThat(database("{url: \"jdbc:postgresql://db/x\", user: u, password: p, connections: 3}"))
        .isEqualTo(
            new StoreConfig.Postgres(
                "jdbc:postgresql://db/x", Optional.of("u"), Optional.of(new SecretText("p")), 3));
    assertThat(database("{url: \"sqlite:a.db\"}"))
        .isEqualTo(new StoreConfig.Sqlite(Path.of("/etc/symbolon/a.db")));
  }

  private static StoreConfig database(String text) {
    return loaded(with(DATABASE, "database: " + text)).database();
  }

  @Test
  void a_database_must_be_understood_and_hides_no_password() {
    for (String wrong :
        new String[] {"mysql://db/x", "sqlite://x", "postgresql://user:pw@db/x", "symbolon.db"}) {
      assertThat(mistakes(with(DATABASE, "database: " + wrong)))
          .as(wrong)
          .singleElement()
          .asString()
          .startsWith("database should be sqlite:FILE or postgresql://HOST/DATABASE");
    }
    assertThat(mistakes(with(DATABASE, "database: postgresql://db/x?password=y")))
        .containsExactly("database should not hold a password: give it as password-file");
    assertThat(mistakes(with(DATABASE, "database: {url: \"sqlite:a.db\", user: u}")))
        .singleElement()
        .asString()
        .startsWith("database.url is an embedded database");
    assertThat(mistakes(with(DATABASE, "database: {user: u}")))
        .contains("database.url is missing: where it is");
  }

  @Test
  void database_and_master_key_are_required() {
    assertThat(mistakes(without(DATABASE)))
        .singleElement()
        .asString()
        .startsWith("database is missing");
    assertThat(mistakes(without("master-key-file: master.key")))
        .singleElement()
        .asString()
        .startsWith("master-key-file is missing");
  }

  @Test
  void the_log_has_a_format_and_a_level() {
    assertThat(loaded(Reader.SIMPLE).logging()).isEqualTo(Logging.DEFAULT);
    assertThat(loaded(after(DATABASE, "logging: {format: json, level: WARN}")).logging())
        .isEqualTo(new Logging(Logging.Format.JSON, Logging.Level.WARN));
    assertThat(mistakes(after(DATABASE, "logging: {format: jason, level: loud}")))
        .containsExactlyInAnyOrder(
            "logging.format should be one of json, text: did you mean json?",
            "logging.level should be one of error, warn, info, debug");
  }
}
