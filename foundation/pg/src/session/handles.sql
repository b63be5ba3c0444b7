-- By what others can name a session to end it, as an identity provider does when somebody signed
-- out elsewhere: digests, of a ticket that nobody can guess or under a key that is not here. The
-- rows alone do not tell whose a session is; they tell which sessions began with one sign-in.
ALTER TABLE session ADD COLUMN handles bytea[] NOT NULL DEFAULT '{}';
ALTER TABLE session ADD CONSTRAINT session_has_few_handles CHECK (cardinality(handles) <= 4);
CREATE INDEX session_handles ON session USING gin (handles);
