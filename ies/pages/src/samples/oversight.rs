//! Samples of `oversight`.

mod breaches;
mod cases;
mod log;
mod retention;
mod statements;

use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::Timestamp;

use super::Sample;

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut pages = cases::pages(words, shell);
    pages.extend(retention::pages(words, shell));
    pages.extend(breaches::pages(words, shell));
    pages.extend(log::pages(words, shell));
    pages.extend(statements::pages(words, shell));
    pages
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap_or(Timestamp::UNIX_EPOCH)
}
