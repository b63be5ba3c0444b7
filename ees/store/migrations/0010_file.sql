-- Individual files. Law: Regulation (EU) 2017/2226 Art. 14, 16(1), 17(1), 18, 35(8).
-- Identities and travel documents are added, never overwritten (Art. 14(2)); erasure is the
-- retention role's alone. What identifies a person is sealed under the file's own data key;
-- destroying file_key destroys it. Every hot table carries file_id first in its primary key.

CREATE TABLE file (
    file_id             uuid        PRIMARY KEY,        -- individual reference number, Art. 16(2)
    version             bigint      NOT NULL,
    visa_regime         text        NOT NULL,           -- Art. 16, Art. 17 or Annex II
    responsible_state   text        NOT NULL,           -- Art. 35(8)
    responsible_office  text        NOT NULL,
    created_at          timestamptz NOT NULL,
    changed_at          timestamptz NOT NULL,
    CONSTRAINT file_version_is_positive CHECK (version > 0),
    CONSTRAINT file_regime_is_known
        CHECK (visa_regime IN ('visa-required', 'visa-exempt', 'transit'))
);

CREATE TABLE file_key (
    file_id     uuid    PRIMARY KEY REFERENCES file ON DELETE CASCADE,
    wrapped_by  integer NOT NULL,
    wrapped     bytea   NOT NULL
);
-- Rotation looks for what is still under an older key.
CREATE INDEX file_key_wrapped_by ON file_key (wrapped_by);

CREATE TABLE identity (
    file_id      uuid        NOT NULL REFERENCES file ON DELETE CASCADE,
    identity_no  smallint    NOT NULL,
    sealed       bytea       NOT NULL,                  -- Art. 16(1)(a)
    added_at     timestamptz NOT NULL,
    PRIMARY KEY (file_id, identity_no)
);

CREATE TABLE travel_document (
    file_id      uuid        NOT NULL REFERENCES file ON DELETE CASCADE,
    document_no  smallint    NOT NULL,
    sealed       bytea       NOT NULL,                  -- Art. 16(1)(b) and (c)
    added_at     timestamptz NOT NULL,
    PRIMARY KEY (file_id, document_no)
);

-- Keyed fingerprints for search, Art. 23(2), 26(1), 27. They lie with the fingerprint, not with
-- the file, because that is what is asked for.
CREATE TABLE document_key (
    fingerprint  bytea    NOT NULL,
    file_id      uuid     NOT NULL,
    document_no  smallint NOT NULL,
    CONSTRAINT document_is_in_one_file PRIMARY KEY (fingerprint)
);
CREATE INDEX document_key_file ON document_key (file_id);

CREATE TABLE identity_key (
    fingerprint  bytea    NOT NULL,
    file_id      uuid     NOT NULL,
    identity_no  smallint NOT NULL,
    PRIMARY KEY (fingerprint, file_id, identity_no)
);
CREATE INDEX identity_key_file ON identity_key (file_id);

GRANT SELECT, INSERT ON file, file_key, identity, travel_document, document_key, identity_key
    TO ees_app;
GRANT UPDATE (version, responsible_state, responsible_office, changed_at) ON file TO ees_app;
GRANT UPDATE (wrapped_by, wrapped) ON file_key TO ees_app;
GRANT SELECT, DELETE ON file, file_key, identity, travel_document, document_key, identity_key
    TO ees_retention;
