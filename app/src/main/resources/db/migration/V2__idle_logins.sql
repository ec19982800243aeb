-- When to look again whether anything still hangs on a login.
ALTER TABLE logins ADD COLUMN look_at BIGINT NOT NULL DEFAULT 0;

CREATE INDEX logins_to_look_at ON logins (look_at);

CREATE INDEX sessions_by_login ON sessions (login_id);
