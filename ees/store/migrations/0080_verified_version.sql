-- A passage that is entered afterwards completes a record, and a human had verified who passed:
-- both stand in the history of the same version.
-- Law: Regulation (EU) 2017/2226 Art. 21, 23(2), 35(8).

ALTER TABLE record_version DROP CONSTRAINT record_version_pkey,
    ADD PRIMARY KEY (file_id, version, part, part_id, deed);
