//! Synthetic travellers from a fixed sequence of numbers.

use fnd_core::CountryCode;

use crate::identity::{Identity, Name, Nationalities, Sex};
use crate::partial_date::PartialDate;

/// A linear congruential generator (the constants of Knuth's MMIX); the same sequence each time.
pub(super) struct Sequence(u64);

impl Sequence {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number less than `bound`, which must not be 0.
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33).checked_rem(bound).unwrap()
    }

    pub(super) fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        let bound = u64::try_from(of.len()).unwrap();
        of[usize::try_from(self.below(bound)).unwrap()]
    }
}

const SYLLABLES: [&str; 24] = [
    "ba", "den", "fi", "gor", "ha", "jun", "ka", "lim", "mo", "nar", "os", "pe", "ri", "san", "ta",
    "ul", "vek", "wan", "xi", "yor", "za", "chi", "sher", "kho",
];

/// An invented name of two or three syllables, at least four letters long.
pub(super) fn name(sequence: &mut Sequence) -> String {
    let mut name = String::new();
    while name.len() < 4 || sequence.below(2) == 0 && name.len() < 10 {
        name.push_str(sequence.pick(&SYLLABLES));
    }
    name.to_uppercase()
}

pub(super) const NATIONALITIES: [&str; 12] =
    ["MDA", "UKR", "TUR", "GBR", "USA", "IND", "MAR", "EGY", "GEO", "SRB", "PHL", "BRA"];

/// An identity of a surname and one or two given names, born in one of `years` years.
pub(super) fn identity(sequence: &mut Sequence, years: u64) -> Identity {
    let mut given = name(sequence);
    if sequence.below(2) == 0 {
        given = format!("{given} {}", name(sequence));
    }
    let surname = name(sequence);
    with_names(sequence, &surname, &given, years)
}

pub(super) fn with_names(
    sequence: &mut Sequence,
    surname: &str,
    given: &str,
    years: u64,
) -> Identity {
    let year = 1945_u64.saturating_add(sequence.below(years));
    let (month, day) = (sequence.below(12), sequence.below(28));
    Identity {
        surname: Name::new(surname).unwrap(),
        given_names: Some(Name::new(given).unwrap()),
        birth: PartialDate::new(
            Some(i16::try_from(year).unwrap()),
            Some(i8::try_from(month.saturating_add(1)).unwrap()),
            Some(i8::try_from(day.saturating_add(1)).unwrap()),
        )
        .unwrap(),
        nationalities: nationality(sequence.pick(&NATIONALITIES)),
        sex: if sequence.below(2) == 0 { Sex::Female } else { Sex::Male },
    }
}

pub(super) fn nationality(code: &str) -> Nationalities {
    Nationalities::new([code.parse::<CountryCode>().unwrap()]).unwrap()
}
