-- Monitoring procedures: log rows that one needs are not erased while it lasts.
-- Law: Regulation (EU) 2017/2226 Art. 46(4).

CREATE TABLE monitoring_procedure (
    procedure_id  uuid        PRIMARY KEY,
    file_id       uuid,                                 -- also of a file that is gone
    held_office   text,
    held_state    text,
    held_from     date,                                 -- days of Universal Time
    held_to       date,
    reference     text        NOT NULL,
    reason        text        NOT NULL,
    state         text        NOT NULL,                 -- of the body that began it
    office        text        NOT NULL,
    begun_at      timestamptz NOT NULL,
    ended_at      timestamptz,
    kept_until    date,
    CONSTRAINT procedure_needs_something
        CHECK ((file_id IS NULL) <> (held_office IS NULL)),
    CONSTRAINT period_is_whole
        CHECK ((held_office IS NULL) = (held_state IS NULL)
               AND (held_office IS NULL) = (held_from IS NULL)
               AND (held_office IS NULL) = (held_to IS NULL)),
    CONSTRAINT procedure_is_kept_from_its_end CHECK ((ended_at IS NULL) = (kept_until IS NULL))
);
CREATE INDEX monitoring_procedure_of ON monitoring_procedure (state, office, begun_at);
-- Few last at the same time; each row that is about to go is held against them.
CREATE INDEX monitoring_procedure_lasting ON monitoring_procedure (file_id)
    WHERE ended_at IS NULL;

GRANT SELECT, INSERT ON monitoring_procedure TO ees_app;
GRANT UPDATE (ended_at, kept_until) ON monitoring_procedure TO ees_app;
GRANT SELECT, DELETE ON monitoring_procedure TO ees_retention;
