//! Strangers who share a key are told apart, and keys stay selective.

use std::collections::{BTreeMap, BTreeSet};

use super::super::*;
use super::synthetic::{Sequence, name, with_names};
use crate::identity::Identity;

/// Strangers with names from one pool, born within one year so that many share keys.
fn strangers(count: usize) -> Vec<Identity> {
    let mut sequence = Sequence::new(7);
    let pool: Vec<String> = (0..600).map(|_| name(&mut sequence)).collect();
    let pool: Vec<&str> = pool.iter().map(String::as_str).collect();
    (0..count)
        .map(|_| {
            let (surname, given) = (sequence.pick(&pool), sequence.pick(&pool));
            with_names(&mut sequence, surname, given, 1)
        })
        .collect()
}

/// Pairs of strangers of whom the one is a candidate for the other.
fn candidate_pairs(people: &[Identity]) -> BTreeSet<(usize, usize)> {
    let mut index: BTreeMap<SearchKey, Vec<usize>> = BTreeMap::new();
    for (at, person) in people.iter().enumerate() {
        for key in stored_keys(person) {
            index.entry(key).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for (at, person) in people.iter().enumerate() {
        for key in query_keys(person) {
            for other in index.get(&key).into_iter().flatten().filter(|other| **other != at) {
                pairs.insert((at, *other));
            }
        }
    }
    pairs
}

#[test]
fn strangers_who_share_a_key_are_told_apart() {
    let people = strangers(8000);
    let pairs = candidate_pairs(&people);
    assert!(5000 < pairs.len(), "{} pairs are too few to judge", pairs.len());
    let confused =
        pairs.iter().filter(|(a, b)| likeness(&people[*a], &people[*b]).is_some()).count();
    let allowed = pairs.len().div_euclid(100);
    println!("{confused} of {}", pairs.len());
    assert!(confused <= allowed, "{confused} of {}", pairs.len());
}

/// The people of this test are 6000 born in one year; a register of 100 million has 1.25 million.
#[test]
fn a_search_has_few_candidates() {
    let people = strangers(6000);
    let candidates = candidate_pairs(&people).len();
    assert!(candidates.div_euclid(people.len()) < 10, "{candidates} candidates");
}
