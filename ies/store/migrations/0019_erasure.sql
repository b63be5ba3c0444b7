-- The ledger of erasures, and how far each is. Law: statement 8; EUDPR Art. 33(1)(c); R42, R48,
-- R57; A23.
-- Rows are added alone: no role that serves or tends the system may change or remove one, since
-- a restored backup is put in order by them.

CREATE TABLE tombstone (
    account_id  uuid        PRIMARY KEY,                -- means nobody
    erased_at   timestamptz NOT NULL,
    cause       text        NOT NULL,
    CONSTRAINT tombstone_cause_is_known
        CHECK (cause IN ('consent-withdrawn', 'erasure-requested', 'objection', 'restriction',
                         'dormancy'))
);

-- No foreign key to the account: its row goes before the last step is done.
CREATE TABLE erasure (
    account_id  uuid        NOT NULL,
    step        text        NOT NULL,
    done_at     timestamptz NOT NULL,
    PRIMARY KEY (account_id, step),
    CONSTRAINT erasure_step_is_known
        CHECK (step IN ('write-tombstone', 'queue-confirmation', 'list-naming-documents',
                        'replace-authorship', 'empty-mentions', 'hand-over-drafts',
                        'delete-memberships', 'delete-roles', 'delete-settings',
                        'delete-sessions', 'delete-exports', 'delete-mails', 'delete-edits',
                        'delete-registration', 'reduce-consents', 'delete-search-entries',
                        'destroy-key', 'delete-profile', 'send-and-forget'))
);

-- A constraint cannot say that a key is absent elsewhere. An account that is there already when
-- its tombstone is written stays: the erasure begins with the tombstone, and so does its replay
-- on a backup.
CREATE FUNCTION check_account_was_not_erased() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (SELECT FROM public.tombstone t WHERE t.account_id = NEW.account_id) THEN
        RAISE EXCEPTION 'an erased account does not come back'
            USING ERRCODE = 'check_violation', TABLE = 'account',
                  CONSTRAINT = 'erased_account_does_not_come_back';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER account_was_not_erased BEFORE INSERT OR UPDATE OF account_id ON account
    FOR EACH ROW EXECUTE FUNCTION check_account_was_not_erased();

GRANT SELECT ON tombstone, erasure TO ies_app;
GRANT SELECT, INSERT ON tombstone, erasure TO ies_upkeep;
