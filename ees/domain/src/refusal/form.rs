//! What the standard form for refusal of entry holds; how a page says it is the page's matter.

use fnd_core::CountryCode;
use jiff::civil::DateTime;

use super::{
    Bearer, Detail, FormText, FurtherCode, Particulars, Reason, RefusalDecision, Signature, Threat,
};
use crate::visa::VisaPart;

/// The standard form, filled in.
///
/// Law: SBC Art. 14 and Annex V Part B. The layout is after what is known of the form before Reg.
/// (EU) 2024/1717.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardForm {
    /// The State whose form it is.
    pub state: CountryCode,
    /// The authority that refuses.
    pub authority: String,
    /// The border crossing point, a code.
    pub point: String,
    /// Who was refused, with the document that was presented.
    pub bearer: Bearer,
    /// The visa that was presented.
    pub visa: Option<VisaPart>,
    /// Every point of the form in its order, ticked or not.
    pub points: Vec<FormPoint>,
    /// Further reasons.
    pub further: Vec<FurtherCode>,
    /// Comments of the officer.
    pub comments: Option<FormText>,
    /// Whether the person signed; a refusal to sign is to be said under comments.
    pub signature: Signature,
    /// What the form says and the register does not keep.
    pub extras: FormExtras,
}

/// What is on the paper alone: it is printed and not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormExtras {
    /// Local date and time of the refusal at the border crossing point.
    pub local_time: DateTime,
    /// Place of birth, as the document says it.
    pub place_of_birth: Option<FormText>,
    /// Where the person lives.
    pub resident_at: Option<FormText>,
    /// Where the person comes from.
    pub coming_from: Option<FormText>,
    /// By which means of transport, such as the number of a flight.
    pub means_of_transport: Option<FormText>,
    /// The national law under which entry is refused.
    pub national_law: FormText,
    /// How to appeal: law, body, time limit. An appeal has no suspensive effect.
    pub appeal: FormText,
    /// Contact points that tell who may represent the person.
    pub contact_points: FormText,
    /// The officer, by name or service number.
    pub officer: FormText,
}

/// One point of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormPoint {
    /// Which.
    pub reason: Reason,
    /// Whether it is ticked.
    pub tick: FormBox,
    /// What stands beside it: documents, register, law.
    pub details: Vec<(Detail, FormText)>,
    /// Point I: what is threatened.
    pub threats: Vec<Threat>,
}

/// A box of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormBox {
    /// Ticked.
    Ticked,
    /// Empty.
    Empty,
}

/// Why no form was filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// The local time is that of another day.
    #[error("the local time of the form is not on the day of the refusal")]
    AnotherDay,
    /// The border crossing point names no State.
    #[error("the border crossing point of the refusal names no State")]
    StateUnknown,
}

impl FormError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AnotherDay => "form-of-another-day",
            Self::StateUnknown => "refusing-state-unknown",
        }
    }
}

/// The standard form for a decision.
///
/// Law: SBC Art. 14: the substantiated decision with its precise reasons is given by this form.
pub fn standard_form(
    decision: &RefusalDecision,
    bearer: Bearer,
    extras: FormExtras,
) -> Result<StandardForm, FormError> {
    let state = decision.state().ok_or(FormError::StateUnknown)?;
    if extras.local_time.date() != decision.refusal.day.date() {
        return Err(FormError::AnotherDay);
    }
    Ok(StandardForm {
        state,
        authority: decision.refusal.authority.clone(),
        point: decision.refusal.point.clone(),
        bearer,
        visa: decision.visa.clone(),
        points: Reason::ALL.map(|(reason, _)| point(decision, reason)).to_vec(),
        further: decision.further.clone(),
        comments: decision.particulars.comments.clone(),
        signature: decision.particulars.signature,
        extras,
    })
}

/// One point, with what belongs to it.
fn point(decision: &RefusalDecision, reason: Reason) -> FormPoint {
    let particulars = &decision.particulars;
    let is_ticked = decision.refusal.reasons.contains(&reason);
    let details = Detail::ALL.into_iter().filter(|(detail, ..)| detail.reason() == reason);
    FormPoint {
        reason,
        tick: if is_ticked { FormBox::Ticked } else { FormBox::Empty },
        details: details
            .filter_map(|(detail, ..)| Some((detail, text(particulars, detail)?)))
            .collect(),
        threats: if reason == Reason::I { particulars.threats.clone() } else { Vec::new() },
    }
}

/// The text of a field, when it is one of text.
fn text(particulars: &Particulars, detail: Detail) -> Option<FormText> {
    match detail {
        Detail::MissingDocuments => particulars.missing_documents.clone(),
        Detail::NationalRegister => particulars.national_register.clone(),
        Detail::NationalLaw => particulars.national_law.clone(),
        Detail::Threats => None,
    }
}
