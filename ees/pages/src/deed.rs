//! A page with one form that changes a record: a decision on a stay, somebody taken off the list
//! of overstayers, an amendment. What is to be filled in differs; how it looks does not.

use askama::Template;
use fnd_web::form::{Choice, Field, Hidden, wrong};
use fnd_web::shell::Shell;
use fnd_web::words::Words;

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Text,
    /// Several lines.
    Area,
    /// A day.
    Day,
    /// A date and time.
    Moment,
    /// One of these.
    Choice(Vec<Choice>),
    /// A box.
    Tick,
}

/// A field with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// The field.
    pub field: Field,
    /// The key of its label. That of its hint, where there is one, ends in `-hint`; that of what
    /// to do when it is wrong in `-wrong`.
    pub key: &'static str,
    /// How it is filled in.
    pub kind: Kind,
    /// Whether it may stay empty.
    pub optional: bool,
    /// Whether it has a hint.
    pub has_hint: bool,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "deed.html")]
pub struct DeedPage {
    /// The shell.
    pub shell: Shell,
    /// What is done here and what follows from it, a sentence or more for each paragraph.
    pub lead: Vec<String>,
    /// What it is about: labels with their values.
    pub facts: Vec<(String, String)>,
    /// Where the form posts to.
    pub action: String,
    /// What is sent along, such as the version of the file.
    pub hidden: Vec<Hidden>,
    /// What is to be filled in.
    pub controls: Vec<Control>,
    /// The words of the button.
    pub submit: String,
    /// Whether something is lost by it.
    pub is_grave: bool,
    /// Where whoever changes their mind goes.
    pub back: String,
}

impl Control {
    /// A field that must be filled in.
    pub fn new(name: &'static str, key: &'static str, kind: Kind) -> Self {
        Self { field: Field::new(name), key, kind, optional: false, has_hint: false }
    }

    /// The same, which may stay empty.
    #[must_use]
    pub fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hinted(self) -> Self {
        Self { has_hint: true, ..self }
    }

    /// The same, holding `value`.
    #[must_use]
    pub fn holding(mut self, value: impl Into<String>) -> Self {
        self.field.value = value.into();
        self
    }

    /// The hint; empty when there is none.
    pub fn hint(&self, words: &Words) -> String {
        if self.has_hint { words.text(&format!("{}-hint", self.key)) } else { String::new() }
    }

    /// The type of the input of a browser.
    pub fn input(&self) -> &'static str {
        match self.kind {
            Kind::Day => "date",
            Kind::Moment => "datetime-local",
            Kind::Text | Kind::Area | Kind::Choice(_) | Kind::Tick => "text",
        }
    }

    /// Marks the field; what to do stands under `-wrong`.
    pub fn mark(&mut self, words: &Words) {
        self.field.error = words.text(&format!("{}-wrong", self.key));
    }
}

impl DeedPage {
    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        let fields: Vec<&Field> = self.controls.iter().map(|control| &control.field).collect();
        wrong(&fields)
    }

    /// The field of this name.
    pub fn control(&mut self, name: &str) -> Option<&mut Control> {
        self.controls.iter_mut().find(|control| control.field.name == name)
    }
}
