-- A family member who needs a visa enters on one, and it is recorded as of anybody who needs one.
-- Law: Regulation (EU) 2017/2226 Art. 2(1)(b), 16(2)(c) to (g).

ALTER TABLE crossing
    DROP CONSTRAINT visa_is_on_visa_records,
    ADD CONSTRAINT visa_is_on_records_of_who_needs_one
        CHECK (CASE ground WHEN 'visa' THEN visa IS NOT NULL
                           WHEN 'family-member' THEN true
                           ELSE visa IS NULL END);
