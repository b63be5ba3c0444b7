//! The decision: by a person, on a person.

use fnd_core::{CountryCode, Id};
use jiff::Timestamp;
use jiff::civil::Date;

use super::effects::End;
use super::steps::must_validate;
use super::{Event, NewAccount, Registration, RegistrationError, State, Step};
use crate::account::Account;
use crate::actor::{Actor, Moment};
use crate::community::Community;
use crate::organisation::{Countries, Organisation, OrganisationKind, is_evidently_eligible};
use crate::scan::ScanState;
use crate::session::Strength;
use crate::text::{Extent, tidy};

/// A decision. It always has a person who took it.
///
/// Law: EUDPR Art. 24; R45.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// Who.
    pub by: Id<Account>,
    /// When.
    pub at: Timestamp,
    /// The reason of a refusal; `None` when the request was accepted.
    pub refusal: Option<RefusalReason>,
}

coded! {
    /// Why a request is refused. The applicant is told it.
    pub enum RefusalReason {
        /// The page cannot be read, or is no identification page.
        PageUnreadable => "page-unreadable",
        /// The page names somebody else.
        IdentityNotMatching => "identity-not-matching",
        /// The organisation does not know the applicant, or could not be reached.
        OrganisationNotConfirmed => "organisation-not-confirmed",
        /// The applicant does not belong to the circle of users.
        NotEligible => "not-eligible",
        /// The applicant has an account under another sign-in.
        Duplicate => "duplicate",
        /// A question was not answered sufficiently.
        InformationInsufficient => "information-insufficient",
        /// Another reason, said in the message to the applicant.
        Other => "other",
    }
}

impl RefusalReason {
    /// Whether the applicant can do something about it and apply again; the mail says what.
    pub const fn can_be_mended(self) -> bool {
        match self {
            Self::PageUnreadable
            | Self::OrganisationNotConfirmed
            | Self::InformationInsufficient => true,
            Self::IdentityNotMatching | Self::NotEligible | Self::Duplicate | Self::Other => false,
        }
    }
}

/// Who decides, and whether they have seen what they decide on.
#[derive(Debug, Clone, Copy)]
pub struct Decider<'a> {
    /// The person.
    pub actor: Actor<'a>,
    /// Whether the log shows that this person looked at the scan that is there now.
    pub has_looked: bool,
    /// The instant.
    pub moment: Moment<'a>,
}

/// What the validator confirms.
///
/// Law: statement 2; R04, R05, R07.
#[derive(Clone, Copy)]
pub struct Acceptance<'a> {
    /// The identifier of the account to be.
    pub account: Id<Account>,
    /// The organisation.
    pub organisation: Id<Organisation>,
    /// What it is.
    pub kind: OrganisationKind,
    /// Where it sits.
    pub seat: CountryCode,
    /// Whether another account has the e-mail address already.
    pub is_email_taken: bool,
    /// Why the person belongs to the circle of users, where organisation and seat do not say it.
    pub eligibility: Option<&'a str>,
    /// The Communities the applicant asked to join.
    pub communities: &'a [Id<Community>],
}

unshown!(Acceptance<'_> {});

const WORDS: Extent = Extent { chars_max: 2000, lines_max: 40 };

/// Accepts the request: the account is opened and the scan destroyed, or neither.
///
/// Law: statement 4, 5, 6 and 7; R04, R05, R14, R35, R45; A7, A22.
pub fn accept(
    registration: &Registration,
    by: &Decider<'_>,
    acceptance: &Acceptance<'_>,
    (countries, on): (Countries<'_>, Date),
) -> Result<Step, RegistrationError> {
    must_decide(registration, by, Event::Accept)?;
    if registration.scan.state() != ScanState::Available {
        return Err(RegistrationError::NoScan);
    }
    if !by.has_looked {
        return Err(RegistrationError::NotLooked);
    }
    if acceptance.is_email_taken {
        return Err(RegistrationError::EmailTaken);
    }
    let Acceptance { kind, seat, .. } = *acceptance;
    if !is_evidently_eligible(kind, seat, (countries, on)) {
        let said = acceptance.eligibility.map(str::trim).filter(|said| !said.is_empty());
        tidy(said.ok_or(RegistrationError::EligibilityUnsaid)?, WORDS)
            .map_err(RegistrationError::Text)?;
    }
    let mut step = decided(registration, by, None);
    step.effects.account = Some(NewAccount {
        id: acceptance.account,
        subject: registration.subject.clone(),
        organisation: acceptance.organisation,
        kind,
        communities: acceptance.communities.to_vec(),
    });
    Ok(step)
}

/// Refuses the request, with a reason and, where the reason needs it, words to the applicant.
///
/// Law: statement 4 and 5; R14, R45, R50; A7, A22.
pub fn refuse(
    registration: &Registration,
    by: &Decider<'_>,
    reason: RefusalReason,
    message: Option<&str>,
) -> Result<Step, RegistrationError> {
    must_decide(registration, by, Event::Refuse)?;
    match message {
        Some(message) => drop(tidy(message, WORDS).map_err(RegistrationError::Text)?),
        None if reason == RefusalReason::Other => {
            return Err(RegistrationError::Text(crate::text::TextError::Missing));
        }
        None => {}
    }
    Ok(decided(registration, by, Some(reason)))
}

/// Law: R35; A7, A22: a validator, not the applicant, in a session with two factors shown a
/// moment ago, on a request that is being reviewed.
fn must_decide(
    registration: &Registration,
    by: &Decider<'_>,
    event: Event,
) -> Result<State, RegistrationError> {
    must_validate(registration, &by.actor, Strength::Fresh, by.moment)?;
    registration.next(event)
}

fn decided(registration: &Registration, by: &Decider<'_>, refusal: Option<RefusalReason>) -> Step {
    let end = if refusal.is_some() { End::Refused } else { End::Accepted };
    let decision = Decision { by: by.actor.account, at: by.moment.now, refusal };
    let mut step = registration.ended(end, by.moment.now);
    step.registration.decision = Some(decision);
    step
}
