//! The table of the law is complete: every rule that this crate is measured by has its row, and
//! every article that its tables cite stands there.

use std::collections::BTreeSet;

use crate::access;
use crate::register::REGISTER;
use crate::rights::Right;

const TABLE: &str = include_str!("../../../docs/law/ies.md");

/// First cells of the rows.
fn firsts() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next())
}

/// Numbers after `EUDPR Art. ` in `text`, also those in a list of articles after it.
fn articles(text: &str) -> BTreeSet<String> {
    let parts = text.split("EUDPR Art. ").skip(1);
    let lists = parts.filter_map(|part| part.split([';', '"', ':']).next());
    let items = lists.flat_map(|list| list.split([',', ' ']));
    let numbers = items.map(|item| item.chars().take_while(char::is_ascii_digit).collect());
    numbers.filter(|number: &String| !number.is_empty()).collect()
}

#[test]
fn every_requirement_and_every_rule_of_access_has_one_row() {
    let expected = (1..=58).map(|number| format!("R{number:02}"));
    for rule in expected.chain((1..=25).map(|number| format!("A{number}"))) {
        let is_it = |first: &&str| first.split(',').next() == Some(rule.as_str());
        assert_eq!(firsts().filter(is_it).count(), 1, "{rule}");
    }
}

#[test]
fn every_article_that_a_table_cites_has_a_row() {
    let listed: BTreeSet<_> = firsts().flat_map(articles).collect();
    let policy = access::matrix();
    let bases = REGISTER.categories.iter().flat_map(|one| [one.basis, one.retention.basis]);
    let rights = Right::ALL.iter().map(|right| right.article());
    for text in bases.chain(rights).chain(policy.lines()) {
        let missing: Vec<_> = articles(text).difference(&listed).cloned().collect();
        assert!(missing.is_empty(), "{missing:?} in {text}");
    }
}

#[test]
fn articles_are_read_off_lists_too() {
    let read = |text| articles(text).into_iter().collect::<Vec<_>>();
    assert_eq!(read("EUDPR Art. 5(1)(b), 14(3), 26"), ["14", "26", "5"]);
    assert_eq!(read("EUDPR Art. 50(1)(a) and 50(1)(d); statement 7"), ["50"]);
    assert_eq!(read("statement 5; R18"), [""; 0]);
}
