//! What a developer reads on the terminal.
//!
//! A closed pipe is no reason to stop: whoever closed it does not want to read on.

use std::io::{IsTerminal, Write};

/// A line on standard output.
#[cfg(not(test))]
pub(crate) fn line(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// A line that the test runner keeps to itself when the test passes.
#[cfg(test)]
pub(crate) fn line(text: &str) {
    println!("{text}");
}

/// The heading of a step.
pub(crate) fn heading(text: &str) {
    let bold = std::io::stdout().is_terminal();
    let (on, off) = if bold { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
    line(&format!("\n{on}== {text}{off}"));
}

/// Something that does not stop the work.
pub(crate) fn warning(text: &str) {
    let _ = writeln!(std::io::stderr(), "warning: {text}");
}

/// Why the work stops.
pub(crate) fn problem(text: &str) {
    let _ = writeln!(std::io::stderr(), "error: {text}");
}
