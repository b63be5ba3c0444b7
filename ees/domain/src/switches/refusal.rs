//! What the law leaves open about refusals of entry.

use crate::day::Day;

/// The switches of refusals. [`RefusalSwitches::default`] is the reading of July 2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RefusalSwitches {
    /// What several reasons at once allow to be entered. Default: what each allows, together.
    ///
    /// Source: EES Art. 18(2) to (5) speak of one reason at a time; counsel is to confirm.
    pub several_reasons: SeveralReasons,
    /// Whether a threat to public policy alone is one for which biometric data may be entered.
    /// Default: it is.
    ///
    /// Source: EES Art. 18(4), a threat to internal security, "including, where appropriate,
    /// elements of public policy"; counsel is to confirm.
    pub public_policy: PublicPolicy,
    /// Reasons of the standard form beyond the letters A to J. Default: none.
    ///
    /// Source: SBC Annex V Part B as amended by Reg. (EU) 2024/1717, whose text could not be read.
    pub further_reasons: &'static [FurtherReason],
}

/// How the reasons of one refusal work together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SeveralReasons {
    /// What each reason allows is allowed; a restriction binds its own reason alone.
    #[default]
    Together,
    /// A restriction of one reason binds all: nothing is entered when the alert holds the
    /// biometric data, and only the image of the chip when they were refused.
    RestrictionsPrevail,
}

/// What a threat to public policy alone means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum PublicPolicy {
    /// It is an element of internal security.
    #[default]
    IsSecurity,
    /// It counts only beside a threat to internal security.
    OnlyBesideSecurity,
}

/// A reason of the standard form that is no letter from A to J.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FurtherReason {
    /// Its code, as it is stored.
    pub code: &'static str,
    /// The first day on which it may be used.
    pub from: Day,
    /// Where it stands.
    pub source: &'static str,
}
