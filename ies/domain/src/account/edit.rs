//! Changes of a person's details: by the person, and in exceptional cases by somebody else.

use jiff::Timestamp;

use super::{Account, AccountError, Duty, Effects, State, Step};
use crate::actor::{Actor, ActorError, Moment};
use crate::log::Event as Logged;
use crate::mail::{Addressee, Mail, Notice};
use crate::person::{ContactCard, ContactField, Email};
use crate::role::Role;
use crate::session::{Strength, Weakness};
use crate::switches::AccountTimes;
use crate::text::{Extent, tidy};
use crate::when::{hours, later};

/// A change of one's own details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileChange {
    /// The account and what goes with it.
    pub step: Step,
    /// What changed.
    pub fields: Vec<ContactField>,
    /// Whether validators are shown the change, because the identity was proven on the name
    /// before.
    pub is_flagged: bool,
}

/// Changes one's own details; the e-mail address has a way of its own.
///
/// Law: statement 7, "have access only to modify their own personal details"; statement 8, "in
/// 'edit profile'"; R32, R41; A9.
pub fn change_profile(
    account: &Account,
    by: &Actor<'_>,
    (before, after): (&ContactCard, &ContactCard),
    now: Timestamp,
) -> Result<ProfileChange, AccountError> {
    if by.account != account.id {
        return Err(ActorError::NotInRole.into());
    }
    if account.state != State::Active {
        return Err(AccountError::NotNow(account.state));
    }
    let fields = before.differences(after);
    if fields.is_empty() {
        return Err(AccountError::NothingChanged);
    }
    if fields.contains(&ContactField::Email) {
        return Err(AccountError::EmailByItself);
    }
    let is_flagged = fields.iter().any(|field| field.is_proven_by_scan());
    let mut effects = Effects::of_step(Logged::ProfileChanged, &[]);
    if is_flagged {
        effects.mails.push(Mail::of(Notice::NameChanged, Addressee::Validators));
        effects.log.push(Logged::NameChanged);
    }
    let account = Account { modified_at: now, ..account.clone() };
    Ok(ProfileChange { step: Step { account, effects }, fields, is_flagged })
}

/// A new e-mail address that waits for its confirmation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailChange {
    /// The new address.
    pub address: Email,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// Until when the link in the mail works.
    pub expires_at: Timestamp,
}

/// A wish for a new address, and what the store knows of it.
#[derive(Debug, Clone, Copy)]
pub struct NewEmail<'a> {
    /// The address of now.
    pub current: &'a Email,
    /// The address to be.
    pub wanted: &'a Email,
    /// Whether another account or an open request has it.
    pub is_taken: bool,
}

/// Why an address was not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmailChangeError {
    /// It is not one's own account, or the session is too weak.
    #[error(transparent)]
    Actor(#[from] ActorError),
    /// The account is not in use.
    #[error("the address cannot be changed now")]
    NotNow,
    /// It is the address already.
    #[error("this is your address already")]
    Same,
    /// Somebody else has it. Nothing tells whether that is so: the administrator is asked.
    #[error("this address cannot be used; ask a user administrator to look at it")]
    NotUsable,
    /// The link is too old, or not the last that was sent.
    #[error("this link no longer works; ask for a new one in your profile")]
    Expired,
}

impl EmailChangeError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Actor(error) => error.code(),
            Self::NotNow => "account-not-in-state",
            Self::Same => "email-same",
            Self::NotUsable => "email-not-usable",
            Self::Expired => "email-link-expired",
        }
    }
}

/// Asks for a new address: a mail goes to it, and nothing changes before it is answered.
///
/// Law: R32, R41.
pub fn request_email(
    account: &Account,
    by: &Actor<'_>,
    wish: NewEmail<'_>,
    (moment, times): (Moment<'_>, &AccountTimes),
) -> Result<(EmailChange, Effects), EmailChangeError> {
    must_own(account, by)?;
    fresh(by, moment)?;
    if wish.wanted == wish.current {
        return Err(EmailChangeError::Same);
    }
    // A change of capital letters is a change of nobody else's address.
    if wish.is_taken && wish.wanted.folded() != wish.current.folded() {
        return Err(EmailChangeError::NotUsable);
    }
    let change = EmailChange {
        address: wish.wanted.clone(),
        asked_at: moment.now,
        expires_at: later(moment.now, hours(times.email_change_hours)),
    };
    let mails = [Mail::of(Notice::EmailConfirm, Addressee::HolderNew)];
    Ok((change, Effects::of_step(Logged::EmailChangeAsked, &mails)))
}

/// The link in the mail is followed, by whoever is signed in to the account.
///
/// Law: R41. The former address is told, so that a theft does not go unseen.
pub fn confirm_email(
    account: &Account,
    by: &Actor<'_>,
    change: &EmailChange,
    (is_taken, now): (bool, Timestamp),
) -> Result<(Step, Email), EmailChangeError> {
    must_own(account, by)?;
    if change.expires_at <= now {
        return Err(EmailChangeError::Expired);
    }
    if is_taken {
        return Err(EmailChangeError::NotUsable);
    }
    let mails = [Addressee::HolderFormer, Addressee::HolderNew]
        .map(|to| Mail::of(Notice::EmailChanged, to));
    let account = Account { modified_at: now, ..account.clone() };
    let effects = Effects::of_step(Logged::EmailChanged, &mails);
    Ok((Step { account, effects }, change.address.clone()))
}

fn must_own(account: &Account, by: &Actor<'_>) -> Result<(), EmailChangeError> {
    if by.account != account.id {
        return Err(ActorError::NotInRole.into());
    }
    if account.state == State::Active { Ok(()) } else { Err(EmailChangeError::NotNow) }
}

fn fresh(by: &Actor<'_>, moment: Moment<'_>) -> Result<(), ActorError> {
    by.session
        .reaches(Strength::Fresh, moment.now, moment.times)
        .map_err(|weakness: Weakness| ActorError::Weak(weakness))
}

coded! {
    /// Why somebody else's details are changed.
    ///
    /// Law: statement 7, "In very specific situations (e.g. upon request from the user due to a
    /// technical glitch)"; R33.
    pub enum EditReason {
        /// The user asked for it, because of a technical fault.
        TechnicalFault => "technical-fault",
        /// The user asked for it and cannot do it, for another reason.
        AskedByUser => "asked-by-user",
        /// A request for rectification was granted.
        Rectification => "rectification",
        /// Mail to the address comes back.
        MailReturned => "mail-returned",
        /// The organisation has another name.
        OrganisationRenamed => "organisation-renamed",
    }
}

/// An exceptional edit, as it is kept: what was, what is, who and why.
#[derive(Clone, PartialEq, Eq)]
pub struct ExceptionalEdit {
    /// The account and what goes with it.
    pub step: Step,
    /// What changed.
    pub fields: Vec<ContactField>,
    /// Why.
    pub reason: EditReason,
    /// Why, in words that the person concerned reads too.
    pub explanation: String,
    /// The reference of a ticket, when there is one.
    pub ticket: Option<String>,
}

unshown!(ExceptionalEdit { step, reason, fields });

/// How many exceptional edits there were in the month of which `edits` are, for each reason; what
/// the controller reads every month.
///
/// Law: R33.
pub fn monthly_report(edits: &[EditReason]) -> Vec<(EditReason, usize)> {
    let count = |reason: &EditReason| edits.iter().filter(|edit| *edit == reason).count();
    EditReason::ALL.iter().map(|reason| (*reason, count(reason))).collect()
}

const EXPLANATION: Extent = Extent { chars_max: 1000, lines_max: 20 };
const TICKET: Extent = Extent { chars_max: 60, lines_max: 1 };
/// Characters below which an explanation explains nothing.
const EXPLANATION_CHARS_MIN: usize = 10;

/// A user administrator changes the details of one other person; there is no way to change
/// those of several at once.
///
/// Law: statement 7; R33; A10, A22. The person is told at the address before and at the one
/// after, and sees it among what happened to their data.
pub fn edit_exceptionally(
    account: &Account,
    by: &Actor<'_>,
    (before, after): (&ContactCard, &ContactCard),
    (reason, explanation, ticket): (EditReason, &str, Option<&str>),
    moment: Moment<'_>,
) -> Result<ExceptionalEdit, AccountError> {
    by.must_hold(&[Role::UserAdmin], Strength::Fresh, moment)?;
    by.must_not_be(account.id)?;
    if matches!(account.state, State::DisabledPendingErasure | State::Erased) {
        return Err(AccountError::NotNow(account.state));
    }
    let fields = before.differences(after);
    if fields.is_empty() {
        return Err(AccountError::NothingChanged);
    }
    let explanation = tidy(explanation, EXPLANATION).map_err(AccountError::Explanation)?;
    if explanation.chars().count() < EXPLANATION_CHARS_MIN {
        return Err(AccountError::Explanation(crate::text::TextError::Missing));
    }
    let ticket = ticket.map(|ticket| tidy(ticket, TICKET)).transpose();
    let ticket = ticket.map_err(AccountError::Explanation)?;
    let to_former = Mail::of(Notice::DetailsEdited, Addressee::HolderFormer);
    let mut effects = Effects::of_step(Logged::EditedExceptionally, &[to_former]);
    if fields.contains(&ContactField::Email) {
        effects.mails.push(Mail::of(Notice::DetailsEdited, Addressee::HolderNew));
        effects.duties.push(Duty::DropEmailChange);
    }
    let account = Account { modified_at: moment.now, ..account.clone() };
    Ok(ExceptionalEdit { step: Step { account, effects }, fields, reason, explanation, ticket })
}
