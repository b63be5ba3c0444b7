//! Pages about oneself: profile, rights, consents, memberships, activity.

mod activity;
mod consents;
mod dashboard;
mod memberships;
mod notifications;
mod profile;
mod requests;
mod rights;
pub mod said;
mod search;
mod tokens;

pub use activity::{ActivityFilter, ActivityKind, ActivityPage, ActivityRow};
pub use consents::{ConsentRow, ConsentsPage, TransferPage};
pub use dashboard::{DashboardPage, Duty, Notice, Place, Task, Urgency};
pub use memberships::{
    AcknowledgePage, Invitation, LeavePage, Membership, MembershipsPage, OwnRole, Waiting,
};
pub use notifications::{NotificationsForm, NotificationsPage};
pub use profile::{
    ConfirmEmailPage, EmailAnswer, EmailAnswerPage, EmailForm, PendingEmail, ProfileForm,
    ProfilePage,
};
pub use requests::{CancelPage, CasePage, CaseRow, CaseState, Right};
pub use rights::{Addresses, AskPage, Download, Ending, EndingPage, RightsPage};
pub use search::{CardPage, Hit, SearchPage};
pub use tokens::{TokenForm, TokenRow, TokensPage};

use fnd_web::shell::{Link, MenuEntry};
use fnd_web::words::Words;

/// A page about oneself, as the tabs above them name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Contact details.
    Profile,
    /// What one may ask for.
    Rights,
    /// What one has consented to.
    Consents,
    /// Where one belongs.
    Memberships,
    /// What was done, and by whom.
    Activity,
    /// What one is written about.
    Notifications,
    /// Programs that act for one.
    Tokens,
}

impl Tab {
    /// All of them, in their order.
    pub const ALL: [Self; 7] = [
        Self::Profile,
        Self::Rights,
        Self::Consents,
        Self::Memberships,
        Self::Activity,
        Self::Notifications,
        Self::Tokens,
    ];

    /// The key of its title.
    pub fn key(self) -> &'static str {
        match self {
            Self::Profile => "profile-title",
            Self::Rights => "rights-title",
            Self::Consents => "consents-title",
            Self::Memberships => "my-memberships-title",
            Self::Activity => "activity-title",
            Self::Notifications => "notifications-title",
            Self::Tokens => "tokens-title",
        }
    }
}

/// The tabs, of which `current` is shown; `address` tells where each is.
pub fn tabs(words: &Words, current: Tab, address: impl Fn(Tab) -> String) -> Vec<MenuEntry> {
    let entry = |tab: Tab| MenuEntry {
        link: Link { href: address(tab), label: words.text(tab.key()) },
        current: tab == current,
    };
    Tab::ALL.map(entry).into()
}
