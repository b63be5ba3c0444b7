-- The log of operations on personal data, and the Merkle tree over it.
-- A row is written in the transaction it tells of and never updated; the tree makes a change,
-- removal or reordering show. Formats: RFC 6962 hashes, C2SP tlog-tiles and checkpoints.

-- One data key for each month; destroying it destroys what queries were made with.
CREATE TABLE log_key (
    log_key_id  integer PRIMARY KEY,         -- year * 100 + month
    wrapped_by  integer NOT NULL,
    wrapped     bytea   NOT NULL
);

CREATE TABLE log_entry (
    log_id          uuid        PRIMARY KEY,
    at              timestamptz NOT NULL,
    tx              xid8        NOT NULL DEFAULT pg_current_xact_id(),
    action          text        NOT NULL,
    purpose         text        NOT NULL,
    basis           text        NOT NULL,    -- article that allowed it
    authority_kind  text        NOT NULL,
    authority       text        NOT NULL,    -- the office
    state           text        NOT NULL,    -- three letters
    person          text        NOT NULL,    -- unique user identity, or the client certificate
    place           text        NOT NULL,
    request         uuid        NOT NULL,    -- correlation
    object          uuid,                    -- whose data, when one object was concerned
    outcome         text        NOT NULL,    -- `done`, or the stable code of a refusal
    hits            integer,
    used            bytea,                   -- what was asked with, sealed
    used_key        integer,
    used_digest     bytea,                   -- SHA-256 of `used`, kept when `used` is erased
    sent            text        NOT NULL,    -- codes of the categories transmitted
    CONSTRAINT log_used_is_whole CHECK ((used_key IS NULL) = (used_digest IS NULL))
);
-- The sealer takes rows in the order of their transactions.
CREATE INDEX log_entry_tx ON log_entry (tx);
CREATE INDEX log_entry_object ON log_entry (object, at) WHERE object IS NOT NULL;
CREATE INDEX log_entry_at ON log_entry USING brin (at);

CREATE TABLE log_leaf (
    leaf_index  bigint PRIMARY KEY,
    log_id      uuid   NOT NULL,
    CONSTRAINT log_row_is_sealed_once UNIQUE (log_id)
);
CREATE TABLE log_tile (
    level   integer NOT NULL,
    number  bigint  NOT NULL,
    hashes  bytea   NOT NULL,
    PRIMARY KEY (level, number)
);
CREATE TABLE log_checkpoint (
    size    bigint      PRIMARY KEY,
    at      timestamptz NOT NULL,
    signed  text        NOT NULL
);
-- Where the sealer stands; one row, whose lock makes it the only sealer.
CREATE TABLE log_state (
    only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    size      bigint  NOT NULL,
    edge      bytea   NOT NULL,
    next_tx   xid8    NOT NULL,
    cluster   text    NOT NULL               -- transaction numbers mean nothing elsewhere
);
INSERT INTO log_state (size, edge, next_tx, cluster)
SELECT 0, '', '0'::xid8, system_identifier::text FROM pg_control_system();

GRANT SELECT, INSERT ON log_entry, log_key TO @app;
GRANT UPDATE (wrapped_by, wrapped) ON log_key TO @app;
GRANT SELECT ON log_leaf, log_tile, log_checkpoint TO @app;
GRANT SELECT ON log_entry TO @sealer;
GRANT SELECT, INSERT ON log_leaf, log_tile, log_checkpoint TO @sealer;
GRANT UPDATE (hashes) ON log_tile TO @sealer;
GRANT SELECT, UPDATE ON log_state TO @sealer;
GRANT SELECT, DELETE ON log_entry, log_key TO @retention;
GRANT UPDATE (used) ON log_entry TO @retention;
