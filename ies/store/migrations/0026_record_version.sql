-- The record of processing as it stood, a version for each change. Law: EUDPR Art. 31; R53.

CREATE TABLE record_version (
    version  integer     PRIMARY KEY,           -- from 1
    since    timestamptz NOT NULL,              -- from when on it stood so
    content  text        NOT NULL,              -- the record as JSON
    CONSTRAINT record_version_is_positive CHECK (0 < version)
);

GRANT SELECT, INSERT ON record_version TO ies_app;
