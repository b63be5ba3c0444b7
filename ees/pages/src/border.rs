//! What a border crossing point shows of its link to the register, and of what it keeps while
//! the register cannot be reached.

use askama::Template;
use fnd_web::form::Field;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::{Date, DateTime};

/// The key of why a passage waits on which the register fails.
pub const FAILED: &str = "buffer-failed";
/// The key of what a human is told of such a passage once it was sent often.
pub const NOT_ANSWERED: &str = "buffer-not-answered";
/// The key of why a passage waits while the register does not answer.
pub const AWAY: &str = "buffer-away";
/// The key of why a passage waits behind one on which a human decides.
pub const BEHIND: &str = "buffer-behind";
/// The key of why a passage waits that is about to be sent.
pub const SOON: &str = "buffer-soon";

/// The keys of the box that says that an exit is missing, and of its hint.
pub const EXIT_MISSING: (&str, &str) = ("buffer-exit-missing", "buffer-exit-missing-hint");
/// The keys of the box that says that an entry was never recorded, and of its hint.
pub const ENTRY_UNKNOWN: (&str, &str) = ("buffer-entry-unknown", "buffer-entry-unknown-hint");
/// The key of what is said of a time that is none.
pub const TIME_WRONG: &str = "buffer-time-wrong";
/// The key of what is said of a reason that is missing or too long.
pub const REASON_WRONG: &str = "buffer-reason-missing";

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
    /// The address of the list of what waits; empty on that list itself.
    pub list: String,
}

/// What cannot be known while the register cannot be reached, and what is known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offline {
    /// Whether the visa must be looked at in the Visa Information System itself. SBC Art. 9(3).
    pub is_visa_asked: bool,
    /// Whether an earlier passage of this document waits here.
    pub is_known_here: bool,
    /// Whether the reader may refuse entry, which is done on paper meanwhile. SBC Art. 14(2).
    pub may_refuse: bool,
    /// The sentence on what was sent and only the register can look at; see [`IMAGES`].
    pub unseen: Option<&'static str>,
}

/// Images were sent.
pub const IMAGES: &str = "offline-images";

/// A passage that waits here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingRow {
    /// When it took place.
    pub at: DateTime,
    /// `entry`, `exit` or `refusal`; `deed` for what somebody did with one that waits.
    pub kind: &'static str,
    /// How often it was sent.
    pub attempts: u64,
    /// Why it is not in the register yet: the key of the words.
    pub why: &'static str,
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
    /// What the register said, in its own words; shown where nobody knows the code.
    pub sentence: String,
    /// Where the form to send it again posts to; empty when it cannot be sent.
    pub resend: String,
    /// Where who it is of is shown; empty where it is shown already or cannot be.
    pub open: String,
    /// A correction by which it may be taken: the box, and the keys of its label and its hint.
    pub confirm: Option<(Field, (&'static str, &'static str))>,
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
    /// Whether the register does not answer, so that nobody knows what it will say.
    pub is_away: bool,
    /// What the reader has just done with a passage.
    pub done: Option<Done>,
}

/// What somebody has done with a passage that the register did not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It is sent again.
    Sent,
    /// It is not sent.
    Withdrawn,
}

/// The page of one passage that waits, with who it is of.
#[derive(Debug, Clone, Template)]
#[template(path = "buffer_one.html")]
pub struct BufferOnePage {
    /// The shell.
    pub shell: Shell,
    /// The passage.
    pub row: ConflictRow,
    /// The stable code of what was wrong with what was sent about it; empty when nothing was.
    pub code: String,
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

impl Done {
    /// What was done, as the address says it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// What was done, by its code.
    pub fn find(code: &str) -> Option<Self> {
        [Self::Sent, Self::Withdrawn].into_iter().find(|done| done.code() == code)
    }

    /// The keys of the title and of the sentence.
    pub const fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Sent => ("buffer-sent", "buffer-sent-text"),
            Self::Withdrawn => ("buffer-withdrawn", "buffer-withdrawn-text"),
        }
    }
}

impl BufferPage {
    /// The keys of what is said when nothing is to be decided.
    pub fn nothing(&self) -> (&'static str, &'static str) {
        if self.is_away && self.waiting_count != 0 {
            ("buffer-conflicts-none", "buffer-conflicts-away")
        } else {
            ("buffer-conflicts-none", "buffer-conflicts-none-text")
        }
    }

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
    /// The page around one passage; `list` leads to all of them. `is_looked_at` says whether it
    /// shows who passed, which the register is told.
    #[must_use]
    pub fn shell(shell: Shell, list: &str, is_looked_at: bool) -> Shell {
        let title = shell.words.text("buffer-one");
        let label = shell.words.text("buffer-title");
        let lead = if is_looked_at { shell.words.text("buffer-one-lead") } else { String::new() };
        shell.below(list, label).titled(title).leading(lead)
    }
}

impl WaitingRow {
    /// The key of the name of its kind.
    pub fn kind_key(&self) -> &'static str {
        kind_key(self.kind)
    }

    /// When it took place, to the second.
    pub fn when(&self, words: &Words) -> String {
        to_the_second(&self.at, words)
    }
}

/// A moment to the second: what tells apart two passages of one minute and of no name.
fn to_the_second(at: &DateTime, words: &Words) -> String {
    let time = at.strftime("%H:%M:%S").to_string();
    words.with("moment", &[("date", words.date(&at.date()).into()), ("time", time.into())])
}

/// What a human is told of a passage that the register, or this crossing point, answers with a
/// code; `None` when nobody knows the code.
pub fn conflict_key(code: &str) -> Option<&'static str> {
    Some(match code {
        "already-inside" => "buffer-said-already-inside",
        "no-open-entry" => "buffer-said-no-open-entry",
        "within-another-stay" => "buffer-said-within-another-stay",
        "exit-before-entry" => "buffer-said-exit-before-entry",
        "date-in-future" => "buffer-said-date-in-future",
        "clock-in-doubt" => "buffer-said-clock-in-doubt",
        "document-on-other-file" => "buffer-said-document-on-other-file",
        "visa-missing" => "buffer-said-visa-missing",
        "visa-requirement-undecided" => "buffer-said-visa-requirement-undecided",
        "out-of-scope" => "buffer-said-out-of-scope",
        "fields-do-not-fit" => "buffer-said-fields-do-not-fit",
        "outside-calendar" => "buffer-said-outside-calendar",
        "id-reused" => "buffer-said-id-reused",
        "not-found" => "buffer-said-not-found",
        "not-taken" => "buffer-said-not-taken",
        "message-does-not-open" => "buffer-said-does-not-open",
        "not-answered" => NOT_ANSWERED,
        "invalid-value" => "buffer-said-unreadable",
        zone if zone.starts_with("mrz-") => "buffer-said-unreadable",
        _ => return None,
    })
}

impl ConflictRow {
    /// The key of the name of its kind.
    pub fn kind_key(&self) -> &'static str {
        kind_key(self.kind)
    }

    /// When it took place, to the second.
    pub fn when(&self, words: &Words) -> String {
        to_the_second(&self.at, words)
    }

    /// What stands against it, in the reader's language.
    pub fn said(&self, words: &Words) -> String {
        conflict_key(&self.code).map_or_else(|| self.sentence.clone(), |key| words.text(key))
    }

    /// The days that the register names: of the entry that is open, or of the stay it lies within.
    pub fn days(&self, words: &Words) -> String {
        let days = self.sentence.split_whitespace().filter_map(|word| {
            let word = word.trim_matches(|letter: char| !letter.is_ascii_digit());
            // What is more than a day, as an instant, is not one of its days.
            (word.len() == 10).then(|| word.parse::<Date>().ok()).flatten()
        });
        let days: Vec<String> = days.map(|day| words.date(&day)).collect();
        days.join(", ")
    }

    /// The places of a request that the register names, for whoever is asked for help.
    pub fn places(&self) -> Vec<&str> {
        let words = self.sentence.split_whitespace().filter(|word| word.starts_with('/'));
        words.map(|word| word.trim_end_matches([':', '.', ','])).collect()
    }

    /// The key of what sending it again is good for.
    pub fn resend_key(&self) -> &'static str {
        match (&self.confirm, &self.time) {
            (Some(_), _) => "buffer-resend-without",
            (None, Some(_)) => "buffer-resend-time",
            (None, None) => "buffer-resend-hint",
        }
    }

    /// The fields with which something is wrong, each with its `id` when it is the row `number`.
    pub fn errors(&self, number: &usize) -> Vec<(String, &Field)> {
        let confirm = self.confirm.iter().map(|(field, _)| ("confirm", field));
        let time = self.time.iter().map(|field| ("time", field));
        let all = confirm.chain(time).chain([("reason", &self.reason)]);
        let wrong = all.filter(|(_, field)| field.is_wrong());
        wrong.map(|(id, field)| (format!("{id}-{number}"), field)).collect()
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
