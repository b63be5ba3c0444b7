//! What is put right when an appeal against a refusal succeeds.

use std::collections::BTreeSet;

use fnd_core::{CountryCode, Id};

use super::{
    BiometricFacts, BiometricsAllowed, Person, Reason, Refusal, RefusalDecision, may_enter,
};
use crate::day::Day;
use crate::file::File;
use crate::switches::RefusalSwitches;

/// The outcome of an appeal, and who puts the data right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appeal {
    /// The day of the ruling.
    pub day: Day,
    /// What was ruled.
    pub outcome: AppealOutcome,
    /// The State that corrects.
    pub corrected_by: CountryCode,
    /// Whether the file holds anything beside this record.
    pub others: OtherRecords,
}

/// What was ruled on a refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AppealOutcome {
    /// It stands.
    Dismissed,
    /// It was ill-founded as a whole.
    IllFounded,
    /// Some of its reasons fell, others carry it.
    ReasonsFell(Vec<Reason>),
}

impl AppealOutcome {
    /// What it means that these reasons of `decision` fell: all of them, and it was ill-founded
    /// as a whole.
    pub fn of_fallen(decision: &RefusalDecision, fallen: Vec<Reason>) -> Self {
        let held = &decision.refusal.reasons;
        let is_whole =
            decision.further.is_empty() && held.iter().all(|reason| fallen.contains(reason));
        if is_whole { Self::IllFounded } else { Self::ReasonsFell(fallen) }
    }
}

impl OtherRecords {
    /// Whether `file`, which holds a refusal, holds anything beside it.
    pub fn of(file: &File) -> Self {
        match (file.crossings.as_slice(), file.refusals.as_slice()) {
            ([], [_]) => Self::None,
            _ => Self::Some,
        }
    }
}

/// What else a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OtherRecords {
    /// Nothing: it was made for this refusal.
    None,
    /// An entry/exit record or another refusal.
    Some,
}

/// What is to be done.
///
/// Law: SBC Art. 14: correction of the data entered, and of any other cancellation or addition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// Nothing: the refusal stands.
    None,
    /// The record is erased.
    Erase {
        /// The record.
        record: Id<Refusal>,
        /// What becomes of the file.
        file: FileAfterwards,
        /// What becomes of the visa.
        visa: VisaAfterwards,
    },
    /// The record is amended.
    Amend {
        /// The record as it is from now on.
        decision: Box<RefusalDecision>,
        /// What may stay of the biometric data that was entered because of the refusal; the rest
        /// is erased.
        may_stay: BiometricsAllowed,
        /// What becomes of the visa.
        visa: VisaAfterwards,
    },
}

/// What becomes of the file of an erased record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileAfterwards {
    /// It stays, without biometric data that was entered because of the refusal.
    KeptWithoutItsBiometrics,
    /// It is erased too; it was made for the refusal alone.
    Erased,
}

/// What becomes of the visa.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VisaAfterwards {
    /// There was none.
    NotConcerned,
    /// If it was annulled or revoked because of the refusal, that is undone by the visa authority.
    ReviewAnnulment,
}

/// Why nothing was corrected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionError {
    /// Another State refused.
    #[error("{refused_by} refused entry, so {refused_by} corrects; send the ruling there")]
    NotTheRefusingState {
        /// The State that refused.
        refused_by: CountryCode,
    },
    /// The record does not say which State refused.
    #[error("the border crossing point of the refusal names no State")]
    StateUnknown,
    /// The ruling is older than the refusal.
    #[error("the ruling is dated before the refusal of {refused}")]
    BeforeTheRefusal {
        /// The day of the refusal.
        refused: Day,
    },
    /// The ruling lies in the future.
    #[error("the ruling is dated after today")]
    DateInFuture,
    /// A reason that fell was none of the refusal.
    #[error("reason {} is none of this refusal", reason.code())]
    NotAReason {
        /// That reason.
        reason: Reason,
    },
    /// None fell.
    #[error("name at least one reason that fell")]
    NoReasonFell,
    /// All fell.
    #[error("no reason remains; the refusal was ill-founded as a whole")]
    NoReasonRemains,
}

impl CorrectionError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotTheRefusingState { .. } => "not-the-refusing-state",
            Self::StateUnknown => "refusing-state-unknown",
            Self::BeforeTheRefusal { .. } => "ruling-before-refusal",
            Self::DateInFuture => "date-in-future",
            Self::NotAReason { .. } => "not-a-reason-of-the-refusal",
            Self::NoReasonFell => "no-reason-fell",
            Self::NoReasonRemains => "no-reason-remains",
        }
    }
}

/// Of whom, and with which facts, biometric data was entered with a refusal.
#[derive(Debug, Clone, Copy)]
pub struct EnteredUnder<'a> {
    /// Who was refused.
    pub person: Person,
    /// The facts as they were at the refusal.
    pub facts: &'a BiometricFacts<'a>,
    /// How the law is read.
    pub switches: RefusalSwitches,
}

/// What is put right after a ruling, on `today`.
///
/// Law: SBC Art. 14, the State that refused corrects when the refusal was ill-founded; EES
/// Art. 35(1) for amending and erasing, Art. 18(2) to (5) for what remaining reasons allow.
pub fn correct(
    decision: &RefusalDecision,
    appeal: &Appeal,
    entered: EnteredUnder<'_>,
    today: Day,
) -> Result<Correction, CorrectionError> {
    let refused_by = decision.state().ok_or(CorrectionError::StateUnknown)?;
    if appeal.corrected_by != refused_by {
        return Err(CorrectionError::NotTheRefusingState { refused_by });
    }
    if appeal.day < decision.refusal.day {
        return Err(CorrectionError::BeforeTheRefusal { refused: decision.refusal.day });
    }
    if today < appeal.day {
        return Err(CorrectionError::DateInFuture);
    }
    let visa = match decision.visa {
        Some(_) => VisaAfterwards::ReviewAnnulment,
        None => VisaAfterwards::NotConcerned,
    };
    match &appeal.outcome {
        AppealOutcome::Dismissed => Ok(Correction::None),
        AppealOutcome::IllFounded => Ok(Correction::Erase {
            record: decision.refusal.id,
            file: match appeal.others {
                OtherRecords::None => FileAfterwards::Erased,
                OtherRecords::Some => FileAfterwards::KeptWithoutItsBiometrics,
            },
            visa,
        }),
        AppealOutcome::ReasonsFell(fallen) => {
            let decision = without(decision, fallen)?;
            let EnteredUnder { person, facts, switches } = entered;
            let may_stay = may_enter(&decision.refusal.reasons, person, facts, switches);
            Ok(Correction::Amend { decision: Box::new(decision), may_stay, visa })
        }
    }
}

/// The decision without the reasons that fell and what belonged to them.
fn without(
    decision: &RefusalDecision,
    fallen: &[Reason],
) -> Result<RefusalDecision, CorrectionError> {
    let held: BTreeSet<Reason> = decision.refusal.reasons.iter().copied().collect();
    if fallen.is_empty() {
        return Err(CorrectionError::NoReasonFell);
    }
    if let Some(reason) = fallen.iter().find(|reason| !held.contains(reason)) {
        return Err(CorrectionError::NotAReason { reason: *reason });
    }
    let mut amended = decision.clone();
    amended.refusal.reasons.retain(|reason| !fallen.contains(reason));
    if amended.refusal.reasons.is_empty() && amended.further.is_empty() {
        return Err(CorrectionError::NoReasonRemains);
    }
    let particulars = &mut amended.particulars;
    if fallen.contains(&Reason::E) {
        particulars.missing_documents = None;
    }
    if fallen.contains(&Reason::HNational) {
        particulars.national_register = None;
    }
    if fallen.contains(&Reason::I) {
        particulars.threats.clear();
        particulars.national_law = None;
    }
    Ok(amended)
}
