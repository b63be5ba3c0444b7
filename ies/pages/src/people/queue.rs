//! The queue of registrations.

use askama::Template;
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;
use jiff::civil::Date;

use super::{Done, RequestState};
use crate::person::OrganisationKind;

/// Who examines a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// Nobody.
    Nobody,
    /// The reader.
    Reader,
    /// This colleague.
    Colleague(String),
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    /// Who applied.
    pub name: String,
    /// For whom they work.
    pub organisation: String,
    /// What that is.
    pub kind: OrganisationKind,
    /// When it was sent.
    pub sent: Date,
    /// How many days ago that was.
    pub age_days: u32,
    /// The day on which it closes by itself.
    pub closes: Option<Date>,
    /// Whether that is soon.
    pub is_urgent: bool,
    /// Where it stands.
    pub state: RequestState,
    /// Who examines it.
    pub holder: Holder,
    /// Whether the reader applied, who cannot decide then.
    pub is_own: bool,
    /// Where it is examined.
    pub href: String,
}

form! {
    /// Which requests to list, by GET.
    pub struct QueueFilter {
        /// A state.
        state => "state";
        /// Who examines it.
        holder => "holder";
        /// What the organisation is.
        kind => "kind";
    }
    choices {
        /// The states to choose from.
        states,
        /// Nobody, or the reader.
        holders,
        /// Kinds of organisations.
        kinds,
    }
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "people/queue.html")]
pub struct QueuePage {
    /// The shell.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<Done>,
    /// How many wait for a decision in all.
    pub open: u32,
    /// How many days the oldest of them waits.
    pub oldest_days: u32,
    /// What to list.
    pub filter: QueueFilter,
    /// How many are listed in all.
    pub total: u32,
    /// Those of this page.
    pub rows: Vec<QueueRow>,
    /// Where in the list this is.
    pub pager: Pager,
}

impl QueuePage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let words = shell.words.clone();
        shell.titled(words.text("queue-title")).leading(words.text("queue-lead"))
    }
}
