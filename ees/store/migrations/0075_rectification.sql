-- Putting right what a file says of the person, and decisions on stays; comparing visa-related data
-- with the Visa Information System; words about a record that is gone.
-- Law: Regulation (EU) 2017/2226 Art. 35(1), (2), (4), (8).

-- What was taken away leaves its number behind and nothing else; what stood there is in the history.
ALTER TABLE identity ALTER sealed DROP NOT NULL;
ALTER TABLE travel_document ALTER sealed DROP NOT NULL;

-- A decision that was withdrawn is read no more, and the next run of erasure takes it.
ALTER TABLE stay_decision ADD withdrawn_at timestamptz;
CREATE INDEX stay_decision_withdrawn ON stay_decision (withdrawn_at)
    WHERE withdrawn_at IS NOT NULL;

ALTER TABLE amendment_case
    ADD vis_on          date,                           -- Art. 35(4)
    ADD vis_finding     text,
    ADD vis_informed    text,
    ADD vis_replied_on  date,
    ADD vis_reply       text,
    ADD CONSTRAINT comparison_is_whole CHECK ((vis_on IS NULL) = (vis_finding IS NULL)),
    ADD CONSTRAINT informed_of_the_same
        CHECK ((vis_informed IS NOT NULL) = (coalesce(vis_finding, '') = 'same')),
    ADD CONSTRAINT reply_is_whole CHECK ((vis_replied_on IS NULL) = (vis_reply IS NULL)),
    ADD CONSTRAINT reply_is_of_who_was_informed
        CHECK (vis_reply IS NULL OR vis_informed IS NOT NULL);

-- With a record go the words about it; which step was taken when and by whom stays, Art. 35(8).
ALTER TABLE amendment_case
    ALTER said DROP NOT NULL,
    DROP CONSTRAINT settlement_is_whole,
    ADD CONSTRAINT settlement_is_whole
        CHECK ((settled_on IS NULL) = (outcome IS NULL)
               AND (answer IS NULL OR settled_on IS NOT NULL));
UPDATE amendment_case SET said = NULL, answer = NULL
 WHERE (part = 'crossing' AND NOT EXISTS (SELECT 1 FROM crossing WHERE crossing_id = part_id))
    OR (part = 'refusal' AND NOT EXISTS (SELECT 1 FROM refusal WHERE refusal_id = part_id));
CREATE INDEX case_part ON amendment_case (part_id) WHERE part <> 'file';

GRANT UPDATE (sealed) ON identity, travel_document TO ees_app;
GRANT UPDATE (visa_regime) ON file TO ees_app;
-- What somebody is found by follows what is recorded of them; it is made of it and can be made anew.
GRANT UPDATE (fingerprint), DELETE ON document_key TO ees_app;
GRANT DELETE ON identity_key TO ees_app;
GRANT UPDATE (subject, ruling, ground, decided_on, place, until_day, sticker, withdrawn_at)
    ON stay_decision TO ees_app;
GRANT UPDATE (vis_on, vis_finding, vis_informed, vis_replied_on, vis_reply)
    ON amendment_case TO ees_app;
GRANT UPDATE (said, answer) ON amendment_case TO ees_retention;
