-- What waits for the register. Law: EES Art. 21.
--
-- What says who somebody is stands here sealed: bodies, replies, reasons. In the clear are the
-- order of the messages and a keyed fingerprint by which those of one traveller are kept in it.
-- Instants are microseconds since 1970 in UTC.

CREATE TABLE message (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    event_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    traveller BLOB NOT NULL,
    -- The data key of this message alone, and which key of the ring wraps it.
    wrapped_by INTEGER NOT NULL,
    wrapped_key BLOB NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    settled_at INTEGER,
    code TEXT,
    -- What can be long comes last: what stands behind it is slow to read.
    remark BLOB,
    body BLOB NOT NULL,
    -- What the client sent, when an officer has put another body in its place.
    first_body BLOB,
    CONSTRAINT message_is_the_same_when_repeated UNIQUE (id),
    CONSTRAINT message_has_an_identifier CHECK (length(id) = 16),
    CONSTRAINT message_has_a_traveller CHECK (length(traveller) = 16),
    CONSTRAINT message_is_of_a_kind CHECK (kind IN ('entry', 'exit', 'refusal')),
    CONSTRAINT message_is_in_a_state
        CHECK (state IN ('waiting', 'sent', 'conflict', 'taken', 'withdrawn')),
    CONSTRAINT message_in_conflict_says_why CHECK ((state = 'conflict') = (code IS NOT NULL)),
    CONSTRAINT message_is_settled_at_an_instant
        CHECK ((state IN ('taken', 'withdrawn')) = (settled_at IS NOT NULL))
) STRICT;

-- The order of one traveller.
CREATE INDEX message_of_traveller ON message (traveller, event_at, seq);
-- What holds a traveller's later messages back.
CREATE INDEX message_undecided ON message (traveller, event_at, seq, state)
    WHERE state IN ('waiting', 'sent', 'conflict');
CREATE INDEX message_sent ON message (traveller) WHERE state = 'sent';
-- What is sent next, what a human has to decide, and how many stand where.
CREATE INDEX message_in_state ON message (state, event_at, seq);
CREATE INDEX message_settled ON message (settled_at) WHERE settled_at IS NOT NULL;

-- One key of no use but to tell whether the key ring is the one this file was written with.
CREATE TABLE probe (
    one INTEGER PRIMARY KEY,
    wrapped_by INTEGER NOT NULL,
    wrapped_key BLOB NOT NULL,
    CONSTRAINT probe_is_one CHECK (one = 1)
) STRICT;
