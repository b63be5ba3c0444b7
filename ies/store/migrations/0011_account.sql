-- Accounts, contact details and what hangs on them. Law: statement 4 to 8; R11, R15, R19, R23,
-- R25, R30, R31, R41, R48, R55; A20.
-- What says who somebody is lies sealed under the account's own key; destroying account_key
-- destroys it, also in backups. Rows go with the account, which upkeep alone may erase.

CREATE TABLE account (
    account_id        uuid        PRIMARY KEY,          -- says nothing of its holder
    state             text        NOT NULL,
    sealed_subject    bytea,                            -- statement 6, R25
    session_epoch     bigint      NOT NULL,             -- R48
    organisation_id   uuid        NOT NULL REFERENCES organisation,
    language          text        NOT NULL,
    created_at        timestamptz NOT NULL,             -- R15
    modified_at       timestamptz NOT NULL,             -- R15
    used_at           timestamptz NOT NULL,             -- R15, to five minutes
    warned_at         timestamptz,                      -- R19
    suspended_reason  text,
    disabled_cause    text,                             -- statement 8, R42
    disabled_at       timestamptz,
    erase_by          timestamptz,                      -- R48; absent while a restriction is frozen
    version           bigint      NOT NULL,
    CONSTRAINT account_state_is_known
        CHECK (state IN ('active', 'suspended', 'dormant', 'disabled-pending-erasure', 'erased')),
    CONSTRAINT account_suspended_reason_is_known
        CHECK (suspended_reason IN ('maybe-compromised', 'terms-broken', 'eligibility-in-doubt',
                                    'asked-by-holder')),
    CONSTRAINT account_disabled_cause_is_known
        CHECK (disabled_cause IN ('consent-withdrawn', 'erasure-requested', 'objection',
                                  'restriction', 'dormancy')),
    CONSTRAINT account_has_a_holder_until_it_is_erased
        CHECK (sealed_subject IS NOT NULL OR state = 'erased'),
    CONSTRAINT account_is_suspended_for_a_reason
        CHECK (state <> 'suspended' OR suspended_reason IS NOT NULL),
    CONSTRAINT account_is_closed_for_a_cause
        CHECK ((state IN ('disabled-pending-erasure', 'erased')) = (disabled_cause IS NOT NULL)
           AND (disabled_cause IS NULL) = (disabled_at IS NULL)
           AND (disabled_at IS NOT NULL OR erase_by IS NULL)),
    CONSTRAINT account_language_has_two_letters CHECK (language ~ '^[a-z]{2}$'),
    CONSTRAINT account_epoch_is_not_negative CHECK (session_epoch >= 0),
    CONSTRAINT account_version_is_positive CHECK (version > 0)
);
-- The night's job looks for accounts that were not used for long, R19.
CREATE INDEX account_unused ON account (state, used_at);
CREATE INDEX account_to_erase ON account (erase_by) WHERE erase_by IS NOT NULL;
CREATE INDEX account_organisation ON account (organisation_id);

CREATE TABLE account_key (
    account_id  uuid    PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    wrapped_by  integer NOT NULL,
    wrapped     bytea   NOT NULL
);
-- Rotation looks for what is still under an older key.
CREATE INDEX account_key_wrapped_by ON account_key (wrapped_by);

CREATE TABLE account_search_key (
    kind         text  NOT NULL,
    fingerprint  bytea NOT NULL,
    account_id   uuid  NOT NULL REFERENCES account ON DELETE CASCADE,
    CONSTRAINT one_person_has_one_account_and_one_address PRIMARY KEY (kind, fingerprint),
    CONSTRAINT account_search_key_kind_is_known CHECK (kind IN ('subject', 'email'))
);
CREATE INDEX account_search_key_account ON account_search_key (account_id);

CREATE TABLE profile (
    account_id               uuid        PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    sealed                   bytea       NOT NULL,      -- statement 4, R11
    proven_name_fingerprint  bytea       NOT NULL,      -- R41
    changed_at               timestamptz NOT NULL,
    version                  bigint      NOT NULL,
    CONSTRAINT profile_version_is_positive CHECK (version > 0)
);

CREATE TABLE contact_search_key (
    fingerprint  bytea NOT NULL,                        -- of a word
    account_id   uuid  NOT NULL REFERENCES account ON DELETE CASCADE,
    PRIMARY KEY (fingerprint, account_id)
);
CREATE INDEX contact_search_key_account ON contact_search_key (account_id);

CREATE TABLE email_change (
    account_id   uuid        PRIMARY KEY REFERENCES account ON DELETE CASCADE, -- one at a time
    sealed       bytea       NOT NULL,                  -- the new address, R41
    link_digest  bytea       NOT NULL,
    asked_at     timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    CONSTRAINT email_change_digest_is_whole CHECK (octet_length(link_digest) = 32),
    CONSTRAINT email_change_expires_after_it_was_asked CHECK (asked_at < expires_at)
);
CREATE INDEX email_change_expires_at ON email_change (expires_at);

CREATE TABLE notification_setting (
    account_id  uuid    NOT NULL REFERENCES account ON DELETE CASCADE,
    notice      text    NOT NULL,
    is_wanted   boolean NOT NULL,
    PRIMARY KEY (account_id, notice),
    CONSTRAINT notification_setting_notice_is_known
        CHECK (notice IN ('request-received', 'request-waiting', 'question-asked',
                          'question-answered', 'request-accepted', 'request-refused',
                          'request-expired', 'request-withdrawn', 'scan-rejected',
                          'account-suspended', 'account-reinstated', 'dormancy-warning',
                          'account-dormant', 'account-disabled', 'account-frozen',
                          'account-erased', 'email-confirm', 'email-changed', 'details-edited',
                          'name-changed', 'invitation', 'application-waiting',
                          'membership-begun', 'membership-declined', 'membership-ended',
                          'third-country-joined', 'nobody-leads', 'role-waiting', 'role-granted',
                          'role-ends-soon', 'role-ended', 'emergency-begun', 'rights-received',
                          'rights-extended', 'rights-answered', 'rights-due', 'breach-told',
                          'export-ready'))
);

CREATE TABLE api_token (
    token_digest  bytea       PRIMARY KEY,              -- SHA-256
    account_id    uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    scope         text[]      NOT NULL,
    made_at       timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    used_at       timestamptz,
    CONSTRAINT api_token_digest_is_whole CHECK (octet_length(token_digest) = 32),
    CONSTRAINT api_token_expires_after_it_was_made CHECK (made_at < expires_at),
    CONSTRAINT api_token_has_a_scope CHECK (cardinality(scope) > 0),
    CONSTRAINT api_token_scope_is_known
        CHECK (scope <@ ARRAY['read-public', 'read-statement', 'begin-request',
                              'read-own-request', 'edit-own-request', 'withdraw-own-request',
                              'give-consent', 'withdraw-consent', 'read-own-consents',
                              'exercise-right', 'close-own-account', 'read-own-case',
                              'fetch-own-data', 'read-own-profile', 'edit-own-profile',
                              'change-own-email', 'read-own-activity', 'read-own-memberships',
                              'set-own-notices', 'read-card', 'search-contacts',
                              'list-communities', 'read-notice', 'apply-to-join',
                              'answer-invitation', 'read-content', 'list-members',
                              'leave-community', 'add-content', 'edit-content', 'break-lock',
                              'manage-members', 'arrange-community', 'change-community',
                              'read-history', 'create-community', 'list-requests',
                              'read-request', 'view-scan', 'ask-applicant', 'decide-request',
                              'list-users', 'read-user', 'suspend-user', 'edit-exceptionally',
                              'edit-organisations', 'read-roles', 'propose-role', 'approve-role',
                              'acknowledge-role', 'certify-role', 'end-role', 'ask-emergency',
                              'approve-emergency', 'read-log', 'read-log-proof', 'list-cases',
                              'enter-case', 'read-case', 'work-case', 'read-consents',
                              'publish-statement', 'read-retention', 'keep-breaches',
                              'export-record', 'make-export', 'fetch-export', 'run-system'])
);
CREATE INDEX api_token_account ON api_token (account_id);
CREATE INDEX api_token_expires_at ON api_token (expires_at);

GRANT SELECT, INSERT ON account, account_key, account_search_key, profile, contact_search_key,
    email_change, notification_setting, api_token TO ies_app;
GRANT UPDATE (state, session_epoch, organisation_id, language, modified_at, used_at, warned_at,
    suspended_reason, disabled_cause, disabled_at, erase_by, version) ON account TO ies_app;
GRANT UPDATE (sealed, proven_name_fingerprint, changed_at, version) ON profile TO ies_app;
GRANT UPDATE (sealed, link_digest, asked_at, expires_at) ON email_change TO ies_app;
GRANT UPDATE (is_wanted) ON notification_setting TO ies_app;
GRANT UPDATE (used_at) ON api_token TO ies_app;
-- What a person's act replaces or ends.
GRANT DELETE ON account_search_key, contact_search_key, email_change, api_token TO ies_app;

-- Upkeep reads what is sealed to find the address of a mail, and erases.
GRANT SELECT, DELETE ON account, account_key, account_search_key, profile, contact_search_key,
    email_change, notification_setting, api_token TO ies_upkeep;
GRANT UPDATE (state, sealed_subject, session_epoch, modified_at, warned_at, disabled_cause,
    disabled_at, erase_by, version) ON account TO ies_upkeep;
GRANT UPDATE (wrapped_by, wrapped) ON account_key TO ies_upkeep;
