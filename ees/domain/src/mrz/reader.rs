//! Reads a zone field by field and gathers what is damaged.

use fnd_core::CountryCode;
use jiff::civil::Date;

use super::check_digit::check_digit;
use super::clean::{Cell, Zone, zone_of};
use super::damage::{Damage, DamageKind, Expected, Field, MrzError};
use super::hint::{self, Place};
use super::layout::{Layout, Span};
use super::{DAMAGES_MAX, Format, Mrz, Warning, dates, names};
use crate::code::Code;
use crate::identity::{DocumentNumber, Identity, Name, Nationalities, Sex};
use crate::partial_date::PartialDate;

/// Reads a zone as it was typed or pasted. `on` is the day of reading: nobody was born after
/// it, and it places the century of the date of expiry.
pub fn read(input: &str, on: Date) -> Result<Mrz, MrzError> {
    let zone = zone_of(input)?;
    let layout = zone.format.layout();
    let mut reader = Reader { zone: &zone, layout, on, damages: Vec::new(), warnings: Vec::new() };
    match reader.mrz() {
        Some(mrz) if reader.damages.is_empty() => Ok(mrz),
        _ => Err(MrzError::Damaged(reader.damages)),
    }
}

/// Reads a zone that came as bytes, which must be UTF-8.
pub fn read_bytes(input: &[u8], on: Date) -> Result<Mrz, MrzError> {
    match std::str::from_utf8(input) {
        Ok(text) => read(text, on),
        Err(error) => Err(MrzError::NotText { byte: error.valid_up_to().saturating_add(1) }),
    }
}

struct Reader<'a> {
    zone: &'a Zone,
    layout: &'static Layout,
    on: Date,
    damages: Vec<Damage>,
    warnings: Vec<Warning>,
}

/// A run of characters and the check digit printed for it.
struct Checked {
    places: Vec<Place>,
    digit_field: Field,
    digit: Place,
}

impl Reader<'_> {
    /// Every field is read even when an earlier one is damaged, so that all is reported.
    fn mrz(&mut self) -> Option<Mrz> {
        let document_code = self.document_code();
        let issuer = self.country(Field::Issuer);
        let number = self.number();
        let birth = self.birth();
        let sex = self.sex();
        let expires = self.expiry();
        let nationality = self.country(Field::Nationality);
        let names = self.names();
        let optional_second = self.optional_second();
        self.composite();
        let (number, optional) = number?;
        let (surname, given_names, name_may_be_truncated) = names?;
        let nationalities = Nationalities::new([nationality?]).ok()?;
        let identity = Identity { surname, given_names, birth: birth?, nationalities, sex: sex? };
        self.warn_of_specimen(issuer?, &identity);
        Some(Mrz {
            format: self.zone.format,
            document_code: document_code?,
            issuer: issuer?,
            identity,
            number,
            expires: expires?,
            optional,
            optional_second,
            name_may_be_truncated,
            warnings: std::mem::take(&mut self.warnings),
        })
    }

    fn document_code(&mut self) -> Option<String> {
        let text = self.text(Field::DocumentCode, Expected::LetterDigitOrFiller)?;
        let first = text.chars().next().unwrap_or('<');
        if !first.is_ascii_uppercase() {
            self.character(Field::DocumentCode, 0, Expected::Letter);
            return None;
        }
        let usual = match self.zone.format {
            Format::Td1 | Format::Td2 => "AIC",
            Format::Td3 => "P",
            Format::MrvA | Format::MrvB => "V",
        };
        self.warn_if(!usual.contains(first), Warning::UnusualDocumentCode);
        Some(text.trim_end_matches('<').to_owned())
    }

    fn country(&mut self, field: Field) -> Option<CountryCode> {
        let text = self.text(field, Expected::LetterOrFiller)?;
        if text.bytes().all(|byte| byte == b'<') {
            self.damage(field, DamageKind::Missing);
            return None;
        }
        let code = Code::read(&text).ok().map(Code::code);
        if code.is_none() {
            self.damage(field, DamageKind::UnknownCode);
        }
        code
    }

    /// The document number and the optional data, which a long number runs over into.
    fn number(&mut self) -> Option<(DocumentNumber, String)> {
        let number = self.text(Field::Number, Expected::LetterDigitOrFiller);
        let optional = self.text(Field::Optional, Expected::LetterDigitOrFiller);
        let (number, optional) = (number?, optional?);
        let overflow = optional.split('<').next().unwrap_or_default();
        let long = self.layout.number_may_overflow
            && self.zone.bytes(self.layout.number_check) == b"<"
            && 1 < overflow.len();
        let (rest, optional) = if long {
            self.check(self.long_number(overflow.len())?);
            let mut rest = overflow.to_owned();
            rest.pop();
            (rest, optional.get(overflow.len()..).unwrap_or_default())
        } else {
            self.check_field(Field::Number, Field::NumberCheck);
            self.check_personal_number();
            (String::new(), optional.as_str())
        };
        let Ok(number) = DocumentNumber::new(&format!("{number}{rest}")) else {
            self.damage(Field::Number, DamageKind::Missing);
            return None;
        };
        Some((number, optional.trim_matches('<').to_owned()))
    }

    /// A number that runs over: the last character of the overflow is its check digit.
    fn long_number(&self, overflow: usize) -> Option<Checked> {
        let expected = Expected::LetterDigitOrFiller;
        let mut places = self.places(self.layout.number, Some(expected));
        let optional = self.places(self.layout.optional, Some(expected));
        let (digit, rest) = optional.get(..overflow)?.split_last()?;
        places.extend(rest);
        Some(Checked { places, digit_field: Field::NumberCheck, digit: *digit })
    }

    fn check_personal_number(&mut self) {
        if self.layout.optional_check.is_some() {
            self.check_field(Field::Optional, Field::OptionalCheck);
        }
    }

    fn birth(&mut self) -> Option<PartialDate> {
        let text = self.text(Field::Birth, Expected::DigitOrFiller);
        self.check_field(Field::Birth, Field::BirthCheck);
        let birth = dates::birth(text?.as_bytes(), self.on);
        if birth.is_none() {
            self.damage(Field::Birth, DamageKind::NoSuchDay);
        }
        self.warn_if(birth.is_some_and(|b| b.to_date().is_none()), Warning::BirthIncomplete);
        birth
    }

    fn sex(&mut self) -> Option<Sex> {
        let text = self.text(Field::Sex, Expected::Sex)?;
        self.warn_if(text == "X", Warning::SexAsLetterX);
        text.chars().next().and_then(Sex::of_letter)
    }

    #[expect(clippy::option_option, reason = "absent and damaged are different answers")]
    fn expiry(&mut self) -> Option<Option<Date>> {
        let text = self.text(Field::Expiry, Expected::DigitOrFiller);
        self.check_field(Field::Expiry, Field::ExpiryCheck);
        let expiry = dates::expiry(text?.as_bytes(), self.on);
        match expiry {
            None => self.damage(Field::Expiry, DamageKind::NoSuchDay),
            Some(None) => self.warnings.push(Warning::NoExpiry),
            Some(Some(day)) => self.warn_if(day < self.on, Warning::Expired),
        }
        expiry
    }

    fn names(&mut self) -> Option<(Name, Option<Name>, bool)> {
        let text = self.text(Field::Name, Expected::LetterOrFiller)?;
        let (surname, given) = names::split(&text);
        let Ok(surname) = Name::new(&surname) else {
            self.damage(Field::Name, DamageKind::Missing);
            return None;
        };
        let given = Name::new(&given).ok();
        let full = !text.ends_with('<');
        self.warn_if(given.is_none(), Warning::NoGivenNames);
        self.warn_if(full, Warning::NameMayBeTruncated);
        Some((surname, given, full))
    }

    fn optional_second(&mut self) -> String {
        if self.layout.optional_second.is_none() {
            return String::new();
        }
        self.text(Field::OptionalSecond, Expected::LetterDigitOrFiller)
            .map(|text| text.trim_matches('<').to_owned())
            .unwrap_or_default()
    }

    /// The composite check digit says something new only when all others agree.
    fn composite(&mut self) {
        let Some((digit, spans)) = self.layout.composite else { return };
        if self.damages.iter().any(|damage| damage.field != Field::Name) {
            return;
        }
        let open = [Some(self.layout.optional), self.layout.optional_second];
        let places: Vec<Place> = spans
            .iter()
            .flat_map(|span| self.places(*span, None))
            .map(|place| {
                let is_open = open.iter().flatten().any(|span| span.holds(place));
                let expected = is_open.then_some(Expected::LetterDigitOrFiller);
                Place { expected, ..place }
            })
            .collect();
        if let Some(digit) = self.places(digit, Some(Expected::Digit)).first().copied() {
            self.check(Checked { places, digit_field: Field::CompositeCheck, digit });
        }
    }

    fn warn_of_specimen(&mut self, issuer: CountryCode, identity: &Identity) {
        let is_specimen = |code: &CountryCode| Code::find(*code).is_some_and(Code::is_specimen);
        let nationality = identity.nationalities.as_slice().iter().any(is_specimen);
        self.warn_if(nationality || is_specimen(&issuer), Warning::Specimen);
    }

    fn warn_if(&mut self, so: bool, warning: Warning) {
        if so {
            self.warnings.push(warning);
        }
    }

    /// The characters of a field, when each is one that may stand there.
    fn text(&mut self, field: Field, expected: Expected) -> Option<String> {
        let cells = self.zone.cells(self.layout.span_of(field)?);
        let mut text = String::new();
        for (at, Cell { character, .. }) in cells.iter().enumerate() {
            if expected.admits(*character) {
                text.push(char::from(*character));
            } else {
                self.character(field, at, expected);
            }
        }
        (text.len() == cells.len()).then_some(text)
    }

    /// Reports the character `at` places into the field.
    fn character(&mut self, field: Field, at: usize, expected: Expected) {
        let Some(span) = self.layout.span_of(field) else { return };
        let Some(cell) = self.zone.cells(span).get(at) else { return };
        let column = span.from.saturating_add(at);
        let place =
            Place { line: span.line, column, character: cell.character, expected: Some(expected) };
        self.push(Damage {
            field,
            line: span.line,
            column,
            length: 1,
            kind: DamageKind::Character { expected, found: cell.class },
            suggestions: hint::for_character(place),
        });
    }

    /// Reports a whole field.
    fn damage(&mut self, field: Field, kind: DamageKind) {
        let Some(span) = self.layout.span_of(field) else { return };
        self.push(Damage {
            field,
            line: span.line,
            column: span.from,
            length: span.width(),
            kind,
            suggestions: Vec::new(),
        });
    }

    fn push(&mut self, damage: Damage) {
        if self.damages.len() < DAMAGES_MAX {
            self.damages.push(damage);
        }
    }

    fn places(&self, span: Span, expected: Option<Expected>) -> Vec<Place> {
        (span.from..)
            .zip(self.zone.cells(span))
            .map(|(column, cell)| Place {
                line: span.line,
                column,
                character: cell.character,
                expected,
            })
            .collect()
    }

    /// Compares a field with the check digit that is printed for it.
    fn check_field(&mut self, field: Field, digit_field: Field) {
        let expected = if matches!(field, Field::Birth | Field::Expiry) {
            Expected::DigitOrFiller
        } else {
            Expected::LetterDigitOrFiller
        };
        let spans = (self.layout.span_of(field), self.layout.span_of(digit_field));
        let (Some(span), Some(digit)) = spans else { return };
        let places = self.places(span, Some(expected));
        if let Some(digit) = self.places(digit, Some(Expected::Digit)).first().copied() {
            self.check(Checked { places, digit_field, digit });
        }
    }

    /// A filler stands for the check digit of a field that holds fillers only.
    fn check(&mut self, checked: Checked) {
        let Checked { places, digit_field, digit } = checked;
        let empty = places.iter().all(|place| place.character == b'<');
        let found = char::from(digit.character).to_digit(10).and_then(|d| u8::try_from(d).ok());
        if digit.character != b'<' && found.is_none() {
            self.wrong_digit(digit_field, digit);
            return;
        }
        // A character that does not belong is reported already and has no value.
        let Some(expected) = check_digit(places.iter().map(|place| place.character)) else {
            return;
        };
        let odd_digits = places.iter().any(|p| p.expected.is_some_and(|e| !e.admits(p.character)));
        if found == Some(expected) || (found.is_none() && empty) || odd_digits {
            return;
        }
        let suggestions =
            found.map(|printed| hint::for_check_digit(&places, printed)).unwrap_or_default();
        self.push(Damage {
            field: digit_field,
            line: digit.line,
            column: digit.column,
            length: 1,
            kind: DamageKind::CheckDigit { expected, found },
            suggestions,
        });
    }

    /// Something other than a digit or a filler where a check digit stands.
    fn wrong_digit(&mut self, field: Field, digit: Place) {
        let span = Span { line: digit.line, from: digit.column, to: digit.column };
        let Some(cell) = self.zone.cells(span).first() else { return };
        self.push(Damage {
            field,
            line: digit.line,
            column: digit.column,
            length: 1,
            kind: DamageKind::Character { expected: Expected::Digit, found: cell.class },
            suggestions: hint::for_character(digit),
        });
    }
}

impl Span {
    fn holds(self, place: Place) -> bool {
        self.line == place.line && self.from <= place.column && place.column <= self.to
    }
}
