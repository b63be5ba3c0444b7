//! Roles and migrations of the register's database.

use fnd_pg::{Migration, log, session};

/// Owns the tables and applies migrations.
pub const OWNER: &str = "ees_owner";
/// Serves requests: adds rows, completes and amends records; erases nothing but the fingerprints by
/// which somebody was found by what was wrong.
pub const APP: &str = "ees_app";
/// Seals the log.
pub const SEALER: &str = "ees_sealer";
/// Does what hangs on time: marks stays that have expired, tells Member States of them and of
/// erasures ahead.
pub const UPKEEP: &str = "ees_upkeep";
/// Erases, tells of it, and may do nothing else.
pub const RETENTION: &str = "ees_retention";
/// Fills galleries: reads what faces and fingers are compared by, and no image and no name.
pub const MATCHER: &str = "ees_matcher";
/// All of them, the owner first.
pub const ROLES: &[&str] = &[OWNER, APP, SEALER, UPKEEP, RETENTION, MATCHER];
/// The database.
pub const DATABASE: &str = "ees";

/// Every migration in order.
pub fn migrations() -> Vec<Migration> {
    let own = |number, name, sql: &str| Migration { number, name, sql: sql.to_owned() };
    vec![
        connect(1),
        log::migration(2, (APP, SEALER, RETENTION)),
        session::migration(3, APP),
        own(10, "file", include_str!("../migrations/0010_file.sql")),
        own(11, "crossing", include_str!("../migrations/0011_crossing.sql")),
        own(12, "refusal", include_str!("../migrations/0012_refusal.sql")),
        session::handles_migration(13),
        log::erased_migration(14, (APP, SEALER, RETENTION)),
        admit((15, "admit_upkeep"), UPKEEP),
        own(20, "whole_record", include_str!("../migrations/0020_whole_record.sql")),
        own(21, "notice", include_str!("../migrations/0021_notice.sql")),
        own(30, "whole_refusal", include_str!("../migrations/0030_whole_refusal.sql")),
        own(31, "origin", include_str!("../migrations/0031_origin.sql")),
        own(32, "delivery", include_str!("../migrations/0032_delivery.sql")),
        own(40, "retention", include_str!("../migrations/0040_retention.sql")),
        own(41, "refused_bearer", include_str!("../migrations/0041_refused_bearer.sql")),
        own(42, "notice_of_state", include_str!("../migrations/0042_notice_of_state.sql")),
        own(50, "amendment_case", include_str!("../migrations/0050_amendment_case.sql")),
        own(51, "status_change", include_str!("../migrations/0051_status_change.sql")),
        own(52, "merged_file", include_str!("../migrations/0052_merged_file.sql")),
        own(60, "log_search", include_str!("../migrations/0060_log_search.sql")),
        own(61, "suspension", include_str!("../migrations/0061_suspension.sql")),
        own(62, "quality", include_str!("../migrations/0062_quality.sql")),
        own(71, "biometric_mark", include_str!("../migrations/0071_biometric_mark.sql")),
        own(72, "programme", include_str!("../migrations/0072_programme.sql")),
        own(75, "rectification", include_str!("../migrations/0075_rectification.sql")),
        own(76, "monitoring", include_str!("../migrations/0076_monitoring.sql")),
        own(77, "failing_order", include_str!("../migrations/0077_failing_order.sql")),
        own(80, "verified_version", include_str!("../migrations/0080_verified_version.sql")),
        own(81, "refused_document", include_str!("../migrations/0081_refused_document.sql")),
        own(82, "notice_epoch", include_str!("../migrations/0082_notice_epoch.sql")),
        own(83, "family_visa", include_str!("../migrations/0083_family_visa.sql")),
        admit((84, "admit_matcher"), MATCHER),
        own(85, "biometric_sample", include_str!("../migrations/0085_biometric_sample.sql")),
    ]
}

/// Lets the roles of this system, and no others, into the database.
fn connect(number: u32) -> Migration {
    let sql = format!(
        "DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO {APP}, {SEALER}, {RETENTION}',
                                    current_database()); END $$;
         REVOKE ALL ON SCHEMA public FROM PUBLIC;
         GRANT CREATE, USAGE ON SCHEMA public TO {OWNER};
         GRANT USAGE ON SCHEMA public TO {APP}, {SEALER}, {RETENTION};"
    );
    Migration { number, name: "connect", sql }
}

/// Lets a role that came later into the database.
fn admit((number, name): (u32, &'static str), role: &str) -> Migration {
    let sql = format!(
        "DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO {role}',
                                    current_database()); END $$;
         GRANT USAGE ON SCHEMA public TO {role};"
    );
    Migration { number, name, sql }
}
