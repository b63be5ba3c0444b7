-- Indexes by which the log is searched. Law: Regulation (EU) 2017/2226 Art. 46(1) and (4).
-- Each ends in time and row, so that a page is read in its order from where the last one ended,
-- and what a search costs grows with what it finds and not with what is stored. All of them are
-- written at their ends, because time goes on: a new row changes pages that are in memory.

-- Serves orders in time; the small index of ranges that was here cannot.
DROP INDEX log_entry_at;
CREATE INDEX log_entry_at ON log_entry (at, log_id);
-- Art. 43(2)(g), 46(3): the user.
CREATE INDEX log_entry_person ON log_entry (person, at, log_id);
-- The border crossing point or terminal.
CREATE INDEX log_entry_place ON log_entry (place, at, log_id) WHERE place <> '';
-- Art. 46(1)(e): the authority and its State.
-- Also which offices there are, Art. 9(2), without looking at the rows.
CREATE INDEX log_entry_office ON log_entry (authority, state, authority_kind, at, log_id);
CREATE INDEX log_entry_state ON log_entry (state, at, log_id);
-- Art. 46(1)(a): the purpose, with who may have it and what was done. A search by a later one of
-- the three names every code of those before it; the codes are few.
CREATE INDEX log_entry_use ON log_entry (authority_kind, purpose, action, at, log_id)
    INCLUDE (outcome);
-- What was refused, which is rare.
CREATE INDEX log_entry_refused ON log_entry (outcome, at, log_id) WHERE outcome <> 'done';
-- Art. 46(1)(c): the data transmitted. The sets of categories are few.
CREATE INDEX log_entry_sent ON log_entry (sent, at, log_id) WHERE sent <> '';
