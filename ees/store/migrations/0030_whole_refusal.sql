-- What makes a refusal of entry record whole: reasons beyond the letters, the visa of who needs
-- one, what the standard form holds, and whether the person signed it.
-- Law: Regulation (EU) 2017/2226 Art. 18(6), 35; Regulation (EU) 2016/399 Art. 14, Annex V.

ALTER TABLE refusal
    ADD further     text[]      NOT NULL DEFAULT '{}',
    ADD visa        bytea,                              -- Art. 16(2)(d) to (g), sealed
    ADD particulars bytea,                              -- sealed
    ADD signature   text        NOT NULL DEFAULT 'awaited',
    DROP CONSTRAINT refusal_has_a_reason,
    ADD CONSTRAINT refusal_has_a_reason
        CHECK (0 < cardinality(reasons) + cardinality(further)),
    ADD CONSTRAINT signature_is_known CHECK (signature IN ('awaited', 'given', 'refused'));

GRANT UPDATE (reasons, particulars, signature) ON refusal TO ees_app;
