//! What one is written about, and in which language.

use askama::Template;
use fnd_web::form::{Choice, Field, Hidden, wrong};
use fnd_web::shell::{MenuEntry, Shell};
use fnd_web::words::Words;

/// The form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotificationsForm {
    /// Where it posts to.
    pub action: String,
    /// What is sent along.
    pub hidden: Vec<Hidden>,
    /// About one's Communities: a code of how often.
    pub communities: Field,
    /// About what one has to do: a code of how often.
    pub tasks: Field,
    /// The language of letters, a code.
    pub language: Field,
    /// Languages.
    pub languages: Vec<Choice>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "personal/notifications.html")]
pub struct NotificationsPage {
    /// The shell.
    pub shell: Shell,
    /// The tabs.
    pub tabs: Vec<MenuEntry>,
    /// What was just done, as a sentence; may be empty.
    pub done: String,
    /// The address that letters go to.
    pub email: String,
    /// The form.
    pub form: NotificationsForm,
}

/// How often, by code and key.
const OFTEN: [(&str, &str); 2] = [("at-once", "often-at-once"), ("never", "often-never")];

impl NotificationsForm {
    /// Empty fields under the names that the form sends.
    pub fn empty(action: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            hidden: Vec::new(),
            communities: Field::new("communities"),
            tasks: Field::new("tasks"),
            language: Field::new("language"),
            languages: Vec::new(),
        }
    }

    /// How often, to choose from.
    pub fn often(&self, words: &Words) -> Vec<Choice> {
        OFTEN.map(|(code, key)| Choice::new(code, words.text(key))).into()
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        wrong(&[&self.communities, &self.tasks, &self.language])
    }
}

impl NotificationsPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let title = shell.words.text("notifications-title");
        let lead = shell.words.text("notifications-lead");
        shell.titled(title).leading(lead)
    }
}
