//! Roles and migrations of the database of the Information Exchange System.
//!
//! What each table is for stands in [`ies_domain::schema`]; tests hold the database against it.

use fnd_pg::{Migration, jobs, log, session};

/// Owns the tables and applies migrations.
pub const OWNER: &str = "ies_owner";
/// Serves requests: adds and completes rows, and deletes only what ends with a decision or with
/// a person's act.
pub const APP: &str = "ies_app";
/// Seals the log.
pub const SEALER: &str = "ies_sealer";
/// Does what nobody asks for at the moment: ends what its time has passed for, erases, sends
/// mails, turns keys.
pub const UPKEEP: &str = "ies_upkeep";
/// All of them, the owner first.
pub const ROLES: &[&str] = &[OWNER, APP, SEALER, UPKEEP];
/// The database.
pub const DATABASE: &str = "ies";

/// Every migration in order.
pub fn migrations() -> Vec<Migration> {
    [foundation(), own()].concat()
}

/// The foundation's tables. They come first, since those of our own refer to them.
fn foundation() -> Vec<Migration> {
    vec![
        connect(1),
        log::migration(2, (APP, SEALER, UPKEEP)),
        session::migration(3, APP),
        session::handles_migration(4),
        jobs::migration(5, UPKEEP),
    ]
}

fn own() -> Vec<Migration> {
    let own = |number, name, sql: &str| Migration { number, name, sql: sql.to_owned() };
    vec![
        own(10, "organisation", include_str!("../migrations/0010_organisation.sql")),
        own(11, "account", include_str!("../migrations/0011_account.sql")),
        own(12, "registration", include_str!("../migrations/0012_registration.sql")),
        own(13, "consent", include_str!("../migrations/0013_consent.sql")),
        own(14, "role", include_str!("../migrations/0014_role.sql")),
        own(15, "membership", include_str!("../migrations/0015_membership.sql")),
        own(16, "rights", include_str!("../migrations/0016_rights.sql")),
        own(17, "mail", include_str!("../migrations/0017_mail.sql")),
        own(18, "log_technical", include_str!("../migrations/0018_log_technical.sql")),
        own(19, "erasure", include_str!("../migrations/0019_erasure.sql")),
        own(20, "upkeep", include_str!("../migrations/0020_upkeep.sql")),
        own(21, "oversight", include_str!("../migrations/0021_oversight.sql")),
        own(25, "community_purpose", include_str!("../migrations/0025_community_purpose.sql")),
        own(26, "record_version", include_str!("../migrations/0026_record_version.sql")),
        own(27, "emergency", include_str!("../migrations/0027_emergency.sql")),
        log::erased_migration(28, (APP, SEALER, UPKEEP)),
        own(29, "statement_changes", include_str!("../migrations/0029_statement_changes.sql")),
        own(30, "cards_collected", include_str!("../migrations/0030_cards_collected.sql")),
    ]
}

/// Lets the roles of this system, and no others, into the database.
fn connect(number: u32) -> Migration {
    let sql = format!(
        "DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO {APP}, {SEALER}, {UPKEEP}',
                                    current_database()); END $$;
         REVOKE ALL ON SCHEMA public FROM PUBLIC;
         GRANT CREATE, USAGE ON SCHEMA public TO {OWNER};
         GRANT USAGE ON SCHEMA public TO {APP}, {SEALER}, {UPKEEP};"
    );
    Migration { number, name: "connect", sql }
}
