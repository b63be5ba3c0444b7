-- Requests under data protection law, breaches, exceptional edits and exports. Law: statement 7
-- and 8; EUDPR Art. 14, 17 to 23, 34 and 35; R33, R40, R42, R46, R51, R54; A19.
-- Requests and breaches outlive the accounts they are about, so that the controller can show what
-- it did: their identifiers then mean nobody and have no rows to point at.

CREATE TABLE rights_request (
    request_id       uuid        PRIMARY KEY,
    asked_right      text        NOT NULL,
    account_id       uuid,                              -- about whom, or
    registration_id  uuid,                              -- about which applicant, or nobody
    channel          text        NOT NULL,
    state            text        NOT NULL,
    received_on      date        NOT NULL,              -- in Brussels
    due_on           date        NOT NULL,              -- EUDPR Art. 14(3)
    sealed           bytea       NOT NULL,              -- who asks, ground, letters, reasons
    executed_at      timestamptz,
    answer           text,
    refusal_ground   text,
    is_held          boolean,
    entered_by       uuid,                              -- absent for a page
    decided_by       uuid,
    closed_at        timestamptz,
    version          bigint      NOT NULL,
    CONSTRAINT rights_request_asked_right_is_known
        CHECK (asked_right IN ('access', 'rectification', 'erasure', 'restriction',
                               'portability', 'objection', 'consent-withdrawal')),
    CONSTRAINT rights_request_channel_is_known
        CHECK (channel IN ('page', 'mail', 'letter', 'in-person')),
    CONSTRAINT rights_request_state_is_known
        CHECK (state IN ('received', 'identity-check', 'in-progress', 'extended', 'fulfilled',
                         'partly', 'refused', 'cancelled')),
    CONSTRAINT rights_request_answer_is_known
        CHECK (answer IN ('fulfilled', 'partly', 'refused')),
    CONSTRAINT rights_request_refusal_ground_is_known
        CHECK (refusal_ground IN ('not-identified', 'manifestly-unfounded', 'excessive',
                                  'rights-of-others', 'legal-obligation', 'data-correct',
                                  'right-restricted')),
    CONSTRAINT rights_request_is_about_one
        CHECK (num_nonnulls(account_id, registration_id) <= 1),
    CONSTRAINT rights_request_by_letter_is_entered_by_somebody
        CHECK ((channel = 'page') = (entered_by IS NULL)),
    CONSTRAINT rights_request_is_answered_by_a_person
        CHECK ((state IN ('fulfilled', 'partly', 'refused')) = (answer IS NOT NULL)
           AND (answer IS NULL) = (is_held IS NULL)
           AND (answer IS NULL OR decided_by IS NOT NULL)),
    CONSTRAINT rights_request_is_refused_on_a_ground
        CHECK ((coalesce(answer, 'fulfilled') <> 'fulfilled') = (refusal_ground IS NOT NULL)),
    CONSTRAINT rights_request_closes_with_its_end
        CHECK ((state IN ('fulfilled', 'partly', 'refused', 'cancelled'))
               = (closed_at IS NOT NULL)),
    CONSTRAINT rights_request_is_due_after_receipt CHECK (received_on < due_on),
    CONSTRAINT rights_request_version_is_positive CHECK (version > 0)
);
CREATE INDEX rights_request_due ON rights_request (state, due_on);
CREATE INDEX rights_request_account ON rights_request (account_id)
    WHERE account_id IS NOT NULL;
CREATE INDEX rights_request_registration ON rights_request (registration_id)
    WHERE registration_id IS NOT NULL;
CREATE INDEX rights_request_closed_at ON rights_request (closed_at)
    WHERE closed_at IS NOT NULL;

CREATE TABLE rights_request_key (
    request_id  uuid    PRIMARY KEY REFERENCES rights_request ON DELETE CASCADE,
    wrapped_by  integer NOT NULL,
    wrapped     bytea   NOT NULL
);
CREATE INDEX rights_request_key_wrapped_by ON rights_request_key (wrapped_by);

CREATE TABLE breach (
    breach_id    uuid        PRIMARY KEY,
    sealed       bytea       NOT NULL,                  -- what happened, what was done, reasons
    aware_at     timestamptz NOT NULL,                  -- EUDPR Art. 34(1)
    risk         text        NOT NULL,
    reported_at  timestamptz,
    told_at      timestamptz,                           -- EUDPR Art. 35
    told_how     text,
    entered_by   uuid        NOT NULL,
    closed_at    timestamptz,
    version      bigint      NOT NULL,
    CONSTRAINT breach_risk_is_known CHECK (risk IN ('unknown', 'unlikely', 'likely', 'high')),
    CONSTRAINT breach_told_how_is_known
        CHECK (told_how IN ('directly', 'publicly', 'not-needed')),
    -- Whom nobody tells has no instant, but a reason.
    CONSTRAINT breach_is_told_in_some_way
        CHECK ((told_at IS NOT NULL) = (coalesce(told_how, 'not-needed') <> 'not-needed')),
    CONSTRAINT breach_is_closed_when_all_was_done
        CHECK (closed_at IS NULL
            OR (risk <> 'unknown'
                AND (risk = 'unlikely' OR reported_at IS NOT NULL)
                AND (risk <> 'high' OR told_how IS NOT NULL))),
    CONSTRAINT breach_version_is_positive CHECK (version > 0)
);
CREATE INDEX breach_open ON breach (aware_at) WHERE closed_at IS NULL;
CREATE INDEX breach_closed_at ON breach (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE breach_key (
    breach_id   uuid    PRIMARY KEY REFERENCES breach ON DELETE CASCADE,
    wrapped_by  integer NOT NULL,
    wrapped     bytea   NOT NULL
);
CREATE INDEX breach_key_wrapped_by ON breach_key (wrapped_by);

CREATE TABLE breach_affected (
    breach_id   uuid NOT NULL REFERENCES breach ON DELETE CASCADE,
    account_id  uuid NOT NULL,
    PRIMARY KEY (breach_id, account_id)
);
CREATE INDEX breach_affected_account ON breach_affected (account_id);

CREATE TABLE exceptional_edit (
    edit_id     uuid        PRIMARY KEY,
    account_id  uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    edited_by   uuid        NOT NULL,
    reason      text        NOT NULL,
    fields      text[]      NOT NULL,
    sealed      bytea       NOT NULL,                   -- before, after, explanation
    ticket      text,
    edited_at   timestamptz NOT NULL,
    CONSTRAINT exceptional_edit_reason_is_known
        CHECK (reason IN ('technical-fault', 'asked-by-user', 'rectification', 'mail-returned',
                          'organisation-renamed')),
    CONSTRAINT exceptional_edit_fields_is_known
        CHECK (fields <@ ARRAY['first-name', 'last-name', 'email', 'telephone', 'work-address',
                               'organisation', 'job-title']),
    CONSTRAINT exceptional_edit_changes_something CHECK (cardinality(fields) > 0),
    CONSTRAINT exceptional_edit_is_by_another CHECK (edited_by <> account_id)
);
CREATE INDEX exceptional_edit_account ON exceptional_edit (account_id);
-- The report of the month, R33.
CREATE INDEX exceptional_edit_edited_at ON exceptional_edit (edited_at);

CREATE TABLE export (
    export_id   uuid        PRIMARY KEY,
    account_id  uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    kind        text        NOT NULL,                   -- of one's own data, or which action
    state       text        NOT NULL,
    asked_at    timestamptz NOT NULL,
    ready_at    timestamptz,
    expires_at  timestamptz,
    blob        text,
    CONSTRAINT export_kind_is_known
        CHECK (kind IN ('own-data', 'read-public', 'read-statement', 'begin-request',
                        'read-own-request', 'edit-own-request', 'withdraw-own-request',
                        'give-consent', 'withdraw-consent', 'read-own-consents',
                        'exercise-right', 'close-own-account', 'read-own-case', 'fetch-own-data',
                        'read-own-profile', 'edit-own-profile', 'change-own-email',
                        'read-own-activity', 'read-own-memberships', 'set-own-notices',
                        'read-card', 'search-contacts', 'list-communities', 'read-notice',
                        'apply-to-join', 'answer-invitation', 'read-content', 'list-members',
                        'leave-community', 'add-content', 'edit-content', 'break-lock',
                        'manage-members', 'arrange-community', 'change-community',
                        'read-history', 'create-community', 'list-requests', 'read-request',
                        'view-scan', 'ask-applicant', 'decide-request', 'list-users',
                        'read-user', 'suspend-user', 'edit-exceptionally', 'edit-organisations',
                        'read-roles', 'propose-role', 'approve-role', 'acknowledge-role',
                        'certify-role', 'end-role', 'ask-emergency', 'approve-emergency',
                        'read-log', 'read-log-proof', 'list-cases', 'enter-case', 'read-case',
                        'work-case', 'read-consents', 'publish-statement', 'read-retention',
                        'keep-breaches', 'export-record', 'make-export', 'fetch-export',
                        'run-system')),
    CONSTRAINT export_state_is_known CHECK (state IN ('asked', 'ready', 'failed')),
    CONSTRAINT export_that_is_ready_is_whole
        CHECK (state <> 'ready' OR num_nulls(ready_at, expires_at, blob) = 0)
);
CREATE INDEX export_account ON export (account_id);
CREATE INDEX export_expires_at ON export (expires_at);

CREATE TABLE export_key (
    export_id   uuid    PRIMARY KEY REFERENCES export ON DELETE CASCADE,
    wrapped_by  integer NOT NULL,
    wrapped     bytea   NOT NULL
);
CREATE INDEX export_key_wrapped_by ON export_key (wrapped_by);

GRANT SELECT, INSERT ON rights_request, rights_request_key, breach, breach_key, breach_affected,
    exceptional_edit, export, export_key TO ies_app;
GRANT UPDATE (account_id, registration_id, state, due_on, sealed, executed_at, answer,
    refusal_ground, is_held, decided_by, closed_at, version) ON rights_request TO ies_app;
GRANT UPDATE (sealed, risk, reported_at, told_at, told_how, closed_at, version)
    ON breach TO ies_app;
GRANT UPDATE (state, ready_at, expires_at, blob) ON export TO ies_app;
GRANT SELECT, DELETE ON rights_request, rights_request_key, breach, breach_key, breach_affected,
    exceptional_edit, export, export_key TO ies_upkeep;
GRANT UPDATE (wrapped_by, wrapped) ON rights_request_key, breach_key, export_key TO ies_upkeep;
