//! `limen-intake`: draws the pictures of one file anew. The file comes on standard input, the
//! pictures go to standard output; there is nothing to set and nobody is meant to call it.

use std::io::{Read, Write};
use std::process::ExitCode;

use fnd_intake::{Limits, apart, clean};

fn main() -> ExitCode {
    // Before the first byte is read: whoever is about to be deceived has little to give away.
    if apart::confine().is_err() {
        return ExitCode::FAILURE;
    }
    let limits = Limits::default();
    let most = u64::try_from(limits.bytes_max).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    if std::io::stdin().lock().take(most).read_to_end(&mut bytes).is_err() {
        return ExitCode::FAILURE;
    }
    let answer = apart::written(clean(&bytes, limits));
    match std::io::stdout().lock().write_all(&answer) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
