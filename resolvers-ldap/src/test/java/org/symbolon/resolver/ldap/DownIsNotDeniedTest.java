package org.symbolon.resolver.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.PasswordVerifier.PasswordAnswer;

/** Servers that say something, and nothing that counts. */
final class DownIsNotDeniedTest {
  /** How a server goes wrong. The bytes are those of RFC 4511. */
  enum Wrong {
    HANGS_UP(""),
    /** HTTP/1.1 400. */
    TALKS_NONSENSE("485454502f312e31203430300d0a"),
    /** A bind response that announces more than comes. */
    STOPS_IN_THE_MIDDLE("300c02010161070a"),
    /** The bind succeeds, and then nothing. */
    BINDS_AND_IS_SILENT("300c02010161070a010004000400"),
    /** The length says two gigabytes. */
    PROMISES_TOO_MUCH("30847fffffff020101"),
    /** Success for a question nobody asked. */
    ANSWERS_SOMETHING_ELSE("300c02016365070a010004000400");

    private final String hex;

    Wrong(String hex) {
      this.hex = hex;
    }
  }

  @ParameterizedTest
  @EnumSource
  void neither_yes_nor_no_within_the_deadline(Wrong wrong) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(socket, wrong));
      Map<String, Object> settings =
          TestSite.RFC2307.settings("ldap://127.0.0.1:" + socket.getLocalPort());
      try (LdapResolver resolver = Asked.open(settings)) {
        long begin = System.nanoTime();
        assertThat(Asked.account(resolver, "ana", in300Millis()))
            .isInstanceOf(AccountAnswer.Unavailable.class);
        assertThat(resolver.verify("ana", "right horse".toCharArray(), in300Millis()))
            .isInstanceOf(PasswordAnswer.Unavailable.class);
        assertThat(resolver.check(in300Millis())).isInstanceOf(Health.NotReady.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
      }
    }
  }

  @Test
  void a_late_answer_is_none_and_is_not_taken_for_that_of_the_next_question() throws Exception {
    try (TestDirectory directory = TestDirectory.start(TestSite.RFC2307);
        Relay slow = new Relay(directory.server().getListenPort(), 200);
        LdapResolver resolver = Asked.open(TestSite.RFC2307.settings(slow.url()))) {
      assertThat(Asked.account(resolver, "ben")).isInstanceOf(AccountAnswer.Found.class);
      for (int i = 0; i < 3; i++) {
        assertThat(Asked.account(resolver, "ben", Deadline.in(Duration.ofMillis(100))))
            .isInstanceOf(AccountAnswer.Unavailable.class);
        assertThat(Asked.account(resolver, "ana"))
            .isEqualTo(new AccountAnswer.Found(TestSite.RFC2307.ana()));
      }
    }
  }

  private static Deadline in300Millis() {
    return Deadline.in(Duration.ofMillis(300));
  }

  private static void serve(ServerSocket socket, Wrong wrong) {
    try {
      while (true) {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client, wrong));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void serve(Socket client, Wrong wrong) {
    try (client;
        OutputStream out = client.getOutputStream()) {
      if (wrong == Wrong.HANGS_UP) {
        return;
      }
      // What is said before the question would be an answer to nothing.
      if (client.getInputStream().read() >= 0) {
        out.write(HexFormat.of().parseHex(wrong.hex));
        out.flush();
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
    } catch (IOException gone) {
      // The client has had enough.
    }
  }
}
