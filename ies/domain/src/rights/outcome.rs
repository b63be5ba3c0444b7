//! The answer to a request.

use jiff::Timestamp;

use super::{Event, Right, RightsError};
use crate::text::{Extent, tidy};

coded! {
    /// How a request was answered.
    pub enum Answer {
        /// As asked.
        Fulfilled => "fulfilled",
        /// In part.
        Partly => "partly",
        /// Not.
        Refused => "refused",
    }
}

coded! {
    /// On what ground a request is refused, in whole or in part.
    pub enum RefusalGround {
        /// It could not be found out who makes it, EUDPR Art. 12(2), 14(6).
        NotIdentified => "not-identified",
        /// It is manifestly unfounded, EUDPR Art. 14(5).
        ManifestlyUnfounded => "manifestly-unfounded",
        /// It repeats itself to excess, EUDPR Art. 14(5).
        Excessive => "excessive",
        /// It would touch the rights of others, EUDPR Art. 17(4), 22(4).
        RightsOfOthers => "rights-of-others",
        /// A legal obligation or a legal claim stands against it, EUDPR Art. 19(3).
        LegalObligation => "legal-obligation",
        /// The data is correct, EUDPR Art. 18.
        DataCorrect => "data-correct",
        /// Internal rules restrict the right, EUDPR Art. 25.
        RightRestricted => "right-restricted",
    }
}

impl RefusalGround {
    /// Whether `right` can be refused on this ground.
    ///
    /// A withdrawal of consent is refused to nobody who is who they say they are. The statement
    /// grants an objection without weighing it; so does this table.
    pub const fn fits(self, right: Right) -> bool {
        match self {
            Self::NotIdentified => true,
            Self::ManifestlyUnfounded | Self::Excessive | Self::RightRestricted => {
                matches!(right, Right::Access | Right::Rectification | Right::Portability)
            }
            Self::RightsOfOthers => matches!(right, Right::Access | Right::Portability),
            Self::LegalObligation => matches!(right, Right::Erasure),
            Self::DataCorrect => matches!(right, Right::Rectification),
        }
    }
}

/// The answer to a request.
///
/// Law: EUDPR Art. 14(3) and (4): a refusal names its reasons, and the Supervisor and the court
/// to which the person can turn; the mail has both.
#[derive(Clone, PartialEq, Eq)]
pub struct Outcome {
    /// How.
    pub answer: Answer,
    /// On what ground it was refused, in whole or in part.
    pub ground: Option<RefusalGround>,
    /// The reasons.
    pub reasons: Option<String>,
    /// Whether anything about the person was held; "nothing is held" is an answer too.
    pub is_held: bool,
    /// When.
    pub at: Timestamp,
}

unshown!(Outcome { answer, ground, is_held, at });

const REASONS: Extent = Extent { chars_max: 4000, lines_max: 100 };

impl Outcome {
    /// The event that this answer is.
    pub(super) const fn event(&self) -> Event {
        match self.answer {
            Answer::Fulfilled => Event::Fulfil,
            Answer::Partly => Event::FulfilPartly,
            Answer::Refused => Event::Refuse,
        }
    }

    /// The answer put in order, or why it is none.
    ///
    /// Law: R51: the outcome of an objection is reasoned, whichever it is.
    pub(super) fn checked(self, right: Right) -> Result<Self, RightsError> {
        let needs_reasons = self.answer != Answer::Fulfilled || right.needs_ground();
        let reasons = match self.reasons.as_deref().map(str::trim) {
            None | Some("") if needs_reasons => return Err(RightsError::ReasonsMissing),
            None | Some("") => None,
            Some(reasons) => Some(tidy(reasons, REASONS).map_err(RightsError::Text)?),
        };
        let is_fitting = match (self.answer, self.ground) {
            (Answer::Fulfilled, ground) => ground.is_none(),
            (Answer::Partly | Answer::Refused, Some(ground)) => ground.fits(right),
            (Answer::Partly | Answer::Refused, None) => false,
        };
        if is_fitting { Ok(Self { reasons, ..self }) } else { Err(RightsError::GroundNotFitting) }
    }
}
