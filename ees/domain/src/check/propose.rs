//! E8: what the machine proposes, and the decision of the officer.

use std::collections::BTreeSet;

use super::found::{VisSearch, VisaInVis};
use super::identify::{FileChoice, How, Who};
use super::known::{Consulted, Decision, DocumentState, Known, OtherChecks, VisaShown};
use super::{Direction, Person, Step};
use crate::authorised::{AuthorisedStay, Exhaustion};
use crate::crossing::Overstay;
use crate::fields::Is;
use crate::file::Regime;
use crate::refusal::Reason;
use crate::scope::Scope;
use crate::transition::{Measure, applies};

/// Everything that was found, when nothing is left to ask.
#[derive(Debug, Clone, Copy)]
pub(super) struct Findings<'a> {
    pub(super) person: &'a Person<'a>,
    pub(super) who: &'a Who<'a>,
    pub(super) consulted: Option<&'a Consulted>,
    pub(super) checks: &'a OtherChecks,
}

/// What the machine proposes. It binds nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The suggestion.
    pub suggestion: Suggestion,
    /// What the officer must see before deciding.
    pub flags: Vec<Flag>,
}

/// A suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suggestion {
    /// To authorise entry.
    Admit,
    /// To refuse entry, for these reasons.
    Refuse(Vec<Reason>),
    /// To record the exit.
    LetLeave,
    /// None: something only a human can weigh.
    OfficerAlone,
}

/// What an officer must see before deciding. A flag alone refuses nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// The identity was verified by eye.
    SeenByEye,
    /// The identity was in doubt; the second line found out.
    IdentityWasInDoubt,
    /// The person was not searched for by biometric data.
    NotSearched,
    /// The person refused biometric data.
    BiometricsRefused,
    /// The document is doubted.
    DocumentDoubted,
    /// An earlier record has no exit.
    OpenRecord,
    /// The end of the stay hangs on an exit that was never recorded.
    StayUncertain,
    /// Calculated results are to be disregarded.
    ResultsNotToBeUsed,
    /// The stay was exceeded.
    Overstay,
    /// This system could not be reached.
    EesUnavailable,
    /// The Visa Information System could not be reached.
    VisUnavailable,
    /// The other checks show reasons to hold a person who leaves.
    ReasonsToHold,
}

/// The officer's decision; as long as there is none that fits the direction, the proposal.
///
/// Law: SBC Art. 8, 14: border guards decide, whatever a machine computes.
pub(super) fn decided<'a>(
    direction: Direction,
    findings: Findings<'_>,
    known: &'a Known,
) -> Result<&'a Decision, Step> {
    let fits = |decision: &&Decision| match (direction, decision) {
        (Direction::Entry, Decision::Admit | Decision::Protection)
        | (Direction::Exit, Decision::LetLeave | Decision::HoldBack) => true,
        (Direction::Entry, Decision::Refuse(reasons)) => !reasons.is_empty(),
        (Direction::Entry, Decision::LetLeave | Decision::HoldBack)
        | (Direction::Exit, Decision::Admit | Decision::Refuse(_) | Decision::Protection) => false,
    };
    let decision = known.decision.as_ref().filter(fits);
    decision.ok_or_else(|| Step::Decide(proposal(direction, findings, known)))
}

fn proposal(direction: Direction, findings: Findings<'_>, known: &Known) -> Proposal {
    let flags = flags(direction, findings, known);
    let suggestion = match direction {
        Direction::Entry => on_entry(findings, known, &flags),
        Direction::Exit if flags.contains(&Flag::ReasonsToHold) => Suggestion::OfficerAlone,
        Direction::Exit => Suggestion::LetLeave,
    };
    Proposal { suggestion, flags }
}

fn on_entry(findings: Findings<'_>, known: &Known, flags: &[Flag]) -> Suggestion {
    let mut reasons: BTreeSet<Reason> = findings.checks.reasons.iter().copied().collect();
    reasons.extend(document_reason(findings.person.document.state));
    reasons.extend(visa_reason(findings, known));
    reasons.extend(stay_reason(findings, known));
    reasons.extend(refused_reason(findings.who));
    let unclear =
        [Flag::IdentityWasInDoubt, Flag::DocumentDoubted, Flag::StayUncertain, Flag::OpenRecord];
    if !reasons.is_empty() {
        Suggestion::Refuse(reasons.into_iter().collect())
    } else if unclear.iter().any(|flag| flags.contains(flag)) {
        Suggestion::OfficerAlone
    } else {
        Suggestion::Admit
    }
}

/// Points A and B.
const fn document_reason(state: DocumentState) -> Option<Reason> {
    match state {
        DocumentState::Missing => Some(Reason::A),
        DocumentState::False => Some(Reason::B),
        DocumentState::Authentic | DocumentState::NotVerifiable | DocumentState::Doubtful => None,
    }
}

/// Point C: who needs a visa has none that is valid. A family member with a right of free movement
/// is for the officer; so is a national visa, which the Visa Information System need not hold.
fn visa_reason(findings: Findings<'_>, known: &Known) -> Option<Reason> {
    let document = findings.person.document;
    if document.regime != Regime::VisaRequired || document.scope != Scope::InFull {
        return None;
    }
    let is_valid = match (document.visa, known.vis.as_ref()) {
        (VisaShown::ShortStay, Some(VisSearch::Hit(vis))) => vis.visa == VisaInVis::Valid,
        (VisaShown::None, _) | (VisaShown::ShortStay, Some(VisSearch::NoHit)) => false,
        (VisaShown::National, _) | (VisaShown::ShortStay, Some(VisSearch::Unavailable) | None) => {
            true
        }
    };
    (!is_valid).then_some(Reason::C)
}

/// Points F and C: not a day of stay is left. In the progressive start results are disregarded.
///
/// Law: EES Art. 11(2)(a) and (b); Reg. (EU) 2025/1534 Art. 5(3) and (6).
fn stay_reason(findings: Findings<'_>, known: &Known) -> Option<Reason> {
    if applies(Measure::ProgressiveStart, known.post.day) {
        return None;
    }
    match findings.consulted?.stay? {
        AuthorisedStay::Exhausted(Exhaustion::NinetyDays) => Some(Reason::F),
        AuthorisedStay::Exhausted(
            Exhaustion::VisaDuration
            | Exhaustion::VisaExpired
            | Exhaustion::VisaEntries
            | Exhaustion::VisaNotForThisState,
        ) => Some(Reason::C),
        AuthorisedStay::Exhausted(Exhaustion::OutsideCalendar)
        | AuthorisedStay::NotApplicable(_)
        | AuthorisedStay::Until(_)
        | AuthorisedStay::UntilInstant(_)
        | AuthorisedStay::NeedsHuman(_) => None,
    }
}

/// Point J. Law: EES Art. 50(1)(e): who refuses biometric data is refused entry.
fn refused_reason(who: &Who<'_>) -> Option<Reason> {
    match (who.how, who.file) {
        (How::Refused, FileChoice::None) => Some(Reason::JEnrolment),
        (How::Refused, FileChoice::This(_) | FileChoice::Unreachable) => Some(Reason::JCheck),
        (
            How::Matched | How::SeenByEye | How::SecondLine | How::NothingFound | How::NotSearched,
            _,
        ) => None,
    }
}

fn flags(direction: Direction, findings: Findings<'_>, known: &Known) -> Vec<Flag> {
    let Findings { person, who, consulted, checks } = findings;
    let by_how = match who.how {
        How::Matched | How::NothingFound => None,
        How::SeenByEye => Some(Flag::SeenByEye),
        How::SecondLine => Some(Flag::IdentityWasInDoubt),
        How::NotSearched => Some(Flag::NotSearched),
        How::Refused => Some(Flag::BiometricsRefused),
    };
    let stay = consulted.and_then(|consulted| consulted.stay);
    let overstay = consulted.and_then(|consulted| consulted.overstay);
    let is_open = consulted.is_some_and(|consulted| consulted.open_record == Is::So);
    let is_uncertain = matches!(stay, Some(AuthorisedStay::NeedsHuman(_)))
        || overstay == Some(Overstay::NeedsHuman);
    let is_late = matches!(overstay, Some(Overstay::Days(_) | Overstay::TimeExceeded));
    let is_start = applies(Measure::ProgressiveStart, known.post.day);
    let found = [
        (person.document.state == DocumentState::Doubtful, Flag::DocumentDoubted),
        (direction == Direction::Entry && is_open, Flag::OpenRecord),
        (is_uncertain, Flag::StayUncertain),
        (is_start && consulted.is_some(), Flag::ResultsNotToBeUsed),
        (is_late, Flag::Overstay),
        (who.file == FileChoice::Unreachable, Flag::EesUnavailable),
        (known.vis == Some(VisSearch::Unavailable), Flag::VisUnavailable),
        (direction == Direction::Exit && !checks.reasons.is_empty(), Flag::ReasonsToHold),
    ];
    let others = found.into_iter().filter(|(is_so, _)| *is_so).map(|(_, flag)| flag);
    by_how.into_iter().chain(others).collect()
}
