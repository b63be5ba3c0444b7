-- What makes an entry/exit record whole: where and until when the stay holds, the mark of a stay
-- that expired, decisions, and until when everything is kept.
-- Law: Regulation (EU) 2017/2226 Art. 12, 16(4), 19, 34, 35(5), 60.

ALTER TABLE crossing
    ADD stay_only_in   text,                            -- Art. 60(2)
    ADD stay_ends_at   timestamptz,                     -- Art. 12(1)
    ADD marked_at      timestamptz,                     -- Art. 16(4)
    ADD lifted_at      timestamptz,                     -- Art. 35(5)
    ADD lift_ground    text,
    ADD kept_until     date,                            -- Art. 34
    ADD warned_at      timestamptz,                     -- Art. 34(3)
    ADD CONSTRAINT lift_is_whole CHECK ((lifted_at IS NULL) = (lift_ground IS NULL));

-- Records from before: the day ends at the offset that the place had at the entry.
UPDATE crossing SET
    stay_ends_at = CASE
        WHEN stay_until_at IS NOT NULL THEN stay_until_at
        WHEN coalesce(stay_latest, stay_until) IS NOT NULL THEN
            ((coalesce(stay_latest, stay_until) + 1)::timestamp
                - make_interval(mins => entry_offset)) AT TIME ZONE 'UTC'
        END,
    marked_at = CASE WHEN 0 < overstay_days THEN exited_at END,
    kept_until = CASE
        WHEN exit_day IS NOT NULL AND is_family_member THEN exit_day + interval '1 year'
        WHEN exit_day IS NOT NULL THEN exit_day + interval '3 years'
        WHEN is_family_member THEN entry_day + interval '5 years'
        ELSE coalesce(stay_latest, stay_until, entry_day) + interval '5 years'
        END;
ALTER TABLE crossing ALTER kept_until SET NOT NULL;

-- Whose stay ends next, Art. 12(1): the work of a run is what has ended since the last one.
CREATE INDEX crossing_stay_ends ON crossing (stay_ends_at)
    WHERE exited_at IS NULL AND marked_at IS NULL AND lifted_at IS NULL;
-- The list of overstayers, the latest first: who is inside, and who left too late.
CREATE INDEX crossing_marked ON crossing (stay_ends_at, crossing_id)
    WHERE marked_at IS NOT NULL;
-- What goes next, Art. 34.
CREATE INDEX crossing_kept_until ON crossing (kept_until);

ALTER TABLE refusal ADD kept_until date;
UPDATE refusal SET kept_until = refusal_day + interval '3 years';
ALTER TABLE refusal ALTER kept_until SET NOT NULL;
CREATE INDEX refusal_kept_until ON refusal (kept_until);

ALTER TABLE file ADD kept_until date;
UPDATE file SET kept_until = (SELECT max(day) FROM (
    SELECT CASE WHEN exit_day IS NULL THEN kept_until
                ELSE (exit_day + interval '3 years 1 day')::date END
      FROM crossing WHERE crossing.file_id = file.file_id
    UNION ALL
    SELECT (refusal_day + interval '3 years 1 day')::date
      FROM refusal WHERE refusal.file_id = file.file_id) AS kept (day));
CREATE INDEX file_kept_until ON file (kept_until);

-- Decisions on a stay or on its visa. They are added, never changed.
CREATE TABLE stay_decision (
    file_id      uuid        NOT NULL,
    crossing_id  uuid        NOT NULL,
    decision_id  uuid        NOT NULL,
    subject      text        NOT NULL,                  -- Art. 19(1)(a)
    ruling       text        NOT NULL,                  -- Art. 19(1)(a)
    ground       text        NOT NULL,                  -- Art. 19(4), (5)
    decided_on   date        NOT NULL,                  -- Art. 19(1)(c)
    place        text        NOT NULL,                  -- Art. 19(1)(c)
    state        text        NOT NULL,
    authority    text        NOT NULL,                  -- Art. 19(1)(b)
    until_day    date,                                  -- Art. 19(1)(e), (f)
    sticker      bytea,                                 -- Art. 19(1)(d), sealed
    recorded_at  timestamptz NOT NULL,
    PRIMARY KEY (file_id, decision_id),
    FOREIGN KEY (file_id, crossing_id) REFERENCES crossing ON DELETE CASCADE,
    CONSTRAINT ruling_is_known CHECK (ruling IN ('extended', 'revoked', 'annulled')),
    CONSTRAINT extension_has_an_end CHECK (ruling <> 'extended' OR until_day IS NOT NULL)
);

-- What was there before each rectification, completion and erasure, Art. 35(8); sealed under the
-- key of the file, so that it goes with the file.
CREATE TABLE record_version (
    file_id     uuid        NOT NULL REFERENCES file ON DELETE CASCADE,
    version     bigint      NOT NULL,                   -- of the file, with this change
    part        text        NOT NULL,
    part_id     uuid        NOT NULL,
    deed        text        NOT NULL,
    at          timestamptz NOT NULL,
    state       text        NOT NULL,
    authority   text        NOT NULL,
    before      bytea,
    reason      bytea,
    PRIMARY KEY (file_id, version, part, part_id)
);
CREATE INDEX record_version_part ON record_version (part_id);

GRANT SELECT, INSERT ON stay_decision, record_version TO ees_app;
GRANT UPDATE (entered_at, entry_offset, entry_day, entry_point, entry_authority, is_family_member,
              ground, visa, stay_kind, stay_until, stay_until_at, stay_latest, stay_bound,
              stay_only_in, stay_ends_at, marked_at, lifted_at, lift_ground, kept_until, source)
    ON crossing TO ees_app;
GRANT UPDATE (kept_until) ON file TO ees_app;
GRANT SELECT, DELETE ON stay_decision, record_version TO ees_retention;
