//! The register of processing of the Entry/Exit System.
//!
//! Every category of personal data this system keeps, with the article that lets it, for what,
//! for whom, how long and where. The privacy statement, the machine-readable record and the
//! check of the database schema are derived from this table.

use fnd_register::{Category, Column, Period, Register, Retention, columns};

use crate::authority::{AuthorityKind, Purpose};

/// The three years after the last exit, and a day for the file itself. EES Art. 34(1) and (2).
const FILE: Retention = Retention {
    from: "last-exit-or-refusal",
    period: Period::YearsAndDays(3, 1),
    basis: "EES Art. 34(2)",
};
/// A record follows its exit, or, without one, the end of the authorised stay.
const RECORD: Retention = Retention {
    from: "exit-of-the-record",
    period: Period::YearsAndDays(3, 0),
    basis: "EES Art. 34(1); without exit five years after the end of the stay, Art. 34(3)",
};
const REFUSAL: Retention =
    Retention { from: "refusal", period: Period::YearsAndDays(3, 0), basis: "EES Art. 34(1)" };
const LOG: Retention = Retention {
    from: "erasure-of-the-data-concerned",
    period: Period::YearsAndDays(1, 0),
    basis: "EES Art. 46(4)",
};
const SESSION: Retention =
    Retention { from: "sign-in", period: Period::Hours(8), basis: "EES Art. 43(2)(e) and (g)" };

const CHECKS: &[Purpose] =
    &[Purpose::BorderEntry, Purpose::BorderExit, Purpose::TerritoryCheck, Purpose::Amendment];
const CHECKING: &[AuthorityKind] = &[AuthorityKind::Border, AuthorityKind::Immigration];
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
        of_travellers("search-keys", "EES Art. 23(2), 26(1), 27", FILE, true, &SEARCH_KEYS),
        of_travellers("file-administration", "EES Art. 14, 35(8)", FILE, false, &ADMINISTRATION),
        of_travellers("entry-exit", "EES Art. 16(2) and (3), 17(2)", RECORD, false, &ENTRY_EXIT),
        of_travellers("family-status", "EES Art. 16(2)(c)", RECORD, false, &FAMILY_STATUS),
        of_travellers("visa", "EES Art. 16(2)(d) to (g)", RECORD, true, &VISA),
        of_travellers("refusal", "EES Art. 18", REFUSAL, false, &REFUSAL_OF_ENTRY),
        of_staff("log", "EES Art. 46(1)", LOG, false, &LOG_ROW),
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

const SESSION_OF_STAFF: [Column; 2] = columns("session", ["sealed", "handles"]);
const IDENTITY: [Column; 1] = columns("identity", ["sealed"]);
const TRAVEL_DOCUMENT: [Column; 1] = columns("travel_document", ["sealed"]);
const SEARCH_KEYS: [Column; 2] = [
    Column { table: "identity_key", column: "fingerprint" },
    Column { table: "document_key", column: "fingerprint" },
];
const ADMINISTRATION: [Column; 6] = columns(
    "file",
    [
        "file_id",
        "visa_regime",
        "responsible_state",
        "responsible_office",
        "created_at",
        "changed_at",
    ],
);
const ENTRY_EXIT: [Column; 20] = columns(
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
    ],
);
const FAMILY_STATUS: [Column; 1] = columns("crossing", ["is_family_member"]);
const VISA: [Column; 1] = columns("crossing", ["visa"]);
const REFUSAL_OF_ENTRY: [Column; 7] = columns(
    "refusal",
    ["refusal_id", "file_id", "refused_at", "refusal_day", "point", "authority", "reasons"],
);
const LOG_ROW: [Column; 14] = columns(
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
const LOG_QUERY: [Column; 1] = columns("log_entry", ["used"]);

const IMPERSONAL: [Column; 28] = [
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
    Column { table: "crossing", column: "is_superseded" },
    Column { table: "movement", column: "*" },
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
            let is_log = matches!(category.code, "log" | "log-query" | "session");
            assert_eq!(to_oversight, is_log, "{}", category.code);
        }
    }
}
