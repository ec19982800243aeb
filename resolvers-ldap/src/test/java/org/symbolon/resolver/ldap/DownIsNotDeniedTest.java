package org.symbolon.resolver.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
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
    HANGS_UP,
    TALKS_NONSENSE(72, 84, 84, 80, 47, 49, 46, 49, 32, 52, 48, 48, 13, 10),
    /** A bind response that announces more than comes. */
    STOPS_IN_THE_MIDDLE(0x30, 0x0c, 0x02, 0x01, 0x01, 0x61, 0x07, 0x0a),
    /** The bind succeeds, and then nothing. */
    BINDS_AND_IS_SILENT(
        0x30, 0x0c, 0x02, 0x01, 0x01, 0x61, 0x07, 0x0a, 0x01, 0x00, 0x04, 0x00, 0x04, 0x00),
    /** The length says four gigabytes. */
    PROMISES_TOO_MUCH(0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, 0x02, 0x01, 0x01),
    /** Success for a question nobody asked. */
    ANSWERS_SOMETHING_ELSE(
        0x30, 0x0c, 0x02, 0x01, 0x63, 0x65, 0x07, 0x0a, 0x01, 0x00, 0x04, 0x00, 0x04, 0x00);

    private final byte[] says;

    Wrong(int... says) {
      this.says = new byte[says.length];
      for (int i = 0; i < says.length; i++) {
        this.says[i] = (byte) says[i];
      }
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
        out.write(wrong.says);
        out.flush();
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
    } catch (IOException gone) {
      // The client has had enough.
    }
  }
}
