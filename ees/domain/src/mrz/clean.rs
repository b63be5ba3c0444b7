//! From what was typed or pasted to lines of characters.
//!
//! Keyboard wedges frame the zone with control characters and may leave out the line breaks;
//! word processors turn fillers into quotation marks; web pages escape them. What cannot be
//! brought to a character of a zone stays in its place, so that the place can be shown.

use super::damage::{Class, Damage, DamageKind, Field, MrzError};
use super::layout::{Format, Span};
use super::{DAMAGES_MAX, INPUT_BYTES_MAX};

/// One place of the zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    /// The character; `?` when it is none of a zone.
    pub(super) character: u8,
    pub(super) class: Class,
}

/// A zone of a known format, every line of its right length.
#[derive(Debug)]
pub(super) struct Zone {
    pub(super) format: Format,
    lines: Vec<Vec<Cell>>,
}

impl Zone {
    /// The characters of a span.
    pub(super) fn cells(&self, span: Span) -> &[Cell] {
        self.lines
            .get(span.line.saturating_sub(1))
            .and_then(|line| line.get(span.from.saturating_sub(1)..span.to))
            .unwrap_or_default()
    }

    /// The same as bytes.
    pub(super) fn bytes(&self, span: Span) -> Vec<u8> {
        self.cells(span).iter().map(|cell| cell.character).collect()
    }
}

/// Cleans the input and finds its format.
pub(super) fn zone_of(input: &str) -> Result<Zone, MrzError> {
    if INPUT_BYTES_MAX < input.len() {
        return Err(MrzError::TooLong { bytes: input.len() });
    }
    let input = without_entities(input);
    let lines = lines_of(&input, 1);
    match formed(lines) {
        // A word processor may have made one quotation mark of two fillers.
        Err(_) if input.contains(['«', '»']) => {
            formed(lines_of(&input, 2)).or_else(|_| formed(lines_of(&input, 1)))
        }
        result => result,
    }
}

/// Undoes the escapes of a web page for the filler.
fn without_entities(input: &str) -> String {
    let mut text = input.to_owned();
    for entity in ["&amp;lt;", "&lt;", "&LT;", "&#60;", "&#x3C;", "&#x3c;"] {
        if text.contains(entity) {
            text = text.replace(entity, "<");
        }
    }
    text
}

/// The lines that hold anything; a double quotation mark stands for `fillers` fillers.
fn lines_of(input: &str, fillers: usize) -> Vec<Vec<Cell>> {
    input
        .split(is_line_break)
        .map(|line| line.chars().flat_map(|c| cells_of(c, fillers)).collect::<Vec<_>>())
        .filter(|line| !line.is_empty())
        .collect()
}

/// `None` for what is passed over.
fn cells_of(character: char, fillers: usize) -> Vec<Cell> {
    let count = if matches!(character, '«' | '»') { fillers } else { 1 };
    cell_of(character).map(|cell| vec![cell; count]).unwrap_or_default()
}

fn is_line_break(character: char) -> bool {
    matches!(character, '\r' | '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Blanks, framing of keyboard wedges (STX, ETX, EOT, ESC and the information separators) and
/// marks that are not seen.
fn is_passed_over(character: char) -> bool {
    character.is_whitespace()
        || matches!(character,
            '\u{2}'..='\u{4}' | '\u{1B}'..='\u{1F}'
            | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

fn cell_of(character: char) -> Option<Cell> {
    if is_passed_over(character) {
        return None;
    }
    let plain = match character {
        '«' | '»' | '‹' | '›' | '＜' | '〈' | '˂' | '≺' | '⟨' => '<',
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
            u32::from(character).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or('?')
        }
        other => other,
    }
    .to_ascii_uppercase();
    let class = class_of(plain);
    let known = matches!(class, Class::Letter | Class::Digit | Class::Filler);
    let byte = u8::try_from(plain).unwrap_or(b'?');
    Some(Cell { character: if known { byte } else { b'?' }, class })
}

fn class_of(character: char) -> Class {
    match character {
        'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '<' => Class::Filler,
        other if other.is_alphabetic() => Class::ForeignLetter,
        other if other.is_control() || other == char::REPLACEMENT_CHARACTER => Class::Control,
        _ => Class::Symbol,
    }
}

/// Lines of a format, from lines as they came.
fn formed(lines: Vec<Vec<Cell>>) -> Result<Zone, MrzError> {
    if lines.is_empty() {
        return Err(MrzError::Empty);
    }
    let sizes: Vec<usize> = lines.iter().map(Vec::len).collect();
    let characters: usize = sizes.iter().fold(0, |sum, size| size.saturating_add(sum));
    let visa = lines.first().and_then(|line| line.first()).is_some_and(|c| c.character == b'V');
    if let Some(format) = exact(&sizes, visa) {
        return Ok(Zone { format, lines });
    }
    // The breaks were lost or stand elsewhere: the number of characters decides.
    if let Some(format) = by_total(characters, visa) {
        let width = format.size().1;
        let lines = lines.concat().chunks(width).map(<[Cell]>::to_vec).collect();
        return Ok(Zone { format, lines });
    }
    Err(nearest(&sizes, visa)
        .map_or(MrzError::NoFormat { lines: sizes.len(), characters }, |format| {
            MrzError::Damaged(wrong_lengths(&sizes, format))
        }))
}

fn exact(sizes: &[usize], visa: bool) -> Option<Format> {
    Format::ALL.into_iter().filter(|format| format.is_visa() == visa).find(|format| {
        let (lines, width) = format.size();
        sizes.len() == lines && sizes.iter().all(|size| *size == width)
    })
}

fn by_total(characters: usize, visa: bool) -> Option<Format> {
    Format::ALL.into_iter().filter(|format| format.is_visa() == visa).find(|format| {
        let (lines, width) = format.size();
        characters == lines.saturating_mul(width)
    })
}

/// The format of which most lines are right, and then the nearest, when each line is off by a
/// third at most.
fn nearest(sizes: &[usize], visa: bool) -> Option<Format> {
    let off = |format: &Format| -> (usize, usize) {
        let width = format.size().1;
        let wrong = sizes.iter().filter(|size| **size != width).count();
        (wrong, sizes.iter().fold(0, |sum, size| sum.saturating_add(size.abs_diff(width))))
    };
    Format::ALL
        .into_iter()
        .filter(|format| format.is_visa() == visa && format.size().0 == sizes.len())
        .filter(|format| {
            let width = format.size().1;
            sizes.iter().all(|size| size.abs_diff(width).saturating_mul(3) <= width)
        })
        .min_by_key(off)
}

fn wrong_lengths(sizes: &[usize], format: Format) -> Vec<Damage> {
    let expected = format.size().1;
    (1..)
        .zip(sizes)
        .filter(|(_, found)| **found != expected)
        .take(DAMAGES_MAX)
        .map(|(line, found)| Damage {
            field: Field::Line,
            line,
            // The first place that is too much, or the last that is there.
            column: if expected < *found { expected.saturating_add(1) } else { *found },
            length: found.saturating_sub(expected).max(1),
            kind: DamageKind::Length { expected, found: *found },
            suggestions: Vec::new(),
        })
        .collect()
}
