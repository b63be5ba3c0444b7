-- Who was refused and with which document, as presented: the standard form names these, also when
-- the file has another identity or a newer document by then.
-- Law: Regulation (EU) 2016/399 Art. 14(2), Annex V Part B.

ALTER TABLE refusal ADD bearer bytea;                   -- sealed
