//! Numbers on biometric data that the law leaves to technical specifications, which are not
//! public.

/// What counts as good, as better and as the same person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BiometricSwitches {
    /// From which NFIQ 2 on a print is good enough. Default: 30.
    ///
    /// Source: Impl. Decision (EU) 2019/329 asks for NFIQ 2.0 or newer and leaves the number to
    /// specifications of eu-LISA, which were not found; set in November 2026, to be replaced.
    pub sufficient_nfiq2: u8,
    /// By how many points of NFIQ 2 a print must be better to take another one's place.
    /// Default: 10.
    ///
    /// Source: the same Decision, Annex 1.4, whose text was not found; set in November 2026.
    pub better_by: u8,
    /// How many of a million comparisons of two different people may be told as one person, where
    /// somebody is verified. Default: 500, which is 0.05 %.
    ///
    /// Source: Impl. Decision (EU) 2019/329, Annex 1, as it was reported in March 2019.
    pub verification_per_million: u32,
    /// How many of a million searches for somebody who is not on file may name anybody.
    /// Default: 1,000, which is 0.1 %.
    ///
    /// Source: as for verification.
    pub identification_per_million: u32,
}

impl Default for BiometricSwitches {
    fn default() -> Self {
        Self {
            sufficient_nfiq2: 30,
            better_by: 10,
            verification_per_million: 500,
            identification_per_million: 1_000,
        }
    }
}
