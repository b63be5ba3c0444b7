//! The page of erasures: what the runs did, and what goes next. Numbers alone.

use askama::Template;
use fnd_web::chart::bars::{Bar, Bars};
use fnd_web::shell::Shell;
use jiff::Timestamp;
use jiff::civil::Date;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunOutcome {
    /// It did everything that was due.
    Done,
    /// It has not ended, or was broken off; the next one goes on.
    Open,
    /// It did everything that was due and found something for the operator to look at.
    Doubtful,
}

/// What a run was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunPurpose {
    /// What is kept no longer.
    Daily,
    /// What authorities ordered to go before its time.
    Orders,
    /// Telling Member States of what will go.
    Warnings,
}

/// One run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRow {
    /// When it began.
    pub at: Timestamp,
    /// What it was for.
    pub purpose: RunPurpose,
    /// Records erased.
    pub records: u64,
    /// Refusals erased.
    pub refusals: u64,
    /// Files erased.
    pub files: u64,
    /// Log rows erased.
    pub log_rows: u64,
    /// Stays of whose erasure Member States were told.
    pub warnings: u64,
    /// How it ended.
    pub outcome: RunOutcome,
}

/// Orders of one State that one obstacle keeps from being carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailingRow {
    /// The State that ordered, by its name.
    pub state: String,
    /// The key of what stood in the way, and of what to do.
    pub obstacle: String,
    /// How many.
    pub orders: u64,
    /// How often the one was tried that failed most often.
    pub tries: u32,
    /// When the oldest was ordered.
    pub since: Timestamp,
    /// When the next is tried again.
    pub next_at: Timestamp,
}

/// What is kept until a day of one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthRow {
    /// The first day of the month.
    pub month: Date,
    /// Records.
    pub records: u64,
    /// Refusals.
    pub refusals: u64,
    /// Files.
    pub files: u64,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "erasures.html")]
pub struct ErasuresPage {
    /// The shell.
    pub shell: Shell,
    /// Orders that could not be carried out yet.
    pub failing: Vec<FailingRow>,
    /// The last runs, the latest first.
    pub runs: Vec<RunRow>,
    /// What goes in the months to come.
    pub months: Vec<MonthRow>,
}

impl ErasuresPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let (title, lead) = (shell.words.text("erasures-title"), shell.words.text("erasures-lead"));
        shell.titled(title).leading(lead)
    }

    /// Whether anything goes in the months to come.
    pub fn is_anything_ahead(&self) -> bool {
        self.months.iter().any(|month| 0 < month.records.max(month.refusals).max(month.files))
    }

    /// The months as a chart of the records in each; the table beside it has the rest.
    pub fn chart(&self) -> String {
        let words = &self.shell.words;
        let bar = |month: &MonthRow| Bar {
            label: words.month_of_year(&month.month),
            value: month.records,
            shown: words.number(&month.records),
        };
        let bars = Bars {
            id: "ahead".into(),
            title: words.text("erasures-chart"),
            description: words.text("erasures-chart-text"),
            bars: self.months.iter().map(bar).collect(),
        };
        bars.html()
    }
}

impl RunOutcome {
    /// The key of its word.
    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "erasures-done",
            Self::Open => "erasures-open",
            Self::Doubtful => "erasures-doubtful",
        }
    }

    /// How its tag looks.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Done => "success",
            Self::Open | Self::Doubtful => "warning",
        }
    }
}

impl RunPurpose {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Daily => "erasures-daily",
            Self::Orders => "erasures-orders",
            Self::Warnings => "erasures-warnings",
        }
    }
}
