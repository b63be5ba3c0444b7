//! What an entry/exit record keeps of a short-stay visa.

use std::fmt;
use std::str::FromStr;

use fnd_core::CountryCode;

use crate::day::Day;

/// The visa part of an entry/exit record.
///
/// Law: EES Art. 16(2)(d) to (g).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisaPart {
    /// The number of the sticker.
    pub sticker: StickerNumber,
    /// The State that issued it, ISO 3166-1 alpha-3.
    pub issuer: CountryCode,
    /// The type of the visa.
    pub kind: VisaKind,
    /// The last day on which the visa is valid.
    pub valid_to: Day,
    /// How many entries it permits.
    pub entries: Entries,
    /// The days of stay it permits in all, 1 to 90 on a uniform visa.
    pub duration_days: u16,
    /// The visa of the entry, where this one was shown at the exit in its place: what it authorised
    /// is not taken back. EES Art. 16(3), second subparagraph.
    pub of_entry: Option<Box<Self>>,
}

/// The types of visa for a short stay. One value, so that two of them never meet in a record.
///
/// Law: EES Art. 16(2)(d), (f) and (g); Visa Code Art. 2(3) to (5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VisaKind {
    /// A uniform short-stay visa, type C.
    ShortStay,
    /// Limited territorial validity under Visa Code Art. 25(1)(a).
    LimitedTerritoryA,
    /// Limited territorial validity under Visa Code Art. 25(1)(b), outside the 90/180 rule.
    LimitedTerritoryB,
    /// A national short-stay visa of a State that does not apply the acquis in full.
    NationalShortStay,
}

impl VisaPart {
    /// Whether `other` has the same sticker.
    pub fn is_same_sticker(&self, other: &Self) -> bool {
        self.sticker == other.sticker && self.issuer == other.issuer
    }

    /// This visa, shown at the exit in the place of `held`, if that is another.
    #[must_use]
    pub(crate) fn in_place_of(self, held: Option<&Self>) -> Self {
        let of_entry = held.filter(|held| !held.is_same_sticker(&self)).cloned();
        Self { of_entry: of_entry.map(Box::new), ..self }
    }

    /// Whether it was issued under Visa Code Art. 25(1)(b). EES Art. 16(2)(g).
    pub fn ltv_25_1_b(&self) -> bool {
        self.kind == VisaKind::LimitedTerritoryB
    }

    /// Whether it is a national short-stay visa. EES Art. 16(2)(f).
    pub fn national_short_stay(&self) -> bool {
        self.kind == VisaKind::NationalShortStay
    }
}

impl VisaKind {
    /// All types with their codes.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::ShortStay, "short-stay"),
        (Self::LimitedTerritoryA, "limited-territory-a"),
        (Self::LimitedTerritoryB, "limited-territory-b"),
        (Self::NationalShortStay, "national-short-stay"),
    ];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(kind, _)| *kind == self).map_or("", |(_, code)| code)
    }

    /// The type with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(kind, _)| kind)
    }
}

/// How many entries a visa permits. Visa Code Art. 24(2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Entries {
    /// One.
    One,
    /// Two.
    Two,
    /// Any number.
    Multiple,
}

impl Entries {
    /// All of them with their codes.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::One, "one"), (Self::Two, "two"), (Self::Multiple, "multiple")];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(entries, _)| *entries == self).map_or("", |(_, code)| code)
    }

    /// The number of entries with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(entries, _)| entries)
    }

    /// The greatest number of entries, or `None` without limit.
    pub const fn max(self) -> Option<usize> {
        match self {
            Self::One => Some(1),
            Self::Two => Some(2),
            Self::Multiple => None,
        }
    }
}

/// The number of a visa sticker: 1 to 14 capital letters and digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StickerNumber(String);

/// The text is not the number of a visa sticker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a visa sticker number is 1 to 14 capital letters and digits")]
pub struct StickerNumberError;

const STICKER_LETTERS_MAX: usize = 14;

impl StickerNumber {
    /// The number as printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for StickerNumber {
    type Err = StickerNumberError;

    fn from_str(text: &str) -> Result<Self, StickerNumberError> {
        let letters = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        if text.is_empty() || STICKER_LETTERS_MAX < text.len() || !text.bytes().all(letters) {
            return Err(StickerNumberError);
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for StickerNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Personal data stays out of logs, so the number is not shown.
impl fmt::Debug for StickerNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StickerNumber(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sticker_number_is_capitals_and_digits() {
        assert_eq!("ROU012345678".parse::<StickerNumber>().unwrap().as_str(), "ROU012345678");
        for wrong in ["", "rou1", "ROU 1", "123456789012345", "Ș1"] {
            assert_eq!(wrong.parse::<StickerNumber>(), Err(StickerNumberError), "{wrong}");
        }
    }
}
