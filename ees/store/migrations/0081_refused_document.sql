-- The number of a document that was refused as false leads to nobody's file, because it may be the
-- number of somebody's true document; whoever presents it again is shown the files that hold it.
-- Law: Regulation (EU) 2017/2226 Art. 18, 23(2), 39(1)(c).

CREATE TABLE refused_document_key (
    fingerprint  bytea    NOT NULL,
    file_id      uuid     NOT NULL REFERENCES file ON DELETE CASCADE,
    document_no  smallint NOT NULL,
    PRIMARY KEY (fingerprint, file_id, document_no)
);
CREATE INDEX refused_document_key_file ON refused_document_key (file_id);

GRANT SELECT, INSERT ON refused_document_key TO ees_app;
