-- The technical part of the log. Law: statement 4, 5 and 7; R15, R18, R34.
-- It shares the key of log_entry and has no foreign key to it, so that it can go first.

CREATE TABLE log_technical (
    log_id           uuid        PRIMARY KEY,
    at               timestamptz NOT NULL,
    ip               inet        NOT NULL,
    country          text,                              -- found in a table on this machine
    browser          text        NOT NULL,
    browser_version  smallint,
    system           text        NOT NULL,
    CONSTRAINT log_technical_browser_is_known
        CHECK (browser IN ('firefox', 'chrome', 'edge', 'safari', 'opera', 'other')),
    CONSTRAINT log_technical_system_is_known
        CHECK (system IN ('windows', 'macos', 'ios', 'android', 'linux', 'other')),
    CONSTRAINT log_technical_country_has_three_letters CHECK (country ~ '^[A-Z]{3}$')
);
CREATE INDEX log_technical_at ON log_technical USING brin (at);

-- What somebody did, for themselves, for auditors, and for the limit on cards opened in an hour.
CREATE INDEX log_entry_person ON log_entry (person, at) WHERE person <> '';

-- R08: four purposes, and no fifth.
ALTER TABLE log_entry ADD CONSTRAINT log_entry_purpose_is_known
    CHECK (purpose IN ('provide-service', 'verify-identity', 'manage-permissions',
                       'enable-contacts'));

GRANT SELECT, INSERT ON log_technical TO ies_app;
GRANT SELECT, DELETE ON log_technical TO ies_upkeep;
