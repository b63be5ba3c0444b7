-- Roles, and emergency access. Law: statement 6 and 7; R03, R22, R26, R28, R35; A6, A22.
-- Nobody grants a role to themselves, and a role that opens more than contact details takes two.

CREATE TABLE role_grant (
    grant_id         uuid        PRIMARY KEY,
    account_id       uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    role             text        NOT NULL,
    scope            text        NOT NULL,
    country          text,                              -- of a role for a country
    proposed_by      uuid,                              -- absent for the installation
    proposed_at      timestamptz NOT NULL,
    approved_by      uuid,                              -- absent for the installation
    approved_at      timestamptz,
    acknowledged_at  timestamptz,                       -- R22, R26
    document         text,                              -- where the signed document is filed
    certified_by     uuid,
    certified_at     timestamptz,                       -- R28
    expires_at       timestamptz NOT NULL,
    ended_at         timestamptz,
    end_cause        text,
    CONSTRAINT role_grant_role_is_known
        CHECK (role IN ('ncp-expert', 'ncp-coordinator', 'com-coordinator', 'sp-editor',
                        'glossary-editor', 'validator', 'user-admin', 'dp-officer',
                        'log-auditor', 'sys-admin')),
    CONSTRAINT role_grant_scope_is_known CHECK (scope IN ('platform', 'programme', 'country')),
    CONSTRAINT role_grant_end_cause_is_known
        CHECK (end_cause IN ('withdrawn', 'laid-down', 'expired', 'turned-down',
                             'account-closed')),
    CONSTRAINT role_grant_is_for_a_country_or_not
        CHECK ((scope = 'country') = (country IS NOT NULL)),
    CONSTRAINT role_grant_country_has_three_letters CHECK (country ~ '^[A-Z]{3}$'),
    CONSTRAINT role_is_granted_by_others
        CHECK (proposed_by <> account_id AND approved_by <> account_id
           AND certified_by <> account_id),
    CONSTRAINT role_with_privileges_takes_two
        CHECK (role NOT IN ('validator', 'user-admin', 'dp-officer', 'log-auditor', 'sys-admin')
            OR proposed_by <> approved_by),
    CONSTRAINT role_grant_signatures_are_whole
        CHECK ((approved_by IS NULL OR approved_at IS NOT NULL)
           AND (certified_by IS NULL) = (certified_at IS NULL)
           AND (acknowledged_at IS NULL) = (document IS NULL)),
    CONSTRAINT role_ends_for_a_cause CHECK ((ended_at IS NULL) = (end_cause IS NULL))
);
CREATE INDEX role_grant_open ON role_grant (account_id) WHERE ended_at IS NULL;
-- Whom a mail to a role goes to, and whose time is over.
CREATE INDEX role_grant_holders ON role_grant (role) WHERE ended_at IS NULL;
CREATE INDEX role_grant_expires_at ON role_grant (expires_at) WHERE ended_at IS NULL;
CREATE INDEX role_grant_ended_at ON role_grant (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX role_grant_account ON role_grant (account_id);

-- Part of what the log tells, and kept as long: its identifiers have no rows to point at.
CREATE TABLE emergency_access (
    emergency_id     uuid        PRIMARY KEY,
    account_id       uuid        NOT NULL,              -- who asks
    registration_id  uuid,                              -- whose scan, or
    community_id     uuid,                              -- which Community
    reason           text        NOT NULL,
    asked_at         timestamptz NOT NULL,
    first_by         uuid,
    second_by        uuid,
    begun_at         timestamptz,                       -- with the second
    ended_at         timestamptz,                       -- before its time
    CONSTRAINT emergency_has_one_target
        CHECK (num_nonnulls(registration_id, community_id) = 1),
    CONSTRAINT emergency_takes_two_others
        CHECK (first_by <> account_id AND second_by <> account_id AND first_by <> second_by),
    CONSTRAINT emergency_begins_with_the_second
        CHECK ((second_by IS NULL) = (begun_at IS NULL)
           AND (second_by IS NULL OR first_by IS NOT NULL))
);
CREATE INDEX emergency_access_asked_at ON emergency_access (asked_at);
CREATE INDEX emergency_access_account ON emergency_access (account_id);

GRANT SELECT, INSERT ON role_grant, emergency_access TO ies_app;
GRANT UPDATE (approved_by, approved_at, acknowledged_at, document, certified_by, certified_at,
    expires_at, ended_at, end_cause) ON role_grant TO ies_app;
GRANT UPDATE (first_by, second_by, begun_at, ended_at) ON emergency_access TO ies_app;
GRANT SELECT, DELETE ON role_grant, emergency_access TO ies_upkeep;
GRANT UPDATE (ended_at, end_cause) ON role_grant TO ies_upkeep;
