//! The log of operations: what to list, the list, and one line with its proof. EES Art. 46.

use askama::Template;
use fnd_web::form::{Field, wrong};
use fnd_web::pager::Pager;
use fnd_web::shell::{Link, Shell};
use jiff::Timestamp;

use crate::deed::{Control, Kind};

/// What became of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was refused; the code says why.
    Refused(String),
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    /// The address of the line itself.
    pub href: String,
    /// When.
    pub at: Timestamp,
    /// Which authority.
    pub authority: String,
    /// Who, as a staff number, and where.
    pub officer: String,
    /// What was done, in a few words.
    pub operation: String,
    /// What for, in a few words.
    pub purpose: String,
    /// The article it rests on.
    pub article: String,
    /// The number of the file; empty when no file was opened.
    pub file: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFilter {
    /// Where it asks, by GET.
    pub action: String,
    /// The conditions that most searches have.
    pub usual: Vec<Control>,
    /// The others.
    pub further: Vec<Control>,
}

/// The list of log lines.
#[derive(Debug, Clone, Template)]
#[template(path = "log.html")]
pub struct LogPage {
    /// The shell.
    pub shell: Shell,
    /// What to list.
    pub filter: LogFilter,
    /// How many lines there are in all.
    pub total: u64,
    /// Whether there may be more than were counted.
    pub is_more: bool,
    /// The lines of this page.
    pub rows: Vec<LogRow>,
    /// Where in the list this is.
    pub pager: Pager,
    /// The lines found, as comma-separated values.
    pub file: String,
    /// How many lines such a file holds at most.
    pub file_rows_max: u64,
}

/// What was asked with, as the line keeps it. Art. 46(1)(d).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// The operation took nothing.
    Nothing,
    /// This, in the form of the interface.
    Text(String),
    /// Its time was over.
    Erased,
}

/// Whether the line is in the signed log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// It is.
    Proven(Proven),
    /// It is not sealed yet.
    Waiting,
    /// It is not, although it is said to be.
    Broken,
}

/// A proof that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// The place of the line, the first one being 1.
    pub place: u64,
    /// Lines of the tree.
    pub size: u64,
    /// When the tree was signed.
    pub signed_at: Timestamp,
    /// The hash of the line, in base 64.
    pub leaf: String,
    /// The hashes on the way to the root, in base 64, the lowest first.
    pub path: Vec<String>,
    /// The root, in base 64.
    pub root: String,
    /// The public key.
    pub key: String,
    /// The proof as a file.
    pub file: String,
    /// The name of that file.
    pub file_name: String,
}

/// One line with its proof.
#[derive(Debug, Clone, Template)]
#[template(path = "log_row.html")]
pub struct LogRowPage {
    /// The shell.
    pub shell: Shell,
    /// What the line says: labels with their values.
    pub facts: Vec<(String, String)>,
    /// What was asked with.
    pub asked: Asked,
    /// What was given: categories of data.
    pub sent: Vec<String>,
    /// The other lines of the same file and of the same request; may be empty.
    pub links: Vec<Link>,
    /// Whether it is in the signed log.
    pub proof: Proof,
}

impl LogPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let (title, lead) = (shell.words.text("log-title"), shell.words.text("log-lead"));
        shell.titled(title).leading(lead)
    }

    /// The key of how many lines there are.
    pub fn count_key(&self) -> &'static str {
        if self.is_more { "log-count-more" } else { "log-count" }
    }

    /// Whether the file ends before the list does.
    pub fn is_cut(&self) -> bool {
        self.file_rows_max < self.total
    }
}

impl LogRowPage {
    /// The shell of this page, below the list at `list`.
    #[must_use]
    pub fn shell(shell: Shell, list: &str) -> Shell {
        let words = shell.words.clone();
        shell.below(list, words.text("log-title")).titled(words.text("log-row-title"))
    }
}

impl LogFilter {
    /// Every condition.
    pub fn controls(&mut self) -> impl Iterator<Item = &mut Control> {
        self.usual.iter_mut().chain(&mut self.further)
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        let fields: Vec<&Field> =
            self.usual.iter().chain(&self.further).map(|control| &control.field).collect();
        wrong(&fields)
    }

    /// Whether one of the further conditions is set, so that they are shown.
    pub fn is_open(&self) -> bool {
        self.further.iter().any(|control| !control.field.value.is_empty())
    }

    /// Whether any condition is set.
    pub fn is_set(&self) -> bool {
        self.usual.iter().any(|control| !control.field.value.is_empty()) || self.is_open()
    }
}

impl Outcome {
    /// How its tag looks.
    pub fn tone(&self) -> &'static str {
        match self {
            Self::Done => "success",
            Self::Refused(_) => "warning",
        }
    }

    /// The key of its word.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Done => "outcome-done",
            Self::Refused(_) => "outcome-refused",
        }
    }

    /// The code of a refusal; empty when it was done.
    pub fn code(&self) -> &str {
        match self {
            Self::Done => "",
            Self::Refused(code) => code,
        }
    }
}
