package org.symbolon.demo;

import java.nio.file.Path;
import java.util.List;

/** The demonstration's two configurations and its greeting. */
final class DemoTexts {
  /** Whose secrets the two configurations name, beside those of the nightly job and the gateway. */
  static final List<String> SERVICES =
      List.of("storage", "portal", "transfer", "workflow", "pipeline", "analysis-pod");

  private DemoTexts() {}

  /** A person with the hash of their password. */
  record Hashed(DemoPerson person, String hash) {}

  static String campus(int port, Hashed... people) {
    StringBuilder accounts = new StringBuilder();
    for (Hashed each : people) {
      accounts.append(
          """
                - name: %1$s
                  password-hash: '%2$s'
                  claims: { name: %3$s, preferred_username: %1$s, email: %1$s@campus.example, email_verified: true }
          """
              .formatted(each.person().name(), each.hash(), each.person().fullName()));
    }
    return """
    # The demo's campus: an identity provider with local accounts.
    listen: 127.0.0.1:%1$d
    master-key-file: campus.master-key
    database: sqlite:campus.db
    issuer:
      url: http://127.0.0.1:%1$d
      name: Example Campus
      colour: "#7a3e9d"
      profile: plain
      audience: http://127.0.0.1:%1$d
    login:
      - name: password
        label: Campus account
        local-accounts:
    %2$s
    clients:
      - id: lab-gateway
        name: Example Lab
        secret-file: gateway-at-campus.secret
        grants: [code, refresh]
        redirect-uris: http://127.0.0.1:%3$d/login/callback
        # Who signs out at the lab is signed out here too, and comes back.
        logout:
          redirect-uris: http://127.0.0.1:%3$d/logout/done
      # For docs/token-exchange.md the campus also plays a CI system and a cluster: both sign what runs in them a token.
      - id: pipeline
        secret-file: pipeline.secret
        grants: client-credentials
        scopes: [run]
        allowed-audiences: http://127.0.0.1:%3$d
      - id: analysis-pod
        secret-file: analysis-pod.secret
        grants: client-credentials
        scopes: [run]
        allowed-audiences: http://127.0.0.1:%3$d
    scopes:
      - scope: [openid, profile, email, offline_access]
        for: everyone
        grant: true
      - scope: run
        for: { clients: [pipeline, analysis-pod] }
        grant: true
    """
        .formatted(port + 1, accounts, port);
  }

  static String gateway(int port) {
    return """
    # The demo's lab: the gateway, which trusts the campus and asks the file system.
    listen: 127.0.0.1:%1$d
    master-key-file: gateway.master-key
    database: sqlite:gateway.db
    issuer:
      url: http://127.0.0.1:%1$d
      name: Example Lab
      profile: wlcg
      on-refused: narrow
      audience: https://storage.lab.example
      allowed-audiences: https://*.lab.example
      default-scopes: [openid, "storage.read:/home/{username}"]
      # Not for lab-cli: what runs on a person's own machine could be anything that says so.
      sessions:
        remember-consent: 30d
      # For programs that register themselves, as oidc-agent does.
      registration:
        mode: open
        scopes: [openid, profile, email, offline_access, "storage.*:/**"]
    login:
      - name: campus
        label: Example Campus
        openid: http://127.0.0.1:%2$d
        reach: loopback
        client-id: lab-gateway
        client-secret-file: gateway-at-campus.secret
        username-claim: preferred_username
    resolvers:
      - name: storage
        type: posix
        accounts: files
        passwd-file: passwd
        group-file: group
        base-path: storage
    accounts: storage
    clients:
      - id: lab-cli
        name: Lab command line
        public: true
        grants: [device, code, refresh]
        redirect-uris: http://127.0.0.1/callback
      - id: nightly
        name: Nightly transfers
        secret-file: nightly.secret
        grants: client-credentials
        scopes: ["storage.read:/public/**"]
      # A service that only asks whether a token it was shown still counts.
      - id: storage
        name: Storage
        secret-file: storage.secret
        serves: https://storage.lab.example
      - id: portal
        name: Data portal
        secret-file: portal.secret
        grants: [exchange, jwt-bearer, client-credentials]
        scopes: ["storage.read:/**"]
        serves: https://portal.lab.example
      - id: transfer
        name: Transfer service
        secret-file: transfer.secret
        grants: [exchange, client-credentials]
        scopes: ["storage.read:/**"]
        serves: https://transfer.lab.example
      - id: workflow
        name: Workflow system
        secret-file: workflow.secret
        grants: exchange
        serves: https://workflow.lab.example
      - id: machines
        name: Pipelines and pods
        public: true
        grants: [exchange, jwt-bearer]
      - id: nightly-build
        robot: true
        scopes: ["storage.read:/public/**"]
      - id: analysis
        robot: true
        scopes: ["storage.read:/project1/results/**"]
    scopes:
      - scope: [openid, profile, email, offline_access]
        for: everyone
        grant: true
      - scope: "storage.read:/public/**"
        for: { clients: [nightly, portal, transfer] }
        grant: true
      - scope: "storage.read:/public/**"
        for: { clients: nightly-build }
        grant: true
      - scope: "storage.read:/project1/results/**"
        for: { clients: analysis }
        grant: true
      - scope: "storage.*:/**"
        for: everyone
        ask: storage
    foreign-issuers:
      - name: campus-machines
        issuer: http://127.0.0.1:%2$d
        audience: http://127.0.0.1:%1$d
        longest-age: 1h
        map:
          - when: claims.sub == 'client:pipeline'
            robot: nightly-build
          - when: claims.sub == 'client:analysis-pod'
            robot: analysis
    exchanges:
      - name: machines
        clients: [machines]
        mode: on-behalf-of
        subject: { issuers: campus-machines }
        audiences: [https://storage.lab.example]
        scopes: ["storage.read:/**"]
      - name: portal to storage
        clients: [portal]
        mode: on-behalf-of
        audiences: { storage: https://storage.lab.example }
        scopes: ["storage.read:/**"]
      - name: portal orders transfers
        clients: [portal]
        mode: delegate
        audiences: [https://transfer.lab.example]
      - name: transfers
        clients: [transfer]
        mode: delegate
        audiences: [https://storage.lab.example]
      - name: jobs
        clients: [workflow]
        mode: job
        audiences: [https://storage.lab.example]
        lifetime: 10m
        job-lifetime: 7d
        job-uses: 1000
    """
        .formatted(port, port + 1);
  }

  static String greeting(int port, Path folder, List<DemoPerson> people, String serviceSecret) {
    StringBuilder accounts = new StringBuilder();
    for (DemoPerson person : people) {
      accounts.append(
          "  %-8s %-16s %s%n".formatted(person.name(), person.password(), person.about()));
    }
    return """

    Symbolon demo: two servers in one process, reachable from this machine only.

      http://127.0.0.1:%1$d   Example Lab: the gateway, what a site would run
      http://127.0.0.1:%2$d   Example Campus: the institution where people log in

    People at the campus (the passwords are new at each start):

    %3$s

    Ask for a token as a command-line tool does. Copy and paste into another terminal:

      lab=http://127.0.0.1:%1$d my=$(mktemp -d)
      curl -s $lab/oauth2/device_authorization -d client_id=lab-cli \\
        --data-urlencode 'scope=offline_access storage.read:/project1/results storage.modify:/home/bob' \\
        | tee $my/device; echo
      echo "Open $lab/device and enter the user_code; log in as alice and approve."
      while :; do sleep 5
        curl -s $lab/oauth2/token -d client_id=lab-cli \\
          -d grant_type=urn:ietf:params:oauth:grant-type:device_code \\
          -d device_code="$(sed 's/.*"device_code":"\\([^"]*\\)".*/\\1/' $my/device)" \\
          | tee $my/token; echo
        grep -q -e authorization_pending -e slow_down $my/token || break
      done

    The token will hold storage.read:/project1/results, which alice's group may read, and
    not storage.modify:/home/bob, which the file system does not let her change.

    What acts for alice, since when and from where, stands on $lab/account: she ends it there.
    To sign out, here and at the campus: $lab/logout

    A service needs no person:

      curl -s -u nightly:%5$s $lab/oauth2/token \\
        -d grant_type=client_credentials -d scope=storage.read:/public

    Its configurations, keys, databases and files are in %4$s
    Ctrl-C stops it.
    """
        .formatted(port, port + 1, accounts.toString().stripTrailing(), folder, serviceSecret)
        .stripIndent();
  }
}
