-- The cookie's secret changes at each sign-in; the handle is what pages and clients know a session
-- by. A session begun by a node of the version before has none and is over.
ALTER TABLE sessions ADD COLUMN handle TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN idle_expires_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN used_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN used_from TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN browser TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN upstream_id_token TEXT;

CREATE INDEX sessions_by_handle ON sessions (issuer, handle);

-- Which clients were given something in a session, under which login of it: told when it ends.
CREATE TABLE session_clients (
  session    TEXT   NOT NULL,
  login_id   TEXT   NOT NULL,
  client     TEXT   NOT NULL,
  account    TEXT   NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (session, login_id, client)
);

CREATE INDEX session_clients_to_sweep ON session_clients (expires_at);

-- Clients yet to be told that a session has ended.
CREATE TABLE logout_notices (
  id         TEXT   NOT NULL PRIMARY KEY,
  issuer     TEXT   NOT NULL,
  client     TEXT   NOT NULL,
  login_id   TEXT   NOT NULL,
  person     TEXT   NOT NULL,
  account    TEXT   NOT NULL,
  tries      BIGINT NOT NULL DEFAULT 0,
  next_at    BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE INDEX logout_notices_due ON logout_notices (next_at);

CREATE INDEX logout_notices_to_sweep ON logout_notices (expires_at);

-- Codes that wait, which end with their session.
CREATE INDEX codes_waiting ON codes (login_id) WHERE redeemed_at IS NULL;

-- What a person need not be asked again, until it has not been used for too long.
CREATE TABLE consents (
  issuer     TEXT   NOT NULL,
  person     TEXT   NOT NULL,
  client     TEXT   NOT NULL,
  scope      TEXT   NOT NULL,
  allowed_at BIGINT NOT NULL,
  used_at    BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (issuer, person, client, scope)
);

CREATE INDEX consents_to_sweep ON consents (expires_at);

-- For a person's own page.
CREATE INDEX logins_by_person ON grants (issuer, person) WHERE kind = 'LOGIN';

ALTER TABLE families ADD COLUMN used_from TEXT;

ALTER TABLE job_grants ADD COLUMN used_from TEXT;
