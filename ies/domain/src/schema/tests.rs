//! The register of processing and the tables agree.

use std::collections::BTreeSet;

use fnd_register::check_schema;

use super::*;
use crate::contact;
use crate::register::REGISTER;

#[test]
fn every_column_has_a_category_and_every_category_its_columns() {
    assert_eq!(check_schema(&REGISTER, &columns()), []);
}

#[test]
fn there_is_no_field_for_what_the_statement_does_not_list() {
    for (table, column) in columns() {
        for word in ["birth", "nationality", "photo", "passport", "gender", "sex"] {
            assert!(!column.contains(word), "{table}.{column}");
        }
    }
}

#[test]
fn names_are_unique_and_every_table_says_what_it_serves() {
    let names: BTreeSet<_> = tables().map(|table| table.name).collect();
    assert_eq!(names.len(), tables().count());
    for table in tables() {
        let fields: BTreeSet<_> = table.fields.iter().map(|field| field.name).collect();
        assert_eq!(fields.len(), table.fields.len(), "{}", table.name);
        assert!(!table.law.is_empty(), "{}", table.name);
    }
}

#[test]
fn what_is_sealed_is_bytes_and_has_a_key() {
    let names: BTreeSet<_> = tables().map(|table| table.name).collect();
    // These lie under the key of the account or of the request for one.
    let of_others = [
        "profile",
        "email_change",
        "membership",
        "exceptional_edit",
        "registration_message",
        "role_grant",
    ];
    // The foundation's, sealed in its own way or empty.
    for table in tables().filter(|table| !["session", "job"].contains(&table.name)) {
        let sealed: Vec<_> =
            table.fields.iter().filter(|field| field.name.starts_with("sealed")).collect();
        assert!(sealed.iter().all(|field| field.sql.starts_with("bytea")), "{}", table.name);
        let key = format!("{}_key", table.name);
        let has_key = names.contains(key.as_str()) || of_others.contains(&table.name);
        assert!(sealed.is_empty() || has_key, "{}", table.name);
    }
}

#[test]
fn the_rule_of_visibility_needs_columns_that_are_there() {
    let existing: BTreeSet<_> = columns().into_iter().collect();
    for need in contact::NEEDS {
        let pair = (need.table.to_owned(), need.column.to_owned());
        assert!(existing.contains(&pair), "{}.{}", need.table, need.column);
    }
}

#[test]
fn the_outline_is_the_golden_one() {
    assert_eq!(outline(), include_str!("outline.golden.txt"), "the store's migrations follow it");
}
