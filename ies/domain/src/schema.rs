//! The tables, as the migrations of the store write them.
//!
//! This is a description and not a migration: names, types, and what a column is for. A test of
//! this crate holds the register of processing against it, so that no column is without a
//! category; a test of the store holds the database against it, so that migrations follow it.
//!
//! # Conventions
//!
//! - Identifiers are UUIDs of version 7, made by the caller. Instants are `timestamptz`, days
//!   are `date`, codes are `text` with a check that lists the codes of the enum named in the
//!   note.
//! - `sealed…` is ciphertext under the data key in `<table>_key` of the same object, or, where
//!   there is no such table, of the account or request to which the row belongs; its bytes are
//!   bound to the object's identifier, so that a value moved to another row cannot be read.
//! - `blob` names a file with ciphertext under such a key. Files are unlinked after the row is
//!   gone, again and again until it has succeeded; without the key they are noise before that.
//! - `fingerprint` is a blind index: a keyed digest, by which a value is found and from which it
//!   is not.
//! - `version` counts changes, for `If-Match` (R27).
//! - An account that was erased leaves no row here but in `tombstone` and `consent_evidence`.
//! - Foreign keys to `account` are `ON DELETE CASCADE` where an erasure deletes the row, and
//!   absent where the identifier stays and means nobody (`decided_by`, `entered_by`, the log).
//!
//! # The log
//!
//! `log_entry` is the foundation's. Of its columns, `authority_kind` holds the code of the
//! [`crate::access::Party`] or of the [`crate::log::Doer`], `person` the identifier of the
//! account or nothing, `sent` the codes of [`crate::register::serves`], and `authority`, `state`
//! and `place` nothing. How long a row is kept follows from its `action`
//! ([`crate::log::Deed::class`]). `log_technical` shares its key and has no foreign key to it, so
//! that it can go first.

mod content;
mod large;
mod people;

#[cfg(test)]
mod tests;

use std::fmt::Write;

/// A table.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What it serves; the head of its migration says it too.
    pub law: &'static str,
    /// Its columns, in their order.
    pub fields: &'static [Field],
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Type and constraints of the column alone.
    pub sql: &'static str,
    /// What it is for.
    pub note: &'static str,
}

const fn table(name: &'static str, law: &'static str, fields: &'static [Field]) -> Table {
    Table { name, law, fields }
}

const fn field(name: &'static str, sql: &'static str, note: &'static str) -> Field {
    Field { name, sql, note }
}

// What columns have in common.
const ID: &str = "uuid PRIMARY KEY";
const OF: &str = "uuid NOT NULL";
const TEXT: &str = "text NOT NULL";
const AT: &str = "timestamptz NOT NULL";
const MAYBE_AT: &str = "timestamptz";
const BYTES: &str = "bytea NOT NULL";
const VERSION: Field = field("version", "bigint NOT NULL", "counts changes");

/// Every table of the part that concerns people, in an order in which they can be made. Tables of
/// the foundation come last, with their names alone.
pub fn tables() -> impl Iterator<Item = &'static Table> {
    content::BEFORE.iter().chain(people::TABLES).chain(content::AFTER)
}

/// Every column as a pair of table and column, in the form in which a database lists them.
pub fn columns() -> Vec<(String, String)> {
    let pairs = tables().flat_map(|table| {
        table.fields.iter().map(|field| (table.name.to_owned(), field.name.to_owned()))
    });
    pairs.collect()
}

/// The tables as `CREATE TABLE` would begin them, for reading; foreign keys, indexes, checks and
/// grants are the migrations' own.
pub fn outline() -> String {
    let mut text = String::new();
    for table in tables().filter(|table| table.name != "schema_history") {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{} -- {}", table.name, table.law);
        for field in table.fields {
            let _ = writeln!(text, "    {:<24} {:<44} {}", field.name, field.sql, field.note);
        }
    }
    text.lines().map(str::trim_end).fold(String::new(), |text, line| text + line + "\n")
}
