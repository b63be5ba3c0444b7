-- Facial images and fingerprints of files, what they are compared by, and what was taken at a
-- crossing point and is not on any file yet.
-- Law: Regulation (EU) 2017/2226 Art. 3(1)(16) and (17), 14(2), 15, 16(1)(d), 17(1)(b) and (c), 18,
-- 23(2), 27; Impl. Decision (EU) 2019/329.
-- Images and templates are sealed under the key of the file; destroying that key destroys them.

CREATE TABLE biometric_sample (
    file_id   uuid        NOT NULL REFERENCES file ON DELETE CASCADE,
    slot      smallint    NOT NULL,     -- 0 the face, 1 to 4 index, middle, ring, little finger
    position  smallint,                 -- which finger, as ANSI/NIST-ITL counts them
    image     bytea       NOT NULL,     -- sealed
    template  bytea,                    -- sealed; absent where nothing could be made of the image
    added_at  timestamptz NOT NULL,
    PRIMARY KEY (file_id, slot),
    CONSTRAINT face_and_at_most_four_fingers CHECK (slot BETWEEN 0 AND 4),
    CONSTRAINT finger_is_in_its_slot
        CHECK (CASE slot WHEN 0 THEN position IS NULL
                         ELSE position IS NOT NULL AND position IN (slot + 1, slot + 6) END)
);
ALTER TABLE biometric_sample ALTER image SET STORAGE EXTERNAL, ALTER template SET STORAGE EXTERNAL;
ALTER TABLE biometric_sample ALTER image SET STATISTICS 0, ALTER template SET STATISTICS 0;

-- What a file says and what it holds are one: prints of whoever needs a visa are on no file, prints
-- of both hands neither. It is looked at the end, when all of it is there.
CREATE FUNCTION samples_fit_the_marks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM file f JOIN biometric_sample s USING (file_id)
         WHERE f.file_id = NEW.file_id
           AND CASE s.slot WHEN 0 THEN f.face_mark NOT IN ('live', 'chip')
                           ELSE f.prints_mark <> 'taken' END)
       OR 1 < (SELECT count(DISTINCT position <= 5) FROM biometric_sample
                WHERE file_id = NEW.file_id AND slot > 0)
    THEN
        RAISE EXCEPTION 'samples do not fit what the file says of them'
              USING ERRCODE = '23514', CONSTRAINT = 'samples_fit_the_marks';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER samples_fit_the_marks AFTER INSERT OR UPDATE ON biometric_sample
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION samples_fit_the_marks();

-- Whose samples are others than before, for galleries that live in memory.
CREATE TABLE gallery_change (
    change_no  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tx         xid8        NOT NULL DEFAULT pg_current_xact_id(),
    at         timestamptz NOT NULL DEFAULT now(),
    file_id    uuid        NOT NULL
);
CREATE INDEX gallery_change_place ON gallery_change (tx, change_no);
CREATE INDEX gallery_change_at ON gallery_change (at);

-- Whatever changes samples, and in whichever role, galleries are told in the same transaction.
CREATE FUNCTION tell_galleries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO gallery_change (file_id) SELECT DISTINCT file_id FROM changed;
    RETURN NULL;
END $$;
CREATE TRIGGER tell_galleries_of_new AFTER INSERT ON biometric_sample
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_galleries();
CREATE TRIGGER tell_galleries_of_changed AFTER UPDATE ON biometric_sample
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_galleries();
CREATE TRIGGER tell_galleries_of_erased AFTER DELETE ON biometric_sample
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_galleries();

-- What was taken at a crossing point, until it is entered or its time is over.
CREATE TABLE capture (
    capture_id  uuid        PRIMARY KEY,
    state       text        NOT NULL,
    authority   text        NOT NULL,
    made_at     timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    wrapped_by  integer     NOT NULL,
    wrapped     bytea       NOT NULL,
    findings    bytea       NOT NULL,   -- sealed: what was taken, its quality, what it is compared by
    images      bytea       NOT NULL    -- sealed
);
CREATE INDEX capture_expires_at ON capture (expires_at);
ALTER TABLE capture ALTER findings SET STORAGE EXTERNAL, ALTER images SET STORAGE EXTERNAL;
ALTER TABLE capture ALTER findings SET STATISTICS 0, ALTER images SET STATISTICS 0;

GRANT SELECT, INSERT ON biometric_sample TO ees_app;
-- A better sample takes the place of a worse one.
GRANT UPDATE (position, image, template, added_at) ON biometric_sample TO ees_app;
GRANT SELECT, INSERT, DELETE ON capture TO ees_app;
GRANT INSERT ON gallery_change TO ees_app, ees_retention;
GRANT SELECT, DELETE ON biometric_sample, capture, gallery_change TO ees_retention;
-- Galleries read what is compared, and no image and no name.
GRANT SELECT (file_id, slot, position, template) ON biometric_sample TO ees_matcher;
GRANT SELECT ON file_key, gallery_change TO ees_matcher;
GRANT INSERT ON log_entry TO ees_matcher;
