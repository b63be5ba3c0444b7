//! The rows of the tamper-evident log.
//!
//! A row is inserted in the transaction of the work it tells of, and never changed. At least
//! every second the [`sealer`] gives new rows their places in a Merkle tree and signs its root;
//! the tree's tiles are also written to plain files outside the database ([`mirror`]). The
//! [`verify`] module recomputes everything and names the first row that does not fit; the
//! [`auditor`] does so again and again.
//!
//! What was asked with (names, numbers) is personal data of its own: it is sealed under a key
//! of the row's month ([`keys`]), and the leaf holds only a digest of the sealed bytes, so that
//! those bytes can be erased before the row without breaking the tree. The row itself goes by
//! [`retention`], which leaves its hash and says so in a row of its own.

pub mod auditor;
mod entry;
pub mod keys;
pub mod mirror;
pub mod proof;
pub mod retention;
pub mod sealer;
pub mod verify;

pub use auditor::{Audit, Auditor};
pub use entry::{Entry, INSERT, Used};
pub use keys::LogKeys;
pub use sealer::Sealer;

use crate::database::Migration;

/// The tables of the log as migration number `number`, with the roles of one system: `app`
/// writes and reads rows, `sealer` seals them, `retention` alone may erase.
pub fn migration(number: u32, (app, sealer, retention): (&str, &str, &str)) -> Migration {
    let sql = include_str!("log.sql")
        .replace("@app", app)
        .replace("@sealer", sealer)
        .replace("@retention", retention);
    Migration { number, name: "log", sql }
}

/// The table of rows that retention erased as migration number `number`, for the roles of
/// [`migration`].
pub fn erased_migration(number: u32, (app, sealer, retention): (&str, &str, &str)) -> Migration {
    let sql = include_str!("erased.sql")
        .replace("@app", app)
        .replace("@sealer", sealer)
        .replace("@retention", retention);
    Migration { number, name: "log_erased", sql }
}
