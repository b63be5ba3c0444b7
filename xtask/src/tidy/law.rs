//! The table of the law: article, rule, status, file, test.

use std::collections::{BTreeMap, BTreeSet};

use super::claims;
use super::documents::cells;
use super::tree::{File, Tree};

/// Tables of the law.
const TABLES: &str = "docs/law/";
/// Acts that code cites by a short name, and the table that has their articles.
const ACTS: &[(&str, &str)] = &[("EES", "docs/law/ees.md"), ("SBC", "docs/law/ees.md")];
/// Kinds of files that cite.
const CITING: &[&str] = &["ftl", "html", "rs", "sql"];
/// What a row can say about itself.
const STATES: &[&str] = &["implemented", "partial", "planned"];

/// Every row has a status; what is implemented, in part or whole, has a file and a test that are
/// there.
pub(super) fn check_table(tree: &Tree) -> Vec<String> {
    let is_table = |path: &str| path.starts_with(TABLES) && !claims::is_one(path);
    let tables = tree.of_kind("md").filter(|file| is_table(&file.path));
    tables.flat_map(|table| check_rows(tree, table)).collect()
}

fn check_rows(tree: &Tree, table: &File) -> Vec<String> {
    let mut findings = Vec::new();
    for (number, row) in rows(table) {
        let place = format!("{}:{number}", table.path);
        let [_, _, status, file, test] = row.as_slice() else {
            findings.push(format!("{place}: a row has five cells"));
            continue;
        };
        if !STATES.contains(status) {
            findings.push(format!("{place}: `{status}` is none of {}", STATES.join(", ")));
        }
        let is_claimed = *status != "planned";
        findings.extend(check_file(tree, file, is_claimed).map(|what| format!("{place}: {what}")));
        findings.extend(check_test(tree, test, is_claimed).map(|what| format!("{place}: {what}")));
    }
    findings
}

/// Rows below the heads of the tables of a document.
fn rows(table: &File) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let rows = table.lines().filter_map(|(number, line)| Some((number, cells(line)?)));
    rows.filter(|(_, row)| row.first() != Some(&"article"))
}

/// Names between backticks.
pub(super) fn names(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

fn check_file(tree: &Tree, cell: &str, is_claimed: bool) -> Option<String> {
    if is_claimed && names(cell).next().is_none() {
        return Some("no file".to_owned());
    }
    let gone = names(cell).find(|path| tree.find(path).is_none())?;
    Some(format!("there is no file `{gone}`"))
}

fn check_test(tree: &Tree, cell: &str, is_claimed: bool) -> Option<String> {
    if is_claimed && names(cell).next().is_none() {
        return Some("no test".to_owned());
    }
    let gone = names(cell).find(|test| !is_test(tree, test))?;
    Some(format!("there is no test `{gone}`"))
}

/// Whether `path::name` names a test function.
pub(super) fn is_test(tree: &Tree, test: &str) -> bool {
    let Some((path, name)) = test.rsplit_once("::") else { return false };
    let declared = format!("fn {name}(");
    let in_javascript = format!("test('{name}'");
    tree.find(path).is_some_and(|file| {
        file.text.contains(&declared)
            || file.text.contains(&in_javascript)
            || file.text.contains(&in_javascript.replace('\'', "\""))
    })
}

/// Every article that the source cites stands in the table.
pub(super) fn check_citations(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for (act, table) in ACTS {
        let known = tree.find(table).map(|table| listed(table, act)).unwrap_or_default();
        for (article, place) in cited(tree, act) {
            if !known.contains(&article) {
                findings.push(format!("{place}: {act} Art. {article} is not in {table}"));
            }
        }
    }
    findings
}

/// Articles of `act` in the first cells of the table.
fn listed(table: &File, act: &str) -> BTreeSet<String> {
    let firsts = rows(table).filter_map(|(_, row)| row.first().copied());
    firsts.flat_map(|cell| articles(cell, act)).collect()
}

/// Articles of `act` that the source cites, each with the first place.
fn cited(tree: &Tree, act: &str) -> BTreeMap<String, String> {
    let mut cited = BTreeMap::new();
    let citing = tree
        .files
        .iter()
        .filter(|file| CITING.contains(&file.kind()) && !file.path.starts_with("xtask/"));
    for file in citing {
        for (number, line) in file.lines() {
            for article in articles(line, act) {
                cited.entry(article).or_insert_with(|| format!("{}:{number}", file.path));
            }
        }
    }
    cited
}

/// The numbers after `EES Art. ` on a line, paragraphs left out: `EES Art. 11(2)` is `11`.
fn articles(line: &str, act: &str) -> Vec<String> {
    let mark = format!("{act} Art. ");
    let number = |rest: &str| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let rest = rest.strip_prefix(digits.as_str()).unwrap_or_default();
        let mut letters = rest.chars().take_while(char::is_ascii_alphanumeric);
        // `24a` is an article; `16to` is a slip of the pen.
        let letter = letters.next().filter(|_| letters.next().is_none());
        (!digits.is_empty())
            .then(|| letter.map_or(digits.clone(), |letter| format!("{digits}{letter}")))
    };
    line.split(mark.as_str()).skip(1).filter_map(number).collect()
}

/// Every migration says in its head which law it serves.
pub(super) fn check_migrations(tree: &Tree) -> Vec<String> {
    let migrations = tree.of_kind("sql").filter(|file| file.path.contains("/migrations/"));
    let silent = migrations.filter(|file| {
        let mut head = file.text.lines().take_while(|line| line.starts_with("--"));
        !head.any(|line| line.contains("Law: "))
    });
    silent.map(|file| format!("{}: the head names no `Law: `", file.path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "| article | rule | status | file | test |\n|---|---|---|---|---|\n";

    #[test]
    fn what_is_claimed_is_there() {
        let rows = "| EES Art. 1 | a | implemented | `a.rs` | `a.rs::one` |\n\
            | EES Art. 2 | b | partial | `b.rs` | `a.rs::two` |\n\
            | EES Art. 3 | c | implemented | – | – |\n\
            | EES Art. 4 | d | planned | – | – |\n\
            | EES Art. 5 | e | done | `a.rs` | `a.rs::one` |\n| short |\n";
        let table = format!("{HEAD}{rows}");
        let tree = Tree::of(&[("docs/law/ees.md", &table), ("a.rs", "fn one() {}")]);
        assert_eq!(
            check_table(&tree),
            [
                "docs/law/ees.md:4: there is no file `b.rs`",
                "docs/law/ees.md:4: there is no test `a.rs::two`",
                "docs/law/ees.md:5: no file",
                "docs/law/ees.md:5: no test",
                "docs/law/ees.md:7: `done` is none of implemented, partial, planned",
                "docs/law/ees.md:8: a row has five cells",
            ]
        );
    }

    #[test]
    fn what_is_cited_stands_in_the_table() {
        let table = format!("{HEAD}| EES Art. 11(1) to (3) | a | planned | – | – |\n");
        let source = "//! EES Art. 11(2), EES Art. 24a and SBC Art. 6(1).";
        let tree = Tree::of(&[("docs/law/ees.md", &table), ("ees/a.rs", source)]);
        assert_eq!(
            check_citations(&tree),
            [
                "ees/a.rs:1: EES Art. 24a is not in docs/law/ees.md",
                "ees/a.rs:1: SBC Art. 6 is not in docs/law/ees.md",
            ]
        );
    }

    #[test]
    fn a_migration_serves_a_law() {
        let tree = Tree::of(&[
            ("ees/store/migrations/0001_a.sql", "-- A. Law: Art. 1.\nCREATE TABLE a ();\n"),
            ("ees/store/migrations/0002_b.sql", "-- B.\nCREATE TABLE b (); -- Law: Art. 2\n"),
        ]);
        assert_eq!(
            check_migrations(&tree),
            ["ees/store/migrations/0002_b.sql: the head names no `Law: `"]
        );
    }
}
