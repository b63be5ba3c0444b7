-- Entry/exit records. Law: Regulation (EU) 2017/2226 Art. 16(2) and (3), 17(2), 34.
-- A record is added at the entry and completed by the exit, never rewritten.

CREATE TABLE crossing (
    file_id           uuid        NOT NULL REFERENCES file ON DELETE CASCADE,
    crossing_id       uuid        NOT NULL,
    entered_at        timestamptz,                      -- Art. 16(2)(a); absent when unknown
    entry_offset      smallint,                         -- minutes ahead of UTC
    entry_day         date,                             -- local day at the crossing point
    entry_point       text,                             -- Art. 16(2)(b)
    entry_authority   text,                             -- Art. 16(2)(b)
    exited_at         timestamptz,                      -- Art. 16(3); no authority at exit
    exit_offset       smallint,
    exit_day          date,
    exit_point        text,
    is_family_member  boolean     NOT NULL,             -- Art. 16(2)(c)
    ground            text        NOT NULL,
    visa              bytea,                            -- Art. 16(2)(d) to (g), sealed
    stay_kind         text        NOT NULL,             -- Art. 11
    stay_until        date,
    stay_until_at     timestamptz,
    stay_latest       date,
    stay_bound        text,
    overstay_days     integer,                          -- Art. 11(2)(c)
    is_superseded     boolean     NOT NULL DEFAULT false,
    source            text        NOT NULL,
    quality_period    text        NOT NULL,             -- Reg. (EU) 2025/1534 Art. 6(1)
    PRIMARY KEY (file_id, crossing_id),
    CONSTRAINT crossing_has_entry_or_exit
        CHECK (entered_at IS NOT NULL OR exited_at IS NOT NULL),
    CONSTRAINT crossing_entry_is_whole
        CHECK ((entered_at IS NULL) = (entry_day IS NULL)
           AND (entered_at IS NULL) = (entry_point IS NULL)
           AND (entered_at IS NULL) = (entry_authority IS NULL)
           AND (entered_at IS NULL) = (entry_offset IS NULL)),
    CONSTRAINT crossing_exit_is_whole
        CHECK ((exited_at IS NULL) = (exit_day IS NULL)
           AND (exited_at IS NULL) = (exit_point IS NULL)
           AND (exited_at IS NULL) = (exit_offset IS NULL)),
    CONSTRAINT exit_not_before_entry CHECK (exited_at >= entered_at AND exit_day >= entry_day),
    CONSTRAINT family_member_has_no_end_of_stay
        CHECK (NOT is_family_member OR stay_kind = 'not-applicable'),
    CONSTRAINT visa_is_on_visa_records CHECK ((ground = 'visa') = (visa IS NOT NULL))
);
-- One person is inside on one record at most.
CREATE UNIQUE INDEX crossing_one_open_per_file ON crossing (file_id)
    WHERE exited_at IS NULL AND NOT is_superseded;

-- What a client-chosen id did, so that a repeated request has the same answer and a reused id is
-- noticed. The digest is a keyed fingerprint of what was asked.
CREATE TABLE movement (
    movement_id  uuid  PRIMARY KEY,
    file_id      uuid  NOT NULL,
    crossing_id  uuid  NOT NULL,
    digest       bytea NOT NULL
);
CREATE INDEX movement_file ON movement (file_id);

GRANT SELECT, INSERT ON crossing, movement TO ees_app;
GRANT UPDATE (exited_at, exit_offset, exit_day, exit_point, overstay_days, is_superseded)
    ON crossing TO ees_app;
GRANT SELECT, DELETE ON crossing, movement TO ees_retention;
