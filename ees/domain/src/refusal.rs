//! Refusal of entry: the decision, what is recorded of it, and what is put right afterwards.

mod bearer;
mod biometrics;
mod correct;
mod decide;
mod desk_facts;
mod form;
mod particulars;
mod table;
#[cfg(test)]
mod tests;

use fnd_core::Id;
use jiff::Timestamp;

use crate::day::Day;

pub use bearer::{Bearer, document_tells_whose};
pub use biometrics::{
    AlertBiometrics, Allowance, BiometricFacts, BiometricsAllowed, Chip, EarlierFile, VisImage,
    Withheld, may_enter,
};
pub use correct::{
    Appeal, AppealOutcome, Correction, CorrectionError, EnteredUnder, FileAfterwards, OtherRecords,
    VisaAfterwards, correct,
};
pub use decide::{AttemptedEntry, RefusalDecision, RefusalError, SignatureError, refuse};
pub use desk_facts::DeskFacts;
pub use form::{FormBox, FormError, FormExtras, FormPoint, StandardForm, standard_form};
pub use particulars::{
    Detail, FORM_TEXT_CHARS_MAX, FormText, FormTextError, FurtherCode, FurtherCodeError,
    Particulars, Signature, Threat,
};
pub use table::{Condition, Contents, Doubt, Person, Row, TABLE};

/// A refusal of entry record. Law: EES Art. 18; SBC Art. 14 and Annex V Part B.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Its identifier.
    pub id: Id<Refusal>,
    /// When entry was refused.
    pub at: Timestamp,
    /// The local day at the border crossing point.
    pub day: Day,
    /// The border crossing point.
    pub point: String,
    /// The authority that refused.
    pub authority: String,
    /// One or more reasons.
    pub reasons: Vec<Reason>,
}

/// Reasons for refusing entry, the letters of the standard form.
///
/// Source: SBC Annex V Part B. Points H and J have two boxes each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// No valid travel document.
    A,
    /// A false, counterfeit or forged travel document.
    B,
    /// No valid visa, travel authorisation or residence permit.
    C,
    /// A false, counterfeit or forged visa, travel authorisation or residence permit.
    D,
    /// Purpose and conditions of the stay are not justified.
    E,
    /// 90 days have been spent in the preceding 180.
    F,
    /// No sufficient means of subsistence.
    G,
    /// An alert in the Schengen Information System.
    HSis,
    /// An alert in the national register.
    HNational,
    /// A threat to public policy, internal security, public health or international relations.
    I,
    /// Refused the biometric data needed to create the file.
    JEnrolment,
    /// Refused the biometric data needed for the border check.
    JCheck,
}

impl Reason {
    /// All reasons with their codes.
    pub const ALL: [(Self, &'static str); 12] = [
        (Self::A, "A"),
        (Self::B, "B"),
        (Self::C, "C"),
        (Self::D, "D"),
        (Self::E, "E"),
        (Self::F, "F"),
        (Self::G, "G"),
        (Self::HSis, "H_SIS"),
        (Self::HNational, "H_NAT"),
        (Self::I, "I"),
        (Self::JEnrolment, "J_ENROL"),
        (Self::JCheck, "J_CHECK"),
    ];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(reason, _)| *reason == self).map_or("", |(_, code)| code)
    }

    /// The reason with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(reason, _)| reason)
    }
}
