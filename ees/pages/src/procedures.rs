//! The page of monitoring procedures: log rows that one needs are not erased while it lasts.

use askama::Template;
use fnd_web::form::Hidden;
use fnd_web::shell::Shell;
use jiff::Timestamp;

/// A monitoring procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureRow {
    /// Under which number the body keeps it.
    pub reference: String,
    /// What is looked into.
    pub reason: String,
    /// Which rows it needs, in words.
    pub scope: String,
    /// When it began.
    pub begun_at: Timestamp,
    /// When it ended; `None` while it lasts.
    pub ended_at: Option<Timestamp>,
    /// Where it is ended; empty once it has, and for who may not.
    pub end: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "procedures.html")]
pub struct ProceduresPage {
    /// The shell.
    pub shell: Shell,
    /// The procedures of the reader's body, those that last first.
    pub rows: Vec<ProcedureRow>,
    /// Where a procedure is begun; empty for who may not.
    pub begin: String,
    /// What is sent along when one is ended.
    pub hidden: Vec<Hidden>,
}

impl ProceduresPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let words = shell.words.clone();
        shell.titled(words.text("procedures-title")).leading(words.text("procedures-lead"))
    }
}
