-- What the two roles do with the foundation's tables, besides what its migrations grant.
-- Law: statement 4, 5 and 6; R15, R18, R25.

-- Whatever timers do leaves its row in the log too, sealed where it needs to be.
GRANT INSERT ON log_entry, log_key TO ies_upkeep;
GRANT UPDATE (wrapped_by, wrapped) ON log_key TO ies_upkeep;

-- Upkeep does jobs; who serves requests asks for them and shows how they stand. Nothing personal
-- waits here: mails have an outbox of their own, with keys.
GRANT SELECT, INSERT ON job TO ies_app;
ALTER TABLE job ADD CONSTRAINT job_names_objects_alone CHECK (sealed IS NULL);

-- The night's job removes sessions that have ended.
GRANT SELECT (expires_at), DELETE ON session TO ies_upkeep;
