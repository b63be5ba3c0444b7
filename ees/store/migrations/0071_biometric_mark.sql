-- What a file says of biometric data: that it is there, or why it is not.
-- Law: Regulation (EU) 2017/2226 Art. 4(5), 15, 16(1)(d), 17(1)(b) and (c), 17(3) to (5), 18, 21(3).
-- The ground of an exemption, the days and the officer's words are sealed under the key of the file,
-- because they say something of the body.

ALTER TABLE file
    ADD face_mark    text NOT NULL DEFAULT 'missing-not-available',   -- Art. 15, 21(3)
    ADD prints_mark  text NOT NULL DEFAULT 'missing-not-available',   -- Art. 17(3) to (5), 21(3)
    ADD marks        bytea;                                           -- sealed
-- Files from before: nothing was taken of anybody.
UPDATE file SET prints_mark = 'must-not-be-stored' WHERE visa_regime = 'visa-required';
ALTER TABLE file
    ALTER face_mark DROP DEFAULT,
    ALTER prints_mark DROP DEFAULT,
    ADD CONSTRAINT face_mark_is_known CHECK (face_mark IN
        ('live', 'chip', 'missing-fallback', 'missing-point-without', 'missing-not-available',
         'not-entered')),
    ADD CONSTRAINT prints_mark_is_known CHECK (prints_mark IN
        ('taken', 'must-not-be-stored', 'not-applicable', 'impossible-today', 'missing-fallback',
         'missing-point-without', 'missing-not-available', 'not-entered'));
ALTER TABLE file ALTER marks SET STATISTICS 0;

GRANT UPDATE (face_mark, prints_mark, marks) ON file TO ees_app;
