//! What a lead manages: levels and ends of memberships.

use askama::Template;
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;
use jiff::civil::Date;

use super::{Done, MembersFilter, Place};
use crate::person::{Abroad, Level};

/// A membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembershipRow {
    /// Whose.
    pub name: String,
    /// For whom they work.
    pub organisation: String,
    /// Why what they see leaves the Union, if it does.
    pub abroad: Option<Abroad>,
    /// What they may do.
    pub level: Level,
    /// Since when.
    pub since: Date,
    /// The last day, if it ends.
    pub until: Option<Date>,
    /// Where it is changed.
    pub href: String,
}

/// The list.
#[derive(Debug, Clone, Template)]
#[template(path = "community/memberships.html")]
pub struct MembershipsPage {
    /// The shell.
    pub shell: Shell,
    /// The Community.
    pub place: Place,
    /// What was just done.
    pub done: Option<Done>,
    /// Which to list.
    pub filter: MembersFilter,
    /// How many there are of them.
    pub total: u32,
    /// Those of this page.
    pub rows: Vec<MembershipRow>,
    /// Where in the list this is.
    pub pager: Pager,
}

form! {
    /// A change of a membership.
    pub struct MembershipForm {
        /// What the member may do.
        level => "level";
        /// The last day of the membership, if it ends.
        ends => "ends";
    }
}

/// One membership.
#[derive(Debug, Clone, Template)]
#[template(path = "community/membership.html")]
pub struct MembershipPage {
    /// The shell.
    pub shell: Shell,
    /// The Community.
    pub place: Place,
    /// Whose it is.
    pub membership: MembershipRow,
    /// The form that changes it.
    pub form: MembershipForm,
    /// Where the member is removed; empty for the last lead, who cannot go.
    pub remove: String,
}

impl MembershipPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell, place: &Place, list: &str, name: &str) -> Shell {
        let label = shell.words.text(place.current.key());
        let shell = place.shell(shell, list).below(&place.of(place.current), label);
        shell.titled(name.to_owned())
    }
}
