-- Registrations are kept as the standard names their members now. No release kept them otherwise.
DELETE FROM registered_clients;

-- Whose it is, by the person's key; what it signs with, under the master key; by which initial
-- access token it came.
ALTER TABLE registered_clients ADD COLUMN owner TEXT;
ALTER TABLE registered_clients ADD COLUMN encrypted_secret TEXT;
ALTER TABLE registered_clients ADD COLUMN brought_by TEXT;

CREATE INDEX registered_clients_by_owner ON registered_clients (issuer, owner);

-- What hangs on a client that registered itself, whose ids are all of this length. Grants of
-- configured clients are mostly not in here, and cost nothing more.
CREATE INDEX grants_by_registered_client ON grants (client) WHERE length(client) = 22;

-- Initial access tokens (RFC 7591 §3), as hashes.
CREATE TABLE registration_tokens (
  id         TEXT   NOT NULL PRIMARY KEY,
  issuer     TEXT   NOT NULL,
  hash       TEXT   NOT NULL,
  note       TEXT   NOT NULL,
  most_uses  BIGINT NOT NULL,
  uses       BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX registration_tokens_by_hash ON registration_tokens (hash);

CREATE INDEX registration_tokens_to_sweep ON registration_tokens (expires_at);
