-- Stays without exit, OPEN in all, of which ENDED have ended by 13 October 2026. The round that
-- marks them opens nothing sealed.
WITH made AS (
    INSERT INTO file (file_id, version, visa_regime, responsible_state,
                      responsible_office, created_at, changed_at, face_mark,
                      prints_mark)
    SELECT gen_random_uuid(), 1, 'visa-exempt', 'ROU', 'Border Police', now(), now(),
           'missing-not-available', 'missing-not-available'
      FROM generate_series(1, OPEN)
    RETURNING file_id),
numbered AS (SELECT file_id, row_number() OVER () AS number FROM made)
INSERT INTO crossing (file_id, crossing_id, entered_at, entry_offset, entry_day,
    entry_point, entry_authority, is_family_member, ground, stay_kind, stay_until,
    stay_bound, source, quality_period, stay_ends_at, kept_until)
SELECT file_id, gen_random_uuid(), '2026-07-15T09:00:00Z', 180, '2026-07-15',
       (ARRAY['ROU-A-OTP', 'FRA-A-CDG', 'DEU-A-FRA', 'ESP-A-MAD'])[1 + number % 4],
       'Border Police', false, 'visa-exempt', 'until', '2026-10-12', 'ninety-days', 'live',
       'normal',
       CASE WHEN number <= ENDED THEN '2026-10-12T21:00:00Z'::timestamptz
            ELSE '2026-11-12T22:00:00Z' END, '2031-10-12'
  FROM numbered;
