//! Names across scripts and spellings: transliteration, folding and comparison.
//!
//! [`transliterate`] writes a name of another script in the letters `A` to `Z` of a machine
//! readable zone. [`fold`](mod@fold) brings spellings of one name together, and [`compare`] says
//! how alike two names are. None of this decides that two people are one.

pub mod compare;
pub mod fold;
pub mod full;
pub mod transliterate;

mod arabic;
mod caucasus;
mod consonants;
mod cyrillic;
mod distance;
mod greek;
mod latin;
mod letters;
#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "tests")]
mod tests;
