//! Why a command stopped, in a sentence for whoever ran it, and with which exit code.

use std::io;
use std::path::Path;
use std::process::ExitCode;

/// A command stopped.
#[derive(Debug)]
pub(crate) struct Failure {
    text: String,
    code: u8,
}

impl Failure {
    /// Something went wrong; exit code 1.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), code: 1 }
    }

    /// Whoever runs the command has to do something first; exit code 2.
    pub(crate) fn usage(text: impl Into<String>) -> Self {
        Self { text: text.into(), code: 2 }
    }

    /// The sentence.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The exit code.
    pub(crate) fn code(&self) -> ExitCode {
        ExitCode::from(self.code)
    }
}

/// For `map_err`: the operating system refused something about `path`.
pub(crate) fn at(path: &Path) -> impl Fn(io::Error) -> Failure + '_ {
    move |source| Failure::new(format!("`{}`: {source}", path.display()))
}
