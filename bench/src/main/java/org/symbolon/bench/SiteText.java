package org.symbolon.bench;

/** The site's configuration file. */
final class SiteText {
  private SiteText() {}

  static String configuration(int port, String database) {
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
      - name: local
        label: Local accounts
        local-accounts:
          - name: person0
            password-hash: '$argon2id$v=19$m=19456,t=2,p=1$0OoBEFJXQcLEwN5mtW7CzA$oydO81XuJPp2CfctxwvZL92/P07/6mCDkqDt5uYzsZ4'
    resolvers:
      - name: storage
        type: posix
        accounts: files
        passwd-file: passwd
        group-file: group
        base-path: storage
    accounts: storage
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
    scopes:
      - scope: offline_access
        for: everyone
        grant: true
      - scope: ["storage.read:/public/**", compute.read]
        for: { clients: [service-es256, service-rs256] }
        grant: true
      - scope: "storage.*:/**"
        for: everyone
        ask: storage
    """
        .formatted(port, database);
  }
}
