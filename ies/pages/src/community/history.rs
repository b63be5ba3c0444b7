//! Who changed what in a Community, for its leads: nothing technical, and no content.

use askama::Template;
use fnd_web::shell::Shell;
use jiff::civil::DateTime;

use super::Place;

/// Something that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    /// When.
    pub at: DateTime,
    /// What, in the reader's language.
    pub what: String,
    /// By whom; empty for the system itself.
    pub who: String,
    /// Whom it was about; empty when it was about the Community.
    pub about: String,
}

/// The page.
///
/// Law: R34: leads get a history without technical data.
#[derive(Debug, Clone, Template)]
#[template(path = "community/history.html")]
pub struct HistoryPage {
    /// The shell.
    pub shell: Shell,
    /// The Community.
    pub place: Place,
    /// What was changed, the latest first.
    pub rows: Vec<HistoryRow>,
}
