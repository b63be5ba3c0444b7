//! Characters that are often confused, and which confusion a check digit would explain.

use super::check_digit::check_digit;
use super::damage::{Expected, Suggestion};

/// Most suggestions for one damage.
pub(super) const SUGGESTIONS_MAX: usize = 4;

/// Pairs that readers of pictures and hasty eyes confuse.
const CONFUSED: &[(u8, u8)] = &[
    (b'O', b'0'),
    (b'I', b'1'),
    (b'B', b'8'),
    (b'S', b'5'),
    (b'Z', b'2'),
    (b'G', b'6'),
    (b'D', b'0'),
    (b'Q', b'0'),
    (b'L', b'1'),
];

/// A character with its place and what else may stand there; `None` when it is certain.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) character: u8,
    pub(super) expected: Option<Expected>,
}

/// What `character` may have been.
fn look_alikes(character: u8) -> impl Iterator<Item = u8> {
    CONFUSED.iter().filter_map(move |(a, b)| match character {
        c if c == *a => Some(*b),
        c if c == *b => Some(*a),
        _ => None,
    })
}

/// Look-alikes of a character that would fit where it does not.
pub(super) fn for_character(place: Place) -> Vec<Suggestion> {
    look_alikes(place.character)
        .filter(|other| place.expected.is_some_and(|expected| expected.admits(*other)))
        .take(SUGGESTIONS_MAX)
        .map(|other| suggestion(place, other))
        .collect()
}

/// Single confusions that would make the places give the printed check digit.
pub(super) fn for_check_digit(places: &[Place], printed: u8) -> Vec<Suggestion> {
    let mut found = Vec::new();
    for (at, place) in places.iter().enumerate() {
        let Some(expected) = place.expected else { continue };
        for other in look_alikes(place.character).filter(|other| expected.admits(*other)) {
            let changed = places
                .iter()
                .enumerate()
                .map(|(here, p)| if here == at { other } else { p.character });
            if check_digit(changed) == Some(printed) && found.len() < SUGGESTIONS_MAX {
                found.push(suggestion(*place, other));
            }
        }
    }
    found
}

fn suggestion(place: Place, character: u8) -> Suggestion {
    Suggestion { line: place.line, column: place.column, character: char::from(character) }
}
