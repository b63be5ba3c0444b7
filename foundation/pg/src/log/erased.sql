-- Rows whose time was over, by their places in the tree, each with the row that tells of their
-- erasure. What is missing and is not named here was removed by somebody.
CREATE TABLE log_erased (
    leaf_index  bigint PRIMARY KEY,
    told_by     uuid   NOT NULL
);
CREATE INDEX log_erased_told_by ON log_erased (told_by);

GRANT SELECT, INSERT ON log_erased TO @retention;
GRANT SELECT ON log_leaf TO @retention;
GRANT SELECT ON log_erased TO @app, @sealer;
