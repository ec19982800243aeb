-- From when on a registered client's secret proves nothing, in milliseconds since 1970; null where it
-- does not expire by itself.
ALTER TABLE registered_clients ADD COLUMN secret_expires_at BIGINT;
