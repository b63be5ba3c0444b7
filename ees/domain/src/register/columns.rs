//! The columns in which each category of personal data is kept.

use fnd_register::{Column, columns};

pub(super) const SESSION_OF_STAFF: [Column; 2] = columns("session", ["sealed", "handles"]);
pub(super) const IDENTITY: [Column; 1] = columns("identity", ["sealed"]);
pub(super) const TRAVEL_DOCUMENT: [Column; 1] = columns("travel_document", ["sealed"]);
pub(super) const SEARCH_KEYS: [Column; 4] = [
    Column { table: "file", column: "origin_keys" },
    Column { table: "identity_key", column: "fingerprint" },
    Column { table: "document_key", column: "fingerprint" },
    Column { table: "refused_document_key", column: "fingerprint" },
];
pub(super) const BIOMETRIC_MARK: [Column; 4] = [
    Column { table: "file", column: "face_mark" },
    Column { table: "file", column: "prints_mark" },
    Column { table: "biometric_sample", column: "slot" },
    Column { table: "biometric_sample", column: "position" },
];
pub(super) const BIOMETRIC_SAMPLE: [Column; 2] = columns("biometric_sample", ["image", "template"]);
pub(super) const TAKEN_AT_POINT: [Column; 2] = columns("capture", ["findings", "images"]);
pub(super) const CHANGE_OF_SAMPLES: [Column; 1] = columns("gallery_change", ["file_id"]);
pub(super) const BIOMETRIC_GROUND: [Column; 1] = columns("file", ["marks"]);
pub(super) const FACILITATION_NOTICE: [Column; 5] = columns(
    "facilitation_programme",
    ["file_id", "programme_id", "state", "authority", "entered_at"],
);
pub(super) const FACILITATION_PROGRAMME: [Column; 1] =
    columns("facilitation_programme", ["sealed"]);
pub(super) const ADMINISTRATION: [Column; 8] = columns(
    "file",
    [
        "file_id",
        "visa_regime",
        "responsible_state",
        "responsible_office",
        "created_at",
        "changed_at",
        "kept_until",
        "merged_into",
    ],
);
pub(super) const ENTRY_EXIT: [Column; 24] = columns(
    "crossing",
    [
        "crossing_id",
        "file_id",
        "entered_at",
        "entry_offset",
        "entry_day",
        "entry_point",
        "entry_authority",
        "exited_at",
        "exit_offset",
        "exit_day",
        "exit_point",
        "ground",
        "stay_kind",
        "stay_until",
        "stay_until_at",
        "stay_latest",
        "stay_bound",
        "overstay_days",
        "source",
        "quality_period",
        "stay_only_in",
        "stay_ends_at",
        "kept_until",
        "warned_at",
    ],
);
pub(super) const FAMILY_STATUS: [Column; 1] = columns("crossing", ["is_family_member"]);
pub(super) const VISA: [Column; 2] =
    [Column { table: "crossing", column: "visa" }, Column { table: "refusal", column: "visa" }];
pub(super) const STANDARD_FORM: [Column; 2] = columns("refusal", ["particulars", "bearer"]);
pub(super) const REFUSAL_OF_ENTRY: [Column; 10] = columns(
    "refusal",
    [
        "refusal_id",
        "file_id",
        "refused_at",
        "refusal_day",
        "point",
        "authority",
        "reasons",
        "kept_until",
        "further",
        "signature",
    ],
);
pub(super) const OVERSTAY_MARK: [Column; 3] =
    columns("crossing", ["marked_at", "lifted_at", "lift_ground"]);
pub(super) const STAY_DECISION: [Column; 13] = columns(
    "stay_decision",
    [
        "decision_id",
        "crossing_id",
        "file_id",
        "subject",
        "ruling",
        "ground",
        "decided_on",
        "place",
        "state",
        "authority",
        "until_day",
        "recorded_at",
        "withdrawn_at",
    ],
);
pub(super) const NEW_STICKER: [Column; 1] = columns("stay_decision", ["sticker"]);
pub(super) const RECORD_HISTORY: [Column; 8] = columns(
    "record_version",
    ["file_id", "version", "part", "part_id", "deed", "at", "state", "authority"],
);
pub(super) const RECORD_BEFORE: [Column; 2] = columns("record_version", ["before", "reason"]);
pub(super) const ERASURE_ORDER: [Column; 12] = columns(
    "erasure_order",
    [
        "order_id",
        "file_id",
        "part",
        "part_id",
        "reason",
        "ordered_at",
        "state",
        "authority",
        "tries",
        "failed_at",
        "obstacle",
        "next_at",
    ],
);
pub(super) const AMENDMENT_CASE: [Column; 20] = columns(
    "amendment_case",
    [
        "case_id",
        "file_id",
        "part",
        "part_id",
        "wish",
        "acquired_of",
        "raised_by",
        "raised_on",
        "responsible",
        "asked_on",
        "settled_on",
        "outcome",
        "urgent_since",
        "opened_at",
        "authority",
        "vis_on",
        "vis_finding",
        "vis_informed",
        "vis_replied_on",
        "vis_reply",
    ],
);
pub(super) const AMENDMENT_WORDS: [Column; 2] = columns("amendment_case", ["said", "answer"]);
pub(super) const NOTICE_TO_STATES: [Column; 6] =
    columns("notice", ["notice_no", "at", "kind", "state", "file_ids", "tx"]);
pub(super) const SENT_ONCE: [Column; 4] =
    columns("movement", ["movement_id", "file_id", "crossing_id", "digest"]);
pub(super) const ERASED_FILE: [Column; 2] = columns("erased_file", ["file_id", "log_until"]);
pub(super) const MONITORING_PROCEDURE: [Column; 13] = columns(
    "monitoring_procedure",
    [
        "procedure_id",
        "file_id",
        "held_office",
        "held_state",
        "held_from",
        "held_to",
        "reference",
        "reason",
        "state",
        "office",
        "begun_at",
        "ended_at",
        "kept_until",
    ],
);
pub(super) const LOG_ROW: [Column; 14] = columns(
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
pub(super) const LOG_QUERY: [Column; 1] = columns("log_entry", ["used"]);
