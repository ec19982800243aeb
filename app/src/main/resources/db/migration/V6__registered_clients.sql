-- Clients that registered themselves. Secrets as hashes only.
CREATE TABLE registered_clients (
  id              TEXT   NOT NULL PRIMARY KEY,
  issuer          TEXT   NOT NULL,
  metadata        TEXT   NOT NULL,
  secret_hash     TEXT,
  management_hash TEXT   NOT NULL,
  registered_at   BIGINT NOT NULL,
  expires_at      BIGINT NOT NULL
);

CREATE INDEX registered_clients_to_sweep ON registered_clients (expires_at);
