-- What administration and oversight need besides. Law: statement 5, 6 and 7; R18, R28, R30, R57.

-- Words of one administrator for the next, sealed under the key of the account they are about.
ALTER TABLE account ADD COLUMN sealed_note bytea;           -- by whom, when and why suspended
ALTER TABLE role_grant ADD COLUMN sealed_reason bytea;      -- why the role is needed
GRANT UPDATE (sealed_note) ON account TO ies_app;
GRANT UPDATE (sealed_reason) ON role_grant TO ies_app;
-- Who is closed for good is not suspended any more.
GRANT UPDATE (suspended_reason) ON account TO ies_upkeep;

-- The ledger of erasures outlives every backup, and then it has served. The database itself keeps
-- the time, so that a clock that runs ahead erases nothing too early.
CREATE FUNCTION check_tombstone_has_served() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF now() - interval '365 days' < OLD.erased_at THEN
        RAISE EXCEPTION 'a tombstone is kept for a year'
            USING ERRCODE = 'check_violation', TABLE = 'tombstone',
                  CONSTRAINT = 'tombstone_is_kept_for_a_year';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER tombstone_has_served BEFORE DELETE ON tombstone
    FOR EACH ROW EXECUTE FUNCTION check_tombstone_has_served();
-- How far an erasure came goes with its tombstone.
CREATE FUNCTION check_erasure_has_served() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (SELECT FROM public.tombstone t WHERE t.account_id = OLD.account_id) THEN
        RAISE EXCEPTION 'the tombstone of this erasure is still there'
            USING ERRCODE = 'check_violation', TABLE = 'erasure',
                  CONSTRAINT = 'erasure_goes_after_its_tombstone';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER erasure_has_served BEFORE DELETE ON erasure
    FOR EACH ROW EXECUTE FUNCTION check_erasure_has_served();
GRANT DELETE ON tombstone, erasure TO ies_upkeep;
CREATE INDEX tombstone_erased_at ON tombstone (erased_at);

-- The night's job finds what is due and reads nothing else.
CREATE INDEX log_entry_action ON log_entry (action, at);
CREATE INDEX log_entry_used ON log_entry (at) WHERE used IS NOT NULL;
CREATE INDEX registration_to_erase ON registration (ended_at)
    WHERE ended_at IS NOT NULL AND account_id IS NULL;
