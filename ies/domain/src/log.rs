//! The log: what leaves a row, what a row holds, how long, and who reads it.
//!
//! Every access to personal data leaves a row, and so does everything that happens to them. A
//! row names its actor by an identifier, never by a name, and holds no content: which fields
//! changed, not what they were. The technical part (address, place, browser, system) lies apart,
//! so that it can go before the rest.

mod event;
mod technical;
#[cfg(test)]
mod tests;

pub use event::{Class, Event};
pub use technical::{Browser, BrowserFamily, System, Technical, user_agent};

use fnd_core::Id;
use fnd_register::{Coded, Column};
use jiff::Timestamp;

use crate::access::{Action, Grant, Refusal};
use crate::account::Account;
use crate::purpose::Purpose;

/// What a row tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Somebody asked to do something.
    Asked(Action),
    /// Something happened.
    Happened(Event),
}

impl Deed {
    /// The stable code. Actions are verbs, events are past; no code is of both.
    pub fn code(self) -> &'static str {
        match self {
            Self::Asked(action) => action.code(),
            Self::Happened(event) => event.code(),
        }
    }

    /// Whether it matters for security, which decides how long the row is kept.
    pub const fn class(self) -> Class {
        match self {
            Self::Asked(action) => action.class(),
            Self::Happened(event) => event.class(),
        }
    }
}

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doer {
    /// Somebody with an account.
    Account(Id<Account>),
    /// Somebody who signed in and has no account; the request they have, if any, is the object.
    Applicant,
    /// Nobody known.
    Visitor,
    /// The system itself: timers, retention, the examination of files.
    System,
}

impl Doer {
    /// The stable code of the kind.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Account(_) => "account",
            Self::Applicant => "applicant",
            Self::Visitor => "visitor",
            Self::System => "system",
        }
    }
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was refused, by this stable code.
    Refused(&'static str),
}

impl Outcome {
    /// The code: `done`, or that of the refusal.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused(code) => code,
        }
    }
}

/// What the domain knows of a row; the store adds identifiers and the transaction.
///
/// Law: statement 4, "other actions within the EMN IES"; R08, R15.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub doer: Doer,
    /// What.
    pub deed: Deed,
    /// What for.
    pub purpose: Purpose,
    /// By which rule.
    pub rule: &'static str,
    /// How it ended.
    pub outcome: Outcome,
}

impl Row {
    /// The row of an access that was granted.
    pub const fn granted(at: Timestamp, doer: Doer, grant: Grant) -> Self {
        Self {
            at,
            doer,
            deed: Deed::Asked(grant.action()),
            purpose: grant.purpose(),
            rule: grant.rule(),
            outcome: Outcome::Done,
        }
    }

    /// The row of an access that was refused. What it was for stands in the table all the same.
    pub const fn refused(at: Timestamp, doer: Doer, action: Action, refusal: Refusal) -> Self {
        Self {
            at,
            doer,
            deed: Deed::Asked(action),
            purpose: action.purpose(),
            rule: refusal.rule(),
            outcome: Outcome::Refused(refusal.code()),
        }
    }

    /// The row of something that happened.
    pub const fn happened(at: Timestamp, doer: Doer, event: Event) -> Self {
        Self {
            at,
            doer,
            deed: Deed::Happened(event),
            purpose: event.purpose(),
            rule: event.rule(),
            outcome: Outcome::Done,
        }
    }
}

coded! {
    /// Who reads the log, and how much of it.
    ///
    /// Law: statement 7, "Only certain authorised Commission staff members and IT developers";
    /// R34; A8.
    pub enum Reader {
        /// Who holds the role for it: everything, and that too is logged.
        Auditor => "auditor",
        /// Who leads a Community: who changed what in it, nothing technical.
        Lead => "lead",
        /// The person: what happened to their data and what they did, with their own technical
        /// part.
        Oneself => "oneself",
    }
}

/// Columns every reader of the log may see, of the rows they may see.
const WHAT: &[Column] = &[
    Column { table: "log_entry", column: "at" },
    Column { table: "log_entry", column: "action" },
    Column { table: "log_entry", column: "object" },
    Column { table: "log_entry", column: "outcome" },
];
/// What is said of the access itself.
const WHY: &[Column] = &[
    Column { table: "log_entry", column: "purpose" },
    Column { table: "log_entry", column: "basis" },
    Column { table: "log_entry", column: "sent" },
];
/// Who it was, as an identifier.
const WHO: &[Column] = &[Column { table: "log_entry", column: "person" }];
/// The technical part.
const FROM_WHERE: &[Column] = &[
    Column { table: "log_technical", column: "ip" },
    Column { table: "log_technical", column: "country" },
    Column { table: "log_technical", column: "browser" },
    Column { table: "log_technical", column: "system" },
];

impl Reader {
    /// The columns this reader sees.
    ///
    /// Who reads their own rows sees the technical part of what they did themselves; where
    /// somebody else did it, they learn of which role it was and not of which browser.
    pub fn columns(self) -> Vec<Column> {
        let parts: &[&[Column]] = match self {
            Self::Auditor => &[WHAT, WHY, WHO, FROM_WHERE],
            Self::Lead => &[WHAT, WHO],
            Self::Oneself => &[WHAT, WHY, FROM_WHERE],
        };
        parts.concat()
    }

    /// The action of the access table by which this reader comes to the log.
    pub const fn action(self) -> Action {
        match self {
            Self::Auditor => Action::ReadLog,
            Self::Lead => Action::ReadHistory,
            Self::Oneself => Action::ReadOwnActivity,
        }
    }
}
