//! Why a step in a case of amendment is refused.

use fnd_core::CountryCode;

use crate::day::Day;

/// Why a step was not taken. `code` is stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmendmentError {
    /// The State may not take this step.
    #[error("{by} cannot take this step; it is for {entitled}")]
    NotEntitled {
        /// The State that tried.
        by: CountryCode,
        /// The State whose step it is.
        entitled: CountryCode,
    },
    /// The case is over.
    #[error("the case was settled on {on}")]
    Settled {
        /// When.
        on: Day,
    },
    /// The State responsible was asked already.
    #[error("the State responsible was asked on {on} already")]
    AlreadyAsked {
        /// When.
        on: Day,
    },
    /// There is nobody to ask.
    #[error("the data is of the State that raised the case; it settles the case itself")]
    OwnData,
    /// The day lies before the case.
    #[error("the day lies before the case was raised")]
    BeforeCase,
    /// The case would have been raised in the future.
    #[error("a case cannot have been raised in the future")]
    InFuture,
    /// The file holds no such record.
    #[error("the file holds no such record")]
    NoRecord,
    /// One record was named, and the whole file would go.
    #[error("on this ground the whole file goes with its records; name no single record")]
    WholeFile,
    /// The State does not operate the system, so that it cannot take the step.
    #[error("{state} does not operate the system, so it cannot erase the file")]
    NotOperating {
        /// The State.
        state: CountryCode,
    },
    /// Nothing was put right since the case was opened.
    #[error(
        "nothing of the file has changed since the case was opened; put it right first, or settle \
         the case as not founded"
    )]
    NothingDone,
    /// The person is on the list of overstayers.
    #[error(
        "the person is still on the list of overstayers; take the stay off the list first, or \
         settle the case as not founded"
    )]
    StillListed,
}

impl AmendmentError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotEntitled { .. } => "not-entitled",
            Self::Settled { .. } => "case-settled",
            Self::AlreadyAsked { .. } => "already-asked",
            Self::OwnData => "own-data",
            Self::BeforeCase => "before-case",
            Self::InFuture => "date-in-future",
            Self::NoRecord => "no-record",
            Self::WholeFile => "whole-file-goes",
            Self::NotOperating { .. } => "state-not-operating",
            Self::NothingDone => "nothing-done",
            Self::StillListed => "still-listed",
        }
    }
}
