//! Where each category lies. The tables themselves are described in [`crate::schema`].

use fnd_register::{Column, columns};

pub(super) const CONTACT_DETAILS: [Column; 2] =
    columns("profile", ["sealed", "proven_name_fingerprint"]);
pub(super) const CONTACT_SEARCH_KEY: [Column; 1] = columns("contact_search_key", ["fingerprint"]);
pub(super) const ACCOUNT: [Column; 14] = columns(
    "account",
    [
        "account_id",
        "state",
        "organisation_id",
        "language",
        "created_at",
        "modified_at",
        "used_at",
        "warned_at",
        "suspended_reason",
        "disabled_cause",
        "disabled_at",
        "erase_by",
        "session_epoch",
        "sealed_note",
    ],
);
pub(super) const ACCOUNT_IDENTITY: [Column; 2] = [
    Column { table: "account", column: "sealed_subject" },
    Column { table: "account_search_key", column: "fingerprint" },
];
pub(super) const EMAIL_CHANGE: [Column; 1] = columns("email_change", ["sealed"]);
pub(super) const REGISTRATION: [Column; 4] = [
    Column { table: "registration", column: "sealed" },
    Column { table: "registration", column: "sealed_note" },
    Column { table: "registration_message", column: "sealed" },
    Column { table: "registration_search_key", column: "fingerprint" },
];
pub(super) const REGISTRATION_STATE: [Column; 17] = [
    Column { table: "registration", column: "registration_id" },
    Column { table: "registration", column: "state" },
    Column { table: "registration", column: "since" },
    Column { table: "registration", column: "submitted_at" },
    Column { table: "registration", column: "questions" },
    Column { table: "registration", column: "organisation_kind" },
    Column { table: "registration", column: "begun_at" },
    Column { table: "registration", column: "decided_by" },
    Column { table: "registration", column: "decided_at" },
    Column { table: "registration", column: "refusal_reason" },
    Column { table: "registration", column: "ended_at" },
    Column { table: "registration", column: "account_id" },
    Column { table: "registration", column: "duplicate_of" },
    Column { table: "registration_message", column: "written_by" },
    Column { table: "registration_message", column: "written_at" },
    Column { table: "registration_community", column: "registration_id" },
    Column { table: "registration_community", column: "community_id" },
];
/// The column names the file in which the ciphertext lies.
pub(super) const SCAN: [Column; 1] = columns("scan", ["blob"]);
pub(super) const SCAN_STATE: [Column; 8] = [
    Column { table: "scan", column: "scan_id" },
    Column { table: "scan", column: "registration_id" },
    Column { table: "scan", column: "state" },
    Column { table: "scan", column: "kind" },
    Column { table: "scan", column: "bytes" },
    Column { table: "scan", column: "digest" },
    Column { table: "scan", column: "uploaded_at" },
    Column { table: "scan_end", column: "*" },
];
pub(super) const CONSENT: [Column; 1] = columns("consent", ["*"]);
pub(super) const CONSENT_EVIDENCE: [Column; 1] = columns("consent_evidence", ["*"]);
pub(super) const MEMBERSHIP: [Column; 12] = columns(
    "membership",
    [
        "membership_id",
        "community_id",
        "account_id",
        "level",
        "state",
        "since",
        "begun_at",
        "expires_at",
        "decided_by",
        "notice_seen_at",
        "notice_organisations",
        "end_cause",
    ],
);
pub(super) const MEMBERSHIP_MESSAGE: [Column; 1] = columns("membership", ["sealed_message"]);
pub(super) const ROLE_GRANT: [Column; 1] = columns("role_grant", ["*"]);
pub(super) const EMERGENCY: [Column; 1] = columns("emergency_access", ["*"]);
pub(super) const RIGHTS_REQUEST: [Column; 15] = columns(
    "rights_request",
    [
        "request_id",
        "asked_right",
        "account_id",
        "registration_id",
        "channel",
        "state",
        "received_on",
        "due_on",
        "executed_at",
        "answer",
        "refusal_ground",
        "is_held",
        "entered_by",
        "decided_by",
        "closed_at",
    ],
);
pub(super) const RIGHTS_REQUEST_CONTENT: [Column; 1] = columns("rights_request", ["sealed"]);
pub(super) const BREACH: [Column; 1] = columns("breach", ["sealed"]);
pub(super) const BREACH_AFFECTED: [Column; 2] = [
    Column { table: "breach_affected", column: "*" },
    Column { table: "breach", column: "entered_by" },
];
pub(super) const EXCEPTIONAL_EDIT: [Column; 1] = columns("exceptional_edit", ["sealed"]);
pub(super) const EXCEPTIONAL_EDIT_STATE: [Column; 7] = columns(
    "exceptional_edit",
    ["edit_id", "account_id", "edited_by", "reason", "fields", "ticket", "edited_at"],
);
pub(super) const MAIL: [Column; 1] = columns("mail", ["sealed"]);
pub(super) const MAIL_STATE: [Column; 3] =
    columns("mail", ["account_id", "registration_id", "language"]);
/// The column names the file in which the ciphertext lies.
pub(super) const EXPORT: [Column; 1] = columns("export", ["blob"]);
pub(super) const EXPORT_STATE: [Column; 8] = columns(
    "export",
    [
        "export_id",
        "account_id",
        "request_id",
        "kind",
        "state",
        "asked_at",
        "ready_at",
        "expires_at",
    ],
);
pub(super) const NOTIFICATION_SETTING: [Column; 1] = columns("notification_setting", ["*"]);
pub(super) const API_TOKEN: [Column; 1] = columns("api_token", ["*"]);
pub(super) const SESSION: [Column; 2] = columns("session", ["sealed", "handles"]);
pub(super) const LOG_ACTION: [Column; 14] = columns(
    "log_entry",
    [
        "log_id",
        "at",
        "action",
        "purpose",
        "basis",
        "authority_kind",
        "authority",
        "state",
        "person",
        "place",
        "request",
        "object",
        "outcome",
        "sent",
    ],
);
pub(super) const LOG_TECHNICAL: [Column; 1] = columns("log_technical", ["*"]);
pub(super) const LOG_QUERY: [Column; 1] = columns("log_entry", ["used"]);
pub(super) const TOMBSTONE: [Column; 2] =
    [Column { table: "tombstone", column: "*" }, Column { table: "erasure", column: "*" }];

/// Columns without personal data: keys that are wrapped, counters of versions, what belongs to
/// an organisation or a Community, and the foundation's own.
pub(super) const IMPERSONAL: [Column; 61] = [
    Column { table: "account", column: "version" },
    Column { table: "account_key", column: "*" },
    Column { table: "account_search_key", column: "kind" },
    Column { table: "account_search_key", column: "account_id" },
    Column { table: "contact_search_key", column: "account_id" },
    Column { table: "profile", column: "account_id" },
    Column { table: "profile", column: "changed_at" },
    Column { table: "profile", column: "version" },
    Column { table: "email_change", column: "account_id" },
    Column { table: "email_change", column: "link_digest" },
    Column { table: "email_change", column: "asked_at" },
    Column { table: "email_change", column: "expires_at" },
    Column { table: "registration", column: "version" },
    Column { table: "registration_key", column: "*" },
    Column { table: "registration_message", column: "registration_id" },
    Column { table: "registration_message", column: "message_no" },
    Column { table: "registration_search_key", column: "kind" },
    Column { table: "registration_search_key", column: "registration_id" },
    Column { table: "scan_key", column: "*" },
    Column { table: "membership", column: "version" },
    Column { table: "rights_request", column: "version" },
    Column { table: "rights_request_key", column: "*" },
    Column { table: "breach", column: "breach_id" },
    Column { table: "breach", column: "aware_at" },
    Column { table: "breach", column: "risk" },
    Column { table: "breach", column: "reported_at" },
    Column { table: "breach", column: "told_at" },
    Column { table: "breach", column: "told_how" },
    Column { table: "breach", column: "closed_at" },
    Column { table: "breach", column: "version" },
    Column { table: "breach_key", column: "*" },
    Column { table: "mail", column: "mail_id" },
    Column { table: "mail", column: "notice" },
    Column { table: "mail", column: "queued_at" },
    Column { table: "mail", column: "attempts" },
    Column { table: "mail", column: "next_at" },
    Column { table: "mail", column: "sent_at" },
    Column { table: "mail_key", column: "*" },
    Column { table: "export_key", column: "*" },
    Column { table: "organisation", column: "*" },
    Column { table: "country_status", column: "*" },
    Column { table: "community", column: "*" },
    Column { table: "community_name", column: "*" },
    Column { table: "statement", column: "*" },
    Column { table: "statement_text", column: "*" },
    Column { table: "record_version", column: "*" },
    Column { table: "session", column: "session_digest" },
    Column { table: "session", column: "begun_at" },
    Column { table: "session", column: "expires_at" },
    Column { table: "job", column: "*" },
    Column { table: "log_entry", column: "tx" },
    Column { table: "log_entry", column: "hits" },
    Column { table: "log_entry", column: "used_key" },
    Column { table: "log_entry", column: "used_digest" },
    Column { table: "log_key", column: "*" },
    Column { table: "log_leaf", column: "*" },
    Column { table: "log_tile", column: "*" },
    Column { table: "log_checkpoint", column: "*" },
    Column { table: "log_erased", column: "*" },
    Column { table: "log_state", column: "*" },
    Column { table: "schema_history", column: "*" },
];
