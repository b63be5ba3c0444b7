-- Refusal of entry records. Law: Regulation (EU) 2017/2226 Art. 18, 34(1).

CREATE TABLE refusal (
    file_id      uuid        NOT NULL REFERENCES file ON DELETE CASCADE,
    refusal_id   uuid        NOT NULL,
    refused_at   timestamptz NOT NULL,                  -- Art. 18(6)(a)
    refusal_day  date        NOT NULL,
    point        text        NOT NULL,                  -- Art. 18(6)(b)
    authority    text        NOT NULL,                  -- Art. 18(6)(c)
    reasons      text[]      NOT NULL,                  -- Art. 18(6)(d)
    PRIMARY KEY (file_id, refusal_id),
    CONSTRAINT refusal_has_a_reason CHECK (cardinality(reasons) > 0)
);

GRANT SELECT, INSERT ON refusal TO ees_app;
GRANT SELECT, DELETE ON refusal TO ees_retention;
