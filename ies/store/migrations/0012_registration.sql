-- Requests for an account, and the scanned identification page. Law: statement 4, 5 and 7; R04,
-- R06, R11, R14, R16, R17, R23, R25, R35, R45, R57.
-- The scan serves one decision: its row and key go in the transaction that ends the request.

CREATE TABLE registration (
    registration_id    uuid        PRIMARY KEY,
    state              text        NOT NULL,
    since              timestamptz NOT NULL,            -- when the clock of the state began
    submitted_at       timestamptz,
    questions          smallint    NOT NULL,            -- R04
    sealed             bytea       NOT NULL,            -- statement 4, R11
    organisation_kind  text,
    begun_at           timestamptz NOT NULL,
    decided_by         uuid,                            -- R45: always a person
    decided_at         timestamptz,
    refusal_reason     text,
    sealed_note        bytea,
    ended_at           timestamptz,                     -- from here the time of R16 is counted
    account_id         uuid REFERENCES account ON DELETE CASCADE,
    duplicate_of       uuid,                            -- stays when that account is erased
    version            bigint      NOT NULL,
    CONSTRAINT registration_state_is_known
        CHECK (state IN ('draft', 'submitted', 'in-review', 'info-requested', 'accepted',
                         'refused', 'withdrawn', 'expired')),
    CONSTRAINT registration_organisation_kind_is_known
        CHECK (organisation_kind IN ('union-institution', 'national-authority',
                                     'international-organisation', 'non-governmental',
                                     'private-company', 'academic', 'other')),
    CONSTRAINT registration_refusal_reason_is_known
        CHECK (refusal_reason IN ('page-unreadable', 'identity-not-matching',
                                  'organisation-not-confirmed', 'not-eligible', 'duplicate',
                                  'information-insufficient', 'other')),
    CONSTRAINT registration_that_was_decided_on_was_submitted
        CHECK (CASE WHEN state IN ('submitted', 'in-review', 'info-requested', 'accepted',
                                   'refused')
                    THEN submitted_at IS NOT NULL
                    ELSE state <> 'draft' OR submitted_at IS NULL END),
    CONSTRAINT registration_is_decided_by_a_person
        CHECK ((state IN ('accepted', 'refused')) = (decided_by IS NOT NULL)
           AND (decided_by IS NULL) = (decided_at IS NULL)),
    CONSTRAINT registration_is_refused_for_a_reason
        CHECK ((state = 'refused') = (refusal_reason IS NOT NULL)),
    CONSTRAINT registration_accepted_leads_to_an_account
        CHECK ((state = 'accepted') = (account_id IS NOT NULL)),
    CONSTRAINT registration_ends_at_an_instant
        CHECK ((state IN ('accepted', 'refused', 'withdrawn', 'expired'))
               = (ended_at IS NOT NULL)),
    CONSTRAINT registration_questions_are_not_negative CHECK (questions >= 0),
    CONSTRAINT registration_version_is_positive CHECK (version > 0)
);
-- The queue of the validators, and what its time has passed for.
CREATE INDEX registration_waiting ON registration (state, since);
CREATE INDEX registration_ended_at ON registration (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX registration_account ON registration (account_id) WHERE account_id IS NOT NULL;

CREATE TABLE registration_key (
    registration_id  uuid    PRIMARY KEY REFERENCES registration ON DELETE CASCADE,
    wrapped_by       integer NOT NULL,
    wrapped          bytea   NOT NULL
);
CREATE INDEX registration_key_wrapped_by ON registration_key (wrapped_by);

CREATE TABLE registration_search_key (
    kind             text  NOT NULL,
    fingerprint      bytea NOT NULL,
    registration_id  uuid  NOT NULL REFERENCES registration ON DELETE CASCADE,
    PRIMARY KEY (kind, fingerprint, registration_id),
    CONSTRAINT registration_search_key_kind_is_known CHECK (kind IN ('subject', 'email'))
);
-- One open request for one person. Open need not be said here: a request that ends gives up its
-- keys in the same transaction (below). Addresses may meet: who else types one in must neither
-- learn that it is known nor keep its owner from applying.
CREATE UNIQUE INDEX one_open_request_for_one_person ON registration_search_key (fingerprint)
    WHERE kind = 'subject';
CREATE INDEX registration_search_key_registration ON registration_search_key (registration_id);

CREATE TABLE registration_community (
    registration_id  uuid NOT NULL REFERENCES registration ON DELETE CASCADE,
    community_id     uuid NOT NULL REFERENCES community,
    PRIMARY KEY (registration_id, community_id)
);

CREATE TABLE registration_message (
    registration_id  uuid        NOT NULL REFERENCES registration ON DELETE CASCADE,
    message_no       smallint    NOT NULL,
    written_by       uuid,                              -- absent for the applicant
    sealed           bytea       NOT NULL,
    written_at       timestamptz NOT NULL,
    PRIMARY KEY (registration_id, message_no)
);

CREATE TABLE scan (
    registration_id  uuid        PRIMARY KEY REFERENCES registration ON DELETE CASCADE,
    scan_id          uuid        NOT NULL UNIQUE,
    state            text        NOT NULL,
    kind             text        NOT NULL,
    bytes            integer     NOT NULL,
    digest           bytea       NOT NULL,
    uploaded_at      timestamptz NOT NULL,
    blob             text        NOT NULL,
    CONSTRAINT scan_state_is_known
        CHECK (state IN ('none', 'quarantined', 'available', 'destroyed')),
    CONSTRAINT scan_kind_is_known CHECK (kind IN ('jpeg', 'png', 'pdf')),
    -- What was not uploaded or is gone has no row.
    CONSTRAINT scan_is_held CHECK (state IN ('quarantined', 'available')),
    CONSTRAINT scan_is_not_empty CHECK (bytes > 0),
    CONSTRAINT scan_digest_is_whole CHECK (octet_length(digest) = 32)
);

CREATE TABLE scan_key (
    scan_id     uuid    PRIMARY KEY REFERENCES scan (scan_id) ON DELETE CASCADE,
    wrapped_by  integer NOT NULL,
    wrapped     bytea   NOT NULL
);
CREATE INDEX scan_key_wrapped_by ON scan_key (wrapped_by);

-- No foreign key to the request: an erasure must not take the row with it before the bytes are
-- gone.
CREATE TABLE scan_end (
    scan_id          uuid        PRIMARY KEY,
    registration_id  uuid        NOT NULL,
    cause            text        NOT NULL,
    digest           bytea       NOT NULL,
    ended_at         timestamptz NOT NULL,
    unlinked_at      timestamptz,                       -- when the bytes were gone
    CONSTRAINT scan_end_cause_is_known
        CHECK (cause IN ('accepted', 'refused', 'withdrawn', 'expired', 'replaced',
                         'draft-timeout', 'rejected')),
    CONSTRAINT scan_end_digest_is_whole CHECK (octet_length(digest) = 32)
);
CREATE INDEX scan_end_to_unlink ON scan_end (ended_at) WHERE unlinked_at IS NULL;
CREATE INDEX scan_end_registration ON scan_end (registration_id);

-- R14 and R25 across tables, which a constraint cannot say: an ended request has neither a scan
-- nor search keys. Looked at when the transaction ends, in whichever order it did its work.
CREATE FUNCTION check_end_of_registration() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (SELECT FROM public.scan s WHERE s.registration_id = NEW.registration_id) THEN
        RAISE EXCEPTION 'the request has ended and its scan is still there'
            USING ERRCODE = 'check_violation', TABLE = 'registration',
                  CONSTRAINT = 'scan_goes_with_the_decision';
    END IF;
    IF EXISTS (SELECT FROM public.registration_search_key k
                WHERE k.registration_id = NEW.registration_id) THEN
        RAISE EXCEPTION 'the request has ended and its search keys are still there'
            USING ERRCODE = 'check_violation', TABLE = 'registration',
                  CONSTRAINT = 'search_keys_go_with_the_end';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER registration_end_leaves_nothing
    AFTER INSERT OR UPDATE OF ended_at ON registration
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.ended_at IS NOT NULL)
    EXECUTE FUNCTION check_end_of_registration();

-- The other direction. The row of the request is held, so that a decision that is being taken
-- waits and then sees what was added.
CREATE FUNCTION check_request_is_open() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM FROM public.registration r
      WHERE r.registration_id = NEW.registration_id AND r.ended_at IS NULL
        FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the request is not open'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
                  CONSTRAINT = 'request_is_open';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER scan_is_of_an_open_request BEFORE INSERT ON scan
    FOR EACH ROW EXECUTE FUNCTION check_request_is_open();
CREATE TRIGGER search_key_is_of_an_open_request BEFORE INSERT ON registration_search_key
    FOR EACH ROW EXECUTE FUNCTION check_request_is_open();

GRANT SELECT, INSERT ON registration, registration_key, registration_search_key,
    registration_community, registration_message, scan, scan_key, scan_end TO ies_app;
GRANT UPDATE (state, since, submitted_at, questions, sealed, organisation_kind, decided_by,
    decided_at, refusal_reason, sealed_note, ended_at, account_id, duplicate_of, version)
    ON registration TO ies_app;
-- The examination draws the picture anew.
GRANT UPDATE (state, kind, bytes, digest, blob) ON scan TO ies_app;
-- What ends with the decision, and what an applicant changes in a draft.
GRANT DELETE ON scan, scan_key, registration_search_key, registration_community TO ies_app;

GRANT SELECT, DELETE ON registration, registration_key, registration_search_key,
    registration_community, registration_message, scan, scan_key, scan_end TO ies_upkeep;
GRANT UPDATE (state, since, ended_at, version) ON registration TO ies_upkeep;
GRANT UPDATE (wrapped_by, wrapped) ON registration_key, scan_key TO ies_upkeep;
GRANT INSERT, UPDATE (unlinked_at) ON scan_end TO ies_upkeep;
