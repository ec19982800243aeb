package org.symbolon.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks for device codes and keeps them for {@link DevicePolls}. */
final class DeviceStarts implements Script {
  private final byte[] request =
      Requests.post(
          Paths.DEVICE,
          "client_id=tool&scope=" + Requests.encoded("offline_access storage.read:/project1"));
  private final List<String> codes = new ArrayList<>();

  @Override
  public byte[] next() {
    return request;
  }

  @Override
  public boolean accept(Answer answer) {
    Optional<String> code = answer.text("device_code");
    code.ifPresent(codes::add);
    return code.isPresent();
  }

  List<String> codes() {
    return List.copyOf(codes);
  }
}
