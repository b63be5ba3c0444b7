//! What an officer has answered in a check.

use super::known::{
    Decision, DocumentState, EntryEvidence, EyeComparison, Hands, Known, OtherChecks, SecondLine,
};
use super::question::Question;
use crate::fields::{Age, Is};

/// Everything an officer alone can say. What is `None` was not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Whether the officer doubts who the person is.
    pub doubt: Is,
    /// E0: whether the document is what it says.
    pub document: Option<DocumentState>,
    /// E0: the age, where the document leaves it open.
    pub age: Option<Age>,
    /// What the officer says of the hands.
    pub hands: Option<Hands>,
    /// E3: what the officer sees.
    pub by_eye: Option<EyeComparison>,
    /// E5: what the second line found out.
    pub second_line: Option<SecondLine>,
    /// X2: how an entry is shown that was never recorded.
    pub entry_evidence: Option<EntryEvidence>,
    /// E7: what the other checks gave.
    pub other_checks: Option<OtherChecks>,
    /// E8: what the officer decided.
    pub decision: Option<Decision>,
}

impl Answered {
    /// Nothing was answered yet.
    pub const NOTHING: Self = Self {
        doubt: Is::NotSo,
        document: None,
        age: None,
        hands: None,
        by_eye: None,
        second_line: None,
        entry_evidence: None,
        other_checks: None,
        decision: None,
    };

    /// What is known, with what the officer answered.
    #[must_use]
    pub fn onto(&self, mut known: Known) -> Known {
        let said = self.document;
        known.document = known.document.map(|read| match said {
            Some(state) => read.in_state(state),
            None => read,
        });
        Known {
            doubt: self.doubt,
            age: self.age,
            hands: self.hands.clone(),
            by_eye: self.by_eye.clone(),
            second_line: self.second_line.clone(),
            entry_evidence: self.entry_evidence,
            other_checks: self.other_checks.clone(),
            decision: self.decision.clone(),
            ..known
        }
    }
}

impl Question {
    /// Whether an officer alone can answer; everything else is found out by machines.
    pub const fn is_for_officer(&self) -> bool {
        match self {
            Self::Age
            | Self::CompareByEye
            | Self::SecondLine
            | Self::EntryEvidence
            | Self::OtherChecks(_) => true,
            Self::ReadDocument
            | Self::SearchEes
            | Self::SearchVis(_)
            | Self::CompareChip
            | Self::VerifyFace(_)
            | Self::VerifyPrints(_)
            | Self::Identify(_)
            | Self::SearchWidely
            | Self::IdentifyInVis
            | Self::TakePrints
            | Self::Consult(_) => false,
        }
    }
}
