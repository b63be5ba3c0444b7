//! The register of requests under data protection law.
//!
//! Law: EUDPR Art. 14(3); R46, A21.

use askama::Template;
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::Date;

use super::{CaseState, Channel, Done, Right};

/// Until when a case is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The last day.
    pub on: Date,
    /// How many days are left; negative once it is over.
    pub days_left: i32,
}

/// A case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Its number.
    pub number: String,
    /// What is asked.
    pub right: Right,
    /// The article, as in "Article 17".
    pub article: String,
    /// Who asks, as they named themselves.
    pub who: String,
    /// How it came.
    pub channel: Channel,
    /// When it came.
    pub received: Date,
    /// Until when it is answered; `None` once it is.
    pub due: Option<Due>,
    /// How far it is.
    pub state: CaseState,
    /// Its page.
    pub href: String,
}

form! {
    /// Which cases to list, by GET.
    pub struct CasesFilter {
        /// A state.
        state => "state";
        /// A right.
        right => "right";
    }
    choices {
        /// The states to choose from.
        states,
        /// The rights to choose from.
        rights,
    }
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "oversight/cases.html")]
pub struct CasesPage {
    /// The shell.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<Done>,
    /// How many are open.
    pub open: u32,
    /// How many of these are overdue.
    pub overdue: u32,
    /// What to list.
    pub filter: CasesFilter,
    /// How many are listed in all.
    pub total: u32,
    /// Those of this page.
    pub rows: Vec<CaseRow>,
    /// Where in the list this is.
    pub pager: Pager,
    /// Where a request is entered that came by letter.
    pub enter: String,
}

impl CasesPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let words = shell.words.clone();
        shell.titled(words.text("cases-title")).leading(words.text("cases-lead"))
    }
}

impl Due {
    /// Days from which the end is near.
    const NEAR_DAYS: i32 = 7;

    /// How many days are left, or since when it is overdue.
    pub fn text(&self, words: &Words) -> String {
        let days = i64::from(self.days_left);
        if days < 0 {
            words.count("time-overdue", days.saturating_neg())
        } else {
            words.count("time-left", days)
        }
    }

    /// How its tag looks.
    pub fn tone(&self) -> &'static str {
        match self.days_left {
            ..=0 => "error",
            1..=Self::NEAR_DAYS => "warning",
            _ => "info",
        }
    }
}
