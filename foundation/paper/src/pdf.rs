//! A paper as a tagged PDF.
//!
//! Three steps: what every block needs is measured ([`flow`], [`grid`]), lines and rules are put
//! on pages ([`sheets`]), and pages are written with the tree that says what is what ([`mod@write`]).

mod faces;
mod flow;
mod grid;
mod lines;
mod sheets;
mod tree;
mod write;

use std::fmt;

use crate::{Paper, PaperError};

/// Pages of a paper. Whoever needs more needs another form than paper.
pub const PAGES_MAX: usize = 5_000;

/// A paper as PDF.
#[derive(Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// How many letters are shown as a sign for a letter that is missing, because they are of a
    /// script that is not set here: those read from right to left, those of East and South Asia.
    /// Copied or read aloud they are what they were. When there are some, the paper as HTML
    /// shows them.
    pub letters_missing: usize,
}

impl fmt::Debug for Pdf {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Pdf of {} pages", self.pages)
    }
}

/// Measures, lays out and writes `paper`.
pub(crate) fn draw(paper: &Paper) -> Result<Pdf, PaperError> {
    let faces = faces::Faces::load().ok_or(PaperError::Letters)?;
    let mut sheets = sheets::Sheets::new();
    flow::lay_out(paper, &faces, &mut sheets)?;
    write::write(paper, &faces, sheets)
}

#[cfg(test)]
mod tests;
