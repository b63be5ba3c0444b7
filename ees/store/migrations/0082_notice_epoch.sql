-- A place in the order of notices holds in the cluster that gave it. After a restore the same
-- place may be another notice's, so each cluster, and each of its timelines, has a number of its own.
-- Law: Regulation (EU) 2017/2226 Art. 12(1), 34(3), 35(7): each State is told, and of everything.

CREATE TABLE notice_epoch (
    is_the_one  boolean  PRIMARY KEY DEFAULT true CHECK (is_the_one),
    epoch       bigint   NOT NULL,
    cluster     text     NOT NULL
);
-- Notices that lie ahead were restored into this cluster before it had an epoch.
INSERT INTO notice_epoch (epoch, cluster)
SELECT CASE WHEN EXISTS (SELECT FROM notice WHERE tx >= pg_snapshot_xmax(pg_current_snapshot()))
            THEN (extract(epoch FROM clock_timestamp()) * 1000)::bigint ELSE 0 END,
       system_identifier || '-' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)
  FROM pg_control_system();

GRANT SELECT ON notice_epoch TO ees_app, ees_upkeep;

-- What a State could not be told yet is not erased with what everybody was told.
GRANT SELECT ON notice_delivery TO ees_retention;
