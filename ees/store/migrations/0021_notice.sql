-- What Member States are told without having asked: the transactional outbox of the system.
-- Law: Regulation (EU) 2017/2226 Art. 12(1) and (3), 34(3), 35(3), (5) and (7).
-- A notice names records by their references and nobody by name; whoever is told and may know
-- more reads the file, with a grant and a log row.

CREATE TABLE notice (
    notice_no   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          timestamptz NOT NULL,
    kind        text        NOT NULL,
    state       text,                                   -- absent: all Member States, Art. 35(7)
    file_ids    uuid[]      NOT NULL,
    CONSTRAINT notice_is_about_something CHECK (0 < cardinality(file_ids))
);
CREATE INDEX notice_state ON notice (state, notice_no);
CREATE INDEX notice_at ON notice (at);

GRANT SELECT, INSERT ON notice TO ees_app;
GRANT SELECT, INSERT ON notice TO ees_upkeep;
GRANT SELECT, DELETE ON notice TO ees_retention;

-- Timed work marks what has expired and warns of what will go; it reads nothing sealed.
GRANT SELECT (file_id, crossing_id, entry_point, exited_at, stay_ends_at, marked_at, lifted_at,
              warned_at, kept_until, is_family_member),
      UPDATE (marked_at, warned_at) ON crossing TO ees_upkeep;
GRANT INSERT ON log_entry TO ees_upkeep;
