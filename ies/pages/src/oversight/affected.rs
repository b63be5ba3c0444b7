//! Who is affected by a breach: found among the users, noted, and taken off the list again.
//!
//! Law: EUDPR Art. 34 and 35; R54.

use askama::Template;
use fnd_web::form::Field;
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;

use super::Done;

/// A user who may be affected, or is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AffectedRow {
    /// What the buttons send.
    pub id: String,
    /// The name; empty for an account that is gone.
    pub name: String,
    /// Address and organisation of somebody found; empty in the list.
    pub about: String,
    /// Whether they are noted already.
    pub is_noted: bool,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How many users fit.
    pub total: u32,
    /// The first of them.
    pub rows: Vec<AffectedRow>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "oversight/affected.html")]
pub struct AffectedPage {
    /// The shell.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<Done>,
    /// How many users are noted.
    pub users: u32,
    /// The Communities they are in.
    pub communities: Vec<String>,
    /// Those of this page of the list.
    pub rows: Vec<AffectedRow>,
    /// Leafing through the list.
    pub pager: Pager,
    /// Whether each was told, so that who is noted now is told at once.
    pub is_told: bool,
    /// Where users are searched for, by GET; empty once the breach is closed.
    pub search: String,
    /// What was searched for.
    pub query: Field,
    /// What was found; `None` when nothing was searched for.
    pub found: Option<Found>,
    /// Where users are noted, by POST.
    pub add: String,
    /// Where one is taken off, by POST; empty when nobody can be.
    pub remove: String,
}

impl AffectedPage {
    /// The shell of this page; `breach` is the address and the title of the breach.
    #[must_use]
    pub fn shell(shell: Shell, (breach, title): (&str, &str)) -> Shell {
        let words = shell.words.clone();
        let shell = shell.below(breach, title.to_owned());
        shell.titled(words.text("affected-title")).leading(words.text("affected-lead"))
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        fnd_web::form::wrong(&[&self.query])
    }
}

impl Found {
    /// Those who are not noted yet.
    pub fn is_new(&self) -> bool {
        self.rows.iter().any(|row| !row.is_noted)
    }
}
