//! The register of breaches, and the 72 hours.

use std::fmt;

use fnd_core::Id;
use jiff::{SignedDuration, Timestamp};

use crate::actor::{Actor, ActorError, Moment};
use crate::log::Event as Logged;
use crate::mail::{Addressee, Mail, Notice};
use crate::role::Role;
use crate::session::Strength;
use crate::text::{Extent, TextError, tidy};
use crate::when::{hours, later};

/// Hours from becoming aware to the report to the Supervisor. EUDPR Art. 34(1).
pub const REPORT_HOURS: u16 = 72;

coded! {
    /// What a breach means for the persons concerned.
    pub enum Risk {
        /// Not yet known. The clock runs as if it meant something.
        Unknown => "unknown",
        /// Probably nothing, EUDPR Art. 34(1).
        Unlikely => "unlikely",
        /// Something: the Supervisor is told.
        Likely => "likely",
        /// Much: the persons are told as well, EUDPR Art. 35(1).
        High => "high",
    }
}

impl Risk {
    /// Whether the Supervisor is told.
    pub const fn is_reported(self) -> bool {
        matches!(self, Self::Likely | Self::High)
    }

    /// Whether the persons are told.
    pub const fn is_told(self) -> bool {
        matches!(self, Self::High)
    }
}

/// A breach.
///
/// Law: EUDPR Art. 34 and 35; R54.
#[derive(Clone, PartialEq, Eq)]
pub struct Breach {
    /// Its identifier.
    pub id: Id<Breach>,
    /// When the controller became aware of it.
    pub aware_at: Timestamp,
    /// What it means.
    pub risk: Risk,
    /// When the Supervisor was told, and why so late if it was late.
    pub reported: Option<(Timestamp, Option<String>)>,
    /// When the persons were told, or why they need not be.
    pub told: Option<Told>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
}

/// Whether and how the persons were told. The words are those of the officer, EUDPR Art. 35(2):
/// what happened, what may follow from it, what was done about it, and whom to ask.
#[derive(Clone, PartialEq, Eq)]
pub enum Told {
    /// Each of them, when and in which words.
    Directly(Timestamp, String),
    /// By a public notice, because telling each would be out of proportion.
    Publicly(Timestamp, String),
    /// Not, because the data cannot be read or the risk was averted; with the reason.
    NotNeeded(String),
}

/// What an entry lacks that is to be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// What the breach means.
    Risk,
    /// The report to the Supervisor.
    Report,
    /// What the persons are told, or why they are not.
    Telling,
}

crate::unshown!(Breach { id, aware_at, risk, told, closed_at });

impl fmt::Debug for Told {
    /// What the officer wrote may name people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Directly(at, _) => write!(f, "Directly({at})"),
            Self::Publicly(at, _) => write!(f, "Publicly({at})"),
            Self::NotNeeded(_) => f.write_str("NotNeeded"),
        }
    }
}

/// Why a step was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BreachError {
    /// The person may not.
    #[error(transparent)]
    Actor(#[from] ActorError),
    /// The breach is closed.
    #[error("this breach is closed; open a new entry if more became known")]
    Closed,
    /// It was reported already.
    #[error("this was done already; look at the breach again")]
    AlreadyDone,
    /// Late, and no word why.
    #[error("more than 72 hours have passed; say why the report comes late")]
    DelayUnsaid,
    /// Without the risk nothing can be closed.
    #[error("say first what the breach means for the persons concerned")]
    RiskUnknown,
    /// The Supervisor is still to be told.
    #[error("tell the European Data Protection Supervisor first")]
    NotReported,
    /// Each is to be told, and nobody is noted.
    #[error("note first who is affected; the communication goes to them")]
    NobodyAffected,
    /// The persons are still to be told.
    #[error("tell the persons concerned first, or say why that is not needed")]
    NotTold,
    /// What is to be written cannot be read.
    #[error("write it again: {0}")]
    Text(TextError),
}

impl BreachError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Actor(error) => error.code(),
            Self::Closed => "breach-closed",
            Self::AlreadyDone => "already-done",
            Self::DelayUnsaid => "delay-unsaid",
            Self::RiskUnknown => "risk-unknown",
            Self::NotReported => "breach-not-reported",
            Self::NobodyAffected => "nobody-affected",
            Self::NotTold => "breach-not-told",
            Self::Text(_) => "text-unread",
        }
    }
}

const REASONS: Extent = Extent { chars_max: 2000, lines_max: 40 };

/// Opens an entry. `aware_at` may lie before now, not after.
pub fn open(
    id: Id<Breach>,
    by: &Actor<'_>,
    aware_at: Timestamp,
    moment: Moment<'_>,
) -> Result<(Breach, Logged), BreachError> {
    must_guard(by, moment)?;
    let aware_at = aware_at.min(moment.now);
    let breach =
        Breach { id, aware_at, risk: Risk::Unknown, reported: None, told: None, closed_at: None };
    Ok((breach, Logged::BreachOpened))
}

impl Breach {
    /// The instant by which the Supervisor is told.
    ///
    /// Law: EUDPR Art. 34(1); R54.
    pub fn report_by(&self) -> Timestamp {
        later(self.aware_at, hours(REPORT_HOURS))
    }

    /// The time that is left for the report, negative once it is over; `None` when none is due.
    pub fn time_left(&self, now: Timestamp) -> Option<SignedDuration> {
        let is_due = self.reported.is_none() && self.risk != Risk::Unlikely;
        (is_due && self.closed_at.is_none()).then(|| self.report_by().duration_since(now))
    }

    /// Says what the breach means. It can be said anew as more becomes known.
    pub fn assess(
        &self,
        by: &Actor<'_>,
        risk: Risk,
        moment: Moment<'_>,
    ) -> Result<Self, BreachError> {
        self.must_be_open(by, moment)?;
        Ok(Self { risk, ..self.clone() })
    }

    /// Notes that the Supervisor was told.
    ///
    /// Law: EUDPR Art. 34(1): a later report says why it is late.
    pub fn report(
        &self,
        by: &Actor<'_>,
        delay: Option<&str>,
        moment: Moment<'_>,
    ) -> Result<(Self, Logged), BreachError> {
        self.must_be_open(by, moment)?;
        if self.reported.is_some() {
            return Err(BreachError::AlreadyDone);
        }
        let delay =
            delay.map(|delay| tidy(delay, REASONS).map_err(BreachError::Text)).transpose()?;
        if self.report_by() < moment.now && delay.is_none() {
            return Err(BreachError::DelayUnsaid);
        }
        let reported = Some((moment.now, delay));
        Ok((Self { reported, ..self.clone() }, Logged::BreachReported))
    }

    /// Notes that more users are affected. Where each of the others was told already, they are
    /// told at once.
    ///
    /// Law: EUDPR Art. 35(1).
    pub fn affect(&self, by: &Actor<'_>, moment: Moment<'_>) -> Result<Option<Mail>, BreachError> {
        self.must_be_open(by, moment)?;
        Ok(self.mail())
    }

    /// What each of those affected is sent, once it was decided to tell them directly.
    fn mail(&self) -> Option<Mail> {
        let is_direct = matches!(self.told, Some(Told::Directly(..)));
        is_direct.then_some(Mail::of(Notice::BreachTold, Addressee::Holder))
    }

    /// Notes that a user is not affected after all; who was told stays in the list.
    ///
    /// Law: EUDPR Art. 34(6): the register shows what was done.
    pub fn spare(&self, by: &Actor<'_>, moment: Moment<'_>) -> Result<(), BreachError> {
        self.must_be_open(by, moment)?;
        match self.told {
            Some(Told::Directly(..)) => Err(BreachError::AlreadyDone),
            Some(Told::Publicly(..) | Told::NotNeeded(_)) | None => Ok(()),
        }
    }

    /// Notes that the persons were told, or why not; `affected` is how many are noted. The mail
    /// goes to each of them, when they are told directly.
    ///
    /// Law: EUDPR Art. 35(1) to (3).
    pub fn tell(
        &self,
        by: &Actor<'_>,
        (told, affected): (Told, usize),
        moment: Moment<'_>,
    ) -> Result<(Self, Option<Mail>, Logged), BreachError> {
        self.must_be_open(by, moment)?;
        if self.told.is_some() {
            return Err(BreachError::AlreadyDone);
        }
        let said = |text: &str| tidy(text, REASONS).map_err(BreachError::Text);
        let told = match told {
            Told::NotNeeded(reason) => Told::NotNeeded(said(&reason)?),
            Told::Directly(..) if affected == 0 => return Err(BreachError::NobodyAffected),
            Told::Directly(_, text) => Told::Directly(moment.now, said(&text)?),
            Told::Publicly(_, text) => Told::Publicly(moment.now, said(&text)?),
        };
        let told = Self { told: Some(told), ..self.clone() };
        let mail = told.mail();
        Ok((told, mail, Logged::BreachTold))
    }

    /// Closes the entry, when all that its risk asks for was done.
    ///
    /// Law: EUDPR Art. 34(6).
    pub fn close(&self, by: &Actor<'_>, moment: Moment<'_>) -> Result<(Self, Logged), BreachError> {
        self.must_be_open(by, moment)?;
        match self.lacking().first() {
            Some(Lack::Risk) => return Err(BreachError::RiskUnknown),
            Some(Lack::Report) => return Err(BreachError::NotReported),
            Some(Lack::Telling) => return Err(BreachError::NotTold),
            None => {}
        }
        Ok((Self { closed_at: Some(moment.now), ..self.clone() }, Logged::BreachClosed))
    }

    /// What is still to be done before the entry can be closed, in the order in which it is done.
    ///
    /// Law: EUDPR Art. 34(1) and 35(1).
    pub fn lacking(&self) -> Vec<Lack> {
        let lacks = [
            (self.risk == Risk::Unknown, Lack::Risk),
            (self.risk.is_reported() && self.reported.is_none(), Lack::Report),
            (self.risk.is_told() && self.told.is_none(), Lack::Telling),
        ];
        lacks.into_iter().filter(|(is_lacking, _)| *is_lacking).map(|(_, lack)| lack).collect()
    }

    fn must_be_open(&self, by: &Actor<'_>, moment: Moment<'_>) -> Result<(), BreachError> {
        must_guard(by, moment)?;
        if self.closed_at.is_some() { Err(BreachError::Closed) } else { Ok(()) }
    }
}

fn must_guard(by: &Actor<'_>, moment: Moment<'_>) -> Result<(), BreachError> {
    Ok(by.must_hold(&[Role::DpOfficer], Strength::TwoFactors, moment)?)
}
