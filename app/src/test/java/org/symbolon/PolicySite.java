package org.symbolon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A site whose files and accounts the questions about policies are asked of, and the commands. */
final class PolicySite {
  /** As the group of a folder may not be chosen by everyone, its number is put back in outputs. */
  private static final String GID = "12350";

  private final Path directory;
  private final Path config;
  private final String gid;

  PolicySite(Path directory) throws IOException {
    this(directory, "");
  }

  /**
   * @param more settings at the end of the file
   */
  PolicySite(Path directory, String more) throws IOException {
    this.directory = directory;
    Path project = Files.createDirectories(directory.resolve("storage/data/ana/project1"));
    Files.setPosixFilePermissions(project, PosixFilePermissions.fromString("rwxr-x---"));
    gid = Files.getAttribute(project, "unix:gid").toString();
    Files.writeString(
        directory.resolve("passwd"),
        "alice:x:5001:30100::/home/alice:/bin/sh\nbob:x:5002:30100::/home/bob:/bin/sh\n");
    Files.writeString(
        directory.resolve("group"),
        "users:x:30100:\nproject1:x:%s:alice\noperators:x:30200:bob\n".formatted(gid));
    config = directory.resolve("symbolon.yaml");
    write(RULES + more);
  }

  static final String RULES =
      """
      scopes:
        - scope: [openid, profile, offline_access]
          for: everyone
          grant: true
        - name: raw data is read-only
          scope: [storage.create:/data/raw/**, storage.modify:/data/raw/**]
          for: everyone
          refuse: Raw data is read-only.
        - scope: compute.*
          for: {groups: operators}
          grant: true
        - scope: storage.stage:/**
          for: {when: "claims.loa >= 2"}
          grant: true
        - scope: storage.*:/**
          for: everyone
          ask: files
      """;

  Path config() {
    return config;
  }

  /** Writes the configuration anew, with other rules. */
  void write(String rules) throws IOException {
    Files.writeString(
        config,
        """
        listen: 127.0.0.1:8080
        database: sqlite:gateway.db
        master-key-file: master.key
        issuer:
          url: http://127.0.0.1:8080
          profile: wlcg
          audience: https://storage.lab.example
        login:
          - name: campus
            openid: https://idp.campus.example
            client-id: lab
        resolvers:
          - name: files
            type: posix
            accounts: files
            passwd-file: passwd
            group-file: group
            base-path: storage
        accounts: files
        clients:
          - id: portal
            public: true
            grants: [device, refresh]
          - id: reader
            public: true
            grants: [device]
            scopes: [openid, "storage.read:/data/**"]
          - id: nightly
            secret-sha256: 0a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223242526272829
            grants: [client-credentials]
            scopes: [compute.read]
          - id: gate
            secret-sha256: 0a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223242526272829
            grants: [exchange]
            serves: https://gate.lab.example
        """
            + rules);
  }

  /** Writes a file beside the configuration. */
  Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  /** Runs a command; a line of the command line, split at blanks. */
  Ran run(String line) {
    return run((line + " --config " + config).split(" "));
  }

  Ran run(String... arguments) {
    Ran ran = Ran.of(arguments);
    return new Ran(ran.code(), shown(ran.out()), shown(ran.err()));
  }

  private String shown(String text) {
    return text.replace("(gid " + gid + ")", "(gid " + GID + ")");
  }
}
