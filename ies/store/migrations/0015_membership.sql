-- Who belongs to which Community. Law: statement 2 and 7; R06, R30, R36; A4, A5.
-- Who sees whom is read off this table with every question, so both ways have an index.

CREATE TABLE membership (
    membership_id         uuid        PRIMARY KEY,
    community_id          uuid        NOT NULL REFERENCES community,
    account_id            uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    level                 text        NOT NULL,
    state                 text        NOT NULL,
    since                 timestamptz NOT NULL,         -- when the state began
    begun_at              timestamptz,                  -- when the person joined
    expires_at            timestamptz,
    decided_by            uuid,
    sealed_message        bytea,                        -- why the person wants to join
    notice_seen_at        timestamptz,                  -- R36
    notice_organisations  uuid[],                       -- R36
    end_cause             text,
    version               bigint      NOT NULL,
    CONSTRAINT membership_level_is_known
        CHECK (level IN ('reader', 'contributor', 'editor', 'lead')),
    CONSTRAINT membership_state_is_known
        CHECK (state IN ('applied', 'invited', 'active', 'declined', 'lapsed', 'ended')),
    CONSTRAINT membership_end_cause_is_known
        CHECK (end_cause IN ('left', 'removed', 'expired', 'account-closed',
                             'transfer-consent-withdrawn')),
    CONSTRAINT membership_begins_when_the_person_joins
        CHECK ((state IN ('active', 'ended')) = (begun_at IS NOT NULL)),
    -- Statement 5: kept until the decision on the application, and not an instant longer.
    CONSTRAINT membership_message_goes_with_the_decision
        CHECK (sealed_message IS NULL OR state = 'applied'),
    CONSTRAINT membership_ends_for_a_cause
        CHECK (CASE state WHEN 'ended' THEN end_cause IS NOT NULL
                          WHEN 'lapsed' THEN true
                          ELSE end_cause IS NULL END),
    CONSTRAINT membership_notice_is_whole
        CHECK ((notice_seen_at IS NULL) = (notice_organisations IS NULL)),
    CONSTRAINT membership_version_is_positive CHECK (version > 0)
);
-- One that has not ended for a person in a Community.
CREATE UNIQUE INDEX membership_one_has_not_ended ON membership (community_id, account_id)
    WHERE state IN ('applied', 'invited', 'active');
CREATE INDEX membership_account ON membership (account_id, state);
CREATE INDEX membership_members ON membership (community_id, account_id)
    WHERE state = 'active';
-- What ends by time, and what is kept for its time after the end.
CREATE INDEX membership_expires_at ON membership (expires_at)
    WHERE state = 'active' AND expires_at IS NOT NULL;
CREATE INDEX membership_since ON membership (state, since) WHERE state <> 'active';

GRANT SELECT, INSERT ON membership TO ies_app;
GRANT UPDATE (level, state, since, begun_at, expires_at, decided_by, sealed_message,
    notice_seen_at, notice_organisations, end_cause, version) ON membership TO ies_app;
GRANT SELECT, DELETE ON membership TO ies_upkeep;
GRANT UPDATE (state, since, sealed_message, end_cause, version) ON membership TO ies_upkeep;
