//! PostgreSQL, and nothing that a system would call its own.
//!
//! - [`cluster`]: a private PostgreSQL cluster for a daemon that has no database configured.
//! - [`database`]: roles, databases, migrations, the pool.
//! - [`failure`]: what went wrong, sorted by what the caller can do about it.
//! - [`jobs`]: work that is done after the transaction that asked for it.
//! - [`log`]: the rows of the tamper-evident log, their sealing and their verification.
//! - [`rewrite`]: writing tables anew, so that what was deleted is in no file of the server.
//! - [`session`]: sessions of browsers, sealed so that the rows alone tell nothing.

pub mod cluster;
pub mod database;
pub mod failure;
pub mod jobs;
pub mod log;
pub mod rewrite;
pub mod session;

pub use database::{Database, Migration};
pub use failure::Failure;
pub use jobs::Job;
