//! What a Community is called, and how one comes to it.

use askama::Template;
use fnd_web::form::{Field, wrong};
use fnd_web::shell::Shell;
use fnd_web::words::Words;

use super::{Done, Place};
use crate::declared::Explained;

form! {
    /// The settings as far as people are concerned.
    pub struct SettingsForm {
        /// The name in English.
        name_en => "name_en";
        /// The name in French.
        name_fr => "name_fr";
        /// The name in German.
        name_de => "name_de";
        /// What it is for, in English.
        purpose_en => "purpose_en";
        /// What it is for, in French.
        purpose_fr => "purpose_fr";
        /// What it is for, in German.
        purpose_de => "purpose_de";
        /// Its kind.
        kind => "kind";
        /// The country of a national network.
        country => "country";
        /// Whether it stands in the list.
        visibility => "visibility";
        /// How one comes to it.
        policy => "policy";
    }
    choices {
        /// The kinds to choose from.
        kinds,
        /// The countries to choose from.
        countries,
    }
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "community/settings.html")]
pub struct SettingsPage {
    /// The shell.
    pub shell: Shell,
    /// The Community.
    pub place: Place,
    /// What was just done.
    pub done: Option<Done>,
    /// The settings.
    pub form: SettingsForm,
}

/// The page on which a Community is made.
#[derive(Debug, Clone, Template)]
#[template(path = "community/new.html")]
pub struct NewCommunityPage {
    /// The shell.
    pub shell: Shell,
    /// The name in addresses.
    pub slug: Field,
    /// The settings.
    pub form: SettingsForm,
}

impl NewCommunityPage {
    /// The shell of this page; `list` is the address of the list of Communities.
    #[must_use]
    pub fn shell(shell: Shell, list: &str) -> Shell {
        let words = shell.words.clone();
        shell.below(list, words.text("communities-title")).titled(words.text("new-community"))
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        [wrong(&[&self.slug]), self.form.errors()].concat()
    }
}

impl SettingsForm {
    /// Whether the Community stands in the list.
    pub fn visibilities(&self, words: &Words) -> Vec<Explained> {
        vec![
            Explained::new(words, "listed", "settings-listed", "settings-listed-text"),
            Explained::new(words, "hidden", "settings-hidden", "settings-hidden-text"),
        ]
    }

    /// How one comes to the Community.
    pub fn policies(&self, words: &Words) -> Vec<Explained> {
        vec![
            Explained::new(words, "apply", "settings-apply", "settings-apply-text"),
            Explained::new(words, "invite", "settings-invite", "settings-invite-text"),
        ]
    }
}
