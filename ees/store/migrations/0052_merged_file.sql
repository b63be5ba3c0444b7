-- Two files of one person: the later one points to the earlier one, and nothing else moves, so that
-- taking the pointer away undoes it.
-- Law: Regulation (EU) 2017/2226 Art. 14(2) and (4), 35(2).

ALTER TABLE file
    ADD merged_into uuid REFERENCES file,
    ADD CONSTRAINT file_does_not_lead_to_itself CHECK (merged_into <> file_id);
CREATE INDEX file_merged_into ON file (merged_into) WHERE merged_into IS NOT NULL;

GRANT UPDATE (merged_into) ON file TO ees_app;
