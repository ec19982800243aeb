-- What came of token exchange, and how: looked at again whenever something more comes of it.
CREATE TABLE exchanged_grants (
  grant_id TEXT NOT NULL PRIMARY KEY REFERENCES grants (id) ON DELETE CASCADE,
  details  TEXT NOT NULL
);

-- The one row a draw changes. No index on what changes, so that PostgreSQL updates it in place.
CREATE TABLE job_grants (
  grant_id     TEXT   NOT NULL PRIMARY KEY REFERENCES grants (id) ON DELETE CASCADE,
  login_id     TEXT   NOT NULL,
  issuer       TEXT   NOT NULL,
  person       TEXT   NOT NULL,
  terms        TEXT   NOT NULL,
  most_uses    BIGINT NOT NULL,
  uses         BIGINT NOT NULL DEFAULT 0,
  last_used_at BIGINT
);

CREATE INDEX job_grants_by_person ON job_grants (issuer, person);
