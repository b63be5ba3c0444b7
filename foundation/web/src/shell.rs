//! The page shell: header, menu, title, breadcrumb and footer around any page.
//!
//! A page's template begins with `{% extends "shell.html" %}`, its struct has a field
//! `shell: Shell`, and its own part stands in `{% block content %}`.

use std::sync::Arc;

use askama::Template;
use fnd_core::Language;

use crate::assets;
use crate::resend::Resend;
use crate::words::Words;

/// A link: where to, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The address.
    pub href: String,
    /// The words.
    pub label: String,
}

/// An entry of the main menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuEntry {
    /// Where it leads.
    pub link: Link,
    /// Whether the page shown is this one or lies below it.
    pub current: bool,
}

/// A language a reader may change to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageLink {
    /// The language.
    pub language: Language,
    /// This page in that language.
    pub href: String,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// In what capacity and where, as in "Officer, Gate 4".
    pub office: String,
    /// Where the form to sign out posts to; empty where there is no session to end.
    pub sign_out: String,
}

/// Everything around a page's own part.
#[derive(Debug, Clone)]
pub struct Shell {
    /// The reader's words.
    pub words: Words,
    /// The name of the service, in the header and in the browser's tab.
    pub service: String,
    /// The address of the start page.
    pub home: String,
    /// The page's title: its only `h1`.
    pub title: String,
    /// One or two sentences below the title.
    pub lead: String,
    /// The way here, without the page itself.
    pub trail: Vec<Link>,
    /// The main menu.
    pub menu: Vec<MenuEntry>,
    /// The languages offered.
    pub languages: Vec<LanguageLink>,
    /// Who is signed in, if anyone.
    pub person: Option<Person>,
    /// The links at the foot, the privacy statement among them.
    pub footer: Vec<Link>,
    /// A sentence above everything, as on a system for training; may be empty.
    pub banner: String,
    /// What stands before the name of a style sheet or script.
    pub assets: String,
    /// What was done just now, a sentence; may be empty.
    pub done: String,
    /// Whether the page hides its title because a large message takes its place.
    pub quiet_title: bool,
}

impl Shell {
    /// A shell with nothing in it but the service's name.
    pub fn new(words: Words, service: String) -> Self {
        Self {
            words,
            service,
            home: "/".into(),
            title: String::new(),
            lead: String::new(),
            trail: Vec::new(),
            menu: Vec::new(),
            languages: Vec::new(),
            person: None,
            footer: Vec::new(),
            banner: String::new(),
            assets: assets::BASE.into(),
            done: String::new(),
            quiet_title: false,
        }
    }

    /// The same shell around a page called `title`.
    #[must_use]
    pub fn titled(mut self, title: String) -> Self {
        self.title = title;
        self
    }

    /// The same shell with a sentence on what was done just now.
    #[must_use]
    pub fn telling(mut self, done: String) -> Self {
        self.done = done;
        self
    }

    /// The same shell with a sentence below the title.
    #[must_use]
    pub fn leading(mut self, lead: String) -> Self {
        self.lead = lead;
        self
    }

    /// The same shell around a page one step further down the way.
    #[must_use]
    pub fn below(mut self, href: &str, label: String) -> Self {
        self.trail.push(Link { href: href.into(), label });
        self
    }

    /// The same shell whose title is only read out.
    #[must_use]
    pub fn quiet(mut self) -> Self {
        self.quiet_title = true;
        self
    }
}

/// The page for anything that went wrong.
#[derive(Debug, Clone, Template)]
#[template(path = "problem.html")]
pub struct ProblemPage {
    /// The shell; its title says what happened.
    pub shell: Shell,
    /// One or two sentences: what happened, without blame and without detail.
    pub sentence: String,
    /// The stable code, for a call to the help desk.
    pub code: String,
    /// What the reader can do, one step each.
    pub steps: Vec<String>,
    /// Where the reader can go from here.
    pub links: Vec<Link>,
    /// The form that was typed and may be sent once more.
    pub resend: Option<Arc<Resend>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Catalogue, Texts};

    #[test]
    fn a_problem_page_says_what_happened_in_the_readers_language() {
        let texts: [Texts<'_>; 2] = [(Language::ENGLISH, &[]), (Language::ROMANIAN, &[])];
        let catalogue = Arc::new(Catalogue::new(&texts).unwrap());
        let shell = Shell::new(catalogue.words(Language::ROMANIAN), "Service".into());
        let page = ProblemPage {
            shell: shell.titled("Not <found>".into()),
            sentence: "Nothing is here.".into(),
            code: "not-found".into(),
            steps: vec!["Go back.".into()],
            links: vec![],
            resend: None,
        };
        let html = page.render().unwrap();
        assert!(html.contains("<html lang=\"ro\""));
        assert!(html.contains("Not &#60;found&#62;</h1>"), "{html}");
        assert!(html.contains("Ce puteți face"));
        assert!(!html.contains("style=") && !html.contains('⟦'));
    }
}
