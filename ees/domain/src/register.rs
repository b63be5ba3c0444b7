//! The register of processing of the Entry/Exit System.
//!
//! Every category of personal data this system keeps, with the article that lets it, for what,
//! for whom, how long and where. The privacy statement, the machine-readable record and the
//! check of the database schema are derived from this table.

mod columns;

use fnd_register::{Category, Column, Period, Register, Retention};

use crate::authority::{AuthorityKind, Purpose};
use crate::retention::{CAPTURE, FILE, GALLERY_CHANGE, LOG, NOTICE, PROCEDURE, RECORD, REFUSAL};

use columns::{
    ADMINISTRATION, AMENDMENT_CASE, AMENDMENT_WORDS, BIOMETRIC_GROUND, BIOMETRIC_MARK,
    BIOMETRIC_SAMPLE, CHANGE_OF_SAMPLES, ENTRY_EXIT, ERASED_FILE, ERASURE_ORDER,
    FACILITATION_NOTICE, FACILITATION_PROGRAMME, FAMILY_STATUS, IDENTITY, LOG_QUERY, LOG_ROW,
    MONITORING_PROCEDURE, NEW_STICKER, NOTICE_TO_STATES, OVERSTAY_MARK, RECORD_BEFORE,
    RECORD_HISTORY, REFUSAL_OF_ENTRY, SEARCH_KEYS, SENT_ONCE, SESSION_OF_STAFF, STANDARD_FORM,
    STAY_DECISION, TAKEN_AT_POINT, TRAVEL_DOCUMENT, VISA,
};

const AT_ONCE: Retention = Retention {
    from: "erasure-of-the-data-concerned",
    period: Period::UntilThen,
    basis: "EES Art. 35(1), (6)",
};
/// Words in a case of amendment.
pub const WORDS: Retention = Retention {
    basis: "EES Art. 34(2); about one record no longer than that record, Art. 35(8)",
    ..FILE
};
const SESSION: Retention =
    Retention { from: "sign-in", period: Period::Hours(8), basis: "EES Art. 43(2)(e) and (g)" };

const CHECKS: &[Purpose] = &[
    Purpose::BorderEntry,
    Purpose::BorderExit,
    Purpose::BorderRefusal,
    Purpose::TerritoryCheck,
    Purpose::RevokeAnnulExtend,
    Purpose::Facilitation,
    Purpose::InformationMechanism,
    Purpose::Amendment,
];
const CHECKING: &[AuthorityKind] = &[
    AuthorityKind::Border,
    AuthorityKind::Immigration,
    AuthorityKind::Visa,
    AuthorityKind::Facilitation,
];
const OVERSIGHT: &[AuthorityKind] =
    &[AuthorityKind::Supervisory, AuthorityKind::DataProtectionSupervisor];

/// One category of travellers' data, open to who checks at the border or within the territory.
const fn of_travellers(
    code: &'static str,
    basis: &'static str,
    retention: Retention,
    encrypted: bool,
    columns: &'static [Column],
) -> Category<Purpose, AuthorityKind> {
    Category {
        code,
        subjects: "travellers",
        basis,
        purposes: CHECKS,
        recipients: CHECKING,
        retention,
        encrypted,
        columns,
    }
}

/// One category of data on members of staff, open to oversight alone.
const fn of_staff(
    code: &'static str,
    basis: &'static str,
    retention: Retention,
    encrypted: bool,
    columns: &'static [Column],
) -> Category<Purpose, AuthorityKind> {
    Category {
        code,
        subjects: "staff",
        basis,
        purposes: &[Purpose::Monitoring],
        recipients: OVERSIGHT,
        retention,
        encrypted,
        columns,
    }
}

/// The register.
pub const REGISTER: Register<Purpose, AuthorityKind> = Register {
    system: "EES",
    version: 1,
    since: "2026-11-21",
    categories: &[
        of_travellers("identity", "EES Art. 16(1)(a), 17(1)(a)", FILE, true, &IDENTITY),
        of_travellers(
            "travel-document",
            "EES Art. 16(1)(b) and (c), 17(1)(a)",
            FILE,
            true,
            &TRAVEL_DOCUMENT,
        ),
        of_travellers("search-keys", "EES Art. 12(3), 23(2), 26(1), 27", FILE, true, &SEARCH_KEYS),
        of_travellers(
            "biometric-mark",
            "EES Art. 4(5), 15, 17(3) to (5), 21(3)",
            FILE,
            false,
            &BIOMETRIC_MARK,
        ),
        of_travellers("biometric-ground", "EES Art. 17(3) to (5)", FILE, true, &BIOMETRIC_GROUND),
        of_travellers(
            "biometric-sample",
            "EES Art. 15, 16(1)(d), 17(1)(b) and (c), 18(2) to (5)",
            FILE,
            true,
            &BIOMETRIC_SAMPLE,
        ),
        of_travellers("capture", "EES Art. 15, 17(1), 23(2), 27", CAPTURE, true, &TAKEN_AT_POINT),
        of_travellers(
            "gallery-change",
            "EES Art. 23(2), 27",
            GALLERY_CHANGE,
            false,
            &CHANGE_OF_SAMPLES,
        ),
        of_travellers(
            "facilitation-notice",
            "EES Art. 16(6), 17(1)(d)",
            FILE,
            false,
            &FACILITATION_NOTICE,
        ),
        of_travellers(
            "facilitation-programme",
            "EES Art. 16(6), 17(1)(d); SBC Art. 8d",
            FILE,
            true,
            &FACILITATION_PROGRAMME,
        ),
        of_travellers("file-administration", "EES Art. 14, 35(8)", FILE, false, &ADMINISTRATION),
        of_travellers("entry-exit", "EES Art. 16(2) and (3), 17(2)", RECORD, false, &ENTRY_EXIT),
        of_travellers("family-status", "EES Art. 16(2)(c)", RECORD, false, &FAMILY_STATUS),
        of_travellers("visa", "EES Art. 16(2)(d) to (g)", RECORD, true, &VISA),
        of_travellers("refusal", "EES Art. 18", REFUSAL, false, &REFUSAL_OF_ENTRY),
        of_travellers(
            "refusal-form",
            "EES Art. 18(6); SBC Art. 14, Annex V",
            REFUSAL,
            true,
            &STANDARD_FORM,
        ),
        of_travellers("overstay-mark", "EES Art. 16(4), 35(5)", RECORD, false, &OVERSTAY_MARK),
        of_travellers("stay-decision", "EES Art. 19", RECORD, false, &STAY_DECISION),
        of_travellers("new-sticker", "EES Art. 19(1)(d)", RECORD, true, &NEW_STICKER),
        of_travellers("record-history", "EES Art. 35(8)", FILE, false, &RECORD_HISTORY),
        of_travellers("record-before", "EES Art. 35(8)", FILE, true, &RECORD_BEFORE),
        of_travellers("erasure-order", "EES Art. 35", AT_ONCE, false, &ERASURE_ORDER),
        of_travellers("amendment-case", "EES Art. 35(1) to (6)", FILE, false, &AMENDMENT_CASE),
        of_travellers("amendment-words", "EES Art. 35(1) to (6)", WORDS, true, &AMENDMENT_WORDS),
        of_travellers("notice", "EES Art. 12(1), 34(3), 35(7)", NOTICE, false, &NOTICE_TO_STATES),
        of_travellers("sent-once", "EES Art. 21(3), 39(1)(c)", RECORD, false, &SENT_ONCE),
        of_staff("log", "EES Art. 46(1)", LOG, false, &LOG_ROW),
        of_staff("erased-file", "EES Art. 46(4)", LOG, false, &ERASED_FILE),
        of_staff(
            "monitoring-procedure",
            "EES Art. 46(4), 55(2), 56(2)",
            PROCEDURE,
            false,
            &MONITORING_PROCEDURE,
        ),
        Category {
            code: "log-query",
            subjects: "travellers",
            basis: "EES Art. 46(1)(d)",
            purposes: &[Purpose::Monitoring],
            recipients: OVERSIGHT,
            retention: LOG,
            encrypted: true,
            columns: &LOG_QUERY,
        },
        of_staff("session", "EES Art. 43(2)(g)", SESSION, true, &SESSION_OF_STAFF),
    ],
    impersonal: &IMPERSONAL,
};

/// Columns without personal data.
const IMPERSONAL: [Column; 46] = [
    Column { table: "amendment_case", column: "file_version" },
    Column { table: "file", column: "version" },
    Column { table: "file_key", column: "*" },
    Column { table: "identity", column: "file_id" },
    Column { table: "identity", column: "identity_no" },
    Column { table: "identity", column: "added_at" },
    Column { table: "identity_key", column: "file_id" },
    Column { table: "identity_key", column: "identity_no" },
    Column { table: "travel_document", column: "file_id" },
    Column { table: "travel_document", column: "document_no" },
    Column { table: "travel_document", column: "added_at" },
    Column { table: "document_key", column: "file_id" },
    Column { table: "document_key", column: "document_no" },
    Column { table: "refused_document_key", column: "file_id" },
    Column { table: "refused_document_key", column: "document_no" },
    Column { table: "crossing", column: "is_superseded" },
    Column { table: "biometric_sample", column: "file_id" },
    Column { table: "biometric_sample", column: "added_at" },
    Column { table: "capture", column: "capture_id" },
    Column { table: "capture", column: "state" },
    Column { table: "capture", column: "authority" },
    Column { table: "capture", column: "made_at" },
    Column { table: "capture", column: "expires_at" },
    Column { table: "capture", column: "wrapped_by" },
    Column { table: "capture", column: "wrapped" },
    Column { table: "gallery_change", column: "change_no" },
    Column { table: "gallery_change", column: "tx" },
    Column { table: "gallery_change", column: "at" },
    Column { table: "notice_delivery", column: "*" },
    Column { table: "notice_epoch", column: "*" },
    Column { table: "retention_run", column: "*" },
    Column { table: "point_suspension", column: "*" },
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
    Column { table: "session", column: "session_digest" },
    Column { table: "session", column: "begun_at" },
    Column { table: "session", column: "expires_at" },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_are_unique_and_every_category_cites_an_article() {
        let codes: BTreeSet<_> = REGISTER.categories.iter().map(|c| c.code).collect();
        assert_eq!(codes.len(), REGISTER.categories.len());
        for category in REGISTER.categories {
            assert!(category.basis.contains("Art."), "{}", category.code);
            assert!(category.retention.basis.contains("Art."), "{}", category.code);
            assert!(!category.columns.is_empty(), "{}", category.code);
        }
    }

    #[test]
    fn travellers_data_never_goes_to_oversight_except_what_was_asked_with() {
        for category in REGISTER.categories {
            let to_oversight = category.recipients.contains(&AuthorityKind::Supervisory);
            let is_log = matches!(
                category.code,
                "log" | "log-query" | "erased-file" | "monitoring-procedure" | "session"
            );
            assert_eq!(to_oversight, is_log, "{}", category.code);
        }
    }
}
