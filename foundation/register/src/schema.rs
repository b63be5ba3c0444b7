//! The comparison of the register with the columns a database really has.

use std::collections::{BTreeMap, BTreeSet};

use crate::category::{Column, Register};

/// A disagreement between register and database.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// The database has a column that the register does not name.
    Unnamed {
        /// The table's name.
        table: String,
        /// The column's name.
        column: String,
    },
    /// The register names a column that the database does not have.
    Missing(Column),
    /// The register names a column as personal and as impersonal, or as two kinds of personal
    /// data with different encryption.
    Contradicted(Column),
}

/// Every disagreement between `register` and `existing`, pairs of table and column.
///
/// A category may share a column with another one (a sealed record holds several categories),
/// but a column is either personal or not.
pub fn check_schema<P, R>(
    register: &Register<P, R>,
    existing: &[(String, String)],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let personal = personal_columns(register);
    for column in register.impersonal {
        if personal.contains_key(column) {
            findings.push(Finding::Contradicted(*column));
        }
    }
    findings.extend(
        personal
            .iter()
            .filter(|(_, kinds)| 1 < kinds.len())
            .map(|(c, _)| Finding::Contradicted(*c)),
    );
    let named: Vec<Column> =
        personal.keys().copied().chain(register.impersonal.iter().copied()).collect();
    for column in &named {
        if !existing.iter().any(|found| is_at(*column, found)) {
            findings.push(Finding::Missing(*column));
        }
    }
    for found in existing {
        if !named.iter().any(|column| is_at(*column, found)) {
            let (table, column) = found.clone();
            findings.push(Finding::Unnamed { table, column });
        }
    }
    findings.sort();
    findings
}

/// The personal columns with the ways they are said to be kept: encrypted or not.
fn personal_columns<P, R>(register: &Register<P, R>) -> BTreeMap<Column, BTreeSet<bool>> {
    let mut kinds: BTreeMap<Column, BTreeSet<bool>> = BTreeMap::new();
    for category in register.categories {
        for column in category.columns {
            kinds.entry(*column).or_default().insert(category.encrypted);
        }
    }
    kinds
}

/// Whether `named` speaks of the pair of table and column `found`.
fn is_at(named: Column, found: &(String, String)) -> bool {
    named.table == found.0 && (named.column == "*" || named.column == found.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::category::{Category, Period, Retention, columns};

    const KEPT: Retention =
        Retention { from: "end", period: Period::YearsAndDays(3, 0), basis: "Art. 1" };
    const REGISTER: Register<&str, &str> = Register {
        system: "TEST",
        version: 1,
        since: "2026-01-01",
        categories: &[Category {
            code: "name",
            subjects: "member",
            basis: "Art. 2",
            purposes: &["help"],
            recipients: &["clerk"],
            retention: KEPT,
            encrypted: true,
            columns: &columns("person", ["name"]),
        }],
        impersonal: &columns("person", ["person_id"]),
    };

    fn database(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(t, c)| ((*t).to_owned(), (*c).to_owned())).collect()
    }

    #[test]
    fn a_database_that_agrees_has_no_finding() {
        let existing = database(&[("person", "name"), ("person", "person_id")]);
        assert_eq!(check_schema(&REGISTER, &existing), []);
    }

    #[test]
    fn a_column_nobody_named_is_found() {
        let existing = database(&[("person", "name"), ("person", "person_id"), ("person", "shoe")]);
        let unnamed = Finding::Unnamed { table: "person".into(), column: "shoe".into() };
        assert_eq!(check_schema(&REGISTER, &existing), [unnamed]);
    }

    #[test]
    fn a_named_column_that_is_gone_is_found() {
        let existing = database(&[("person", "person_id")]);
        let missing = Finding::Missing(Column { table: "person", column: "name" });
        assert_eq!(check_schema(&REGISTER, &existing), [missing]);
    }

    #[test]
    fn only_named_recipients_receive_for_named_purposes() {
        let name = REGISTER.category("name").unwrap();
        assert!(name.may_go_to(&"clerk", &"help"));
        assert!(!name.may_go_to(&"clerk", &"sell"));
        assert!(!name.may_go_to(&"press", &"help"));
    }
}
