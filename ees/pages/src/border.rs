//! What a border crossing point shows of its link to the register, and of what it keeps while
//! the register cannot be reached.

use askama::Template;
use fnd_web::form::Field;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::DateTime;

/// The key of why a passage waits on which the register fails.
pub const FAILED: &str = "buffer-failed";
/// The key of what a human is told of such a passage once it was sent often.
pub const NOT_ANSWERED: &str = "buffer-not-answered";

/// What is said of the link, most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The register answers.
    Up,
    /// It does not, since an instant, as clocks show it here.
    Down(DateTime),
}

/// The state of the link, above every page.
#[derive(Debug, Clone, Template)]
#[template(path = "link.html")]
pub struct LinkBar {
    /// The reader's words.
    pub words: Words,
    /// The link.
    pub link: Link,
    /// Passages that wait to be entered in the register.
    pub waiting: u32,
    /// Passages that wait for a human.
    pub conflicts: u32,
    /// Whether what waits cannot be counted.
    pub is_unread: bool,
    /// The code by which the register refuses this crossing point or an officer, if it does.
    pub refusal: Option<&'static str>,
    /// Seconds by which the clock here and that of the register differ, when that is too much.
    pub clock_seconds: Option<u32>,
    /// The address of the list of what waits.
    pub list: String,
}

/// What cannot be known while the register cannot be reached, and what is known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offline {
    /// Whether the visa must be looked at in the Visa Information System itself. SBC Art. 9(3).
    pub is_visa_asked: bool,
    /// Whether an earlier passage of this document waits here.
    pub is_known_here: bool,
}

/// A passage that waits here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingRow {
    /// When it took place.
    pub at: DateTime,
    /// `entry`, `exit` or `refusal`; `deed` for what somebody did with one that waits.
    pub kind: &'static str,
    /// How often it was sent.
    pub attempts: u64,
    /// Why the register does not take it yet: the key of the words.
    pub why: Option<&'static str>,
}

/// A passage that the register does not take as it is.
#[derive(Debug, Clone)]
pub struct ConflictRow {
    /// When it took place.
    pub at: DateTime,
    /// `entry`, `exit` or `refusal`.
    pub kind: &'static str,
    /// Who passed; empty when what is kept cannot be read.
    pub who: String,
    /// The document; empty when what is kept cannot be read.
    pub document: String,
    /// The officer who recorded it.
    pub officer: String,
    /// The stable code of what is wrong.
    pub code: String,
    /// What the register said.
    pub sentence: String,
    /// Where the form to send it again posts to; empty when it cannot be sent.
    pub resend: String,
    /// Where who it is of is shown; empty where it is shown already or cannot be.
    pub open: String,
    /// A correction by which it may be taken: the box, and the key of its label.
    pub confirm: Option<(Field, &'static str)>,
    /// The time at which it took place, to be corrected.
    pub time: Option<Field>,
    /// Seconds by which the clock was ahead, when the time to be corrected was calculated from
    /// that; negative when it was behind.
    pub clock_ahead_seconds: Option<i64>,
    /// Where the form to withdraw it posts to; empty for who may not.
    pub withdraw: String,
    /// The reason of who withdraws it.
    pub reason: Field,
}

/// The page of what waits.
#[derive(Debug, Clone, Template)]
#[template(path = "buffer.html")]
pub struct BufferPage {
    /// The shell.
    pub shell: Shell,
    /// What waits, oldest first, at most as much as is shown at once.
    pub waiting: Vec<WaitingRow>,
    /// How much waits in all.
    pub waiting_count: u32,
    /// What a human has to decide, oldest first.
    pub conflicts: Vec<ConflictRow>,
    /// How much of it there is in all.
    pub conflicts_count: u32,
}

/// The page of one passage that waits, with who it is of.
#[derive(Debug, Clone, Template)]
#[template(path = "buffer_one.html")]
pub struct BufferOnePage {
    /// The shell.
    pub shell: Shell,
    /// The passage.
    pub row: ConflictRow,
}

impl LinkBar {
    /// How it looks.
    pub fn tone(&self) -> &'static str {
        match self.link {
            Link::Down(_) => "warning",
            Link::Up if self.is_urgent() => "warning",
            Link::Up => "info",
        }
    }

    /// Whether somebody has to do something.
    fn is_urgent(&self) -> bool {
        0 < self.conflicts
            || self.clock_seconds.is_some()
            || self.is_unread
            || self.refusal.is_some()
    }

    /// Whether there is nothing that an officer has to know.
    pub fn is_quiet(&self) -> bool {
        self.link == Link::Up && self.waiting == 0 && !self.is_urgent()
    }

    /// The key of what the register refuses.
    pub fn refusal_key(&self, code: &str) -> &'static str {
        refusal_key(code)
    }
}

impl BufferPage {
    /// Whether there are more conflicts than are shown.
    pub fn hides_conflicts(&self) -> bool {
        u32::try_from(self.conflicts.len()).is_ok_and(|shown| shown < self.conflicts_count)
    }

    /// The page around what waits.
    #[must_use]
    pub fn shell(shell: Shell, check: &str) -> Shell {
        let (title, label) = (shell.words.text("buffer-title"), shell.words.text("check-short"));
        let lead = shell.words.text("buffer-lead");
        shell.below(check, label).titled(title).leading(lead)
    }
}

impl BufferOnePage {
    /// The page around one passage; `list` leads to all of them.
    #[must_use]
    pub fn shell(shell: Shell, list: &str) -> Shell {
        let title = shell.words.text("buffer-one");
        let label = shell.words.text("buffer-title");
        let lead = shell.words.text("buffer-one-lead");
        shell.below(list, label).titled(title).leading(lead)
    }
}

impl WaitingRow {
    /// The key of the name of its kind.
    pub fn kind_key(&self) -> &'static str {
        kind_key(self.kind)
    }
}

impl ConflictRow {
    /// The key of the name of its kind.
    pub fn kind_key(&self) -> &'static str {
        kind_key(self.kind)
    }
}

/// The key of what it means that the register refuses a crossing point by this code.
pub fn refusal_key(code: &str) -> &'static str {
    match code {
        "unknown-point" | "point-missing" | "point-of-other-state" | "other-point" => {
            "link-refused-point"
        }
        "no-basis" | "role-not-yours" => "link-refused-officer",
        _ => "link-refused-system",
    }
}

impl ConflictRow {
    /// Seconds by which the clock was wrong, either way.
    pub fn clock_seconds(&self) -> Option<u32> {
        self.clock_ahead_seconds
            .map(|ahead| u32::try_from(ahead.saturating_abs()).unwrap_or(u32::MAX))
    }
}

fn kind_key(kind: &str) -> &'static str {
    match kind {
        "entry" => "buffer-entry",
        "exit" => "buffer-exit",
        "deed" => "buffer-deed",
        _ => "buffer-refusal",
    }
}
