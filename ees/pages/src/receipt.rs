//! The sheet a traveller takes along.

use askama::Template;
use fnd_web::shell::{Link, Shell};
use fnd_web::words::Words;
use jiff::civil::DateTime;

use crate::person::{Document, Identity};
use crate::stay::{End, StayView};

/// The sheet in one language.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The words of that language.
    pub words: Words,
    /// The answer and its calendar; the calendar's id differs from sheet to sheet.
    pub stay: Option<StayView>,
}

/// The page: one sheet, or two in two languages.
#[derive(Debug, Clone, Template)]
#[template(path = "receipt.html")]
pub struct ReceiptPage {
    /// The shell.
    pub shell: Shell,
    /// Whose crossing.
    pub identity: Identity,
    /// With which document.
    pub document: Document,
    /// When the person entered, at the crossing point.
    pub entered: Option<DateTime>,
    /// When the person left.
    pub left: Option<DateTime>,
    /// The border crossing point of the latest crossing.
    pub point: String,
    /// The end of the stay.
    pub until: End,
    /// Where to ask about the data or complain: name and address lines.
    pub contact: Vec<String>,
    /// The sheets, in the order to print.
    pub sheets: Vec<Sheet>,
    /// The same receipt in other languages or in two at once.
    pub choices: Vec<Link>,
    /// The address of the next check; empty when the reader may not check.
    pub next: String,
}

impl ReceiptPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell, check: &str) -> Shell {
        let (title, label) = (shell.words.text("receipt-title"), shell.words.text("check-short"));
        shell.below(check, label).titled(title)
    }
}
