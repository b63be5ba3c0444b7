//! Pages for everybody: the start, and what is told to the public.

mod notices;
mod privacy;
mod statement;
mod texts;

pub use notices::{AccessibilityPage, Cookie, CookiesPage, LegalPage, SESSION_COOKIE, ombudsman};
pub use privacy::{Category, Kept, Party, Period, PrivacyPage, Processing};
pub use statement::{PrivacyStatement, hosting, record_label, register_label};
pub use texts::{Applies, Section, Text, TextPage, Version, terms};

use askama::Template;
use fnd_web::shell::Shell;

/// The start page of somebody who is not signed in.
#[derive(Debug, Clone, Template)]
#[template(path = "public/home.html")]
pub struct HomePage {
    /// The shell.
    pub shell: Shell,
    /// Where the sign-in begins.
    pub sign_in: String,
    /// Where an application begins.
    pub apply: String,
    /// The privacy statement.
    pub privacy: String,
    /// A sentence of the operator, as about hours without service; may be empty.
    pub notice: String,
}

impl HomePage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let (title, lead) = (shell.words.text("home-title"), shell.words.text("home-lead"));
        shell.titled(title).leading(lead)
    }
}
