-- The clock by which a message was put here. Law: EES Art. 16(2)(a), 21(3), 39(1)(c).
--
-- By how many seconds it was ahead then, as it was found out when it was moved; negative when it
-- was behind, 0 when nothing is known.
ALTER TABLE message ADD COLUMN ahead_seconds INTEGER NOT NULL DEFAULT 0;
