//! The list of overstayers. EES Art. 12(3).

use askama::Template;
use fnd_web::form::{Choice, Field};
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;
use jiff::civil::DateTime;

use crate::person::{Document, Identity};
use crate::stay::End;

/// The two classes of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// The stay expired and no exit is recorded.
    Inside,
    /// The person left, after the stay had expired.
    Left,
}

/// Somebody on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverstayRow {
    /// The address of the file.
    pub href: String,
    /// Who.
    pub identity: Identity,
    /// With which document.
    pub document: Option<Document>,
    /// When the person entered, at the crossing point.
    pub entered: Option<DateTime>,
    /// Where.
    pub point: String,
    /// When the person left.
    pub left: Option<DateTime>,
    /// The last lawful day.
    pub until: End,
    /// Days since it.
    pub days: u32,
    /// The class.
    pub class: Class,
    /// Reasons to doubt the row, each in a few words.
    pub doubts: Vec<String>,
}

/// What to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverstayFilter {
    /// Where it asks, by GET.
    pub action: String,
    /// The class.
    pub class: Field,
    /// The State of entry.
    pub state: Field,
    /// The border crossing point of entry.
    pub point: Field,
    /// The nationality.
    pub nationality: Field,
    /// The issuer of a document.
    pub issuer: Field,
    /// Days over at least.
    pub days: Field,
    /// Classes to choose from.
    pub classes: Vec<Choice>,
    /// States to choose from.
    pub states: Vec<Choice>,
    /// Border crossing points to choose from.
    pub points: Vec<Choice>,
    /// States and bodies to choose from.
    pub countries: Vec<Choice>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "overstayers.html")]
pub struct OverstayersPage {
    /// The shell.
    pub shell: Shell,
    /// What to list.
    pub filter: OverstayFilter,
    /// How many fit.
    pub total: u64,
    /// Whether there may be more than were counted.
    pub is_more: bool,
    /// The rows of this page.
    pub rows: Vec<OverstayRow>,
    /// Where in the list this is.
    pub pager: Pager,
    /// The list as comma-separated values, and as a spreadsheet.
    pub files: [String; 2],
    /// Where notices are announced as they happen.
    pub stream: String,
    /// How many rows a file holds at most.
    pub file_rows_max: u64,
}

impl OverstayFilter {
    /// The fields with which something is wrong; then nothing was sought.
    pub fn wrong(&self) -> Vec<&Field> {
        fnd_web::form::wrong(&[
            &self.class,
            &self.state,
            &self.point,
            &self.nationality,
            &self.issuer,
            &self.days,
        ])
    }
}

impl OverstayersPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let title = shell.words.text("overstayers-title");
        shell.titled(title)
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        self.filter.wrong()
    }

    /// The key of how many there are.
    pub fn count_key(&self) -> &'static str {
        if self.is_more { "overstayers-count-more" } else { "overstayers-count" }
    }
}

impl Class {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Inside => "overstay-inside",
            Self::Left => "overstay-left",
        }
    }

    /// How its tag looks.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Inside => "error",
            Self::Left => "warning",
        }
    }
}
