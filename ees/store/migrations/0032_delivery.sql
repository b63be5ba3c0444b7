-- How notices reach Member States: in the order in which they became true, each at least once.
-- Law: Regulation (EU) 2017/2226 Art. 12(1), 34(3), 35(7).

-- Numbers are drawn before a transaction ends, so a later number can be there before an earlier
-- one. Whoever reads on from a place waits for transactions that are still open.
ALTER TABLE notice ADD tx xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX notice_order ON notice (tx, notice_no);
DROP INDEX notice_state;

-- How far each State was told, and since when it could not be.
CREATE TABLE notice_delivery (
    state          text        PRIMARY KEY,
    tx             text        NOT NULL,
    notice_no      bigint      NOT NULL,
    delivered_at   timestamptz,
    failing_since  timestamptz,
    failure        text
);

GRANT SELECT ON notice TO ees_upkeep;
GRANT SELECT, INSERT, UPDATE ON notice_delivery TO ees_upkeep;
GRANT SELECT ON notice_delivery TO ees_app;
