//! What Member States agree and the law leaves open about facilitation programmes.

use fnd_core::CountryCode;

use crate::day::Day;

/// The switches of national facilitation programmes. [`ProgrammeSwitches::default`] is the reading
/// of July 2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProgrammeSwitches {
    /// For how many years access is granted at first. Default: 1.
    ///
    /// Source: SBC Art. 8d, a year at most; the paragraph is not in the text at hand, so it is
    /// kept here.
    pub first_years: u8,
    /// For how many years it is extended, but no longer than a travel document is valid.
    /// Default: 5.
    ///
    /// Source: SBC Art. 8d, as above.
    pub extension_years: u8,
    /// Which States have agreed to ease checks of those in each other's programmes. Default: none.
    ///
    /// Source: SBC Art. 8d(9), agreements are sent to the Commission; none was found published.
    pub agreements: &'static [Agreement],
}

/// Two States that ease checks of those in each other's programmes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreement {
    /// One State.
    pub one: CountryCode,
    /// The other.
    pub other: CountryCode,
    /// The first day.
    pub from: Day,
}

impl Default for ProgrammeSwitches {
    fn default() -> Self {
        Self::READ
    }
}

impl ProgrammeSwitches {
    /// The reading of July 2026.
    pub const READ: Self = Self { first_years: 1, extension_years: 5, agreements: &[] };
}
