-- What a version of a text changes, in words, apart from the text that people agree to.
-- Law: R38, R39; EUDPR Art. 7 and 15.

ALTER TABLE statement_text
    ADD COLUMN changes text NOT NULL DEFAULT '';
