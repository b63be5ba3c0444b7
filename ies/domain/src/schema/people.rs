//! Tables that hold personal data.

use super::{Field, Table, field, table};

const ID: &str = "uuid PRIMARY KEY";
const OF: &str = "uuid NOT NULL";
const TEXT: &str = "text NOT NULL";
const AT: &str = "timestamptz NOT NULL";
const MAYBE_AT: &str = "timestamptz";
const BYTES: &str = "bytea NOT NULL";
const VERSION: Field = field("version", "bigint NOT NULL", "counts changes");
const WRAPPED_BY: Field = field("wrapped_by", "integer NOT NULL", "key of the ring");
const WRAPPED: Field = field("wrapped", BYTES, "the data key");

pub(super) const TABLES: &[Table] = &[
    ACCOUNT,
    table(
        "account_key",
        "R23; destroyed by the erasure",
        &[field("account_id", ID, ""), WRAPPED_BY, WRAPPED],
    ),
    table(
        "account_search_key",
        "R25; one person has one account, one address one person",
        &[
            field("kind", TEXT, "`subject` or `email`; PRIMARY KEY (kind, fingerprint)"),
            field("fingerprint", BYTES, ""),
            field("account_id", OF, ""),
        ],
    ),
    table(
        "profile",
        "statement 4 and 5; R11, R31",
        &[
            field("account_id", ID, ""),
            field("sealed", BYTES, "person::ContactCard"),
            field("proven_name_fingerprint", BYTES, "the name the scan was held against, R41"),
            field("changed_at", AT, ""),
            VERSION,
        ],
    ),
    table(
        "contact_search_key",
        "R30; what is found is shown by contact::visibility alone",
        &[
            field("fingerprint", BYTES, "of a word; PRIMARY KEY (fingerprint, account_id)"),
            field("account_id", OF, ""),
        ],
    ),
    table(
        "email_change",
        "R41",
        &[
            field("account_id", ID, "one at a time"),
            field("sealed", BYTES, "the new address"),
            field("link_digest", BYTES, "SHA-256 of what the link carries"),
            field("asked_at", AT, ""),
            field("expires_at", AT, ""),
        ],
    ),
    table(
        "notification_setting",
        "R55",
        &[
            field("account_id", OF, "PRIMARY KEY (account_id, notice)"),
            field("notice", TEXT, "mail::Notice"),
            field("is_wanted", "boolean NOT NULL", ""),
        ],
    ),
    table(
        "api_token",
        "A20",
        &[
            field("token_digest", "bytea PRIMARY KEY", "SHA-256"),
            field("account_id", OF, ""),
            field("scope", "text[] NOT NULL", "access::Action"),
            field("made_at", AT, ""),
            field("expires_at", AT, ""),
            field("used_at", MAYBE_AT, ""),
        ],
    ),
    REGISTRATION,
    table("registration_key", "R23", &[field("registration_id", ID, ""), WRAPPED_BY, WRAPPED]),
    table(
        "registration_search_key",
        "R25; one open request for one person",
        &[
            field("kind", TEXT, "`subject` or `email`; PRIMARY KEY with the two below"),
            field("fingerprint", BYTES, ""),
            field("registration_id", OF, ""),
        ],
    ),
    table(
        "registration_community",
        "R06",
        &[
            field("registration_id", OF, "PRIMARY KEY (registration_id, community_id)"),
            field("community_id", OF, ""),
        ],
    ),
    table(
        "registration_message",
        "R04",
        &[
            field("registration_id", OF, "PRIMARY KEY (registration_id, message_no)"),
            field("message_no", "smallint NOT NULL", ""),
            field("written_by", "uuid", "the validator; absent for the applicant"),
            field("sealed", BYTES, "question or answer"),
            field("written_at", AT, ""),
        ],
    ),
    table(
        "scan",
        "statement 4, 5 and 7; R14, R17, R35. The row goes with the decision",
        &[
            field("registration_id", ID, "one at a time"),
            field("scan_id", "uuid NOT NULL UNIQUE", ""),
            field("state", TEXT, "scan::ScanState"),
            field("kind", TEXT, "scan::ScanKind"),
            field("bytes", "integer NOT NULL", ""),
            field("digest", BYTES, "SHA-256, proves which file ended"),
            field("uploaded_at", AT, ""),
            field("blob", TEXT, "name of the file with the ciphertext"),
        ],
    ),
    table(
        "scan_key",
        "R14, R57; excluded from backups",
        &[field("scan_id", ID, "goes with the row of the scan"), WRAPPED_BY, WRAPPED],
    ),
    table(
        "scan_end",
        "R14; what remains to be unlinked, and the proof that it was",
        &[
            field("scan_id", ID, ""),
            field("registration_id", OF, ""),
            field("cause", TEXT, "scan::Cause"),
            field("digest", BYTES, ""),
            field("ended_at", AT, ""),
            field("unlinked_at", MAYBE_AT, "when the bytes were gone"),
        ],
    ),
    CONSENT,
    table(
        "consent_evidence",
        "statement 8; R47",
        &[
            field("consent_id", ID, ""),
            field("account_id", OF, "means nobody"),
            field("privacy_version", "integer NOT NULL", ""),
            field("terms_version", "integer NOT NULL", ""),
            field("privacy_digest", BYTES, ""),
            field("terms_digest", BYTES, ""),
            field("given_at", AT, ""),
            field("withdrawn_at", MAYBE_AT, ""),
            field("ended_at", AT, "from here its time is counted"),
        ],
    ),
    ROLE_GRANT,
    table(
        "emergency_access",
        "statement 7; R35, A6",
        &[
            field("emergency_id", ID, ""),
            field("account_id", OF, "who asks"),
            field("registration_id", "uuid", "whose scan; or"),
            field("community_id", "uuid", "which Community"),
            field("reason", TEXT, ""),
            field("asked_at", AT, ""),
            field("first_by", "uuid", ""),
            field("second_by", "uuid", ""),
            field("begun_at", MAYBE_AT, "with the second"),
            field("ended_at", MAYBE_AT, "before its time"),
        ],
    ),
    MEMBERSHIP,
    RIGHTS_REQUEST,
    table("rights_request_key", "R23", &[field("request_id", ID, ""), WRAPPED_BY, WRAPPED]),
    BREACH,
    table("breach_key", "R23", &[field("breach_id", ID, ""), WRAPPED_BY, WRAPPED]),
    table(
        "breach_affected",
        "EUDPR Art. 35; R54",
        &[
            field("breach_id", OF, "PRIMARY KEY (breach_id, account_id)"),
            field("account_id", OF, ""),
        ],
    ),
    table(
        "exceptional_edit",
        "statement 7; R33",
        &[
            field("edit_id", ID, ""),
            field("account_id", OF, "whose"),
            field("edited_by", OF, "by whom"),
            field("reason", TEXT, "account::EditReason"),
            field("fields", "text[] NOT NULL", "person::ContactField"),
            field("sealed", BYTES, "before, after, explanation"),
            field("ticket", "text", ""),
            field("edited_at", AT, "counted in the month's report"),
        ],
    ),
    table(
        "mail",
        "R50, A18; the outbox",
        &[
            field("mail_id", ID, ""),
            field("account_id", "uuid", "whose, when there is an account"),
            field("registration_id", "uuid", "whose, before there is one"),
            field("notice", TEXT, "mail::Notice"),
            field("language", TEXT, ""),
            field("sealed", BYTES, "address and what the notice names"),
            field("queued_at", AT, ""),
            field("attempts", "smallint NOT NULL", ""),
            field("next_at", MAYBE_AT, ""),
            field("sent_at", MAYBE_AT, ""),
        ],
    ),
    table(
        "mail_key",
        "R23; the last mail outlives the key of its account",
        &[field("mail_id", ID, ""), WRAPPED_BY, WRAPPED],
    ),
    table(
        "export",
        "EUDPR Art. 17 and 22; R40, A19",
        &[
            field("export_id", ID, ""),
            field("account_id", OF, ""),
            field("kind", TEXT, "`own-data` or the action whose result it is"),
            field("state", TEXT, "`asked`, `ready` or `failed`"),
            field("asked_at", AT, ""),
            field("ready_at", MAYBE_AT, ""),
            field("expires_at", MAYBE_AT, ""),
            field("blob", "text", "name of the file with the ciphertext"),
        ],
    ),
    table("export_key", "R23", &[field("export_id", ID, ""), WRAPPED_BY, WRAPPED]),
    table(
        "log_technical",
        "statement 4; R15, R18, R34",
        &[
            field("log_id", ID, "that of the row of the log"),
            field("at", AT, ""),
            field("ip", "inet NOT NULL", ""),
            field("country", "text", "found in a table on this machine"),
            field("browser", TEXT, "log::BrowserFamily"),
            field("browser_version", "smallint", ""),
            field("system", TEXT, "log::System"),
        ],
    ),
    table(
        "tombstone",
        "R57, A23; replayed on a restored backup",
        &[
            field("account_id", ID, "means nobody"),
            field("erased_at", AT, ""),
            field("cause", TEXT, "account::DisableCause"),
        ],
    ),
    table(
        "erasure",
        "R42, R48; how far an erasure is",
        &[
            field("account_id", OF, "PRIMARY KEY (account_id, step)"),
            field("step", TEXT, "account::erasure::Erasing"),
            field("done_at", AT, ""),
        ],
    ),
];

const ACCOUNT: Table = table(
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
    ],
);

const REGISTRATION: Table = table(
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

const CONSENT: Table = table(
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

const ROLE_GRANT: Table = table(
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
    ],
);

const MEMBERSHIP: Table = table(
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

const RIGHTS_REQUEST: Table = table(
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

const BREACH: Table = table(
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
