-- What the institution calls its own session, where it tells: its word that this one is over names it.
-- Null where it told none, and for sessions that were begun by the version before.
ALTER TABLE sessions ADD COLUMN upstream_session TEXT;

CREATE INDEX sessions_by_upstream_session ON sessions (issuer, upstream_session);
