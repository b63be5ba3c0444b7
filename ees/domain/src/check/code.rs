//! Stable codes of what a check asks, proposes and records, as interfaces and pages name them.

use super::{Action, Aspect, Flag, Question, Suggestion};
use crate::refusal::Reason;

impl Question {
    /// The code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ReadDocument => "read-document",
            Self::Age => "age",
            Self::SearchEes => "search-ees",
            Self::SearchVis(_) => "search-vis",
            Self::CompareChip => "compare-chip",
            Self::VerifyFace(_) => "verify-face",
            Self::VerifyPrints(_) => "verify-fingerprints",
            Self::CompareByEye => "compare-by-eye",
            Self::Identify(_) => "identify",
            Self::SearchWidely => "search-widely",
            Self::IdentifyInVis => "identify-in-vis",
            Self::SecondLine => "second-line",
            Self::TakePrints => "take-fingerprints",
            Self::Consult(_) => "consult",
            Self::EntryEvidence => "entry-evidence",
            Self::OtherChecks(_) => "other-checks",
        }
    }

    /// What the other checks look at; nothing for any other question.
    pub fn aspects(&self) -> &[Aspect] {
        if let Self::OtherChecks(aspects) = self { aspects } else { &[] }
    }
}

impl Aspect {
    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DocumentDatabases => "document-databases",
            Self::Alerts => "alerts",
            Self::TravelAuthorisation => "travel-authorisation",
            Self::Purpose => "purpose",
            Self::Means => "means",
        }
    }
}

impl Suggestion {
    /// The code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Admit => "admit",
            Self::Refuse(_) => "refuse",
            Self::LetLeave => "let-leave",
            Self::OfficerAlone => "officer-alone",
        }
    }

    /// The reasons of a refusal that is suggested.
    pub fn reasons(&self) -> &[Reason] {
        if let Self::Refuse(reasons) = self { reasons } else { &[] }
    }
}

impl Flag {
    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SeenByEye => "seen-by-eye",
            Self::IdentityWasInDoubt => "identity-was-in-doubt",
            Self::NotSearched => "not-searched",
            Self::BiometricsRefused => "biometrics-refused",
            Self::DocumentDoubted => "document-doubted",
            Self::OpenRecord => "open-record",
            Self::StayUncertain => "stay-uncertain",
            Self::ResultsNotToBeUsed => "results-not-to-be-used",
            Self::Overstay => "overstay",
            Self::EesUnavailable => "ees-unavailable",
            Self::VisUnavailable => "vis-unavailable",
            Self::ReasonsToHold => "reasons-to-hold",
        }
    }
}

impl Action {
    /// The code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::CreateFile(_) => "create-file",
            Self::UpdateFile(_) => "update-file",
            Self::AddDocument => "add-document",
            Self::AddIdentity => "add-identity",
            Self::TakeFace => "take-face",
            Self::ReplaceFace => "replace-face",
            Self::TakePrints => "take-fingerprints",
            Self::ClearPrintsNote => "clear-fingerprints-note",
            Self::MarkPrintsNotApplicable(_) => "mark-fingerprints-not-applicable",
            Self::NotePrintsImpossible => "note-fingerprints-impossible",
            Self::MarkBiometricsMissing => "mark-biometrics-missing",
            Self::EnterForRefusal(_) => "enter-for-refusal",
            Self::EnterVisa => "enter-visa",
            Self::NoteSeenByEye(_) => "note-seen-by-eye",
            Self::NoteSecondLine(_) => "note-second-line",
            Self::RecordEntry { .. } => "record-entry",
            Self::RecordRefusal(_) => "record-refusal",
            Self::RecordExit(_) => "record-exit",
            Self::UpdateVisa => "update-visa",
            Self::TellStay => "tell-stay",
            Self::TellOverstay => "tell-overstay",
            Self::TakeOffList => "take-off-list",
            Self::NotifyVis => "notify-vis",
            Self::HandOverForm => "hand-over-form",
            Self::ReviewVisa => "review-visa",
            Self::StoreByFallback => "store-by-fallback",
            Self::StampDocument => "stamp-document",
            Self::NationalProcedure => "national-procedure",
            Self::Nothing => "nothing",
        }
    }
}
