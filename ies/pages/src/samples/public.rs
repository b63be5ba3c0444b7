//! Samples of `public`.

use fnd_web::shell::Shell;
use fnd_web::words::Words;

use super::Sample;

pub(super) fn pages(_words: &Words, _shell: &Shell) -> Vec<Sample> {
    Vec::new()
}
