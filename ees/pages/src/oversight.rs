//! Pages of those who oversee: the log and the proof that it is whole.

use askama::Template;
use fnd_web::form::{Choice, Field};
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;
use jiff::Timestamp;

/// What data were opened for. Art. 9(2), 46(1)(a).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A check at the border.
    BorderCheck,
    /// A check within the territory.
    TerritoryCheck,
    /// Identification of a person.
    Identification,
    /// A decision on a visa.
    Visa,
    /// Prevention, detection or investigation of serious crime.
    Enforcement,
    /// A request of the person concerned.
    DataSubject,
    /// Oversight.
    Oversight,
    /// Erasure at the end of the retention period.
    Retention,
}

/// What became of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was refused: no legal basis, or no right.
    Refused,
    /// It failed.
    Failed,
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    /// When.
    pub at: Timestamp,
    /// Which authority.
    pub authority: String,
    /// Who, as a staff number.
    pub officer: String,
    /// What was done, in a few words.
    pub operation: String,
    /// What for.
    pub purpose: Purpose,
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
    /// Where it posts to, by GET.
    pub action: String,
    /// From this day.
    pub from: Field,
    /// To this day.
    pub to: Field,
    /// Of this authority.
    pub authority: Field,
    /// For this purpose.
    pub purpose: Field,
    /// About this file.
    pub file: Field,
    /// The authorities to choose from.
    pub authorities: Vec<Choice>,
    /// The purposes to choose from.
    pub purposes: Vec<Choice>,
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
}

/// Whether the log is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Every line is sealed and the proofs hold.
    Sound,
    /// The proofs hold, but sealing is late.
    Late,
    /// A proof does not hold.
    Broken,
}

/// What recomputing the whole log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recomputed {
    /// When it ended.
    pub at: Timestamp,
    /// Lines that fit.
    pub rows: u64,
    /// The first line that does not fit, as a sentence in English for the operator; empty when
    /// all do.
    pub fault: String,
}

/// The state of the log's proofs.
#[derive(Debug, Clone, Template)]
#[template(path = "integrity.html")]
pub struct IntegrityPage {
    /// The shell.
    pub shell: Shell,
    /// Whether the log is whole.
    pub verdict: Verdict,
    /// Lines sealed.
    pub tree_size: u64,
    /// Lines written but not yet sealed.
    pub waiting: u64,
    /// Seconds since the oldest of them was written.
    pub lag_seconds: u32,
    /// When the last checkpoint was signed.
    pub checkpoint_at: Timestamp,
    /// What the last recomputation found; `None` before the first one has ended.
    pub recomputed: Option<Recomputed>,
    /// Its root, in base 64.
    pub root: String,
    /// The name of the key that signed it.
    pub key: String,
    /// The address of the checkpoint itself.
    pub checkpoint: String,
    /// Where a recomputation is asked for.
    pub recompute: String,
}

impl LogPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let (title, lead) = (shell.words.text("log-title"), shell.words.text("log-lead"));
        shell.titled(title).leading(lead)
    }
}

impl Recomputed {
    /// The lines as words count them.
    pub fn count(&self) -> i64 {
        i64::try_from(self.rows).unwrap_or(i64::MAX)
    }
}

impl LogPage {
    /// The key of how many lines there are.
    pub fn count_key(&self) -> &'static str {
        if self.is_more { "log-count-more" } else { "log-count" }
    }
}

impl IntegrityPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let words = shell.words.clone();
        shell.titled(words.text("integrity-title")).leading(words.text("integrity-lead"))
    }
}

impl LogFilter {
    /// An empty filter that asks `action`.
    pub fn empty(action: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            from: Field::new("from"),
            to: Field::new("to"),
            authority: Field::new("authority"),
            purpose: Field::new("purpose"),
            file: Field::new("file"),
            authorities: Vec::new(),
            purposes: Vec::new(),
        }
    }
}

impl Purpose {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::BorderCheck => "purpose-border",
            Self::TerritoryCheck => "purpose-territory",
            Self::Identification => "purpose-identification",
            Self::Visa => "purpose-visa",
            Self::Enforcement => "purpose-enforcement",
            Self::DataSubject => "purpose-subject",
            Self::Oversight => "purpose-oversight",
            Self::Retention => "purpose-retention",
        }
    }
}

impl Outcome {
    /// The key of its word.
    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "outcome-done",
            Self::Refused => "outcome-refused",
            Self::Failed => "outcome-failed",
        }
    }

    /// How its tag looks.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Done => "success",
            Self::Refused => "warning",
            Self::Failed => "error",
        }
    }
}

impl Verdict {
    /// The key of its words; the sentence below it ends in `-line`.
    pub fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Sound => ("integrity-sound", "integrity-sound-line"),
            Self::Late => ("integrity-late", "integrity-late-line"),
            Self::Broken => ("integrity-broken", "integrity-broken-line"),
        }
    }

    /// How the answer looks.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Sound => "success",
            Self::Late => "warning",
            Self::Broken => "error",
        }
    }
}
