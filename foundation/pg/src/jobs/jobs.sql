-- Work to be done after the transaction that asked for it: mails, files to be removed, runs of
-- the retention rules. A job is written in the transaction of its cause and done at least once.
-- It names objects by their identifiers; what else it needs to know is sealed.
CREATE TABLE job (
    job_id        uuid        PRIMARY KEY,
    kind          text        NOT NULL,
    once          text,                     -- at most one open job of a kind has this
    about         jsonb       NOT NULL,     -- identifiers and codes, nothing personal
    sealed        bytea,                    -- what is personal, as the system sealed it
    due_at        timestamptz NOT NULL,
    attempts      integer     NOT NULL DEFAULT 0,
    lease         uuid,                     -- who does it now
    leased_until  timestamptz,
    failed_at     timestamptz,              -- when it was given up
    failure       text,                     -- a code, never a message
    CONSTRAINT job_lease_is_whole CHECK ((lease IS NULL) = (leased_until IS NULL)),
    CONSTRAINT job_failure_is_whole CHECK ((failed_at IS NULL) OR (failure IS NOT NULL))
);
CREATE UNIQUE INDEX job_is_open_once ON job (kind, once)
    WHERE once IS NOT NULL AND failed_at IS NULL AND lease IS NULL;
CREATE INDEX job_due ON job (due_at) WHERE failed_at IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON job TO @app;
