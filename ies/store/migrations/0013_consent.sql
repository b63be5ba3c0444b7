-- Consents, and the evidence that remains of them. Law: statement 3, 7 and 8; R09, R37, R38, R47;
-- EUDPR Art. 7(1).
-- Without consent to the processing there is no row. A consent is added, never rewritten; what
-- changes is which one counts, that it was withdrawn, and that the applicant became a holder.

CREATE TABLE consent (
    consent_id             uuid        PRIMARY KEY,
    account_id             uuid REFERENCES account ON DELETE CASCADE,
    registration_id        uuid REFERENCES registration ON DELETE CASCADE,
    is_last                boolean     NOT NULL,        -- the one that counts
    is_transfer            boolean     NOT NULL,        -- R37
    privacy_version        integer     NOT NULL,
    terms_version          integer     NOT NULL,
    privacy_digest         bytea       NOT NULL,
    terms_digest           bytea       NOT NULL,
    channel                text        NOT NULL,
    given_at               timestamptz NOT NULL,
    transfer_withdrawn_at  timestamptz,
    withdrawn_at           timestamptz,
    -- Never both: the end of the request would take the consent of the account with it.
    CONSTRAINT consent_is_of_an_account_or_of_a_request
        CHECK (num_nonnulls(account_id, registration_id) = 1),
    CONSTRAINT consent_channel_is_known CHECK (channel IN ('page', 'letter')),
    CONSTRAINT consent_to_transfers_is_withdrawn_when_it_was_given
        CHECK (is_transfer OR transfer_withdrawn_at IS NULL),
    CONSTRAINT consent_versions_are_positive CHECK (privacy_version > 0 AND terms_version > 0),
    CONSTRAINT consent_digests_are_whole
        CHECK (octet_length(privacy_digest) = 32 AND octet_length(terms_digest) = 32)
);
CREATE UNIQUE INDEX consent_one_counts_for_an_account ON consent (account_id)
    WHERE is_last AND account_id IS NOT NULL;
CREATE UNIQUE INDEX consent_one_counts_for_a_request ON consent (registration_id)
    WHERE is_last AND registration_id IS NOT NULL;
CREATE INDEX consent_account ON consent (account_id, given_at) WHERE account_id IS NOT NULL;
CREATE INDEX consent_registration ON consent (registration_id)
    WHERE registration_id IS NOT NULL;

-- Of whom nobody can say any more: the identifier has no row to point at.
CREATE TABLE consent_evidence (
    consent_id       uuid        PRIMARY KEY,
    account_id       uuid        NOT NULL,
    privacy_version  integer     NOT NULL,
    terms_version    integer     NOT NULL,
    privacy_digest   bytea       NOT NULL,
    terms_digest     bytea       NOT NULL,
    given_at         timestamptz NOT NULL,
    withdrawn_at     timestamptz,
    ended_at         timestamptz NOT NULL,              -- from here its time is counted
    CONSTRAINT consent_evidence_digests_are_whole
        CHECK (octet_length(privacy_digest) = 32 AND octet_length(terms_digest) = 32)
);
CREATE INDEX consent_evidence_account ON consent_evidence (account_id);
CREATE INDEX consent_evidence_ended_at ON consent_evidence (ended_at);

GRANT SELECT, INSERT ON consent TO ies_app;
GRANT UPDATE (account_id, registration_id, is_last, transfer_withdrawn_at, withdrawn_at)
    ON consent TO ies_app;
GRANT SELECT ON consent_evidence TO ies_app;
GRANT SELECT, DELETE ON consent TO ies_upkeep;
GRANT SELECT, INSERT, DELETE ON consent_evidence TO ies_upkeep;
