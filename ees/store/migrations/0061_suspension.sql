-- Suspensions of operation at border crossing points, one row for each; no data of persons.
-- Law: Regulation (EU) 2025/1534 Art. 7. Rows are added, ended and noted as notified; they stay as
-- long as records are kept that they cast doubt on, and longer, because they are about nobody.
CREATE TABLE point_suspension (
    suspension_id   uuid        PRIMARY KEY,
    point           text        NOT NULL,
    extent          text        NOT NULL,
    begins_at       timestamptz NOT NULL,
    ends_at         timestamptz,                        -- absent: nobody has said so yet
    latest_end      timestamptz NOT NULL,
    notify_by       timestamptz NOT NULL,               -- Art. 7(1)
    reason          text        NOT NULL,
    authority       text        NOT NULL,               -- the office
    notified_at     timestamptz,                        -- Art. 7(1)
    notified_under  text,
    CONSTRAINT extent_is_known CHECK (extent IN ('full', 'partial')),
    CONSTRAINT suspension_ends_after_it_begins CHECK (begins_at < ends_at),
    CONSTRAINT suspension_ends_in_time CHECK (ends_at <= latest_end),
    CONSTRAINT notification_is_whole CHECK ((notified_at IS NULL) = (notified_under IS NULL))
);
CREATE INDEX point_suspension_time ON point_suspension (begins_at);
CREATE INDEX point_suspension_point ON point_suspension (point, begins_at);

GRANT SELECT, INSERT ON point_suspension TO ees_app;
GRANT UPDATE (ends_at, notified_at, notified_under) ON point_suspension TO ees_app;
