//! Names of any covered script in the letters of a machine readable zone.
//!
//! Source: ICAO Doc 9303-3 section 6, tables A (Latin), B (Cyrillic) and C (Arabic); for Greek
//! ISO 843 with the digraphs of Greek passports; for Georgian and Armenian the common national
//! romanisations. Letters of other scripts are left out, and the result says so.

use fnd_core::CountryCode;

use super::cyrillic::Variant;
use super::letters::Letters;
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

/// Most letters that a name becomes; of a longer one the rest is left out.
const TEXT_MAX: usize = 256;

/// Letters and separators of a name.
pub(crate) type Text = Letters<TEXT_MAX>;

/// A transliteration before it becomes a text of its own.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) text: Text,
    pub(super) complete: bool,
    /// Whether a letter of the Arabic script was among them.
    pub(super) is_arabic: bool,
}

/// Transliterates `name`; `state` tells apart the languages that share the Cyrillic script.
///
/// Hyphens and blanks separate, apostrophes and full stops vanish. Doc 9303-3 section 4.6.
pub fn transliterate(name: &str, state: Option<CountryCode>, purpose: Purpose) -> Transliteration {
    let Written { text, complete, .. } = written(name, state, purpose);
    Transliteration { text: text.as_str().to_owned(), complete }
}

/// The same in place.
pub(super) fn written(name: &str, state: Option<CountryCode>, purpose: Purpose) -> Written {
    let mut writer = Writer {
        name,
        state,
        purpose,
        variant: None,
        written: Written { text: Text::NONE, complete: true, is_arabic: false },
    };
    let mut rest = name.chars();
    while let Some(character) = rest.next() {
        if character.is_ascii() {
            writer.write(character.to_ascii_uppercase(), "");
            continue;
        }
        for letter in character.to_uppercase() {
            if writer.write(letter, rest.as_str()) == Taken::Two {
                rest.next();
            }
        }
    }
    let mut written = writer.written;
    let letters = written.text.as_bytes();
    let length = letters.strip_suffix(b"<").map_or(letters.len(), <[u8]>::len);
    written.text.shorten(length);
    written
}

/// The characters of a name, all of them capitals.
pub(super) fn capitals(name: &str) -> impl Iterator<Item = char> {
    name.chars().flat_map(char::to_uppercase)
}

/// How many letters have been written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    One,
    Two,
}

/// The result so far.
struct Writer<'a> {
    name: &'a str,
    state: Option<CountryCode>,
    purpose: Purpose,
    /// Looked for when the first Cyrillic letter comes.
    variant: Option<Variant>,
    written: Written,
}

impl Writer<'_> {
    /// Writes a capital letter, which `rest` follows.
    fn write(&mut self, letter: char, rest: &str) -> Taken {
        if let Some(byte) = u8::try_from(letter).ok().filter(u8::is_ascii_uppercase) {
            let fits = self.written.text.push(byte);
            self.written.complete &= fits;
        } else if is_separator(letter) {
            self.separate();
        } else if let Some(latin) = greek::digraph(letter, rest, self.is_initial()) {
            self.push(latin);
            return Taken::Two;
        } else if let Some(latin) = self.single(letter, rest) {
            self.push(latin);
        } else if letter.is_alphabetic() {
            self.written.complete = false;
        } else {
            self.combine(letter);
        }
        Taken::One
    }

    /// One letter of a table.
    fn single(&mut self, letter: char, rest: &str) -> Option<&'static str> {
        match letter {
            '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => latin::letter(letter),
            '\u{370}'..='\u{3FF}' => greek::letter(letter),
            '\u{400}'..='\u{52F}' => {
                let variant = self.variant();
                cyrillic::letter(letter, variant, self.is_initial())
            }
            'ة' if self.purpose == Purpose::Zone && is_last(rest) => {
                Some(arabic::LAST_TEH_MARBUTA)
            }
            _ if arabic::is_arabic(letter) => {
                self.written.is_arabic = true;
                arabic::letter(letter, self.purpose)
            }
            _ => caucasus::letter(letter),
        }
    }

    fn variant(&mut self) -> Variant {
        let (name, state) = (self.name, self.state);
        *self.variant.get_or_insert_with(|| Variant::of(state, capitals(name)))
    }

    /// A mark written after its letter: the umlaut and the ring count, the others do not.
    fn combine(&mut self, mark: char) {
        match (mark, self.written.text.as_bytes().last()) {
            ('\u{308}', Some(b'A' | b'O' | b'U')) => self.push("E"),
            ('\u{30A}', Some(b'A')) => self.push("A"),
            _ => {}
        }
    }

    fn separate(&mut self) {
        if !self.is_initial() {
            self.push("<");
        }
    }

    /// A name too long for the room is left incomplete.
    fn push(&mut self, latin: &str) {
        let fits = self.written.text.push_str(latin);
        self.written.complete &= fits;
    }

    fn is_initial(&self) -> bool {
        matches!(self.written.text.as_bytes(), [] | [.., b'<'])
    }
}

/// Whether nothing or a separator comes next.
fn is_last(rest: &str) -> bool {
    rest.chars().next().is_none_or(is_separator)
}

/// Whether a character separates the parts of a name.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '-' | ',' | '/' | '<' | '_' | '\u{2010}'..='\u{2015}' | '\u{58A}')
}
