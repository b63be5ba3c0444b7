//! Writes zones, for synthetic travellers and for tests.

use fnd_core::CountryCode;
use jiff::civil::Date;

use super::check_digit::check_digit;
use super::layout::{Format, Layout, Span};
use super::names;
use crate::identity::{DocumentNumber, Identity, Sex};
use crate::name::transliterate::{Purpose, transliterate};

/// What is to be written.
#[derive(Debug, Clone, Copy)]
pub struct Writing<'a> {
    /// The format.
    pub format: Format,
    /// One or two letters.
    pub document_code: &'a str,
    /// The issuing State or organisation.
    pub issuer: CountryCode,
    /// Names in any covered script; of several nationalities the first is written.
    pub identity: &'a Identity,
    /// The number of the document.
    pub number: &'a DocumentNumber,
    /// Last day of validity, if the document has one.
    pub expires: Option<Date>,
    /// Optional data: letters `A` to `Z`, digits and fillers.
    pub optional: &'a str,
    /// Second part of the optional data, for cards (TD1) alone.
    pub optional_second: &'a str,
}

/// Why a zone was not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// Not one or two letters.
    #[error("a document code is one or two letters, `A` to `Z`")]
    DocumentCode,
    /// No letter of the surname has a transliteration.
    #[error("the surname has no letter that a zone could hold")]
    Surname,
    /// The number does not fit this format.
    #[error("the document number is too long for the format")]
    NumberTooLong,
    /// The optional data do not fit, or hold other characters.
    #[error("the optional data are too long or hold other characters than a zone")]
    Optional,
}

/// Composes a zone, its lines separated by `\n`, without a break at the end.
pub fn write(writing: &Writing<'_>) -> Result<String, WriteError> {
    let layout = writing.format.layout();
    let (lines, width) = writing.format.size();
    let mut page = Page { lines: vec![vec![b'<'; width]; lines] };
    page.put(layout.document_code, document_code(writing.document_code)?);
    page.put(layout.issuer, &country(writing.issuer));
    page.put(layout.name, &name_field(writing, layout)?);
    page.put_number(writing, layout)?;
    page.put(layout.birth, &writing.identity.birth.to_mrz());
    page.put_check(layout.birth_check, &[layout.birth]);
    page.put(layout.sex, sex(writing.identity.sex));
    let expires = writing.expires.map_or("<<<<<<".to_owned(), digits_of);
    page.put(layout.expiry, &expires);
    page.put_check(layout.expiry_check, &[layout.expiry]);
    let nationality = writing.identity.nationalities.as_slice().first();
    page.put(layout.nationality, &nationality.map(|code| country(*code)).unwrap_or_default());
    if let Some(span) = layout.optional_second {
        page.put(span, optional(writing.optional_second, span.width())?);
    }
    if let Some((check, spans)) = layout.composite {
        page.put_check(check, spans);
    }
    Ok(page.text())
}

/// The lines as they fill.
struct Page {
    lines: Vec<Vec<u8>>,
}

impl Page {
    /// Writes `text` from the beginning of the span; what is left keeps its fillers.
    fn put(&mut self, span: Span, text: &str) {
        let line = self.lines.get_mut(span.line.saturating_sub(1));
        let cells = line.and_then(|line| line.get_mut(span.from.saturating_sub(1)..span.to));
        for (cell, byte) in cells.unwrap_or_default().iter_mut().zip(text.bytes()) {
            *cell = byte;
        }
    }

    fn put_check(&mut self, check: Span, spans: &[Span]) {
        let characters = spans.iter().flat_map(|span| self.bytes(*span).to_vec());
        let digit = check_digit(characters).unwrap_or_default();
        self.put(check, &digit.to_string());
    }

    fn bytes(&self, span: Span) -> &[u8] {
        let line = self.lines.get(span.line.saturating_sub(1));
        line.and_then(|line| line.get(span.from.saturating_sub(1)..span.to)).unwrap_or_default()
    }

    /// The number with its check digit, and the optional data after it.
    ///
    /// A number of more than nine characters of a card leaves a filler for the check digit and
    /// runs over into the optional data, its check digit behind it. Doc 9303-5 section 4.2.4.
    fn put_number(&mut self, writing: &Writing<'_>, layout: &Layout) -> Result<(), WriteError> {
        let number = writing.number.as_str();
        let room = layout.optional.width();
        match number.split_at_checked(layout.number.width()) {
            Some((head, rest)) if !rest.is_empty() => {
                if !layout.number_may_overflow || room <= rest.len() {
                    return Err(WriteError::NumberTooLong);
                }
                let digit = check_digit(number.bytes()).unwrap_or_default();
                self.put(layout.number, head);
                let overflow = format!("{rest}{digit}");
                let left = room.saturating_sub(overflow.len()).saturating_sub(1);
                let optional = optional(writing.optional, left)?;
                self.put(layout.optional, &format!("{overflow}<{optional}"));
            }
            _ => {
                self.put(layout.number, number);
                self.put_check(layout.number_check, &[layout.number]);
                self.put(layout.optional, optional(writing.optional, room)?);
            }
        }
        if let Some(check) = layout.optional_check {
            self.put_check(check, &[layout.optional]);
        }
        Ok(())
    }

    fn text(&self) -> String {
        let lines: Vec<_> = self.lines.iter().map(|line| String::from_utf8_lossy(line)).collect();
        lines.join("\n")
    }
}

fn document_code(code: &str) -> Result<&str, WriteError> {
    let fits = (1..=2).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_uppercase());
    if fits { Ok(code) } else { Err(WriteError::DocumentCode) }
}

/// Germany writes one letter.
fn country(code: CountryCode) -> String {
    if code == CountryCode::of(b"DEU") { "D<<".to_owned() } else { code.to_string() }
}

const fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Female => "F",
        Sex::Male => "M",
        Sex::Unspecified => "<",
    }
}

fn digits_of(day: Date) -> String {
    format!("{:02}{:02}{:02}", day.year().rem_euclid(100), day.month(), day.day())
}

fn name_field(writing: &Writing<'_>, layout: &Layout) -> Result<String, WriteError> {
    let zone = |name: &str| transliterate(name, Some(writing.issuer), Purpose::Zone).text;
    let identity = writing.identity;
    let surname = zone(identity.surname.as_str());
    if surname.is_empty() {
        return Err(WriteError::Surname);
    }
    let given = identity.given_names.as_ref().map(|name| zone(name.as_str()));
    Ok(names::field(&surname, &given.unwrap_or_default(), layout.name.width()))
}

/// Optional data that fit into `room`.
fn optional(text: &str, room: usize) -> Result<&str, WriteError> {
    let known = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'<';
    if text.len() <= room && text.bytes().all(known) { Ok(text) } else { Err(WriteError::Optional) }
}
