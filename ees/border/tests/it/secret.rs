//! Nothing personal lies in the clear, and what is forgotten is gone.

use std::collections::HashSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use ees_border::buffer::{Answer, Message, Resolution, Traveller};
use fnd_core::random::Random;
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

use crate::kit::{Place, body, id, message};

/// A word that would be found wherever it lies in the clear.
const CANARY: &str = "ZQX-POPESCU-CANARY-0734";

fn is_in_a_file_of(folder: &Path, needle: &[u8]) -> bool {
    let mut files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.any(|file| fs::read(file).unwrap().windows(needle.len()).any(|part| part == needle))
}

#[test]
fn nothing_that_was_said_of_a_traveller_lies_in_a_file_or_in_debug_output() {
    let mut place = Place::new();
    let said = |what: &str| body(&format!("{CANARY} {what}"));
    let group: Vec<_> =
        (1..=4).map(|count| Message { body: said("body"), ..message(count, 1, 0) }).collect();
    let mut shown = format!("{group:?}");
    place.buffer.put_all(&group).unwrap();
    let refuse = || Answer::Refused { code: CANARY.into(), sentence: said("sentence") };
    write!(shown, "{:?}", place.buffer.next_batch(1).unwrap()).unwrap();
    place.buffer.answer(id(1), Answer::Taken(said("reply"))).unwrap();
    for _ in 0..2 {
        place.buffer.next_batch(1).unwrap();
        write!(shown, "{:?}", said("sentence")).unwrap();
        place.buffer.answer(id(2), refuse()).unwrap();
        write!(shown, "{:?}", place.buffer.conflicts().unwrap()).unwrap();
        place.buffer.resolve(id(2), Resolution::Resend(said("mended"))).unwrap();
    }
    place.buffer.next_batch(1).unwrap();
    place.buffer.answer(id(2), refuse()).unwrap();
    place.buffer.resolve(id(2), Resolution::Withdraw(said("reason"))).unwrap();
    place.buffer.next_batch(1).unwrap();
    place.buffer.answer(id(3), refuse()).unwrap();
    let held = place.buffer.of_traveller(Traveller::new([1; 16]), Timestamp::MIN).unwrap();
    assert!(held.iter().all(|one| one.body.is_some()));
    write!(shown, "{held:?} {:?}", place.buffer).unwrap();
    assert!(!shown.contains(CANARY), "{shown}");
    assert!(!is_in_a_file_of(place.folder.path(), CANARY.as_bytes()), "while it is open");
    let place = place.reopened_after(|_| {}).unwrap();
    assert!(!is_in_a_file_of(place.folder.path(), CANARY.as_bytes()), "after it was closed");
}

/// The sealed body and the wrapped key of every message, as they lie in the file.
fn sealed(file: &Path) -> Vec<(u128, Vec<u8>, Vec<u8>)> {
    let raw = Connection::open(file).unwrap();
    let mut list = raw.prepare("SELECT id, body, wrapped_key FROM message ORDER BY id").unwrap();
    let rows =
        list.query_map([], |row| Ok((u128::from_be_bytes(row.get(0)?), row.get(1)?, row.get(2)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

#[test]
fn of_what_is_forgotten_no_byte_stays_in_the_files() {
    let mut place = Place::new();
    let mut random = Random::of(20, 1);
    let group: Vec<_> = (0..120)
        .map(|count| {
            let length = usize::try_from(random.below(9_000)).unwrap();
            let text = "v".repeat(length);
            Message { body: body(&text), ..message(count, u8::try_from(count % 250).unwrap(), 0) }
        })
        .collect();
    for part in group.chunks(7) {
        place.buffer.put_all(part).unwrap();
    }
    let mut before = Vec::new();
    let mut place = place.reopened_after(|file| before = sealed(file)).unwrap();
    let gone: Vec<u128> = place.batch(1_000).into_iter().filter(|number| number % 3 != 0).collect();
    for number in &gone {
        place.taken(*number);
    }
    assert_eq!(gone.len(), 80);
    assert_eq!(place.buffer.forget_settled(SignedDuration::from_secs(-1)).unwrap(), gone.len());
    let mut pieces = HashSet::new();
    for entry in fs::read_dir(place.folder.path()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        pieces.extend(bytes.windows(16).map(|piece| <[u8; 16]>::try_from(piece).unwrap()));
    }
    for (number, body, key) in &before {
        let is_there = !gone.contains(number);
        // The last bytes of a body lie in one piece, also when it spans pages.
        let found = [&key[24..40], &body[body.len() - 16..]].map(|piece| pieces.contains(piece));
        assert_eq!(found, [is_there; 2], "message {number}");
    }
}
