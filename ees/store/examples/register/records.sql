-- RECORDS records with an exit, each on a file of its own, of which DUE are of 15 July 2026.
CREATE TABLE made AS
    SELECT gen_random_uuid() AS file_id, number,
           CASE WHEN number <= DUE THEN '2026-07-15'::date
                ELSE '2026-07-16'::date + number % 900 END AS day
      FROM generate_series(1, RECORDS) AS number ORDER BY random();
INSERT INTO file (file_id, version, visa_regime, responsible_state, responsible_office,
                  created_at, changed_at, kept_until, face_mark, prints_mark)
SELECT file_id, 1, 'visa-exempt', 'ROU', 'Border Police', now(), now(),
       (day + interval '3 years 1 day')::date, 'missing-not-available',
       'missing-not-available' FROM made;
INSERT INTO file_key SELECT file_id, 1, sha256(file_id::text::bytea) FROM made;
INSERT INTO identity SELECT file_id, 1, sha256(file_id::text::bytea), now() FROM made;
INSERT INTO travel_document
SELECT file_id, 1, sha256(file_id::text::bytea), now() FROM made;
INSERT INTO document_key SELECT sha256(('d' || file_id)::bytea), file_id, 1 FROM made;
INSERT INTO identity_key
SELECT sha256((key || file_id::text)::bytea), file_id, 1 FROM made, generate_series(1, 5) AS key;
INSERT INTO crossing (file_id, crossing_id, entered_at, entry_offset, entry_day,
    entry_point, entry_authority, exited_at, exit_offset, exit_day, exit_point,
    is_family_member, ground, stay_kind, stay_until, stay_bound, source, quality_period,
    stay_ends_at, kept_until)
SELECT file_id, gen_random_uuid(), day::timestamptz, 180, day, 'ROU-A-OTP',
       'Border Police', day::timestamptz, 180, day, 'ROU-A-OTP', false, 'visa-exempt',
       'until', day + 89, 'ninety-days', 'live', 'normal', day + 90,
       (day + interval '3 years')::date FROM made;
INSERT INTO movement
SELECT gen_random_uuid(), file_id, crossing_id, sha256(file_id::text::bytea) FROM crossing;
DROP TABLE made;
