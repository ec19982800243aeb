package org.symbolon;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.symbolon.protocol.SecretHash;
import org.symbolon.upstream.FakeInstitution;
import org.symbolon.verify.ForeignIssuer;

/**
 * A started gateway that believes others: at {@code lab} a cluster about its workloads, a house
 * about its software and a directory about passwords; at {@code union} an institution about
 * passwords. The cluster {@code gone} does not answer.
 */
final class TrustingSite implements AutoCloseable {
  static final String CLIENT_SECRET = "a secret of thirty-two characters or more";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final ForeignIssuer cluster = new ForeignIssuer();
  final ForeignIssuer gone = new ForeignIssuer();
  final ForeignIssuer house = new ForeignIssuer();
  final FakeInstitution institution;
  final LabDirectory directory;
  final DeviceTool tool;
  private final RunningCommand gateway;

  TrustingSite(Path folder) throws Exception {
    institution = new FakeInstitution();
    gone.down(true);
    directory = new LabDirectory();
    TestAddress address = TestAddress.fresh();
    tool = new DeviceTool("http://" + address, LabDirectory.PASSWORD);
    PolicySite commands = new PolicySite(folder);
    commands.run("master-key", "new", folder.resolve("master.key").toString());
    Files.writeString(commands.config(), configuration(address));
    gateway = new RunningCommand("serve", "--config", commands.config().toString());
  }

  private String configuration(TestAddress address) {
    return """
    listen: %1$s
    database: sqlite:gateway.db
    master-key-file: master.key
    resolvers:
      - name: directory
        type: ldap
        url: ldap://%2$s
        user-base: ou=people,dc=lab,dc=example
        breaker: {calls: 0}
    issuers:
      - id: lab
        url: http://%1$s/lab
        profile: wlcg
        audience: https://storage.lab.example
        accounts: directory
        login:
          - {name: lab, passwords: directory, password-grant: true, failures-per-name: 100}
        registration:
          mode: open
          scopes: [openid]
          software-statements:
            - {issuer: '%3$s', keys-uri: '%3$s/keys'}
        foreign-issuers:
          - {name: cluster, issuer: '%4$s', audience: 'http://%1$s/lab', keys-uri: '%4$s/keys'}
          - {name: gone, issuer: '%5$s', audience: 'http://%1$s/lab', keys-uri: '%5$s/keys'}
        clients:
          - id: shipper
            workload: {issuer: cluster, when: "claims.sub == 'system:serviceaccount:logs:shipper'"}
            grants: client-credentials
            scopes: ["storage.create:/logs/**"]
          - id: stranded
            workload: {issuer: gone, when: "claims.sub == 'system:serviceaccount:logs:shipper'"}
            grants: client-credentials
            scopes: ["storage.create:/logs/**"]
          - {id: old, secret-sha256: '%6$s', grants: [password, refresh]}
          - {id: new, secret-sha256: '%6$s', grants: [client-credentials], scopes: [compute.read]}
          - {id: cli, public: true, grants: [device, refresh]}
        scopes:
          - {scope: [openid, offline_access], for: everyone, grant: true}
          - {scope: "storage.create:/logs/**", for: {clients: [shipper, stranded]}, grant: true}
      - id: union
        url: http://%1$s/union
        profile: wlcg
        audience: https://storage.lab.example
        login:
          - name: campus
            openid: %7$s
            client-id: %8$s
            client-secret: "%9$s"
            password-grant: true
        clients:
          - {id: old, secret-sha256: '%6$s', grants: [password, refresh]}
        scopes:
          - {scope: [openid, offline_access], for: everyone, grant: true}
    """
        .formatted(
            address,
            directory.address(),
            house.url(),
            cluster.url(),
            gone.url(),
            SecretHash.of(CLIENT_SECRET).hex(),
            institution.issuer(),
            FakeInstitution.CLIENT,
            FakeInstitution.SECRET);
  }

  String issuer(String id) {
    return tool.origin() + "/" + id;
  }

  /** Registers a client at {@code lab}, as anybody may. */
  HttpResponse<String> register(String metadata) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(issuer("lab") + "/oauth2/register"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(metadata))
            .build(),
        BodyHandlers.ofString());
  }

  @Override
  public void close() throws Exception {
    gateway.close();
    directory.close();
    institution.close();
    cluster.close();
    gone.close();
    house.close();
  }
}
