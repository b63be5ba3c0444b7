//! Samples of `people`.

mod emergency;
mod organisations;
mod queue;
mod review;
mod roles;
mod users;

use fnd_web::shell::Shell;
use fnd_web::words::Words;

use super::Sample;

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut pages = queue::pages(words, shell);
    pages.extend(review::pages(words, shell));
    pages.extend(users::pages(words, shell));
    pages.extend(roles::pages(words, shell));
    pages.extend(emergency::pages(words, shell));
    pages.extend(organisations::pages(words, shell));
    pages
}
