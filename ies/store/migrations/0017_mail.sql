-- The outbox. Law: statement 5 and 8; R23, R48, R50; A18.
-- No foreign keys: the last mail of an account outlives it, and so does the mail of a draft that
-- was withdrawn. Each mail has a key of its own for that; an erasure deletes the others itself.

CREATE TABLE mail (
    mail_id          uuid        PRIMARY KEY,
    account_id       uuid,                              -- whose, when there is an account
    registration_id  uuid,                              -- whose, before there is one
    notice           text        NOT NULL,
    language         text        NOT NULL,
    sealed           bytea       NOT NULL,              -- address and what the notice names
    queued_at        timestamptz NOT NULL,
    attempts         smallint    NOT NULL,
    next_at          timestamptz,
    sent_at          timestamptz,
    CONSTRAINT mail_notice_is_known
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
                          'export-ready')),
    CONSTRAINT mail_is_for_one CHECK (num_nonnulls(account_id, registration_id) <= 1),
    CONSTRAINT mail_language_has_two_letters CHECK (language ~ '^[a-z]{2}$'),
    CONSTRAINT mail_attempts_are_not_negative CHECK (attempts >= 0)
);
CREATE INDEX mail_to_send ON mail (next_at) WHERE sent_at IS NULL;
CREATE INDEX mail_account ON mail (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX mail_registration ON mail (registration_id) WHERE registration_id IS NOT NULL;
CREATE INDEX mail_queued_at ON mail (queued_at);

CREATE TABLE mail_key (
    mail_id     uuid    PRIMARY KEY REFERENCES mail ON DELETE CASCADE,
    wrapped_by  integer NOT NULL,
    wrapped     bytea   NOT NULL
);
CREATE INDEX mail_key_wrapped_by ON mail_key (wrapped_by);

-- Who closes an account drops its mails in the same transaction, R48.
GRANT SELECT, INSERT, DELETE ON mail TO ies_app;
GRANT SELECT, INSERT ON mail_key TO ies_app;
GRANT SELECT, INSERT, DELETE ON mail, mail_key TO ies_upkeep;
GRANT UPDATE (attempts, next_at, sent_at) ON mail TO ies_upkeep;
GRANT UPDATE (wrapped_by, wrapped) ON mail_key TO ies_upkeep;
