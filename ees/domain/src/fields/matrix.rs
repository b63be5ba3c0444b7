//! The field matrix: for whom which field is entered, as data.

mod crossing;
mod file;
mod refusal;
#[cfg(test)]
mod tests;

use super::condition::{Condition, Demand, FieldFacts};
use super::field::Field;

pub use crossing::ENTRY_EXIT;
pub use file::FILE;
pub use refusal::REFUSAL;

/// Of what, and for whom: a column of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// The file of one subject to a visa requirement. EES Art. 16(1).
    FileVisaRequired,
    /// The file of one exempt from it. EES Art. 17(1).
    FileVisaExempt,
    /// The file of one in facilitated transit. EES Annex II.
    FileTransit,
    /// The file that a refusal makes. EES Art. 18(1) to (5).
    FileRefusedOnly,
    /// An entry on a visa, or of one who needs one. EES Art. 16(2).
    EntryVisa,
    /// An entry without visa. EES Art. 17(2).
    EntryExempt,
    /// An entry in facilitated transit. EES Annex II.
    EntryTransit,
    /// A short stay that begins inside. EES Art. 14(8).
    StatusChange,
    /// An exit. EES Art. 16(3).
    Exit,
    /// A refusal of one subject to a visa requirement. EES Art. 18(6).
    RefusalVisaRequired,
    /// A refusal of anybody else. EES Art. 18(6).
    RefusalOthers,
}

/// What the law says of a field in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// It is entered always.
    Mandatory,
    /// It is entered when the condition is met, and otherwise not.
    Conditional(Condition),
    /// It is never stored.
    NeverStored,
    /// It is never stored but in the one case of the condition, and then it is entered.
    NeverStoredUnless(Condition),
    /// There is no such field here.
    NotApplicable,
    /// The system sets it; nobody enters it.
    Automatic,
}

/// A cell: the rule with its article.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    /// The rule.
    pub rule: Rule,
    /// The article.
    pub article: &'static str,
}

/// A row: a field with a cell for each column of its table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The field.
    pub field: Field,
    /// The cells, in the order of the columns.
    pub cells: &'static [Cell],
}

/// One part of the matrix.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// The columns.
    pub columns: &'static [Column],
    /// The rows.
    pub rows: &'static [Row],
}

/// The matrix.
pub const MATRIX: [&Table; 3] = [&FILE, &ENTRY_EXIT, &REFUSAL];

const fn cell(rule: Rule, article: &'static str) -> Cell {
    Cell { rule, article }
}

/// Mandatory.
const fn m(article: &'static str) -> Cell {
    cell(Rule::Mandatory, article)
}

/// Conditional.
const fn c(condition: Condition, article: &'static str) -> Cell {
    cell(Rule::Conditional(condition), article)
}

/// There is no such field; the article is the one that lists what there is.
const fn none(article: &'static str) -> Cell {
    cell(Rule::NotApplicable, article)
}

/// Set by the system.
const fn auto(article: &'static str) -> Cell {
    cell(Rule::Automatic, article)
}

/// The same cell in every column.
const fn same<const COLUMNS: usize>(cell: Cell) -> [Cell; COLUMNS] {
    [cell; COLUMNS]
}

const fn row(field: Field, cells: &'static [Cell]) -> Row {
    Row { field, cells }
}

/// A field that must not be there, or is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{} {} ({article})", field.words(), kind.words())]
pub struct Violation {
    /// The field.
    pub field: Field,
    /// What is wrong.
    pub kind: ViolationKind,
    /// The article.
    pub article: &'static str,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ViolationKind {
    /// It is not there.
    MissingMandatory,
    /// It is there and the law never stores it.
    MustNotBeStored,
    /// It is there and does not belong to this case.
    NotForThisCase,
    /// It is there and the system sets it by itself.
    SetBySystem,
}

impl ViolationKind {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MissingMandatory => "missing-mandatory",
            Self::MustNotBeStored => "must-not-be-stored",
            Self::NotForThisCase => "not-for-this-case",
            Self::SetBySystem => "set-by-the-system",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::MissingMandatory => "is mandatory here; enter it",
            Self::MustNotBeStored => "must not be stored; leave it out",
            Self::NotForThisCase => "does not belong to this case; leave it out",
            Self::SetBySystem => "is set by the system; leave it out",
        }
    }
}

impl Violation {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        self.kind.code()
    }
}

impl Rule {
    /// What the rule makes of a field that is given or not; `None` when all is well.
    fn violation(self, is_given: bool, facts: &FieldFacts<'_>) -> Option<ViolationKind> {
        use ViolationKind as V;
        let (demand, otherwise) = match self {
            Self::Mandatory => (Demand::Required, V::NotForThisCase),
            Self::Conditional(condition) => (condition.demand(facts), V::NotForThisCase),
            Self::NeverStored => (Demand::Excluded, V::MustNotBeStored),
            Self::NeverStoredUnless(condition) => (condition.demand(facts), V::MustNotBeStored),
            Self::NotApplicable => (Demand::Excluded, V::NotForThisCase),
            Self::Automatic => (Demand::Excluded, V::SetBySystem),
        };
        match (demand, is_given) {
            (Demand::Required, false) => Some(V::MissingMandatory),
            (Demand::Excluded, true) => Some(otherwise),
            (Demand::Required, true) | (Demand::Excluded, false) | (Demand::Optional, _) => None,
        }
    }
}

/// The cell of a field in a column; `None` when no row of the column's table has the field.
pub fn find_cell(field: Field, column: Column) -> Option<&'static Cell> {
    let table = MATRIX.into_iter().find(|table| table.columns.contains(&column))?;
    let place = table.columns.iter().position(|known| *known == column)?;
    table.rows.iter().find(|row| row.field == field)?.cells.get(place)
}

/// Everything that is wrong with the fields that are to be entered, in the order of the matrix;
/// fields of other records come last. Nothing is wrong when the answer is empty.
///
/// Law: EES Art. 14 to 18 and Annex II.
pub fn violations(column: Column, given: &[Field], facts: &FieldFacts<'_>) -> Vec<Violation> {
    let Some(table) = MATRIX.into_iter().find(|table| table.columns.contains(&column)) else {
        return Vec::new();
    };
    let of_rows = table.rows.iter().filter_map(|row| {
        let cell = find_cell(row.field, column)?;
        let kind = cell.rule.violation(given.contains(&row.field), facts)?;
        Some(Violation { field: row.field, kind, article: cell.article })
    });
    let foreign = given.iter().filter(|field| find_cell(**field, column).is_none());
    let foreign = foreign.map(|field| Violation {
        field: *field,
        kind: ViolationKind::NotForThisCase,
        article: column.article(),
    });
    of_rows.chain(foreign).collect()
}

impl Column {
    /// The article that lists the fields of the column.
    pub const fn article(self) -> &'static str {
        match self {
            Self::FileVisaRequired => "EES Art. 16(1)",
            Self::FileVisaExempt => "EES Art. 17(1)",
            Self::FileTransit | Self::EntryTransit => "EES Annex II",
            Self::FileRefusedOnly => "EES Art. 18(1) to (5)",
            Self::EntryVisa => "EES Art. 16(2)",
            Self::EntryExempt => "EES Art. 17(2)",
            Self::StatusChange => "EES Art. 14(8)",
            Self::Exit => "EES Art. 16(3)",
            Self::RefusalVisaRequired | Self::RefusalOthers => "EES Art. 18(6)",
        }
    }
}
