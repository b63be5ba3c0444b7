-- By how many seconds the clock of this machine was ahead when the message was put here, as it was
-- found out when the clock was moved; negative when it was behind, 0 when nothing is known.
ALTER TABLE message ADD COLUMN ahead_seconds INTEGER NOT NULL DEFAULT 0;
