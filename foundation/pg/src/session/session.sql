-- Sessions of browsers. A row is found by the digest of the session's id and sealed under a key
-- derived from the id itself, which only the browser holds: the rows alone do not tell whose they are.
CREATE TABLE session (
    session_digest bytea       PRIMARY KEY,    -- SHA-256 of the id
    sealed         bytea       NOT NULL,
    begun_at       timestamptz NOT NULL,
    expires_at     timestamptz NOT NULL,
    CONSTRAINT session_expires_after_it_begins CHECK (begun_at < expires_at)
);
CREATE INDEX session_expires_at ON session (expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON session TO @app;
