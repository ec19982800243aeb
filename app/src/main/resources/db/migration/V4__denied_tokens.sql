-- Access tokens revoked before their time, by jti: a row for each, only until the token would have
-- expired anyway.
CREATE TABLE denied_tokens (
  id         TEXT   NOT NULL PRIMARY KEY,
  expires_at BIGINT NOT NULL
);

CREATE INDEX denied_tokens_to_sweep ON denied_tokens (expires_at);
