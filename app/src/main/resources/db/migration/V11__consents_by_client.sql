-- What was allowed to a client that changes its registration is forgotten.
CREATE INDEX consents_by_client ON consents (client);
