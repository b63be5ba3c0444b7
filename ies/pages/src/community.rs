//! Pages of Communities: list, joining, members, settings.

mod applications;
mod history;
mod home;
mod joining;
mod list;
mod members;
mod memberships;
mod settings;

pub use applications::{
    AcceptForm, ApplicationPage, ApplicationRow, ApplicationsPage, DeclineForm, InvitationRow,
    InviteForm,
};
pub use history::{HistoryPage, HistoryRow};
pub use home::{CommunityPage, NewRecipient, NewsRow};
pub use joining::{ApplyForm, InvitationPage, JoinPage, JoinWay, TakeUpForm};
pub use list::{CommunitiesPage, InvitedRow, ListFilter, ListedRow, MineRow, WaitingRow};
pub use members::{Member, MembersFilter, MembersPage};
pub use memberships::{MembershipForm, MembershipPage, MembershipRow, MembershipsPage};
pub use settings::{NewCommunityPage, SettingsForm, SettingsPage};

use fnd_web::shell::Shell;
use fnd_web::words::Words;

use crate::declared::Explained;
use crate::person::{Abroad, Level};

codes! {
    /// The kind of a Community.
    pub Kind => "community-kind-";
    /// What was decided on the protection of data in a third country.
    pub Adequacy => "adequacy-";
}

worded! {
    /// What was just done, as the page after it says.
    pub enum Done: key, text {
        /// An application was sent.
        Applied => "done-applied", "done-applied-text";
        /// An application was taken back.
        TakenBack => "done-taken-back", "done-taken-back-text";
        /// An invitation was accepted.
        Joined => "done-joined", "done-joined-text";
        /// An invitation was declined.
        InvitationDeclined => "done-invitation-declined", "done-invitation-declined-text";
        /// A membership was ended by the member.
        Left => "done-left", "done-left-text";
        /// An applicant was accepted.
        Accepted => "done-accepted", "done-accepted-text";
        /// An applicant was declined.
        Declined => "done-declined", "done-declined-text";
        /// An invitation was sent.
        Invited => "done-invited", "done-invited-text";
        /// An invitation was taken back.
        InvitationTakenBack => "done-invitation-taken-back", "done-invitation-taken-back-text";
        /// A membership was changed.
        Changed => "done-membership-changed", "done-membership-changed-text";
        /// A member was removed.
        Removed => "done-removed", "done-removed-text";
        /// A Community was made.
        Founded => "done-founded", "done-founded-text";
        /// The settings were saved.
        Saved => "done-settings", "done-settings-text";
    }
}

worded! {
    /// The pages of one Community.
    pub enum Tab: key, suffix {
        /// Its start page.
        Home => "tab-home", "";
        /// Who belongs to it.
        Members => "tab-members", "/members";
        /// Who wants to belong to it.
        Applications => "tab-applications", "/applications";
        /// How long and with which rights its members belong to it.
        Memberships => "tab-memberships", "/memberships";
        /// What it is called and how one comes to it.
        Settings => "tab-settings", "/settings";
        /// Who changed what.
        History => "tab-history", "/history";
    }
}

impl Tab {
    /// The pages that every member sees.
    pub const OF_MEMBERS: &'static [Self] = &[Self::Home, Self::Members];
    /// The pages of who looks after users and does not belong to it.
    pub const OF_ADMINS: &'static [Self] = &[Self::Applications, Self::Memberships];
    /// The pages that a lead sees.
    pub const OF_LEADS: &'static [Self] = Self::ALL;
}

/// The Community whose page is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// The address of its start page; those of its other pages begin with it.
    pub href: String,
    /// The pages that the reader may open.
    pub tabs: &'static [Tab],
    /// The page shown.
    pub current: Tab,
}

impl Place {
    /// The address of one of its pages.
    pub fn of(&self, tab: Tab) -> String {
        [self.href.as_str(), tab.suffix()].concat()
    }

    /// Its pages: address, key of the words, whether it is the page shown.
    pub fn links(&self) -> Vec<(String, &'static str, bool)> {
        self.tabs.iter().map(|tab| (self.of(*tab), tab.key(), *tab == self.current)).collect()
    }

    /// The shell of the page shown, below the list of Communities.
    #[must_use]
    pub fn shell(&self, shell: Shell, list: &str) -> Shell {
        let label = shell.words.text("communities-title");
        let shell = shell.below(list, label);
        if self.current == Tab::Home {
            return shell.titled(self.name.clone());
        }
        let title = shell.words.text(self.current.key());
        shell.below(&self.href, self.name.clone()).titled(title)
    }
}

/// An organisation outside the Union that sees the contact details of a Community's members.
///
/// Law: statement 7, "employed by international organisations or by any other entities located on
/// the territory of a third country"; R36.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Its name.
    pub organisation: String,
    /// Why it counts.
    pub abroad: Abroad,
    /// What was decided on the protection of data there.
    pub adequacy: Adequacy,
}

impl Recipient {
    /// The third country, or that it is an international organisation.
    pub fn place(&self, words: &Words) -> String {
        whereabouts(&self.abroad, words)
    }
}

/// The third country, or that it is an international organisation, as part of a sentence.
pub(crate) fn whereabouts(abroad: &Abroad, words: &Words) -> String {
    match abroad {
        Abroad::InternationalOrganisation => words.text("abroad-organisation"),
        Abroad::ThirdCountry(country) => words.one("abroad-third-country", "country", country),
    }
}

/// The levels to choose from, each with what it allows.
pub(crate) fn levels(words: &Words) -> Vec<Explained> {
    let choice = |level: Level| Explained::new(words, level.code(), level.key(), level.about());
    Level::ALL.map(choice).into()
}
