//! Cookies, accessibility, and who answers for the service.

use askama::Template;
use fnd_web::shell::{Link, Shell};
use fnd_web::words::Words;
use jiff::civil::Date;

use super::privacy::Party;

/// The name of the cookie of a session. It is this system's own, so that a browser can be signed
/// in at another system of the same host.
pub const SESSION_COOKIE: &str = "__Host-ies-session";

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
    /// When the pages were last examined where they run; until then nothing is claimed.
    pub examined: Option<Date>,
    /// Who takes reports.
    pub contact: Party,
    /// Working days within which a report is answered.
    pub answer_days: u32,
    /// To whom somebody can turn who gets no answer, if there is such a body.
    pub appeal: Option<Link>,
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
    /// Where the source can be had; without it, from the help desk.
    pub source: Option<Link>,
    /// How to report a weakness of the service.
    pub security: Link,
}

impl Cookie {
    /// Every cookie that is set. None of them needs consent.
    ///
    /// Law: EUDPR Art. 37; Directive 2002/58/EC Art. 5(3).
    pub fn all(words: &Words) -> Vec<Self> {
        let cookie = |name: &str, [purpose, content, lasts]: [&str; 3]| Self {
            name: name.into(),
            purpose: words.text(purpose),
            content: words.text(content),
            lasts: words.text(lasts),
        };
        let session = ["cookie-session", "cookie-session-content", "cookie-session-lasts"];
        let language = ["cookie-language", "cookie-language-content", "cookie-language-lasts"];
        vec![cookie(SESSION_COOKIE, session), cookie("__Host-lang", language)]
    }
}

/// The body that hears who gets no answer from an institution of the Union.
pub fn ombudsman(words: &Words, href: &str) -> Link {
    Link { href: href.into(), label: words.text("ombudsman") }
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
