//! A category of personal data and the table of all of them.

/// Something that has a stable code, the same in the register, in rows and in answers.
pub trait Coded {
    /// Lower-case words joined by hyphens; never changed once published.
    fn code(&self) -> &'static str;
}

/// A column of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// The table's name.
    pub table: &'static str,
    /// The column's name, or `*` for every column of the table.
    pub column: &'static str,
}

/// The columns `names` of `table`, for constant tables.
#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "the bound of the loop is the length of both arrays, and constants have no iterators"
)]
pub const fn columns<const N: usize>(table: &'static str, names: [&'static str; N]) -> [Column; N] {
    let mut made = [Column { table, column: "" }; N];
    let mut at = 0;
    while at < N {
        made[at].column = names[at];
        at += 1;
    }
    made
}

/// How long something is kept, counted from the event that [`Retention::from`] names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// A number of whole years and days.
    YearsAndDays(u8, u16),
    /// A number of hours.
    Hours(u16),
    /// Until the named event itself; nothing is added.
    UntilThen,
}

/// When a category is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// The code of the event that starts the time.
    pub from: &'static str,
    /// The time that is added.
    pub period: Period,
    /// The article that says so.
    pub basis: &'static str,
}

/// One category of personal data. `P` is the system's purposes, `R` its recipients.
#[derive(Debug)]
pub struct Category<P: 'static, R: 'static> {
    /// Stable code; the key of its translated name.
    pub code: &'static str,
    /// Whose data it is, as a code with a translated name.
    pub subjects: &'static str,
    /// The articles that let the system keep it.
    pub basis: &'static str,
    /// What it may be used for.
    pub purposes: &'static [P],
    /// Who may receive it.
    pub recipients: &'static [R],
    /// When it is erased.
    pub retention: Retention,
    /// Whether the columns hold ciphertext under a key of its own, or plain values.
    pub encrypted: bool,
    /// Where it lies.
    pub columns: &'static [Column],
}

/// Everything personal that a system keeps.
#[derive(Debug)]
pub struct Register<P: 'static, R: 'static> {
    /// The system's name in capital letters.
    pub system: &'static str,
    /// Version of the register, raised with every change that a reader would notice.
    pub version: u32,
    /// The day from which this version holds, `YYYY-MM-DD`.
    pub since: &'static str,
    /// All categories.
    pub categories: &'static [Category<P, R>],
    /// Columns that hold no personal data.
    pub impersonal: &'static [Column],
}

impl<P, R> Register<P, R> {
    /// The category called `code`.
    pub fn category(&self, code: &str) -> Option<&Category<P, R>> {
        self.categories.iter().find(|category| category.code == code)
    }
}

impl<P: PartialEq, R: PartialEq> Category<P, R> {
    /// Whether `recipient` may receive this category for `purpose`.
    pub fn may_go_to(&self, recipient: &R, purpose: &P) -> bool {
        self.recipients.contains(recipient) && self.purposes.contains(purpose)
    }
}
