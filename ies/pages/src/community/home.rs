//! The start page of a Community.

use askama::Template;
use fnd_web::form::Hidden;
use fnd_web::shell::Shell;
use jiff::civil::Date;

use super::{Done, Kind, Place, Tab};
use crate::person::{Abroad, Level};

/// The first member from outside the Union has arrived.
///
/// Law: R36: all members are told and may leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRecipient {
    /// Whose staff it is.
    pub organisation: String,
    /// Why it counts.
    pub abroad: Abroad,
    /// Since when.
    pub since: Date,
    /// Where the notice is put away, by POST.
    pub seen: String,
    /// What is shown, sent back with it.
    pub shown: Hidden,
}

/// Something new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsRow {
    /// When.
    pub on: Date,
    /// What, in the reader's language.
    pub text: String,
    /// Where it leads; may be empty.
    pub href: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "community/home.html")]
pub struct CommunityPage {
    /// The shell.
    pub shell: Shell,
    /// The Community.
    pub place: Place,
    /// What was just done.
    pub done: Option<Done>,
    /// Its kind.
    pub kind: Kind,
    /// What it is for.
    pub purpose: String,
    /// What the reader may do.
    pub level: Level,
    /// The last day of the reader's membership, if it ends.
    pub until: Option<Date>,
    /// How many belong to it.
    pub members: u32,
    /// How many organisations outside the Union have members there.
    pub recipients: u32,
    /// The notice about the first member from outside the Union, until the reader has seen it.
    pub new_recipient: Option<NewRecipient>,
    /// The leads: name and organisation.
    pub leads: Vec<(String, String)>,
    /// What is new, the latest first.
    pub news: Vec<NewsRow>,
    /// How many applications wait for a decision, for a lead.
    pub waiting: u32,
    /// Where the reader leaves; empty for the last lead, who cannot go.
    pub leave: String,
}
