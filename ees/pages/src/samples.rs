//! Every page with invented data, for tests and for looking at.
//!
//! The people, the documents and the numbers exist nowhere.

mod amend;
mod answers;
mod border;
mod deeds;
mod desk;
mod oversight;
mod records;
mod refusals;
mod taking;

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
    let mut pages = desk::pages(words, shell);
    pages.extend(answers::pages(words, shell));
    pages.extend(taking::pages(words, shell));
    pages.extend(records::pages(words, shell));
    pages.extend(oversight::pages(words, shell));
    pages.extend(refusals::pages(words, shell));
    pages.extend(deeds::pages(words, shell));
    pages.extend(amend::pages(words, shell));
    pages.extend(border::pages(shell));
    pages
}

/// A shell with a menu, a person signed in, two languages and a foot.
pub fn shell(words: &Words) -> Shell {
    desk::shell(words)
}
