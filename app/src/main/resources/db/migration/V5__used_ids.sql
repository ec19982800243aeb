-- What counts once (a jti of a client assertion, a foreign token, a proof of possession), as a hash.
CREATE TABLE used_ids (
  hash       TEXT   NOT NULL PRIMARY KEY,
  expires_at BIGINT NOT NULL
);

CREATE INDEX used_ids_to_sweep ON used_ids (expires_at);
