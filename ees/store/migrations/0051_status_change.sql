-- A short stay that began within the territory: no border crossing point, but the State whose
-- authority entered it, as `ROU-T`.
-- Law: Regulation (EU) 2017/2226 Art. 14(8).

ALTER TABLE crossing
    ADD CONSTRAINT only_a_status_change_has_no_crossing_point
        CHECK (entry_point NOT LIKE '___-T' OR source = 'status-change'),
    ADD CONSTRAINT exit_is_at_a_crossing_point CHECK (exit_point NOT LIKE '___-T');
