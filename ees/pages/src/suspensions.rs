//! Suspensions of crossing points. Reg. (EU) 2025/1534 Art. 7.

use askama::Template;
use fnd_web::shell::{Link, Shell};
use jiff::civil::{Date, DateTime};

/// Whether the Commission and eu-LISA were notified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// They were, at this time under this reference.
    Done(DateTime, String),
    /// There is time until then: hours and minutes.
    Due(DateTime, i64, i64),
    /// The time is over since then.
    Overdue(DateTime),
}

/// A suspension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuspensionRow {
    /// The crossing point.
    pub point: String,
    /// The key of how much is suspended.
    pub extent: &'static str,
    /// Since when; all times are those of the crossing point.
    pub since: DateTime,
    /// When it ended or will, as far as it is known.
    pub until: Option<DateTime>,
    /// By when it ends at the latest.
    pub latest: DateTime,
    /// Whether it is in force.
    pub is_in_force: bool,
    /// Why.
    pub reason: String,
    /// The office.
    pub authority: String,
    /// Whether they were notified.
    pub notice: Notice,
    /// What the reader can do about it.
    pub links: Vec<Link>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "suspensions.html")]
pub struct SuspensionsPage {
    /// The shell.
    pub shell: Shell,
    /// Where a suspension is begun; empty for who may not.
    pub begin: String,
    /// The last day on which a suspension could begin, once it is past.
    pub last_day: Option<Date>,
    /// The suspensions, those that began last first.
    pub rows: Vec<SuspensionRow>,
}

impl SuspensionsPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let words = shell.words.clone();
        shell.titled(words.text("suspensions-title")).leading(words.text("suspensions-lead"))
    }

    /// How many are in force.
    pub fn in_force(&self) -> i64 {
        i64::try_from(self.rows.iter().filter(|row| row.is_in_force).count()).unwrap_or(i64::MAX)
    }

    /// How the answer at the top looks.
    pub fn tone(&self) -> &'static str {
        if self.in_force() == 0 { "success" } else { "warning" }
    }
}

impl Notice {
    /// How its tag looks.
    pub fn tone(&self) -> &'static str {
        match self {
            Self::Done(..) => "success",
            Self::Due(..) => "warning",
            Self::Overdue(_) => "error",
        }
    }
}
