package org.symbolon.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Assertions;
import org.symbolon.client.Client;
import org.symbolon.client.ClientAuthentication;
import org.symbolon.client.GrantType;
import org.symbolon.client.TestClient;
import org.symbolon.grant.DeviceCodes;
import org.symbolon.grant.DeviceCodes.Claim;
import org.symbolon.grant.DeviceRequest;
import org.symbolon.grant.UserCodes;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.RandomText;
import org.symbolon.protocol.SecretHash;
import org.symbolon.store.TestDatabases;
import org.symbolon.web.TestClients;
import org.symbolon.web.TestIssuers;
import org.symbolon.web.TestKeys;

/** The device authorization endpoint, on a real database. */
class StartDeviceTest {
  private static TestDatabases.Database database;

  private final Issuer issuer = TestIssuers.issuer("lab", "https://lab.example/gate");
  private final TestClients clients = new TestClients();
  private final RandomText random = new RandomText(new SecureRandom());
  private final UserCodes userCodes = new UserCodes(TestKeys.fresh(), random);
  private final Map<String, List<String>> form = new LinkedHashMap<>();

  StartDeviceTest() {
    set("client_id", "tool");
    set("scope", "storage.read:/data");
  }

  @BeforeAll
  static void open() {
    database = TestDatabases.fresh(TestDatabases.Kind.SQLITE);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void a_request_is_stored_with_what_the_person_will_be_shown() {
    set("audience", "batch-1");
    DeviceAuthorization started = start();
    assertThat(started.verificationUri()).isEqualTo("https://lab.example/gate/device");
    String hash = userCodes.hash(issuer.id(), UserCodes.read(started.userCode()).orElseThrow());
    Claim claim =
        codes().claim(issuer.id(), hash, SecretHash.of("browser"), database.clock().instant());
    assertThat(claim)
        .isInstanceOfSatisfying(
            Claim.Claimed.class,
            claimed -> {
              DeviceRequest request = claimed.request();
              assertThat(request.deviceCode()).isEqualTo(SecretHash.of(started.deviceCode()));
              assertThat(request.client()).isEqualTo(new ClientId("tool"));
              assertThat(request.audiences()).containsExactly("batch-1");
              assertThat(request.askedFrom()).isEqualTo("192.0.2.1");
              assertThat(request.expires())
                  .isEqualTo(database.clock().instant().plus(Duration.ofMinutes(15)));
            });
  }

  @Test
  void a_client_without_the_grant_gets_no_device_code() {
    Client tool = clients.find(issuer.id(), new ClientId("tool")).orElseThrow();
    clients.add(TestClient.like(tool).grants(GrantType.AUTHORIZATION_CODE).at(tool.issuer()));
    refused(ErrorCode.UNAUTHORIZED_CLIENT);
  }

  @Test
  void a_confidential_client_proves_itself() {
    set("client_id", "portal");
    refused(ErrorCode.INVALID_CLIENT);
    set("client_secret", TestClients.SECRET);
    assertThat(start().deviceCode()).hasSize(43);
  }

  @Test
  void an_unknown_client_gets_no_device_code() {
    set("client_id", "nobody");
    refused(ErrorCode.INVALID_CLIENT);
  }

  @Test
  void what_can_be_refused_without_a_person_is_refused_at_once() {
    set("scope", "storage.read");
    refused(ErrorCode.INVALID_SCOPE);
    set("scope", "storage.read:/a", "storage.read:/b");
    refused(ErrorCode.INVALID_REQUEST);
    set("scope", "x".repeat(9000));
    refused(ErrorCode.INVALID_SCOPE);
    set("scope", "openid");
    set("audience", "https://elsewhere.example");
    refused(ErrorCode.INVALID_TARGET);
    set("audience", "batch-1");
    set("resource", "relative");
    refused(ErrorCode.INVALID_TARGET);
  }

  @Test
  void no_scope_asked_for_is_decided_once_the_person_is_known() {
    form.remove("scope");
    assertThat(start().deviceCode()).hasSize(43);
  }

  @Test
  void a_user_code_in_use_is_replaced_by_another() {
    List<String> tried = new ArrayList<>();
    DeviceCodes crowded =
        new Crowded(codes()) {
          @Override
          public boolean start(DeviceRequest request) {
            tried.add(request.userCode());
            return tried.size() > 2 && super.start(request);
          }
        };
    assertThat(starting(crowded).start(new Call(Optional.empty(), new Parameters(form), "::1")))
        .isNotNull();
    assertThat(tried).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void a_store_in_which_every_code_is_in_use_is_an_error_of_ours() {
    DeviceCodes full =
        new Crowded(codes()) {
          @Override
          public boolean start(DeviceRequest request) {
            return false;
          }
        };
    assertThatThrownBy(
            () ->
                starting(full).start(new Call(Optional.empty(), new Parameters(form), "192.0.2.1")))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            refused -> assertThat(refused.error().code()).isEqualTo(ErrorCode.SERVER_ERROR));
  }

  private void set(String name, String... values) {
    form.put(name, List.of(values));
  }

  private DeviceAuthorization start() {
    return starting(codes()).start(new Call(Optional.empty(), new Parameters(form), "192.0.2.1"));
  }

  private void refused(ErrorCode code) {
    assertThatThrownBy(this::start)
        .isInstanceOfSatisfying(
            ProtocolException.class, refused -> assertThat(refused.error().code()).isEqualTo(code));
  }

  private StartDevice starting(DeviceCodes codes) {
    return new StartDevice(
        issuer,
        new ClientAuthentication(clients, Assertions.NONE),
        codes,
        userCodes,
        random,
        database.clock());
  }

  private static DeviceCodes codes() {
    return database.store().deviceCodes();
  }
}
