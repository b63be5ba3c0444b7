//! The larger tables of those that hold personal data.

use super::{AT, BYTES, ID, MAYBE_AT, OF, TEXT, Table, VERSION, field, table};

pub(super) const ACCOUNT: Table = table(
    "account",
    "statement 4 to 8; R15, R19, R25, R48",
    &[
        field("account_id", ID, "says nothing of its holder"),
        field("state", TEXT, "account::State"),
        field("sealed_subject", "bytea", "the person at the provider; absent once erased"),
        field("session_epoch", "bigint NOT NULL", "older sessions are dead"),
        field("organisation_id", OF, ""),
        field("language", TEXT, "of pages and mails"),
        field("created_at", AT, "R15"),
        field("modified_at", AT, "R15"),
        field("used_at", AT, "R15, to five minutes"),
        field("warned_at", MAYBE_AT, "R19"),
        field("suspended_reason", "text", "account::SuspensionReason"),
        field("disabled_cause", "text", "account::DisableCause"),
        field("disabled_at", MAYBE_AT, ""),
        field("erase_by", MAYBE_AT, "absent while a restriction is frozen"),
        VERSION,
        field("sealed_note", "bytea", "by whom, when and why suspended, for colleagues"),
    ],
);

pub(super) const REGISTRATION: Table = table(
    "registration",
    "statement 4 and 5; R04, R11, R16, R45",
    &[
        field("registration_id", ID, ""),
        field("state", TEXT, "registration::State"),
        field("since", AT, "when the clock of the state began"),
        field("submitted_at", MAYBE_AT, ""),
        field("questions", "smallint NOT NULL", ""),
        field("sealed", BYTES, "subject, contact details, justification"),
        field("organisation_kind", "text", "organisation::OrganisationKind"),
        field("begun_at", AT, ""),
        field("decided_by", "uuid", "always a person"),
        field("decided_at", MAYBE_AT, ""),
        field("refusal_reason", "text", "registration::RefusalReason"),
        field("sealed_note", "bytea", "words of the decision"),
        field("ended_at", MAYBE_AT, "from here the time of R16 is counted"),
        field("account_id", "uuid", "the account that was opened"),
        field("duplicate_of", "uuid", "the account the applicant has already"),
        VERSION,
    ],
);

pub(super) const CONSENT: Table = table(
    "consent",
    "statement 3, 7 and 8; R09, R37, R38. Without consent to the processing there is no row",
    &[
        field("consent_id", ID, ""),
        field("account_id", "uuid", "or"),
        field("registration_id", "uuid", "before there is an account"),
        field("is_last", "boolean NOT NULL", "the one that counts"),
        field("is_transfer", "boolean NOT NULL", "consent to transfers was given too"),
        field("privacy_version", "integer NOT NULL", ""),
        field("terms_version", "integer NOT NULL", ""),
        field("privacy_digest", BYTES, ""),
        field("terms_digest", BYTES, ""),
        field("channel", TEXT, "consent::Channel"),
        field("given_at", AT, ""),
        field("transfer_withdrawn_at", MAYBE_AT, ""),
        field("withdrawn_at", MAYBE_AT, ""),
    ],
);

pub(super) const ROLE_GRANT: Table = table(
    "role_grant",
    "statement 6; R03, R22, R26, R28",
    &[
        field("grant_id", ID, ""),
        field("account_id", OF, ""),
        field("role", TEXT, "role::Role"),
        field("scope", TEXT, "role::Scope"),
        field("country", "text", "of a role for a country"),
        field("proposed_by", "uuid", "absent for the installation"),
        field("proposed_at", AT, ""),
        field("approved_by", "uuid", "absent for the installation"),
        field("approved_at", MAYBE_AT, ""),
        field("acknowledged_at", MAYBE_AT, "R22, R26"),
        field("document", "text", "where the signed document is filed"),
        field("certified_by", "uuid", ""),
        field("certified_at", MAYBE_AT, ""),
        field("expires_at", AT, ""),
        field("ended_at", MAYBE_AT, ""),
        field("end_cause", "text", "role::EndCause"),
        field("sealed_reason", "bytea", "why it is needed; under the key of the account"),
    ],
);

pub(super) const MEMBERSHIP: Table = table(
    "membership",
    "statement 2 and 7; R06, R30, R36",
    &[
        field("membership_id", ID, "one that has not ended for a person in a Community"),
        field("community_id", OF, ""),
        field("account_id", OF, ""),
        field("level", TEXT, "community::Level"),
        field("state", TEXT, "community::State"),
        field("since", AT, "when the state began"),
        field("begun_at", MAYBE_AT, "when the person joined"),
        field("expires_at", MAYBE_AT, ""),
        field("decided_by", "uuid", ""),
        field("sealed_message", "bytea", "why the person wants to join"),
        field("notice_seen_at", MAYBE_AT, "R36"),
        field("notice_organisations", "uuid[]", "recipients the person was shown"),
        field("end_cause", "text", "community::EndCause"),
        VERSION,
    ],
);

pub(super) const RIGHTS_REQUEST: Table = table(
    "rights_request",
    "statement 8; R42, R46, R51",
    &[
        field("request_id", ID, ""),
        field("asked_right", TEXT, "rights::Right"),
        field("account_id", "uuid", "about whom; or"),
        field("registration_id", "uuid", "about which applicant; or nobody"),
        field("channel", TEXT, "rights::Channel"),
        field("state", TEXT, "rights::State"),
        field("received_on", "date NOT NULL", "in Brussels"),
        field("due_on", "date NOT NULL", ""),
        field("sealed", BYTES, "who asks, ground, letters, reasons"),
        field("executed_at", MAYBE_AT, ""),
        field("answer", "text", "rights::Answer"),
        field("refusal_ground", "text", "rights::RefusalGround"),
        field("is_held", "boolean", "whether anything was held"),
        field("entered_by", "uuid", "absent for a page"),
        field("decided_by", "uuid", ""),
        field("closed_at", MAYBE_AT, ""),
        VERSION,
    ],
);

pub(super) const BREACH: Table = table(
    "breach",
    "EUDPR Art. 34 and 35; R54",
    &[
        field("breach_id", ID, ""),
        field("sealed", BYTES, "what happened, what was done, reasons"),
        field("aware_at", AT, "from here the 72 hours run"),
        field("risk", TEXT, "rights::breach::Risk"),
        field("reported_at", MAYBE_AT, ""),
        field("told_at", MAYBE_AT, ""),
        field("told_how", "text", "`directly`, `publicly` or `not-needed`"),
        field("entered_by", OF, ""),
        field("closed_at", MAYBE_AT, ""),
        VERSION,
    ],
);
