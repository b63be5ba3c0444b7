-- What is kept of people for whoever asks over the interface. Law: EES Art. 43(2)(d) to (f).
--
-- In the clear are the identifiers that the clients gave, the galleries, and whether an encounter
-- is searched. Everything else of an encounter is sealed: its content with images and what is
-- known of the person, and, apart from it, the templates, which alone are read at each start.

CREATE TABLE encounter (
    -- Never used again, so that no search that is under way takes one for another.
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    person TEXT NOT NULL,
    encounter TEXT NOT NULL,
    active INTEGER NOT NULL,
    -- The data key of this encounter alone, and which key of the ring wraps it.
    wrapped_by INTEGER NOT NULL,
    wrapped_key BLOB NOT NULL,
    templates BLOB NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT encounter_is_there_once UNIQUE (person, encounter),
    CONSTRAINT encounter_is_searched_or_not CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE gallery (
    seq INTEGER NOT NULL REFERENCES encounter (seq) ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (seq, name)
) STRICT, WITHOUT ROWID;

-- One key of no use but to tell whether the key ring is the one this file was written with.
CREATE TABLE probe (
    one INTEGER PRIMARY KEY,
    wrapped_by INTEGER NOT NULL,
    wrapped_key BLOB NOT NULL,
    CONSTRAINT probe_is_one CHECK (one = 1)
) STRICT;
