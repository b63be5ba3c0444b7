//! Cookies, accessibility, and who answers for the service.

use askama::Template;
use fnd_web::shell::{Link, Shell};
use jiff::civil::Date;

use super::privacy::Party;

/// A cookie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cookie {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// What it holds.
    pub content: String,
    /// How long it stays.
    pub lasts: String,
}

/// The cookies.
#[derive(Debug, Clone, Template)]
#[template(path = "public/cookies.html")]
pub struct CookiesPage {
    /// The shell.
    pub shell: Shell,
    /// All of them.
    pub cookies: Vec<Cookie>,
}

/// The accessibility statement.
#[derive(Debug, Clone, Template)]
#[template(path = "public/accessibility.html")]
pub struct AccessibilityPage {
    /// The shell.
    pub shell: Shell,
    /// What is known not to be accessible, a sentence each; empty when nothing is.
    pub barriers: Vec<String>,
    /// When the pages were last examined.
    pub examined: Date,
    /// Who takes reports.
    pub contact: Party,
    /// Working days within which a report is answered.
    pub answer_days: u32,
    /// To whom somebody can turn who gets no answer.
    pub appeal: Link,
}

/// The legal notice, and how to reach the operator.
#[derive(Debug, Clone, Template)]
#[template(path = "public/legal.html")]
pub struct LegalPage {
    /// The shell.
    pub shell: Shell,
    /// Who operates the service.
    pub operator: Party,
    /// Who helps users.
    pub help: Party,
    /// Whether an institution of the Union operates it. Until it says so, the page says that this
    /// is no official website.
    pub is_official: bool,
    /// Where the source can be had.
    pub source: Link,
    /// How to report a weakness of the service.
    pub security: Link,
}

impl CookiesPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let (title, lead) = (shell.words.text("cookies-title"), shell.words.text("cookies-lead"));
        shell.titled(title).leading(lead)
    }
}

impl AccessibilityPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let title = shell.words.text("accessibility-title");
        let lead = shell.words.text("accessibility-lead");
        shell.titled(title).leading(lead)
    }
}

impl LegalPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let title = shell.words.text("legal-title");
        shell.titled(title)
    }
}
