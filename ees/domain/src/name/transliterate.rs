//! Names of any covered script in the letters of a machine readable zone.
//!
//! Source: ICAO Doc 9303-3 section 6, tables A (Latin), B (Cyrillic) and C (Arabic); for Greek
//! ISO 843 with the digraphs of Greek passports; for Georgian and Armenian the common national
//! romanisations. Letters of other scripts are left out, and the result says so.

use fnd_core::CountryCode;

use super::cyrillic::Variant;
use super::{arabic, caucasus, cyrillic, greek, latin};

/// What the letters are wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A machine readable zone: Arabic letters as Doc 9303 encodes them.
    Zone,
    /// Comparison: Arabic letters as passports usually romanise them.
    Comparison,
}

/// A name in the letters `A` to `Z`, its parts separated by one `<`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transliteration {
    /// The letters and separators.
    pub text: String,
    /// Whether every letter of the name had a transliteration.
    pub complete: bool,
}

/// Transliterates `name`; `state` tells apart the languages that share the Cyrillic script.
///
/// Hyphens and blanks separate, apostrophes and full stops vanish. Doc 9303-3 section 4.6.
pub fn transliterate(name: &str, state: Option<CountryCode>, purpose: Purpose) -> Transliteration {
    let letters: Vec<char> = name.chars().flat_map(char::to_uppercase).collect();
    let mut writer =
        Writer { text: String::new(), complete: true, variant: Variant::of(state, &letters) };
    let mut rest = letters.as_slice();
    while let [letter, tail @ ..] = rest {
        let taken = writer.write(*letter, tail, purpose);
        rest = tail.get(taken.saturating_sub(1)..).unwrap_or_default();
    }
    let text = writer.text.trim_matches('<').to_owned();
    Transliteration { text, complete: writer.complete }
}

/// The result so far.
struct Writer {
    text: String,
    complete: bool,
    variant: Variant,
}

impl Writer {
    /// Writes `letter`, which `tail` follows; answers how many letters were taken, at least 1.
    fn write(&mut self, letter: char, tail: &[char], purpose: Purpose) -> usize {
        if letter.is_ascii_uppercase() {
            self.text.push(letter);
        } else if is_separator(letter) {
            self.separate();
        } else if let Some((latin, taken)) = greek::digraph(letter, tail, self.is_initial()) {
            self.text.push_str(latin);
            return taken;
        } else if let Some(latin) = self.single(letter, purpose) {
            self.text.push_str(latin);
        } else if letter.is_alphabetic() {
            self.complete = false;
        } else {
            self.combine(letter);
        }
        1
    }

    /// One letter of a table.
    fn single(&self, letter: char, purpose: Purpose) -> Option<&'static str> {
        latin::letter(letter)
            .or_else(|| cyrillic::letter(letter, self.variant, self.is_initial()))
            .or_else(|| greek::letter(letter))
            .or_else(|| arabic::letter(letter, purpose))
            .or_else(|| caucasus::letter(letter))
    }

    /// A mark written after its letter: the umlaut and the ring count, the others do not.
    fn combine(&mut self, mark: char) {
        let last = self.text.chars().next_back();
        match (mark, last) {
            ('\u{308}', Some('A' | 'O' | 'U')) => self.text.push('E'),
            ('\u{30A}', Some('A')) => self.text.push('A'),
            _ => {}
        }
    }

    fn separate(&mut self) {
        if !self.is_initial() {
            self.text.push('<');
        }
    }

    fn is_initial(&self) -> bool {
        self.text.is_empty() || self.text.ends_with('<')
    }
}

/// Whether a character separates the parts of a name.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '-' | ',' | '/' | '<' | '_' | '\u{2010}'..='\u{2015}' | '\u{58A}')
}
