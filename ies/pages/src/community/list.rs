//! The list of Communities: mine, those I am invited to, and those one can apply to.
//!
//! Hidden Communities do not stand here.

use askama::Template;
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;
use jiff::civil::Date;

use super::{Done, Kind};
use crate::person::Level;

/// An invitation that waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitedRow {
    /// The Community's name.
    pub name: String,
    /// The last day on which it can be accepted.
    pub until: Date,
    /// Where it is read and answered.
    pub href: String,
}

/// A Community to which the reader belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MineRow {
    /// Its name.
    pub name: String,
    /// Its start page.
    pub href: String,
    /// Its kind.
    pub kind: Kind,
    /// What the reader may do there.
    pub level: Level,
    /// The last day of the membership, if it ends.
    pub until: Option<Date>,
}

/// An application that waits for a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingRow {
    /// The Community's name.
    pub name: String,
    /// When the reader applied.
    pub since: Date,
    /// Where it is taken back, by POST.
    pub take_back: String,
}

/// A Community that everybody with an account finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedRow {
    /// Its name.
    pub name: String,
    /// Where one reads about it and applies.
    pub href: String,
    /// Its kind.
    pub kind: Kind,
    /// What it is for.
    pub purpose: String,
    /// How many belong to it.
    pub members: u32,
    /// How many organisations outside the Union have members there.
    pub recipients: u32,
}

form! {
    /// Which Communities to list, by GET.
    pub struct ListFilter {
        /// Words of the name or the purpose.
        text => "q";
        /// A kind.
        kind => "kind";
    }
    choices {
        /// The kinds to choose from.
        kinds,
    }
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "community/list.html")]
pub struct CommunitiesPage {
    /// The shell.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<Done>,
    /// Where the reader makes a Community; empty for who may not.
    pub make: String,
    /// Invitations to the reader.
    pub invited: Vec<InvitedRow>,
    /// The reader's Communities.
    pub mine: Vec<MineRow>,
    /// The reader's applications.
    pub waiting: Vec<WaitingRow>,
    /// What to list.
    pub filter: ListFilter,
    /// How many are listed in all.
    pub total: u32,
    /// Those of this page.
    pub listed: Vec<ListedRow>,
    /// Where in the list this is.
    pub pager: Pager,
}

impl CommunitiesPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let words = shell.words.clone();
        shell.titled(words.text("communities-title")).leading(words.text("communities-lead"))
    }
}
