//! Consent: to the processing and to transfers, each by its own act, to texts of a version.
//!
//! A text that changes in substance asks everybody anew; a text that changes in form is shown.
//! Who withdraws loses nothing that was lawful before, and leaves a row of evidence without a
//! name.

#[cfg(test)]
mod tests;

use fnd_core::Id;
use jiff::Timestamp;

use crate::account::Account;

coded! {
    /// Texts that are agreed to.
    pub enum StatementKind {
        /// The privacy statement.
        Privacy => "privacy-statement",
        /// The terms of use.
        Terms => "terms-of-use",
    }
}

/// A version of a text.
///
/// Law: R38, "versioned documents".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// Which text.
    pub kind: StatementKind,
    /// Its number, from 1.
    pub version: u32,
    /// The instant from which it holds.
    pub since: Timestamp,
    /// Whether it changes the version before in substance: purposes, recipients, data, rights.
    pub is_material: bool,
    /// SHA-256 of the text, in all languages one after the other.
    pub digest: [u8; 32],
}

/// All versions of both texts.
#[derive(Debug, Clone, Copy)]
pub struct Statements<'a>(pub &'a [Statement]);

/// The two texts that hold at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce {
    /// The privacy statement.
    pub privacy: Statement,
    /// The terms of use.
    pub terms: Statement,
}

/// Whether a version of a text holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// From its first instant on, which is to come.
    Later,
    /// Now.
    Now,
    /// No more since this instant, at which a later one began to.
    Until(Timestamp),
}

impl Statements<'_> {
    /// The texts that hold at `now`; `None` while one of them has not been published, and then
    /// nobody can register.
    pub fn in_force(self, now: Timestamp) -> Option<InForce> {
        Some(InForce {
            privacy: *self.current(StatementKind::Privacy, now)?,
            terms: *self.current(StatementKind::Terms, now)?,
        })
    }

    /// The version of one text that holds at `now`, if any does.
    pub fn current(&self, kind: StatementKind, now: Timestamp) -> Option<&Statement> {
        self.of(kind, now).max_by_key(|statement| statement.version)
    }

    /// The number that the next version of a text has.
    pub fn next(self, kind: StatementKind) -> u32 {
        let versions = self.0.iter().filter(|statement| statement.kind == kind);
        versions.map(|one| one.version).max().unwrap_or_default().saturating_add(1)
    }

    /// Whether the version `number` of a text holds at `now`; `None` when it was not published. A
    /// version holds until a later one does.
    ///
    /// Law: R38.
    pub fn validity(
        self,
        (kind, number): (StatementKind, u32),
        now: Timestamp,
    ) -> Option<Validity> {
        let of_kind = || self.0.iter().filter(|statement| statement.kind == kind);
        let since = of_kind().find(|one| one.version == number)?.since;
        let later = self.of(kind, now).filter(|one| number < one.version);
        Some(match later.map(|one| one.since).min() {
            Some(replaced) => Validity::Until(replaced),
            None if now < since => Validity::Later,
            None => Validity::Now,
        })
    }

    fn of(&self, kind: StatementKind, now: Timestamp) -> impl Iterator<Item = &Statement> {
        self.0.iter().filter(move |statement| statement.kind == kind && statement.since <= now)
    }

    /// Whether a version after `version`, up to now, changed the text in substance.
    fn has_material_after(&self, kind: StatementKind, version: u32, now: Timestamp) -> bool {
        self.of(kind, now).any(|statement| version < statement.version && statement.is_material)
    }

    /// Whether `next` can be published: the number after the last one, not for the past.
    ///
    /// Law: R38. A version that was agreed to is never changed.
    pub fn can_publish(self, next: &Statement, now: Timestamp) -> bool {
        next.version == self.next(next.kind) && now <= next.since
    }
}

/// What was agreed to, each part by an act of its own on a box that was empty.
///
/// Law: statement 7, "explicit consent to the transfers"; R37; EUDPR Art. 7 and 50(1)(a).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Given {
    /// The processing of one's data.
    pub general: bool,
    /// Their transfer to members outside the Union.
    pub transfer: bool,
}

coded! {
    /// How a consent or its withdrawal reached the controller.
    pub enum Channel {
        /// By a page of this system.
        Page => "page",
        /// By letter or mail; somebody entered it.
        Letter => "letter",
    }
}

coded! {
    /// On which occasion consent is given.
    pub enum Occasion {
        /// With the request for an account.
        Registration => "registration",
        /// Anew, after a change of a text or after a long absence.
        Renewal => "renewal",
    }
}

/// A consent.
///
/// Law: R09, R37.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consent {
    /// Its identifier.
    pub id: Id<Consent>,
    /// What was agreed to.
    pub given: Given,
    /// The version of the privacy statement.
    pub privacy_version: u32,
    /// The version of the terms of use.
    pub terms_version: u32,
    /// The digests of both texts, in this order.
    pub digests: [[u8; 32]; 2],
    /// When.
    pub given_at: Timestamp,
    /// How.
    pub channel: Channel,
    /// When the consent to transfers was withdrawn.
    pub transfer_withdrawn_at: Option<Timestamp>,
    /// When the whole consent was withdrawn.
    pub withdrawn_at: Option<Timestamp>,
}

/// Why consent was not taken or withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConsentError {
    /// Nothing is published that could be agreed to.
    #[error("no privacy statement is published yet; tell whoever runs the system")]
    NoStatement,
    /// The texts changed between reading and agreeing.
    #[error("the text has changed since you opened the page; read it again")]
    TextChanged,
    /// The consent to the processing is missing.
    #[error("without your consent to the processing there can be no account")]
    GeneralMissing,
    /// The consent to transfers is missing.
    #[error(
        "without your consent to transfers there can be no account; members outside the Union see your contact details"
    )]
    TransferMissing,
    /// It was withdrawn already.
    #[error("this consent has been withdrawn already")]
    AlreadyWithdrawn,
}

impl ConsentError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoStatement => "no-statement",
            Self::TextChanged => "text-changed",
            Self::GeneralMissing => "general-consent-missing",
            Self::TransferMissing => "transfer-consent-missing",
            Self::AlreadyWithdrawn => "consent-already-withdrawn",
        }
    }
}

/// What was shown and what was ticked.
#[derive(Debug, Clone, Copy)]
pub struct Act {
    /// The identifier of the consent to be.
    pub id: Id<Consent>,
    /// On which occasion.
    pub occasion: Occasion,
    /// The version of the privacy statement that was shown.
    pub privacy_shown: u32,
    /// The version of the terms that was shown.
    pub terms_shown: u32,
    /// What was ticked.
    pub given: Given,
    /// How.
    pub channel: Channel,
}

/// Takes a consent.
///
/// With a request both parts are needed: the statement says that all users have agreed to
/// transfers. Who later withdraws that part alone keeps the account, without the Communities
/// from which data goes abroad, and so the renewal does not ask for it again.
///
/// Law: statement 7; R37, R38.
pub fn give(act: Act, statements: Statements<'_>, now: Timestamp) -> Result<Consent, ConsentError> {
    let InForce { privacy, terms } = statements.in_force(now).ok_or(ConsentError::NoStatement)?;
    if (act.privacy_shown, act.terms_shown) != (privacy.version, terms.version) {
        return Err(ConsentError::TextChanged);
    }
    if !act.given.general {
        return Err(ConsentError::GeneralMissing);
    }
    if act.occasion == Occasion::Registration && !act.given.transfer {
        return Err(ConsentError::TransferMissing);
    }
    Ok(Consent {
        id: act.id,
        given: act.given,
        privacy_version: privacy.version,
        terms_version: terms.version,
        digests: [privacy.digest, terms.digest],
        given_at: now,
        channel: act.channel,
        transfer_withdrawn_at: None,
        withdrawn_at: None,
    })
}

coded! {
    /// How a consent stands.
    pub enum Standing {
        /// It covers the texts of now.
        Current => "current",
        /// It covers them in substance; the new wording is shown once.
        NewWording => "new-wording",
        /// The texts changed in substance: consent before anything else.
        Outdated => "outdated",
        /// It was withdrawn.
        Withdrawn => "withdrawn",
    }
}

impl Standing {
    /// Whether the account can be used.
    ///
    /// Law: R38; A3.
    pub const fn lets_in(self) -> bool {
        matches!(self, Self::Current | Self::NewWording)
    }
}

impl Statements<'_> {
    /// How a consent to these versions of the privacy statement and of the terms of use stands
    /// at `now`, if it was not withdrawn.
    ///
    /// Law: R38.
    pub fn standing(&self, (privacy, terms): (u32, u32), now: Timestamp) -> Standing {
        let pairs = [(StatementKind::Privacy, privacy), (StatementKind::Terms, terms)];
        if pairs.iter().any(|(kind, version)| self.has_material_after(*kind, *version, now)) {
            return Standing::Outdated;
        }
        let is_last = |(kind, version): &(StatementKind, u32)| {
            self.current(*kind, now).is_none_or(|last| last.version <= *version)
        };
        if pairs.iter().all(is_last) { Standing::Current } else { Standing::NewWording }
    }
}

impl Consent {
    /// How the consent stands at `now`.
    ///
    /// Law: R38.
    pub fn standing(&self, statements: Statements<'_>, now: Timestamp) -> Standing {
        if self.withdrawn_at.is_some_and(|at| at <= now) {
            return Standing::Withdrawn;
        }
        statements.standing((self.privacy_version, self.terms_version), now)
    }

    /// Whether data may go to members outside the Union at `now`.
    ///
    /// Law: statement 7; R36, R37; EUDPR Art. 50(1)(a).
    pub fn covers_transfers(&self, now: Timestamp) -> bool {
        let stands = |withdrawn: Option<Timestamp>| withdrawn.is_none_or(|at| now < at);
        self.given.transfer && stands(self.transfer_withdrawn_at) && stands(self.withdrawn_at)
    }

    /// Withdraws the consent, or the part on transfers.
    ///
    /// Law: statement 8, "You can withdraw your consent at any time"; R47. What was done before
    /// stays lawful.
    pub fn withdraw(&self, part: Part, now: Timestamp) -> Result<Withdrawal, ConsentError> {
        let is_done = match part {
            Part::Whole => self.withdrawn_at.is_some(),
            Part::Transfer => !self.covers_transfers(now),
        };
        if is_done {
            return Err(ConsentError::AlreadyWithdrawn);
        }
        let consent = match part {
            Part::Whole => Self { withdrawn_at: Some(now), ..*self },
            Part::Transfer => Self { transfer_withdrawn_at: Some(now), ..*self },
        };
        let consequence = match part {
            Part::Whole => Consequence::CloseAccount,
            Part::Transfer => Consequence::LeaveCommunitiesWithRecipients,
        };
        Ok(Withdrawal { consent, consequence })
    }

    /// What remains of the consent when its giver is erased.
    ///
    /// Law: R47; EUDPR Art. 7(1).
    pub const fn evidence(&self, account: Id<Account>) -> Evidence {
        Evidence {
            account,
            privacy_version: self.privacy_version,
            terms_version: self.terms_version,
            digests: self.digests,
            given_at: self.given_at,
            withdrawn_at: self.withdrawn_at,
        }
    }
}

coded! {
    /// What is withdrawn.
    pub enum Part {
        /// The consent.
        Whole => "whole",
        /// The consent to transfers alone.
        Transfer => "transfer",
    }
}

/// A withdrawn consent and what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Withdrawal {
    /// The consent.
    pub consent: Consent,
    /// What follows at once.
    pub consequence: Consequence,
}

coded! {
    /// What follows from a withdrawal.
    pub enum Consequence {
        /// The account is closed and everything is deleted.
        CloseAccount => "close-account",
        /// Memberships end in Communities from which data goes outside the Union.
        LeaveCommunitiesWithRecipients => "leave-communities-with-recipients",
    }
}

/// That there was a consent: of whom, nobody can say any more.
///
/// Law: statement 8, "will not affect the lawfulness of the processing carried out before";
/// R47.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// The identifier, which means nobody once the account is erased.
    pub account: Id<Account>,
    /// The version of the privacy statement.
    pub privacy_version: u32,
    /// The version of the terms of use.
    pub terms_version: u32,
    /// The digests of both texts.
    pub digests: [[u8; 32]; 2],
    /// When it was given.
    pub given_at: Timestamp,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Timestamp>,
}
