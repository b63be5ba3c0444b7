//! The privacy statement, made from the register of processing.

use askama::Template;
use fnd_web::shell::{Link, Shell};

/// A category of personal data, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its name.
    pub name: String,
    /// What is in it, in one sentence.
    pub about: String,
    /// The articles it rests on.
    pub basis: String,
    /// What it is used for.
    pub purposes: Vec<String>,
    /// Who may receive it.
    pub recipients: Vec<String>,
    /// How long it is kept, and from when.
    pub retention: String,
}

/// Who answers for the processing, and what the State's own law adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Controller {
    /// The controller's name.
    pub name: String,
    /// The page on how to send a request.
    pub requests: Link,
    /// The supervisory authority and its page.
    pub supervisor: Link,
    /// The national acts that apply, each with its number.
    pub acts: Vec<String>,
    /// Days to answer under the General Data Protection Regulation.
    pub answer_days: u32,
    /// Days to answer under the law-enforcement rules.
    pub answer_days_enforcement: u32,
    /// The act under which a court can be asked.
    pub court_act: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "privacy.html")]
pub struct PrivacyPage {
    /// The shell.
    pub shell: Shell,
    /// Who answers for it.
    pub controller: Controller,
    /// What is kept.
    pub categories: Vec<Category>,
}

impl PrivacyPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let (title, lead) = (shell.words.text("privacy-title"), shell.words.text("privacy-lead"));
        shell.titled(title).leading(lead)
    }
}
