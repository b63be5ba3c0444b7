-- Notifications of access to national facilitation programmes. They are added and withdrawn, and
-- go with the file.
-- Law: Regulation (EU) 2017/2226 Art. 16(6), 17(1)(d); Regulation (EU) 2016/399 Art. 8d.

CREATE TABLE facilitation_programme (
    file_id       uuid        NOT NULL REFERENCES file ON DELETE CASCADE,
    programme_id  uuid        NOT NULL,
    state         text        NOT NULL,                 -- Art. 16(6), the Member State concerned
    authority     text        NOT NULL,
    entered_at    timestamptz NOT NULL,
    sealed        bytea       NOT NULL,                 -- which programme, from when, until when
    PRIMARY KEY (file_id, programme_id)
);
ALTER TABLE facilitation_programme ALTER sealed SET STATISTICS 0;

GRANT SELECT, INSERT ON facilitation_programme TO ees_app;
GRANT UPDATE (sealed) ON facilitation_programme TO ees_app;
GRANT SELECT, DELETE ON facilitation_programme TO ees_retention;
