-- Orders of erasure that fail: how often, why, and when they are tried again.
-- Law: Regulation (EU) 2017/2226 Art. 35(1), (2), (6).

ALTER TABLE erasure_order
    ADD tries      integer     NOT NULL DEFAULT 0,
    ADD failed_at  timestamptz,
    ADD obstacle   text,
    ADD next_at    timestamptz,                         -- not tried again before
    ADD CONSTRAINT failure_is_whole
        CHECK ((tries = 0) = (failed_at IS NULL) AND (tries = 0) = (obstacle IS NULL)
               AND (tries = 0) = (next_at IS NULL));
CREATE INDEX erasure_order_failed ON erasure_order (state, failed_at) WHERE 0 < tries;

GRANT UPDATE (tries, failed_at, obstacle, next_at) ON erasure_order TO ees_retention;
