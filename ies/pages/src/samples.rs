//! Every page with invented data, for tests and for looking at.
//!
//! The people, the documents and the numbers exist nowhere.

pub(crate) mod community;
mod entry;
mod leads;
mod oversight;
mod people;
mod personal;
mod public;

pub use public::statement;

use askama::Template;
use fnd_web::shell::Shell;
use fnd_web::words::Words;

/// A page under the name of its sample.
pub type Sample = (&'static str, Box<dyn Page>);

/// A page of any kind.
pub trait Page {
    /// The page as HTML.
    fn html(&self) -> Result<String, askama::Error>;
}

impl<T: Template> Page for T {
    fn html(&self) -> Result<String, askama::Error> {
        self.render()
    }
}

/// Every page in the language of `words`; `shell` says what stands around each.
pub fn all(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut pages = public::pages(words, shell);
    pages.extend(entry::pages(words, shell));
    pages.extend(personal::pages(words, shell));
    pages.extend(community::pages(words, shell));
    pages.extend(people::pages(words, shell));
    pages.extend(oversight::pages(words, shell));
    pages
}

/// A shell with a menu, a person signed in, three languages and a foot.
pub fn shell(words: &Words) -> Shell {
    public::shell(words)
}
