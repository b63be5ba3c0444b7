//! Strangers who share a key are told apart, and keys stay selective.

use std::collections::{BTreeMap, BTreeSet};

use super::super::*;
use super::synthetic::{Sequence, name, with_names};
use crate::identity::Identity;

/// Strangers with names from one pool, born within one year so that many share keys.
fn strangers(count: usize) -> Vec<Identity> {
    let mut sequence = Sequence::new(7);
    let pool: Vec<String> = (0..1200).map(|_| name(&mut sequence)).collect();
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

/// The pool of names is wide, as that of all travellers is; the narrower it is, the more
/// strangers share a name, a day of birth and a nationality, and are rightly shown.
#[test]
fn strangers_who_share_a_key_are_few_and_told_apart() {
    let people = strangers(6000);
    let pairs = candidate_pairs(&people);
    assert!(3000 < pairs.len(), "{} pairs are too few to judge", pairs.len());
    assert!(pairs.len() < people.len().saturating_mul(10), "{} candidates", pairs.len());
    let confused =
        pairs.iter().filter(|(a, b)| likeness(&people[*a], &people[*b]).is_some()).count();
    let allowed = pairs.len().div_euclid(100);
    assert!(confused <= allowed, "{confused} of {}", pairs.len());
}
