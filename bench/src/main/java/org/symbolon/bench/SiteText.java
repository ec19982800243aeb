package org.symbolon.bench;

/**
 * The site's configuration file. Nobody logs in during a run: local accounts would hold 20 MB for
 * Argon2, so that the login is at an institution that is never asked, this server itself.
 */
final class SiteText {
  private SiteText() {}

  static String configuration(int port, String database, Site.Besides besides) {
    return """
    listen: 127.0.0.1:%1$d
    master-key-file: master.key
    database: %2$s
    issuer:
      url: http://127.0.0.1:%1$d
      profile: wlcg
      on-refused: narrow
      audience: https://storage.lab.example
      device-polling-interval: 1s
      algorithms: [ES256, RS256]
    login:
      - name: nobody
        openid: http://127.0.0.1:%1$d
        client-id: bench
    resolvers:
      - name: storage
        type: posix
        accounts: files
        passwd-file: passwd
        group-file: group
        base-path: storage
    %3$saccounts: storage
    clients:
      - id: tool
        public: true
        grants: [device, code, refresh]
        redirect-uris: http://127.0.0.1/callback
      - id: service-es256
        secret-file: client.secret
        grants: client-credentials
        scopes: ["storage.read:/public/**", compute.read]
      - id: service-rs256
        secret-file: client.secret
        grants: client-credentials
        scopes: ["storage.read:/public/**", compute.read]
        algorithm: RS256
      - id: relay
        secret-file: client.secret
        grants: exchange
        serves: https://storage.lab.example
    exchanges:
      - name: relay
        clients: [relay]
        mode: on-behalf-of
        audiences: [https://archive.lab.example]
        scopes: ["storage.read:/**"]
    scopes:
      - scope: offline_access
        for: everyone
        grant: true
      - scope: ["storage.read:/public/**", compute.read]
        for: { clients: [service-es256, service-rs256] }
        grant: true
    %4$s  - scope: "storage.*:/**"
        for: everyone
        ask: storage
    """
        .formatted(port, database, besides.resolvers(), besides.rules());
  }
}
