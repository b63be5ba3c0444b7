//! What the law leaves open about the border check.

use super::{BiometricSwitches, Features, ProgrammeSwitches, RefusalSwitches};

/// The switches of the border check. [`CheckSwitches::default`] is the reading of July 2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CheckSwitches {
    /// When a person is identified in the Visa Information System. Default: when verification
    /// there fails or the identity is in doubt.
    ///
    /// Source: EES Art. 27(1), second subparagraph, would have it whenever nothing is found in
    /// this system; Reg. (EC) No 767/2008 Art. 18(8) and 19a(6) give access on failure or doubt.
    pub vis_identification: VisIdentification,
    /// How refusals are read.
    pub refusal: RefusalSwitches,
    /// How facilitation programmes are read.
    pub programmes: ProgrammeSwitches,
    /// What counts as good, as better and as the same person.
    pub biometrics: BiometricSwitches,
    /// Which parts of the law have begun.
    pub features: Features,
}

/// When a person is identified in the Visa Information System.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum VisIdentification {
    /// When verification there fails, or the identity is in doubt.
    #[default]
    OnFailureOrDoubt,
    /// Also whenever this system knows nobody with these fingerprints.
    WheneverNobodyIsFound,
}
