//! Text that people type: what is put in order and what is refused.
//!
//! One function stands before everything that is written by hand, so that no line break reaches
//! the head of a mail, no mark turns the direction of a list of members, and no name is made of
//! characters that nobody sees. What a field means is for its own type.

use std::iter;

/// What a field holds at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Characters, not bytes.
    pub chars_max: usize,
    /// Lines; 1 for a field in which a line break has no business.
    pub lines_max: usize,
}

/// A note for colleagues, or why something is asked for.
pub const NOTE: Extent = Extent { chars_max: 1_000, lines_max: 40 };
/// A letter as it came, and what is known of an incident.
pub const LETTER: Extent = Extent { chars_max: 20_000, lines_max: 1_000 };
/// The name of somebody who wrote, or a title.
pub const TITLE: Extent = Extent { chars_max: 200, lines_max: 1 };
/// An address, postal or electronic.
pub const ADDRESS: Extent = Extent { chars_max: 500, lines_max: 8 };

/// Where something is written, as in the Official Journal.
pub const SOURCE: Extent = Extent { chars_max: 300, lines_max: 1 };

/// Accents on one letter; the languages of the world do with three.
const MARKS_MAX: usize = 3;

/// Why text was not taken. The code is stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but blanks.
    #[error("write something here")]
    Missing,
    /// Too many characters.
    #[error("shorten it to {most} characters; it has {found}")]
    TooLong {
        /// Characters that fit.
        most: usize,
        /// Characters that were given.
        found: usize,
    },
    /// A line break in a field of one line.
    #[error("write it on one line")]
    LineBreak,
    /// Too many lines.
    #[error("write it in at most {most} lines")]
    TooManyLines {
        /// Lines that fit.
        most: usize,
    },
    /// A control character.
    #[error("type it again by hand: it holds control characters, as copied text sometimes does")]
    ControlCharacter,
    /// A mark that changes the direction of writing.
    #[error("type it again by hand: it holds marks that change the direction of writing")]
    DirectionMark,
    /// A character that nobody sees.
    #[error("type it again by hand: it holds characters that cannot be seen")]
    InvisibleCharacter,
    /// A character that no text has.
    #[error("type it again by hand: some of its characters could not be read")]
    UnreadableCharacter,
    /// A heap of accents.
    #[error("leave out some accents; a letter carries at most {MARKS_MAX}")]
    TooManyMarks,
}

impl TextError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooLong { .. } => "too-long",
            Self::LineBreak => "line-break",
            Self::TooManyLines { .. } => "too-many-lines",
            Self::ControlCharacter => "control-character",
            Self::DirectionMark => "direction-mark",
            Self::InvisibleCharacter => "invisible-character",
            Self::UnreadableCharacter => "unreadable-character",
            Self::TooManyMarks => "too-many-marks",
        }
    }

    /// The bound that was passed, in characters or in lines; 0 where none was.
    pub const fn most(&self) -> usize {
        if let Self::TooLong { most, .. } | Self::TooManyLines { most } = self { *most } else { 0 }
    }
}

/// `text` put in order: blanks at the ends and empty lines gone, runs of blanks one space, line
/// breaks one character; or why it cannot be taken.
///
/// Letters stay as they are, in any script.
pub fn tidy(text: &str, extent: Extent) -> Result<String, TextError> {
    let text = text.trim().replace("\r\n", "\n").replace('\r', "\n");
    if text.is_empty() {
        return Err(TextError::Missing);
    }
    check_characters(&text, extent.lines_max)?;
    let lines: Vec<String> = text.split('\n').map(joined).filter(|line| !line.is_empty()).collect();
    if extent.lines_max < lines.len() {
        return Err(TextError::TooManyLines { most: extent.lines_max });
    }
    let tidied = lines.join("\n");
    let found = tidied.chars().count();
    if extent.chars_max < found {
        return Err(TextError::TooLong { most: extent.chars_max, found });
    }
    Ok(tidied)
}

/// `text` as it is kept, once a rule has taken it: put in order as [`tidy`] does; empty when it
/// cannot be.
pub fn kept(text: &str) -> String {
    tidy(text, Extent { chars_max: usize::MAX, lines_max: usize::MAX }).unwrap_or_default()
}

/// The words of a line with one space between them.
fn joined(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn check_characters(text: &str, lines_max: usize) -> Result<(), TextError> {
    let before = iter::once(None).chain(text.chars().map(Some));
    let after = text.chars().skip(1).map(Some).chain(iter::once(None));
    let mut marks = 0_usize;
    for ((before, letter), after) in before.zip(text.chars()).zip(after) {
        if letter == '\n' && lines_max == 1 {
            return Err(TextError::LineBreak);
        }
        if is_joiner(letter) && !(joins(before) && joins(after)) {
            return Err(TextError::InvisibleCharacter);
        }
        check_character(letter)?;
        marks = if is_mark(letter) { marks.saturating_add(1) } else { 0 };
        if MARKS_MAX < marks {
            return Err(TextError::TooManyMarks);
        }
    }
    Ok(())
}

fn check_character(letter: char) -> Result<(), TextError> {
    match letter {
        '\n' | '\t' => Ok(()),
        '\u{2028}' | '\u{2029}' => Err(TextError::ControlCharacter),
        letter if letter.is_control() => Err(TextError::ControlCharacter),
        '\u{061C}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => Err(TextError::DirectionMark),
        letter if is_invisible(letter) => Err(TextError::InvisibleCharacter),
        letter if is_unreadable(letter) => Err(TextError::UnreadableCharacter),
        _ => Ok(()),
    }
}

/// Whether nobody sees `letter`; direction marks and joiners are judged apart.
///
/// Source: Unicode, `Default_Ignorable_Code_Point`, without the selectors of variants of Han
/// letters, which names in Japan need; and two blanks that count as letters or symbols.
const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'
            | '\u{2060}'..='\u{2065}'
            | '\u{206A}'..='\u{206F}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E00FF}'
            | '\u{E01F0}'..='\u{E0FFF}'
    )
}

/// Whether `letter` stands for something that could not be read, or means nothing outside one
/// program.
fn is_unreadable(letter: char) -> bool {
    let is_private = matches!(letter, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}');
    let is_no_character =
        matches!(letter, '\u{FDD0}'..='\u{FDEF}') || matches!(u32::from(letter) & 0xFFFF, 0xFFFE..);
    letter == char::REPLACEMENT_CHARACTER || is_private || is_no_character
}

/// The joiner and the non-joiner, which Persian and the languages of India write within words.
const fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200C}' | '\u{200D}')
}

/// Whether a joiner beside this has something to act on: a letter that is not of the Latin,
/// Greek or Cyrillic script, or a sign upon one.
fn joins(beside: Option<char>) -> bool {
    beside.is_some_and(|letter| '\u{0530}' <= letter && !letter.is_whitespace())
}

/// Whether `letter` is an accent that stands on the letter before it.
pub(crate) const fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '\u{0300}'..='\u{036F}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{FE20}'..='\u{FE2F}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LINE: Extent = Extent { chars_max: 20, lines_max: 1 };
    const LINES: Extent = Extent { chars_max: 40, lines_max: 3 };

    #[test]
    fn blanks_are_put_in_order() {
        let cases = [
            ("blanks at the ends", "  Jane \n", LINE, "Jane"),
            ("runs of blanks", "Jane \t  van\u{A0} Doe", LINE, "Jane van Doe"),
            (
                "line ends of any system",
                "Rue 1\r\n1000 Brussels\rBelgium",
                LINES,
                "Rue 1\n1000 Brussels\nBelgium",
            ),
            ("empty lines", "Rue 1\n\n \nBrussels", LINES, "Rue 1\nBrussels"),
            ("letters of any script", "ნინო Ωμέγα Ĳ", LINE, "ნინო Ωμέγα Ĳ"),
            ("a non-joiner within a Persian word", "می\u{200C}خواهم", LINE, "می\u{200C}خواهم"),
        ];
        for (rule, text, extent, expected) in cases {
            assert_eq!(tidy(text, extent).as_deref(), Ok(expected), "{rule}");
        }
    }

    #[test]
    fn what_would_deceive_or_break_is_refused() {
        use TextError as E;
        let cases = [
            ("nothing", " \u{A0}\n", LINE, E::Missing),
            ("a header of a mail", "Jane\r\nBcc: all@example.org", LINE, E::LineBreak),
            ("a bare carriage return", "Jane\rDoe", LINE, E::LineBreak),
            ("the end of a string in C", "Jane\0Doe", LINE, E::ControlCharacter),
            ("a bell", "Ja\u{7}ne", LINE, E::ControlCharacter),
            ("the next line of a mainframe", "Jane\u{85}Doe", LINE, E::ControlCharacter),
            ("a line separator", "Jane\u{2028}Doe", LINES, E::ControlCharacter),
            ("a direction override", "Jane\u{202E}eoD", LINE, E::DirectionMark),
            ("an isolate", "\u{2067}Jane\u{2069}", LINE, E::DirectionMark),
            ("a blank without width", "Ja\u{200B}ne", LINE, E::InvisibleCharacter),
            ("a joiner between Latin letters", "Ja\u{200D}ne", LINE, E::InvisibleCharacter),
            ("a joiner at the end", "می\u{200C}", LINE, E::InvisibleCharacter),
            ("a soft hyphen", "Ja\u{AD}ne", LINE, E::InvisibleCharacter),
            ("a tag", "Jane\u{E0041}", LINE, E::InvisibleCharacter),
            ("a letter that got lost", "Jos\u{FFFD}", LINE, E::UnreadableCharacter),
            ("a private letter", "Jane\u{E001}", LINE, E::UnreadableCharacter),
            ("no character", "Jane\u{1FFFE}", LINE, E::UnreadableCharacter),
            ("a heap of accents", "Ja\u{300}\u{301}\u{302}\u{303}ne", LINE, E::TooManyMarks),
            ("too long", "123456789012345678901", LINE, E::TooLong { most: 20, found: 21 }),
            ("too many lines", "1\n2\n3\n4", LINES, E::TooManyLines { most: 3 }),
        ];
        for (rule, text, extent, expected) in cases {
            assert_eq!(tidy(text, extent), Err(expected), "{rule}");
        }
    }

    #[test]
    fn length_is_counted_in_characters_after_tidying() {
        let twenty = "ț".repeat(20);
        assert_eq!(tidy(&format!("  {twenty}  "), LINE), Ok(twenty));
    }

    proptest! {
        #[test]
        fn what_was_tidied_is_tidy(text in "\\PC{0,30}|[ \\t\\r\\na-z]{0,30}") {
            if let Ok(once) = tidy(&text, LINES) {
                prop_assert_eq!(tidy(&once, LINES), Ok(once));
            }
        }

        #[test]
        fn a_line_never_holds_a_control_character(text in any::<String>()) {
            if let Ok(line) = tidy(&text, Extent { chars_max: 10_000, lines_max: 1 }) {
                prop_assert!(!line.chars().any(char::is_control));
            }
        }
    }
}
