-- One script for SQLite and PostgreSQL. Times are milliseconds since the epoch; lists and whatever
-- a client sent freely are JSON, in which no control character can stand.

-- What is true of the database as a whole: its kind, the check value of the master key.
CREATE TABLE settings (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE signing_keys (
  issuer                TEXT   NOT NULL,
  kid                   TEXT   NOT NULL,
  algorithm             TEXT   NOT NULL,
  state                 TEXT   NOT NULL,
  public_jwk            TEXT   NOT NULL,
  encrypted_private_jwk TEXT   NOT NULL,
  created_at            BIGINT NOT NULL,
  PRIMARY KEY (issuer, kid)
);

-- Of several nodes that start together one makes the key. Retired keys may be many.
CREATE UNIQUE INDEX one_signing_key_per_state
  ON signing_keys (issuer, algorithm, state) WHERE state <> 'RETIRED';

-- Who holds a local name, for good: it never passes silently to another person. The row without a
-- login method holds the first one's name, each other row the person who has the name there.
CREATE TABLE person_names (
  issuer   TEXT   NOT NULL,
  username TEXT   NOT NULL,
  method   TEXT   NOT NULL,
  holder   TEXT   NOT NULL,
  since    BIGINT NOT NULL,
  PRIMARY KEY (issuer, username, method)
);

CREATE TABLE grants (
  id               TEXT   NOT NULL PRIMARY KEY,
  issuer           TEXT   NOT NULL,
  kind             TEXT   NOT NULL,
  person           TEXT   NOT NULL,
  username         TEXT   NOT NULL,
  client           TEXT,
  ancestors        TEXT   NOT NULL,
  details          TEXT   NOT NULL,
  authenticated_at BIGINT NOT NULL,
  created_at       BIGINT NOT NULL,
  expires_at       BIGINT NOT NULL,
  ended_at         BIGINT,
  ended_why        TEXT
);

CREATE INDEX grants_by_expiry ON grants (expires_at);

-- A grant and each of its ancestors: at most nine rows a grant, so that "does it still live?" looks
-- at these alone, however large the tree. The second reference keeps an ancestor as long as anything
-- hangs on it.
CREATE TABLE grant_lineage (
  grant_id    TEXT NOT NULL REFERENCES grants (id) ON DELETE CASCADE,
  ancestor_id TEXT NOT NULL REFERENCES grants (id),
  PRIMARY KEY (grant_id, ancestor_id)
);

CREATE INDEX grant_lineage_downwards ON grant_lineage (ancestor_id);

CREATE TABLE logins (
  grant_id               TEXT   NOT NULL PRIMARY KEY REFERENCES grants (id) ON DELETE CASCADE,
  person                 TEXT   NOT NULL,
  claims                 TEXT   NOT NULL,
  upstream_refresh_token TEXT,
  last_good_at           BIGINT NOT NULL,
  last_asked_at          BIGINT NOT NULL,
  lease_number           BIGINT NOT NULL DEFAULT 0,
  lease_until            BIGINT
);

-- The one row a refresh changes. No index on what changes, so that PostgreSQL updates it in place.
CREATE TABLE families (
  grant_id        TEXT   NOT NULL PRIMARY KEY REFERENCES grants (id) ON DELETE CASCADE,
  login_id        TEXT   NOT NULL,
  generation      BIGINT NOT NULL,
  key_id          TEXT   NOT NULL,
  idle_expires_at BIGINT NOT NULL,
  rotated_at      BIGINT,
  run_at          BIGINT,
  recent          TEXT   NOT NULL
);

CREATE TABLE codes (
  hash        TEXT   NOT NULL PRIMARY KEY,
  issuer      TEXT   NOT NULL,
  client      TEXT   NOT NULL,
  grant_id    TEXT   NOT NULL,
  login_id    TEXT   NOT NULL,
  details     TEXT   NOT NULL,
  expires_at  BIGINT NOT NULL,
  redeemed_at BIGINT,
  keep_until  BIGINT NOT NULL
);

CREATE INDEX codes_to_sweep ON codes (keep_until);

CREATE TABLE device_codes (
  hash         TEXT   NOT NULL PRIMARY KEY,
  issuer       TEXT   NOT NULL,
  client       TEXT   NOT NULL,
  user_code    TEXT,
  details      TEXT   NOT NULL,
  asked_at     BIGINT NOT NULL,
  expires_at   BIGINT NOT NULL,
  interval_ms  BIGINT NOT NULL,
  polled_at    BIGINT,
  too_soon     BIGINT NOT NULL DEFAULT 0,
  browser      TEXT,
  state        TEXT   NOT NULL,
  grant_id     TEXT,
  login_id     TEXT,
  approval     TEXT,
  keep_until   BIGINT NOT NULL
);

-- A redeemed code gives its user code back.
CREATE UNIQUE INDEX device_codes_by_user_code ON device_codes (issuer, user_code);

CREATE INDEX device_codes_to_sweep ON device_codes (keep_until);

CREATE TABLE login_transactions (
  id             TEXT   NOT NULL PRIMARY KEY,
  issuer         TEXT   NOT NULL,
  browser        TEXT   NOT NULL,
  continuation   TEXT   NOT NULL,
  method         TEXT,
  upstream_hash  TEXT,
  upstream_state TEXT   NOT NULL,
  login_id       TEXT,
  expires_at     BIGINT NOT NULL
);

CREATE UNIQUE INDEX login_transactions_by_upstream_state ON login_transactions (upstream_hash);

CREATE INDEX login_transactions_to_sweep ON login_transactions (expires_at);

CREATE TABLE sessions (
  id         TEXT   NOT NULL PRIMARY KEY,
  issuer     TEXT   NOT NULL,
  login_id   TEXT   NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE INDEX sessions_to_sweep ON sessions (expires_at);

CREATE TABLE failures (
  bucket         TEXT   NOT NULL PRIMARY KEY,
  counted        BIGINT NOT NULL,
  window_ends_at BIGINT NOT NULL
);

CREATE INDEX failures_to_sweep ON failures (window_ends_at);
