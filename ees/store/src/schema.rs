//! Roles and migrations of the register's database.

use fnd_pg::{Migration, log, session};

/// Owns the tables and applies migrations.
pub const OWNER: &str = "ees_owner";
/// Serves requests: adds rows, completes records, erases nothing.
pub const APP: &str = "ees_app";
/// Seals the log.
pub const SEALER: &str = "ees_sealer";
/// Erases, and may do nothing else.
pub const RETENTION: &str = "ees_retention";
/// All of them, the owner first.
pub const ROLES: &[&str] = &[OWNER, APP, SEALER, RETENTION];
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
