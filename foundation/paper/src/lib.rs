//! Papers that people keep: an extract of what is kept about somebody, a report, a receipt.
//!
//! A [`Paper`] says what there is to say, once; how it looks is decided here alone. The same
//! paper becomes a page for a browser ([`Paper::html`]), a PDF that a screen reader can follow
//! ([`Paper::pdf`]) or plain text ([`Paper::text`]), and several become one file with an
//! [`Archive`].
//!
//! What people typed is never trusted: it is text and nothing else. Signs that control a
//! terminal, turn the direction of reading or cannot be seen are left out everywhere.
//!
//! It is not a printer of pages that a browser shows, and it draws no pictures.

mod archive;
mod clean;
mod html;
mod pdf;
mod text;

use std::fmt;

use fnd_core::Language;
use jiff::civil::Date;

pub use archive::{ARCHIVE_BYTES_MAX, Archive, ArchiveError, PARTS_MAX};
pub use pdf::{PAGES_MAX, Pdf};

/// Something to keep, as a sequence of blocks.
///
/// Its debug output says how much there is and nothing of it, for it may be about somebody.
#[derive(Clone, PartialEq, Eq)]
pub struct Paper {
    /// Stands at the top, on every page and in the window's title. An empty one is shown as the
    /// name of the author.
    pub title: String,
    /// The language of everything in it.
    pub language: Language,
    /// Who answers for the content.
    pub author: String,
    /// The program that made it, with its version.
    pub producer: String,
    /// The day of which the content is.
    pub date: Date,
    /// What it says, in the order of reading.
    pub blocks: Vec<Block>,
}

/// A part of a paper. Lists, facts and tables without anything in them are left out.
///
/// A break of a line within a text is kept in paragraphs, items, cells, values and notes, and is
/// a blank anywhere else.
#[derive(Clone, PartialEq, Eq)]
pub enum Block {
    /// The heading of what follows.
    Heading(Level, String),
    /// Running text.
    Paragraph(String),
    /// Items without an order.
    List(Vec<String>),
    /// Rows under a header.
    Table(Table),
    /// What is so: pairs of a label and a value.
    Facts(Vec<(String, String)>),
    /// A remark that must not be overlooked.
    Note(String),
}

/// The depth of a heading. One that goes deeper than one step below the heading before it is
/// shown one step below, so that nobody looks for what is between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A part of the paper.
    One,
    /// A part of a part.
    Two,
    /// A part of that.
    Three,
}

/// Rows under a header.
///
/// A row with fewer cells than the header ends with empty ones; a row with more has cells
/// without a header.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What the table is about; may be empty.
    pub caption: String,
    /// What stands in each column.
    pub header: Vec<String>,
    /// Cells, row by row.
    pub rows: Vec<Vec<String>>,
}

/// Why a paper could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// The paper is longer than anybody could print.
    #[error("the paper would have more than {PAGES_MAX} pages")]
    TooLong,
    /// A bug: what is compiled in cannot be read.
    #[error("the letters of papers cannot be read")]
    Letters,
    /// A bug: the paper broke a rule of accessible PDF.
    #[error("the paper is no accessible PDF: {0}")]
    Rule(String),
}

impl PaperError {
    /// The name of the error for callers; it never changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLong => "paper-too-long",
            Self::Letters => "paper-letters-unreadable",
            Self::Rule(_) => "paper-not-accessible",
        }
    }
}

impl Paper {
    /// A page for a browser: one file that asks for nothing else, runs no script and prints
    /// well.
    pub fn html(&self) -> String {
        html::page(self)
    }

    /// A tagged PDF on A4, made by the rules of PDF/UA-1.
    ///
    /// The work grows with the length of the paper, about half a second for ten thousand rows of
    /// a table; an asynchronous caller does it on a thread for such work.
    ///
    /// # Errors
    /// [`PaperError::TooLong`] beyond [`PAGES_MAX`]; the others are bugs.
    pub fn pdf(&self) -> Result<Pdf, PaperError> {
        pdf::draw(self)
    }

    /// Plain text, lines ended by a line feed.
    pub fn text(&self) -> String {
        text::page(self)
    }

    /// The title, or who stands for it when there is none; never empty.
    fn shown_title(&self) -> String {
        let mut names = [&self.title, &self.author].into_iter().map(|name| clean::flat(name));
        names.find(|name| !name.is_empty()).unwrap_or_else(|| self.date.to_string())
    }

    /// Author and day, as they stand below the title.
    fn byline(&self) -> String {
        let author = clean::flat(&self.author);
        let separator = if author.is_empty() { "" } else { " · " };
        format!("{author}{separator}{}", self.date)
    }
}

impl Block {
    /// Whether there is nothing to show.
    fn is_empty(&self) -> bool {
        match self {
            Self::List(items) => items.is_empty(),
            Self::Facts(facts) => facts.is_empty(),
            Self::Table(table) => table.columns() == 0,
            Self::Heading(..) | Self::Paragraph(_) | Self::Note(_) => false,
        }
    }
}

impl Table {
    /// How many columns the longest row has.
    fn columns(&self) -> usize {
        self.rows.iter().map(Vec::len).chain([self.header.len()]).max().unwrap_or_default()
    }

    /// Whether each column holds figures alone, which stand better on the right.
    fn figures(&self) -> Vec<bool> {
        let is_figure = |column: usize| {
            let mut cells = self.rows.iter().filter_map(|row| row.get(column));
            let mut filled = cells.by_ref().filter(|cell| !cell.trim().is_empty()).peekable();
            filled.peek().is_some() && filled.all(|cell| clean::is_figure(cell))
        };
        (0..self.columns()).map(is_figure).collect()
    }
}

/// Levels as they are shown: none deeper than one step below the one before.
#[derive(Debug, Default)]
struct Depth(u8);

impl Depth {
    /// The step of the next heading, 1 to 3.
    fn step(&mut self, level: Level) -> u8 {
        let wanted = match level {
            Level::One => 1,
            Level::Two => 2,
            Level::Three => 3,
        };
        self.0 = wanted.min(self.0.saturating_add(1));
        self.0
    }
}

impl fmt::Debug for Paper {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Paper").field("blocks", &self.blocks).finish_non_exhaustive()
    }
}

impl fmt::Debug for Block {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Heading(..) => to.write_str("Heading"),
            Self::Paragraph(_) => to.write_str("Paragraph"),
            Self::List(items) => write!(to, "List of {}", items.len()),
            Self::Table(table) => table.fmt(to),
            Self::Facts(facts) => write!(to, "Facts, {} of them", facts.len()),
            Self::Note(_) => to.write_str("Note"),
        }
    }
}

impl fmt::Debug for Table {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Table of {} rows", self.rows.len())
    }
}
