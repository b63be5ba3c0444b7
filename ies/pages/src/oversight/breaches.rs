//! The register of personal data breaches, and the 72 hours.
//!
//! Law: EUDPR Art. 34 and 35; R54.

use askama::Template;
use fnd_web::form::Field;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::DateTime;

use super::{Done, Risk, StepRow};
use crate::declared::Explained;

/// The time for the report to the Supervisor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// None is due.
    NotDue,
    /// So many hours are left.
    Running(u32),
    /// It has been over for so many hours.
    Over(u32),
    /// The Supervisor was told.
    Reported(DateTime),
}

/// A breach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreachRow {
    /// What happened, in a few words.
    pub title: String,
    /// When the controller became aware of it.
    pub aware: DateTime,
    /// What it means.
    pub risk: Risk,
    /// The time for the report.
    pub clock: Clock,
    /// Whether it is closed.
    pub is_closed: bool,
    /// Its page.
    pub href: String,
}

form! {
    /// A new entry.
    pub struct BreachForm {
        /// What happened, in a few words.
        title => "title";
        /// What is known.
        text => "text";
        /// The day on which the controller became aware.
        day => "aware_day";
        /// The time of day, in UTC.
        time => "aware_time";
    }
}

/// The register.
#[derive(Debug, Clone, Template)]
#[template(path = "oversight/breaches.html")]
pub struct BreachesPage {
    /// The shell.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<Done>,
    /// The breaches, open ones first.
    pub rows: Vec<BreachRow>,
    /// A new entry.
    pub form: BreachForm,
}

/// Whether and how the persons were told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Each of them, when and in which words.
    Directly(DateTime, String),
    /// By a public notice.
    Publicly(DateTime, String),
    /// Not, for this reason.
    NotNeeded(String),
}

form! {
    /// What a breach means.
    pub struct AssessForm {
        /// The risk.
        risk => "risk";
    }
}

form! {
    /// The report to the Supervisor.
    pub struct ReportForm {
        /// Why it is late.
        delay => "delay";
    }
}

form! {
    /// The communication to the persons.
    pub struct TellForm {
        /// How.
        how => "how";
        /// What they are told.
        message => "message";
        /// Why it is not needed.
        reason => "reason";
    }
}

/// One breach.
#[derive(Debug, Clone, Template)]
#[template(path = "oversight/breach.html")]
pub struct BreachPage {
    /// The shell.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<Done>,
    /// The breach.
    pub breach: BreachRow,
    /// What is known.
    pub text: String,
    /// By when the Supervisor is told.
    pub report_by: DateTime,
    /// How many users are affected.
    pub users: u32,
    /// The Communities affected.
    pub communities: Vec<String>,
    /// The list of those affected.
    pub affected: String,
    /// Why the report came late; may be empty.
    pub delay: String,
    /// Whether the persons were told.
    pub told: Option<Told>,
    /// What happened, the latest first.
    pub steps: Vec<StepRow>,
    /// What the breach means; `None` once it is closed.
    pub assess: Option<AssessForm>,
    /// The report; `None` once it was made or when none is due.
    pub report: Option<ReportForm>,
    /// The communication; `None` once it was made.
    pub tell: Option<TellForm>,
    /// Where it is closed, by POST; empty when it cannot be.
    pub close: String,
    /// Keys of what is still to be done before it is closed.
    pub missing: Vec<&'static str>,
}

impl Clock {
    /// What it says.
    pub fn text(&self, words: &Words) -> String {
        match self {
            Self::NotDue => words.text("clock-not-due"),
            Self::Running(hours) => words.count("clock-running", hours),
            Self::Over(hours) => words.count("clock-over", hours),
            Self::Reported(at) => words.one("clock-reported", "moment", words.moment(at)),
        }
    }

    /// How its tag looks.
    pub fn tone(&self) -> &'static str {
        match self {
            Self::NotDue => "info",
            Self::Running(_) => "warning",
            Self::Over(_) => "error",
            Self::Reported(_) => "success",
        }
    }
}

impl BreachesPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let words = shell.words.clone();
        shell.titled(words.text("breaches-title")).leading(words.text("breaches-lead"))
    }
}

impl AssessForm {
    /// What a breach can mean.
    pub fn risks(&self, words: &Words) -> Vec<Explained> {
        vec![
            Explained::new(words, "unknown", "risk-unknown", "risk-unknown-text"),
            Explained::new(words, "unlikely", "risk-unlikely", "risk-unlikely-text"),
            Explained::new(words, "likely", "risk-likely", "risk-likely-text"),
            Explained::new(words, "high", "risk-high", "risk-high-text"),
        ]
    }
}

impl TellForm {
    /// How the persons are told.
    pub fn ways(&self, words: &Words) -> Vec<Explained> {
        vec![
            Explained::new(words, "directly", "tell-directly", "tell-directly-text"),
            Explained::new(words, "publicly", "tell-publicly", "tell-publicly-text"),
            Explained::new(words, "not-needed", "tell-not-needed", "tell-not-needed-text"),
        ]
    }
}

impl BreachPage {
    /// The shell of this page; `breaches` is the address of the register.
    #[must_use]
    pub fn shell(shell: Shell, breaches: &str, title: &str) -> Shell {
        let label = shell.words.text("breaches-title");
        shell.below(breaches, label).titled(title.to_owned())
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        let assess = self.assess.as_ref().map(AssessForm::errors).unwrap_or_default();
        let report = self.report.as_ref().map(ReportForm::errors).unwrap_or_default();
        let tell = self.tell.as_ref().map(TellForm::errors).unwrap_or_default();
        [assess, report, tell].concat()
    }
}
