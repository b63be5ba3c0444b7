//! Deciding a refusal of entry.

use std::collections::BTreeSet;

use fnd_core::{CountryCode, Id};
use jiff::Timestamp;

use super::{Bearer, Detail, FurtherCode, Particulars, Reason, Refusal, Signature};
use crate::crossing::CLOCK_AHEAD_MAX;
use crate::file::Regime;
use crate::point::{Passage, PointCode};
use crate::scope::{Exclusion, Scope};
use crate::switches::RefusalSwitches;
use crate::visa::VisaPart;

/// A traveller who is to be refused entry.
#[derive(Debug, Clone)]
pub struct AttemptedEntry {
    /// The identifier of the record to be, chosen by the client.
    pub id: Id<Refusal>,
    /// Where and when.
    pub passage: Passage,
    /// The authority that refuses.
    pub authority: String,
    /// Whether and how the system applies to the traveller.
    pub scope: Scope,
    /// Whether a visa is required.
    pub regime: Regime,
    /// Who is presented, with which document.
    pub bearer: Bearer,
    /// The visa that was presented, if any.
    pub visa: Option<VisaPart>,
    /// The points of the form that are ticked.
    pub reasons: Vec<Reason>,
    /// Reasons beyond its letters.
    pub further: Vec<FurtherCode>,
    /// What the form asks for beside them.
    pub particulars: Particulars,
}

/// A refusal of entry with everything that is kept of it.
///
/// Law: EES Art. 18(6) for the record, SBC Art. 14 and Annex V for the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusalDecision {
    /// The record.
    pub refusal: Refusal,
    /// Reasons beyond the letters A to J.
    pub further: Vec<FurtherCode>,
    /// The visa of one who is subject to a visa requirement. Art. 16(2)(d) to (g).
    pub visa: Option<VisaPart>,
    /// What the form holds beside its points.
    pub particulars: Particulars,
    /// Who was refused, as presented; absent from records that were made before it was kept.
    pub bearer: Option<Bearer>,
}

/// What is wrong with a refusal. `code` is stable; callers may match on it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RefusalError {
    /// No reason at all.
    #[error("tick at least one reason")]
    NoReason,
    /// A reason is named twice.
    #[error("reason {code} is named twice")]
    ReasonTwice {
        /// Its code.
        code: String,
    },
    /// A code that is no reason of the form on that day.
    #[error("`{code}` is no reason of the standard form on this day")]
    ReasonUnknown {
        /// The code.
        code: String,
    },
    /// A reason asks for something that is not there.
    #[error("reason {} asks for {}", detail.reason().code(), detail.words())]
    DetailMissing {
        /// What is missing.
        detail: Detail,
    },
    /// Something is there whose reason is not ticked.
    #[error("{} belongs to reason {}, which is not ticked", detail.words(), detail.reason().code())]
    DetailWithoutReason {
        /// What is there.
        detail: Detail,
    },
    /// One threat named twice.
    #[error("name each threat once")]
    ThreatTwice,
    /// Who needs a visa presented one of which nothing is said.
    #[error("enter the visa that was presented; without one, tick A, B, C or D")]
    VisaMissing,
    /// A visa of one who needs none.
    #[error("a visa is kept only of who needs one; leave it out")]
    VisaNotNeeded,
    /// The refusal lies in the future.
    #[error("the time of the refusal lies in the future")]
    DateInFuture,
    /// The system does not apply to the traveller.
    #[error("the traveller is not recorded in this system; {} excludes it", exclusion.article())]
    OutOfScope {
        /// Why not.
        exclusion: Exclusion,
    },
}

impl RefusalError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoReason => "no-reason",
            Self::ReasonTwice { .. } => "reason-twice",
            Self::ReasonUnknown { .. } => "reason-unknown",
            Self::DetailMissing { .. } => "detail-missing",
            Self::DetailWithoutReason { .. } => "detail-without-reason",
            Self::ThreatTwice => "threat-twice",
            Self::VisaMissing => "visa-missing",
            Self::VisaNotNeeded => "visa-not-needed",
            Self::DateInFuture => "date-in-future",
            Self::OutOfScope { .. } => "out-of-scope",
        }
    }
}

/// Why what became of a form was not noted. `code` is stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// Another State refused and hands its form over.
    #[error("{refused_by} refused entry and hands over the form")]
    NotTheRefusingState {
        /// That State.
        refused_by: CountryCode,
    },
    /// Something else was said before.
    #[error("what became of this form is recorded already; if that is wrong, correct the record")]
    SaidOtherwise,
}

impl SignatureError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotTheRefusingState { .. } => "not-the-refusing-state",
            Self::SaidOtherwise => "signed-already",
        }
    }
}

/// Decides a refusal of entry at the instant `now`; answers every fault at once.
///
/// Law: EES Art. 2(1)(b), 18(6); SBC Art. 14 and Annex V.
pub fn refuse(
    attempt: AttemptedEntry,
    now: Timestamp,
    switches: RefusalSwitches,
) -> Result<RefusalDecision, Vec<RefusalError>> {
    let mut errors = Vec::new();
    if let Scope::Out(exclusion) = attempt.scope {
        errors.push(RefusalError::OutOfScope { exclusion });
    }
    if now.checked_add(CLOCK_AHEAD_MAX).is_ok_and(|latest| latest < attempt.passage.at) {
        errors.push(RefusalError::DateInFuture);
    }
    errors.extend(reason_errors(&attempt, switches));
    errors.extend(detail_errors(&attempt));
    errors.extend(visa_error(&attempt));
    if errors.is_empty() { Ok(decided(attempt)) } else { Err(errors) }
}

fn decided(attempt: AttemptedEntry) -> RefusalDecision {
    let AttemptedEntry { id, passage, authority, visa, mut reasons, further, .. } = attempt;
    let (particulars, bearer) = (attempt.particulars, Some(attempt.bearer));
    reasons.sort_unstable();
    let refusal = Refusal {
        id,
        at: passage.at,
        day: passage.day,
        point: passage.point.as_str().to_owned(),
        authority,
        reasons,
    };
    RefusalDecision { refusal, further, visa, particulars, bearer }
}

fn reason_errors(attempt: &AttemptedEntry, switches: RefusalSwitches) -> Vec<RefusalError> {
    if attempt.reasons.is_empty() && attempt.further.is_empty() {
        return vec![RefusalError::NoReason];
    }
    let listed = attempt.reasons.iter().map(|reason| reason.code());
    let mut errors = Vec::new();
    let mut seen = BTreeSet::new();
    for code in listed.chain(attempt.further.iter().map(FurtherCode::as_str)) {
        if !seen.insert(code) {
            errors.push(RefusalError::ReasonTwice { code: code.to_owned() });
        }
    }
    let day = attempt.passage.day;
    let is_known = |code: &FurtherCode| {
        switches.further_reasons.iter().any(|row| row.code == code.as_str() && row.from <= day)
    };
    let unknown = attempt.further.iter().filter(|code| !is_known(code));
    errors
        .extend(unknown.map(|code| RefusalError::ReasonUnknown { code: code.as_str().to_owned() }));
    errors
}

/// What a reason asks for and lacks, and what stands there without its reason.
fn detail_errors(attempt: &AttemptedEntry) -> Vec<RefusalError> {
    let particulars = &attempt.particulars;
    let by_detail = Detail::ALL.into_iter().filter_map(|(detail, reason, ..)| {
        match (attempt.reasons.contains(&reason), particulars.has(detail)) {
            (true, false) => Some(RefusalError::DetailMissing { detail }),
            (false, true) => Some(RefusalError::DetailWithoutReason { detail }),
            (true, true) | (false, false) => None,
        }
    });
    let mut errors: Vec<RefusalError> = by_detail.collect();
    let threats: BTreeSet<_> = particulars.threats.iter().collect();
    if threats.len() < particulars.threats.len() {
        errors.push(RefusalError::ThreatTwice);
    }
    errors
}

/// Reasons that explain why one who needs a visa has none whose data could be entered.
const WITHOUT_VISA: [Reason; 4] = [Reason::A, Reason::B, Reason::C, Reason::D];

/// The visa is there exactly when one is needed and was presented.
fn visa_error(attempt: &AttemptedEntry) -> Option<RefusalError> {
    let explained = attempt.reasons.iter().any(|reason| WITHOUT_VISA.contains(reason));
    // A family member may travel without visa, with the card of another State or none at all.
    let needed = attempt.regime == Regime::VisaRequired && attempt.scope == Scope::InFull;
    match (attempt.regime, &attempt.visa) {
        (Regime::VisaExempt | Regime::Transit, Some(_)) => Some(RefusalError::VisaNotNeeded),
        (Regime::VisaRequired, None) if needed && !explained => Some(RefusalError::VisaMissing),
        (Regime::VisaExempt | Regime::Transit | Regime::VisaRequired, _) => None,
    }
}

impl From<Refusal> for RefusalDecision {
    /// A refusal of which nothing but the record is known.
    fn from(refusal: Refusal) -> Self {
        Self {
            refusal,
            further: Vec::new(),
            visa: None,
            particulars: Particulars::default(),
            bearer: None,
        }
    }
}

impl RefusalDecision {
    /// The codes of all reasons, the letters first.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let listed = self.refusal.reasons.iter().map(|reason| reason.code());
        listed.chain(self.further.iter().map(FurtherCode::as_str))
    }

    /// The State that refused, as the border crossing point says it.
    pub fn state(&self) -> Option<CountryCode> {
        self.refusal.point.parse().ok().map(|point: PointCode| point.state())
    }

    /// The same refusal with what became of the form when it was handed over, as an authority of
    /// the State `by` says it; `None` when that was said before.
    ///
    /// Law: SBC Annex V Part A point 1(a): the officer who hands the form over has it signed, and
    /// a refusal to sign is noted under comments.
    pub fn signed(
        &self,
        by: CountryCode,
        signature: Signature,
    ) -> Result<Option<Self>, SignatureError> {
        match self.state() {
            Some(refused_by) if refused_by != by => {
                return Err(SignatureError::NotTheRefusingState { refused_by });
            }
            Some(_) | None => {}
        }
        match (self.particulars.signature, signature) {
            (known, said) if known == said => Ok(None),
            (Signature::Awaited, _) => {
                let mut signed = self.clone();
                signed.particulars.signature = signature;
                Ok(Some(signed))
            }
            (Signature::Given | Signature::Refused, _) => Err(SignatureError::SaidOtherwise),
        }
    }
}
