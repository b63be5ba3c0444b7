//! What stands at a closed door: nobody is known, the account is disabled, the session has ended,
//! or who is at the keyboard has to be made sure of.

use askama::Template;
use fnd_web::shell::{Link, Shell};
use jiff::civil::{Date, DateTime};

use super::status::RequestState;

/// What somebody who is signed in without an account has done so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    New,
    /// Begun an application.
    Draft {
        /// When it was saved last.
        saved: DateTime,
        /// When its scan is deleted, if it has one.
        scan_until: Option<DateTime>,
        /// The day on which the draft itself is deleted.
        until: Date,
    },
    /// Sent one that was closed without an account.
    Closed {
        /// How it ended.
        state: RequestState,
        /// When.
        at: DateTime,
    },
}

/// Signed in, and not known.
#[derive(Debug, Clone, Template)]
#[template(path = "entry/landing.html")]
pub struct LandingPage {
    /// The shell; without a menu.
    pub shell: Shell,
    /// The name that EU Login gives.
    pub name: String,
    /// The e-mail address that EU Login gives.
    pub email: String,
    /// What was done so far.
    pub standing: Standing,
    /// The form.
    pub apply: String,
    /// The request that was closed.
    pub status: String,
    /// The privacy statement.
    pub privacy: String,
}

/// Why an account is disabled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Closed {
    /// An administrator suspended it; the reason in a sentence, which may be empty.
    Suspended(String),
    /// Its owner asked for it, and its data are being deleted.
    Erasing {
        /// When they will be, at the latest.
        until: DateTime,
    },
    /// Its owner asked for restriction: disabled, and nothing is deleted before the controller
    /// has spoken with them.
    Restricted,
    /// Nobody signed in for long.
    Dormant {
        /// The day on which it is deleted.
        until: Date,
        /// Where it is opened again.
        reopen: String,
    },
}

/// The account is disabled.
#[derive(Debug, Clone, Template)]
#[template(path = "entry/disabled.html")]
pub struct DisabledPage {
    /// The shell; without a menu.
    pub shell: Shell,
    /// Why.
    pub closed: Closed,
    /// Whom to turn to.
    pub contact: Link,
    /// The privacy statement.
    pub privacy: String,
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Its owner signed out.
    SignedOut,
    /// Nothing was done for a while.
    Idle,
    /// It had lasted as long as a session may.
    TooLong,
    /// What its owner may do has changed, or all their sessions were ended.
    Revoked,
}

/// The session has ended.
#[derive(Debug, Clone, Template)]
#[template(path = "entry/ended.html")]
pub struct EndedPage {
    /// The shell; without a menu.
    pub shell: Shell,
    /// How.
    pub ended: Ended,
    /// Where to sign in again; leads back to where they were.
    pub sign_in: String,
    /// The start page.
    pub home: String,
}

/// What a sign-in lacks for what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// It is too long ago.
    Recency {
        /// The minutes for which a sign-in counts.
        minutes: u32,
    },
    /// It was with a password alone.
    SecondFactor,
}

/// Who is at the keyboard has to be made sure of first.
#[derive(Debug, Clone, Template)]
#[template(path = "entry/step_up.html")]
pub struct StepUpPage {
    /// The shell.
    pub shell: Shell,
    /// What the sign-in lacks.
    pub missing: Missing,
    /// What it is needed for, as a sentence.
    pub purpose: String,
    /// Where to sign in again; leads back to what was asked.
    pub sign_in: String,
    /// Back, without doing it.
    pub back: String,
}

impl LandingPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let (title, lead) = (shell.words.text("landing-title"), shell.words.text("landing-lead"));
        shell.titled(title).leading(lead)
    }
}

impl Closed {
    /// The keys of the title and of the sentence.
    pub fn keys(&self) -> (&'static str, &'static str) {
        match self {
            Self::Suspended(_) => ("suspended-title", "suspended-text"),
            Self::Erasing { .. } => ("erasing-title", "erasing-text"),
            Self::Restricted => ("restricted-title", "restricted-text"),
            Self::Dormant { .. } => ("dormant-title", "dormant-text"),
        }
    }
}

impl DisabledPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell, closed: &Closed) -> Shell {
        let title = shell.words.text(closed.keys().0);
        shell.titled(title)
    }
}

impl Ended {
    /// The keys of the title and of the sentence.
    pub fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::SignedOut => ("signed-out-title", "signed-out-text"),
            Self::Idle => ("ended-title", "ended-idle"),
            Self::TooLong => ("ended-title", "ended-too-long"),
            Self::Revoked => ("ended-title", "ended-revoked"),
        }
    }
}

impl EndedPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell, ended: Ended) -> Shell {
        let title = shell.words.text(ended.keys().0);
        shell.titled(title)
    }
}

impl StepUpPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let title = shell.words.text("step-up-title");
        shell.titled(title)
    }
}
