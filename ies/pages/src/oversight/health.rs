//! How the system is: its parts and its jobs. No personal data stands here.

use askama::Template;
use fnd_web::shell::Shell;
use jiff::Timestamp;

use super::Condition;

/// A part of the system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The key of its name: `part-database`, `part-disk`, `part-mail`, `part-scanner`,
    /// `part-log`, `part-sign-in`, `part-backup`.
    pub name: &'static str,
    /// How it is.
    pub condition: Condition,
    /// What that means, in the reader's language.
    pub text: String,
}

/// A kind of job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobRow {
    /// Its stable code.
    pub kind: String,
    /// How many wait or are due.
    pub due: u32,
    /// How many minutes the oldest of them has waited.
    pub oldest_minutes: u32,
    /// How many were done in the last 24 hours.
    pub done: u32,
    /// How many were given up.
    pub given_up: u32,
}

/// A job that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenUpRow {
    /// Its kind.
    pub kind: String,
    /// Its identifier.
    pub id: String,
    /// When it was tried last.
    pub at: Timestamp,
    /// How often.
    pub tries: u32,
    /// The stable code of the fault.
    pub code: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "oversight/health.html")]
pub struct HealthPage {
    /// The shell.
    pub shell: Shell,
    /// When all this was looked at.
    pub at: Timestamp,
    /// The parts.
    pub parts: Vec<Part>,
    /// The kinds of jobs.
    pub jobs: Vec<JobRow>,
    /// What was given up.
    pub given_up: Vec<GivenUpRow>,
}

impl HealthPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let words = shell.words.clone();
        shell.titled(words.text("health-title")).leading(words.text("health-lead"))
    }

    /// The worst of the parts.
    pub fn worst(&self) -> Condition {
        let has = |condition| self.parts.iter().any(|part| part.condition == condition);
        if has(Condition::Bad) {
            Condition::Bad
        } else if has(Condition::Troubled) || !self.given_up.is_empty() {
            Condition::Troubled
        } else {
            Condition::Good
        }
    }
}
