//! What somebody wishes to be done with data that is wrong, or that must go early.

use fnd_core::CountryCode;

/// What is to be done with the data. Law: EES Art. 35(1), (2), (5), (6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wish {
    /// Correct what is wrong.
    Rectify,
    /// Add what is missing.
    Complete,
    /// Erase what was recorded unlawfully.
    Erase,
    /// Take the person off the list of overstayers.
    Unlist,
    /// Erase everything: the person has become a national of a Member State.
    Naturalised(CountryCode),
    /// Erase everything: the person falls outside the scope, Art. 2(3), by a residence permit, a
    /// residence card or a long-stay visa of a Member State.
    OutOfScope(CountryCode),
    /// Erase everything: the person has become a national of Andorra, Monaco or San Marino, or
    /// holds a passport of the Vatican City State or the Holy See, and has told the State entered
    /// next.
    Microstate,
}

impl Wish {
    /// The codes of all wishes.
    pub const CODES: [&'static str; 7] =
        ["rectify", "complete", "erase", "unlist", "naturalised", "out-of-scope", "microstate"];

    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rectify => "rectify",
            Self::Complete => "complete",
            Self::Erase => "erase",
            Self::Unlist => "unlist",
            Self::Naturalised(_) => "naturalised",
            Self::OutOfScope(_) => "out-of-scope",
            Self::Microstate => "microstate",
        }
    }

    /// The wish with this code; `of` is the State whose nationality or permit was acquired.
    pub fn find(code: &str, of: Option<CountryCode>) -> Option<Self> {
        match (code, of) {
            ("rectify", None) => Some(Self::Rectify),
            ("complete", None) => Some(Self::Complete),
            ("erase", None) => Some(Self::Erase),
            ("unlist", None) => Some(Self::Unlist),
            ("naturalised", Some(state)) => Some(Self::Naturalised(state)),
            ("out-of-scope", Some(state)) => Some(Self::OutOfScope(state)),
            ("microstate", None) => Some(Self::Microstate),
            _ => None,
        }
    }

    /// The State whose nationality, permit or visa was acquired.
    pub const fn acquired_of(self) -> Option<CountryCode> {
        match self {
            Self::Naturalised(state) | Self::OutOfScope(state) => Some(state),
            Self::Rectify | Self::Complete | Self::Erase | Self::Unlist | Self::Microstate => None,
        }
    }

    /// Whether the whole file goes with its records. Law: EES Art. 35(6).
    pub const fn erases_all(self) -> bool {
        match self {
            Self::Naturalised(_) | Self::OutOfScope(_) | Self::Microstate => true,
            Self::Rectify | Self::Complete | Self::Erase | Self::Unlist => false,
        }
    }
}
