//! Who belongs to a Community: contact cards.

use askama::Template;
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;

use super::{Place, Recipient};
use crate::person::{Abroad, Card};

/// A member, as other members see one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The contact details. The level is told of leads only, because one turns to them.
    pub card: Card,
    /// Whether it is the reader.
    pub is_reader: bool,
    /// The address of the card as vCard.
    pub vcard: String,
}

form! {
    /// Which members to show, by GET.
    pub struct MembersFilter {
        /// Part of a name, an organisation or a job title.
        text => "q";
    }
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "community/members.html")]
pub struct MembersPage {
    /// The shell.
    pub shell: Shell,
    /// The Community.
    pub place: Place,
    /// Which to show.
    pub filter: MembersFilter,
    /// How many there are of them.
    pub total: u32,
    /// Those of this page.
    pub members: Vec<Member>,
    /// Where in the list this is.
    pub pager: Pager,
    /// The organisations outside the Union.
    pub recipients: Vec<Recipient>,
    /// Where the reader leaves.
    pub leave: String,
}
