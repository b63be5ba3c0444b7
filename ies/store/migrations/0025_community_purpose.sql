-- What a Community is for, in the words of its leads, and what leads write with an invitation.
-- Law: statement 2 and 5; R06, R28.

ALTER TABLE community_name ADD COLUMN purpose text NOT NULL DEFAULT '';

-- The message of an invitation is kept until it is answered, as that of an application is until
-- it is decided on.
ALTER TABLE membership DROP CONSTRAINT membership_message_goes_with_the_decision;
ALTER TABLE membership ADD CONSTRAINT membership_message_goes_with_the_decision
    CHECK (sealed_message IS NULL OR state IN ('applied', 'invited'));

GRANT UPDATE (purpose) ON community_name TO ies_app;
