-- By what else the list of overstayers is narrowed: nationality, and who issued a document.
-- Law: Regulation (EU) 2017/2226 Art. 12(3), 16(1)(a) and (b).
-- The values are keyed digests, as those of the search are, so that the table does not tell them.

ALTER TABLE file ADD origin_keys bytea[] NOT NULL DEFAULT '{}';
GRANT UPDATE (origin_keys) ON file TO ees_app;
