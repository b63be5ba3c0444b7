//! Tables that hold personal data.

use super::large::{
    ACCOUNT, BREACH, CONSENT, MEMBERSHIP, REGISTRATION, RIGHTS_REQUEST, ROLE_GRANT,
};
use super::{AT, BYTES, Field, ID, MAYBE_AT, OF, TEXT, Table, VERSION, field, table};

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
            field("request_id", "uuid", "the request by letter that it answers, if one"),
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
