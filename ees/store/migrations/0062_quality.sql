-- Indexes for numbers on the quality of data over a period. Law: Regulation (EU) 2017/2226
-- Art. 38(4). Entries are stored in the order of time but for a few that were entered late, so that
-- ranges of pages are enough to find those of a period; exits and corrections come later.
CREATE INDEX crossing_entered ON crossing USING brin (entered_at)
    WITH (pages_per_range = 32, autosummarize = on);
CREATE INDEX crossing_exited ON crossing (exited_at) WHERE exited_at IS NOT NULL;
CREATE INDEX record_version_at ON record_version (at);
