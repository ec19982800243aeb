package org.symbolon.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;

/** A job grant's host is looked up, within a bounded time. */
class NameServiceHostsTest {
  private static ErrorCode refused(NameServiceHosts hosts) {
    return catchThrowableOfType(
            ProtocolException.class, () -> hosts.require("worker.example", "192.0.2.7"))
        .error()
        .code();
  }

  private static NameServiceHosts knowing(NameServiceHosts.Names names) {
    return new NameServiceHosts(names, Duration.ofSeconds(20));
  }

  @Test
  void one_of_the_hosts_addresses_passes_and_no_other() {
    NameServiceHosts hosts =
        knowing(
            host ->
                host.equals("worker.example")
                    ? List.of(
                        InetAddress.getByName("192.0.2.9"), InetAddress.getByName("2001:db8::7"))
                    : List.of());
    assertThat(refused(hosts)).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThatCode(() -> hosts.require("worker.example", "192.0.2.9")).doesNotThrowAnyException();
    assertThatCode(() -> hosts.require("worker.example", "2001:db8:0::7"))
        .doesNotThrowAnyException();
  }

  @Test
  void a_caller_without_an_address_is_on_no_host() {
    NameServiceHosts hosts = knowing(host -> List.of(InetAddress.getLoopbackAddress()));
    for (String address : List.of("", "unknown", "localhost")) {
      assertThat(
              catchThrowableOfType(
                      ProtocolException.class, () -> hosts.require("worker.example", address))
                  .error()
                  .code())
          .as(address)
          .isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
    }
  }

  @Test
  void a_name_that_is_not_found_is_neither_yes_nor_no() {
    assertThat(
            refused(
                knowing(
                    host -> {
                      throw new UnknownHostException(host);
                    })))
        .isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
  }

  @Test
  void a_name_service_that_hangs_costs_its_time_and_no_more_threads_than_a_few() {
    CountDownLatch never = new CountDownLatch(1);
    NameServiceHosts hosts =
        new NameServiceHosts(
            host -> {
              boolean hangs = true;
              while (hangs) {
                try {
                  never.await();
                  hangs = false;
                } catch (InterruptedException deaf) {
                  // As native code is.
                }
              }
              return List.of();
            },
            Duration.ofMillis(1));
    for (int request = 0; request < NameServiceHosts.AT_ONCE + 3; request++) {
      assertThat(refused(hosts)).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
    }
    never.countDown();
  }
}
