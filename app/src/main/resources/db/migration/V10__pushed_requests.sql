-- Authorization requests that clients pushed, by the hash of their reference. One that an answer came
-- of stays until it is swept, long after any sign-in that it began.
CREATE TABLE pushed_requests (
  hash       TEXT   NOT NULL PRIMARY KEY,
  issuer     TEXT   NOT NULL,
  client     TEXT   NOT NULL,
  parameters TEXT   NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at    BIGINT
);

CREATE INDEX pushed_requests_to_sweep ON pushed_requests (expires_at);
