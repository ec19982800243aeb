package org.symbolon.bench.load;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Polls for codes that nobody has approved yet, each no more often than the interval allows: an
 * earlier poll would get {@code slow_down}, which is another answer.
 */
final class DevicePolls implements Script {
  /** The site's interval, and a little more. */
  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(1_050);

  private final Queue<Due> codes = new ArrayDeque<>();

  private record Due(byte[] request, long at) {}

  DevicePolls(Collection<String> codes) {
    for (String code : codes) {
      this.codes.add(
          new Due(
              Requests.post(
                  Paths.TOKEN,
                  "grant_type=urn:ietf:params:oauth:grant-type:device_code&client_id=tool"
                      + "&device_code="
                      + code),
              System.nanoTime()));
    }
  }

  @Override
  public byte[] next() throws InterruptedException {
    Due due = codes.remove();
    long early = due.at() - System.nanoTime();
    if (early > 0) {
      TimeUnit.NANOSECONDS.sleep(early);
    }
    codes.add(new Due(due.request(), System.nanoTime() + INTERVAL));
    return due.request();
  }

  @Override
  public boolean accept(Answer answer) {
    return answer.body().contains("authorization_pending");
  }
}
