//! Where each field stands in the five formats.
//!
//! Source: ICAO Doc 9303-4 (TD3), 9303-5 (TD1), 9303-6 (TD2), 9303-7 (MRV-A and MRV-B).

use super::Field;

/// A format of a machine readable zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A card of credit card size: three lines of 30.
    Td1,
    /// A larger card: two lines of 36.
    Td2,
    /// A passport: two lines of 44.
    Td3,
    /// A large visa: two lines of 44.
    MrvA,
    /// A small visa: two lines of 36.
    MrvB,
}

impl Format {
    /// All five.
    pub const ALL: [Self; 5] = [Self::Td1, Self::Td2, Self::Td3, Self::MrvA, Self::MrvB];

    /// Whether the zone is of a visa.
    pub const fn is_visa(self) -> bool {
        matches!(self, Self::MrvA | Self::MrvB)
    }

    /// Number of lines and of characters in each.
    pub const fn size(self) -> (usize, usize) {
        match self {
            Self::Td1 => (3, 30),
            Self::Td2 | Self::MrvB => (2, 36),
            Self::Td3 | Self::MrvA => (2, 44),
        }
    }
}

/// A run of characters: line, first and last column, all counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) line: usize,
    pub(super) from: usize,
    pub(super) to: usize,
}

const fn span(line: usize, from: usize, to: usize) -> Span {
    Span { line, from, to }
}

impl Span {
    /// Number of characters.
    pub(super) const fn width(self) -> usize {
        self.to.saturating_sub(self.from).saturating_add(1)
    }
}

/// The fields of a format.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) document_code: Span,
    pub(super) issuer: Span,
    pub(super) name: Span,
    pub(super) number: Span,
    pub(super) number_check: Span,
    pub(super) birth: Span,
    pub(super) birth_check: Span,
    pub(super) sex: Span,
    pub(super) expiry: Span,
    pub(super) expiry_check: Span,
    pub(super) nationality: Span,
    pub(super) optional: Span,
    pub(super) optional_second: Option<Span>,
    /// The check digit of the personal number, in passports alone.
    pub(super) optional_check: Option<Span>,
    /// The composite check digit and what it is computed over; visas have none.
    pub(super) composite: Option<(Span, &'static [Span])>,
    /// Whether a long document number may run over into the optional data.
    pub(super) number_may_overflow: bool,
}

/// The upper and lower line that TD2, TD3 and the visas share.
const fn two_lines(width: usize, optional_to: usize) -> Layout {
    Layout {
        document_code: span(1, 1, 2),
        issuer: span(1, 3, 5),
        name: span(1, 6, width),
        number: span(2, 1, 9),
        number_check: span(2, 10, 10),
        nationality: span(2, 11, 13),
        birth: span(2, 14, 19),
        birth_check: span(2, 20, 20),
        sex: span(2, 21, 21),
        expiry: span(2, 22, 27),
        expiry_check: span(2, 28, 28),
        optional: span(2, 29, optional_to),
        optional_second: None,
        optional_check: None,
        composite: None,
        number_may_overflow: false,
    }
}

const TD1: Layout = Layout {
    document_code: span(1, 1, 2),
    issuer: span(1, 3, 5),
    number: span(1, 6, 14),
    number_check: span(1, 15, 15),
    optional: span(1, 16, 30),
    birth: span(2, 1, 6),
    birth_check: span(2, 7, 7),
    sex: span(2, 8, 8),
    expiry: span(2, 9, 14),
    expiry_check: span(2, 15, 15),
    nationality: span(2, 16, 18),
    optional_second: Some(span(2, 19, 29)),
    name: span(3, 1, 30),
    optional_check: None,
    composite: Some((
        span(2, 30, 30),
        &[span(1, 6, 30), span(2, 1, 7), span(2, 9, 15), span(2, 19, 29)],
    )),
    number_may_overflow: true,
};
const TD2: Layout = Layout {
    composite: Some((span(2, 36, 36), &[span(2, 1, 10), span(2, 14, 20), span(2, 22, 35)])),
    number_may_overflow: true,
    ..two_lines(36, 35)
};
const TD3: Layout = Layout {
    optional_check: Some(span(2, 43, 43)),
    composite: Some((span(2, 44, 44), &[span(2, 1, 10), span(2, 14, 20), span(2, 22, 43)])),
    ..two_lines(44, 42)
};
const MRV_A: Layout = two_lines(44, 44);
const MRV_B: Layout = two_lines(36, 36);

impl Format {
    /// Where the fields stand.
    pub(super) const fn layout(self) -> &'static Layout {
        match self {
            Self::Td1 => &TD1,
            Self::Td2 => &TD2,
            Self::Td3 => &TD3,
            Self::MrvA => &MRV_A,
            Self::MrvB => &MRV_B,
        }
    }
}

impl Layout {
    /// The span of a field; the composite check digit stands last where there is one.
    pub(super) fn span_of(&self, field: Field) -> Option<Span> {
        Some(match field {
            Field::DocumentCode => self.document_code,
            Field::Issuer => self.issuer,
            Field::Name => self.name,
            Field::Number => self.number,
            Field::NumberCheck => self.number_check,
            Field::Birth => self.birth,
            Field::BirthCheck => self.birth_check,
            Field::Sex => self.sex,
            Field::Expiry => self.expiry,
            Field::ExpiryCheck => self.expiry_check,
            Field::Nationality => self.nationality,
            Field::Optional => self.optional,
            Field::OptionalSecond => return self.optional_second,
            Field::OptionalCheck => return self.optional_check,
            Field::CompositeCheck => return self.composite.map(|(check, _)| check),
            Field::Line => return None,
        })
    }
}
