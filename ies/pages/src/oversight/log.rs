//! The search of the log, for auditors alone. Technical data is shown here and nowhere else.
//!
//! Law: statement 4 and 7; R15, R34, A8.

use askama::Template;
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;
use jiff::Timestamp;

use super::{Ended, Purpose};

form! {
    /// What to search for, by GET.
    pub struct LogFilter {
        /// From this day.
        from => "from";
        /// To this day.
        to => "to";
        /// Who did it: an opaque identifier.
        doer => "doer";
        /// What was done: a stable code or its beginning.
        deed => "deed";
        /// What for.
        purpose => "purpose";
        /// How it ended.
        outcome => "outcome";
        /// What it was done to: an identifier.
        object => "object";
        /// From which address.
        ip => "ip";
    }
    choices {
        /// The purposes to choose from.
        purposes,
        /// The outcomes to choose from.
        outcomes,
    }
}

/// The technical part of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Technical {
    /// The address.
    pub ip: String,
    /// The country of the address; empty when it is not known.
    pub country: String,
    /// The browser and its major version.
    pub browser: String,
    /// The operating system.
    pub system: String,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    /// When.
    pub at: Timestamp,
    /// Who: an opaque identifier, or what kind of doer.
    pub doer: String,
    /// What: a stable code.
    pub deed: String,
    /// What for.
    pub purpose: Purpose,
    /// By which rule.
    pub rule: String,
    /// What it was done to: an identifier; may be empty.
    pub object: String,
    /// How it ended.
    pub ended: Ended,
    /// The stable code of a refusal; may be empty.
    pub refusal: String,
    /// The technical part; `None` once its time was up, or when there was none.
    pub technical: Option<Technical>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "oversight/log.html")]
pub struct LogPage {
    /// The shell.
    pub shell: Shell,
    /// What to search for.
    pub filter: LogFilter,
    /// What was found; `None` before something was searched for.
    pub found: Option<Vec<LogRow>>,
    /// How many there are in all.
    pub total: u64,
    /// Whether there may be more than were counted.
    pub is_more: bool,
    /// Where in the list this is.
    pub pager: Pager,
}

impl LogPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let words = shell.words.clone();
        shell.titled(words.text("log-title")).leading(words.text("log-lead"))
    }

    /// The key of how many rows there are.
    pub fn count_key(&self) -> &'static str {
        if self.is_more { "log-count-more" } else { "log-count" }
    }

    /// The rows as words count them.
    pub fn count(&self) -> i64 {
        i64::try_from(self.total).unwrap_or(i64::MAX)
    }
}
