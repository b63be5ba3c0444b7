//! One's data, and what one may demand. Whatever ends the account says so before anything is
//! sent, in the words of the statement.

use askama::Template;
use fnd_web::form::{Field, Hidden, wrong};
use fnd_web::shell::{MenuEntry, Shell};
use jiff::civil::DateTime;

use super::requests::{CaseRow, Right};

/// Where the copy of one's data stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Download {
    /// None was asked for.
    None,
    /// It is being made.
    Preparing {
        /// Since when.
        since: DateTime,
        /// How much is done, 0 to 100.
        percent: u32,
    },
    /// It can be had.
    Ready {
        /// When it was made.
        made: DateTime,
        /// Until when it can be had.
        until: DateTime,
        /// Its size in bytes.
        bytes: u64,
        /// Where.
        href: String,
    },
    /// It was deleted when its time was up.
    Expired,
    /// It could not be made.
    Failed,
}

/// Where the rights are exercised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    /// Where a copy is asked for, by POST.
    pub download: String,
    /// The contact card as a file that address books read.
    pub card: String,
    /// The profile.
    pub profile: String,
    /// Another request.
    pub ask: String,
    /// Erasure.
    pub erase: String,
    /// Restriction.
    pub restrict: String,
    /// Objection.
    pub object: String,
    /// Withdrawal of consent.
    pub withdraw: String,
    /// The privacy statement.
    pub privacy: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "personal/rights.html")]
pub struct RightsPage {
    /// The shell.
    pub shell: Shell,
    /// The tabs.
    pub tabs: Vec<MenuEntry>,
    /// What was just done, as a sentence; may be empty.
    pub done: String,
    /// The record reference.
    pub reference: String,
    /// The copy of one's data.
    pub download: Download,
    /// Days for which a copy can be had.
    pub download_days: u32,
    /// Where the rights are exercised.
    pub addresses: Addresses,
    /// Requests, the latest first.
    pub requests: Vec<CaseRow>,
}

/// What ends the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Erasure.
    Erase,
    /// Restriction.
    Restrict,
    /// Objection.
    Object,
    /// Withdrawal of consent.
    Withdraw,
}

/// The page before the account ends: what follows, and an explicit act.
#[derive(Debug, Clone, Template)]
#[template(path = "personal/ending.html")]
pub struct EndingPage {
    /// The shell.
    pub shell: Shell,
    /// What ends it.
    pub ending: Ending,
    /// The record reference.
    pub reference: String,
    /// Where it posts to.
    pub action: String,
    /// What is sent along.
    pub hidden: Vec<Hidden>,
    /// The ground of an objection; unused otherwise.
    pub ground: Field,
    /// The box that says that the consequence is understood.
    pub understood: Field,
    /// Hours within which the data are deleted.
    pub hours: u32,
    /// Where a copy can be asked for first.
    pub rights: String,
}

/// A request in one's own words.
#[derive(Debug, Clone, Template)]
#[template(path = "personal/ask.html")]
pub struct AskPage {
    /// The shell.
    pub shell: Shell,
    /// The record reference.
    pub reference: String,
    /// Where it posts to.
    pub action: String,
    /// What is sent along.
    pub hidden: Vec<Hidden>,
    /// Which right, a code of [`AskPage::RIGHTS`].
    pub right: Field,
    /// What is asked.
    pub text: Field,
    /// Back to one's rights.
    pub back: String,
}

impl Ending {
    /// The key of its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Erase => "ending-erase",
            Self::Restrict => "ending-restrict",
            Self::Object => "ending-object",
            Self::Withdraw => "ending-withdraw",
        }
    }

    /// The keys of what follows, beyond the consequence that all have.
    pub fn follows(self) -> &'static [&'static str] {
        match self {
            Self::Erase | Self::Object => &["ending-out", "ending-stays", "ending-no-return"],
            Self::Restrict => &["ending-out", "ending-restrict-frozen", "ending-stays"],
            Self::Withdraw => {
                &["ending-out", "ending-withdraw-before", "ending-stays", "ending-no-return"]
            }
        }
    }

    /// The key of the button.
    pub fn button(self) -> &'static str {
        match self {
            Self::Erase => "ending-erase-do",
            Self::Restrict => "ending-restrict-do",
            Self::Object => "ending-object-do",
            Self::Withdraw => "ending-withdraw-do",
        }
    }
}

impl RightsPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let (title, lead) = (shell.words.text("rights-title"), shell.words.text("rights-lead"));
        shell.titled(title).leading(lead)
    }
}

impl EndingPage {
    /// The shell of this page; `rights` is the address of one's rights.
    #[must_use]
    pub fn shell(shell: Shell, rights: &str, ending: Ending) -> Shell {
        let (label, title) = (shell.words.text("rights-title"), shell.words.text(ending.title()));
        shell.below(rights, label).titled(title)
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        wrong(&[&self.ground, &self.understood])
    }
}

impl AskPage {
    /// The rights that can be asked for in words; the others have pages of their own.
    pub const RIGHTS: [Right; 3] = [Right::Access, Right::Rectification, Right::Portability];

    /// The shell of this page; `rights` is the address of one's rights.
    #[must_use]
    pub fn shell(shell: Shell, rights: &str) -> Shell {
        let (label, title) = (shell.words.text("rights-title"), shell.words.text("ask-title"));
        let lead = shell.words.text("ask-lead");
        shell.below(rights, label).titled(title).leading(lead)
    }

    /// The rights to choose from.
    pub fn rights(&self) -> Vec<fnd_web::form::Choice> {
        let words = &self.shell.words;
        let code = |right: Right| right.key().trim_start_matches("kind-right-");
        let choice =
            |right: Right| fnd_web::form::Choice::new(code(right), words.text(right.key()));
        Self::RIGHTS.map(choice).into()
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        wrong(&[&self.right, &self.text])
    }
}
