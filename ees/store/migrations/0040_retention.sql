-- Erasure: what it needs to know, what it may do beside erasing, and the account of it.
-- Law: Regulation (EU) 2017/2226 Art. 34, 35, 46(4).

-- What a run of erasure did, as numbers alone.
CREATE TABLE retention_run (
    run_id     uuid        PRIMARY KEY,
    kind       text        NOT NULL,
    began_at   timestamptz NOT NULL,
    ended_at   timestamptz,                              -- absent: it was broken off, or goes on
    day        date        NOT NULL,                     -- the day that had not ended everywhere
    records    bigint      NOT NULL DEFAULT 0,           -- Art. 34(1), (3), (4)
    refusals   bigint      NOT NULL DEFAULT 0,           -- Art. 34(1)
    files      bigint      NOT NULL DEFAULT 0,           -- Art. 34(2), 35(6)
    warnings   bigint      NOT NULL DEFAULT 0,           -- Art. 34(3)
    notices    bigint      NOT NULL DEFAULT 0,
    log_rows   bigint      NOT NULL DEFAULT 0,           -- Art. 46(4)
    held       bigint      NOT NULL DEFAULT 0,           -- due by their day, kept by a record
    orphans    bigint,                                   -- absent: it was not looked for them
    CONSTRAINT run_kind_is_known CHECK (kind IN ('daily', 'orders', 'warnings'))
);
CREATE INDEX retention_run_began ON retention_run (began_at);
CREATE INDEX retention_run_day ON retention_run (day) WHERE kind = 'daily';

-- What an authority ordered to be erased before its time. Who may order may not erase.
CREATE TABLE erasure_order (
    order_id    uuid        PRIMARY KEY,
    file_id     uuid        NOT NULL REFERENCES file ON DELETE CASCADE,
    part        text        NOT NULL,
    part_id     uuid        NOT NULL,
    reason      text        NOT NULL,                    -- Art. 35(1), (2), (6)
    ordered_at  timestamptz NOT NULL,
    state       text        NOT NULL,                    -- Art. 35(8)
    authority   text        NOT NULL,                    -- Art. 35(8)
    CONSTRAINT ordered_part_is_known CHECK (part IN ('crossing', 'refusal', 'file')),
    CONSTRAINT part_is_ordered_once UNIQUE (file_id, part, part_id)
);
CREATE INDEX erasure_order_at ON erasure_order (ordered_at);

-- Whose data is gone, until the log rows about it go too, Art. 46(4).
CREATE TABLE erased_file (
    file_id    uuid PRIMARY KEY,
    log_until  date NOT NULL
);
CREATE INDEX erased_file_log_until ON erased_file (log_until);

-- Overstayers of whose data the Member State is to be told, Art. 34(3), in the order of their
-- days. Who is inside in time is not in it, so that an entry pays nothing for it.
CREATE INDEX crossing_to_warn ON crossing (kept_until)
    WHERE marked_at IS NOT NULL AND exited_at IS NULL AND warned_at IS NULL
      AND lifted_at IS NULL AND NOT is_family_member;
-- Log rows that name no file have a period of their own.
CREATE INDEX log_entry_nobody ON log_entry (at) WHERE object IS NULL;

-- The planner keeps values of columns it knows; nothing is ever compared with these.
ALTER TABLE file_key ALTER wrapped SET STATISTICS 0;
ALTER TABLE identity ALTER sealed SET STATISTICS 0;
ALTER TABLE travel_document ALTER sealed SET STATISTICS 0;
ALTER TABLE crossing ALTER visa SET STATISTICS 0;
ALTER TABLE stay_decision ALTER sticker SET STATISTICS 0;
ALTER TABLE record_version ALTER before SET STATISTICS 0, ALTER reason SET STATISTICS 0;
ALTER TABLE log_entry ALTER used SET STATISTICS 0;
ALTER TABLE log_key ALTER wrapped SET STATISTICS 0;

GRANT SELECT, INSERT ON erasure_order TO ees_app;
GRANT SELECT ON retention_run TO ees_app;
GRANT INSERT ON retention_run TO ees_upkeep;
GRANT SELECT, DELETE ON erasure_order TO ees_retention;
GRANT SELECT, INSERT, DELETE ON erased_file TO ees_retention;
-- Beside erasing: telling of it, in the log and to Member States, and the account of it.
GRANT INSERT ON log_entry, notice TO ees_retention;
GRANT SELECT, INSERT ON retention_run TO ees_retention;
GRANT UPDATE (ended_at, records, refusals, files, notices, log_rows, held, orphans)
    ON retention_run TO ees_retention;
