-- Cases of amendment: data that somebody found to be wrong, or that must go early, who has to act
-- and by when.
-- Law: Regulation (EU) 2017/2226 Art. 35; Regulation (EEC, Euratom) No 1182/71.
-- What the person says and what was found is sealed under the key of the file, and goes with it.

CREATE TABLE amendment_case (
    file_id       uuid        NOT NULL REFERENCES file ON DELETE CASCADE,
    case_id       uuid        NOT NULL,
    part          text        NOT NULL,
    part_id       uuid        NOT NULL,
    wish          text        NOT NULL,                 -- Art. 35(1), (2), (5), (6)
    acquired_of   text,                                 -- Art. 35(6)
    raised_by     text        NOT NULL,                 -- Art. 35(1), (2)
    raised_on     date        NOT NULL,
    responsible   text        NOT NULL,                 -- Art. 3(1)(12)
    asked_on      date,                                 -- Art. 35(3)
    settled_on    date,
    outcome       text,
    urgent_since  date        NOT NULL,                 -- what is most urgent stands first
    opened_at     timestamptz NOT NULL,
    authority     text        NOT NULL,
    file_version  bigint      NOT NULL,                 -- when the case was opened
    said          bytea       NOT NULL,                 -- sealed
    answer        bytea,                                -- sealed
    PRIMARY KEY (file_id, case_id),
    CONSTRAINT case_is_opened_once UNIQUE (case_id),
    CONSTRAINT case_part_is_known CHECK (part IN ('crossing', 'refusal', 'file')),
    CONSTRAINT settlement_is_whole
        CHECK ((settled_on IS NULL) = (outcome IS NULL) AND (settled_on IS NULL) = (answer IS NULL)),
    CONSTRAINT whole_file_goes_for_whom_it_concerns
        CHECK (part = 'file' OR wish NOT IN ('naturalised', 'out-of-scope', 'microstate'))
);
-- The cases of a State, the most urgent first, those that are over last.
CREATE INDEX case_raised ON amendment_case (raised_by, (settled_on IS NOT NULL), urgent_since);
CREATE INDEX case_asked ON amendment_case (responsible, (settled_on IS NOT NULL), urgent_since)
    WHERE asked_on IS NOT NULL;
CREATE INDEX case_acquired ON amendment_case (acquired_of, (settled_on IS NOT NULL), urgent_since)
    WHERE acquired_of IS NOT NULL;

ALTER TABLE amendment_case ALTER said SET STATISTICS 0, ALTER answer SET STATISTICS 0;

GRANT SELECT, INSERT ON amendment_case TO ees_app;
GRANT UPDATE (asked_on, settled_on, outcome, urgent_since, answer) ON amendment_case TO ees_app;
GRANT SELECT, DELETE ON amendment_case TO ees_retention;
