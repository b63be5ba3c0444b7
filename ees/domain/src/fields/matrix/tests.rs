//! The field matrix, cell by cell.

mod cases;
mod expected;

use expected::{BASE, CONDITIONS, EXPECTED, refused};

use super::super::{Condition, Field, FieldFacts};
use super::*;

const COLUMNS: [Column; 11] = [
    Column::FileVisaRequired,
    Column::FileVisaExempt,
    Column::FileTransit,
    Column::FileRefusedOnly,
    Column::EntryVisa,
    Column::EntryExempt,
    Column::EntryTransit,
    Column::StatusChange,
    Column::Exit,
    Column::RefusalVisaRequired,
    Column::RefusalOthers,
];

/// The plain case of a column.
fn base(column: Column) -> FieldFacts<'static> {
    match column {
        Column::FileRefusedOnly => FieldFacts { refusal: Some(refused("fp")), ..BASE },
        Column::FileVisaRequired
        | Column::FileVisaExempt
        | Column::FileTransit
        | Column::EntryVisa
        | Column::EntryExempt
        | Column::EntryTransit
        | Column::StatusChange
        | Column::Exit
        | Column::RefusalVisaRequired
        | Column::RefusalOthers => BASE,
    }
}

/// `M` mandatory, `C` conditional, `X` never stored, `x` never stored but in one case, `A` set by
/// the system, `-` not applicable.
fn letter(rule: Rule) -> char {
    match rule {
        Rule::Mandatory => 'M',
        Rule::Conditional(_) => 'C',
        Rule::NeverStored => 'X',
        Rule::NeverStoredUnless(_) => 'x',
        Rule::NotApplicable => '-',
        Rule::Automatic => 'A',
    }
}

#[test]
fn the_matrix_is_the_one_of_the_law() {
    let mut seen = Vec::new();
    for table in MATRIX {
        for row in table.rows {
            assert_eq!(row.cells.len(), table.columns.len(), "{:?}", row.field);
            let letters: String = row.cells.iter().map(|cell| letter(cell.rule)).collect();
            seen.push((row.field, letters));
            for cell in row.cells {
                let cites =
                    ["EES ", "SBC ", "Reg. "].iter().any(|act| cell.article.starts_with(act));
                assert!(cites, "{:?} cites an article", row.field);
            }
        }
    }
    let expected: Vec<(Field, String)> =
        EXPECTED.iter().map(|(field, letters)| (*field, (*letters).to_owned())).collect();
    assert_eq!(seen, expected);
    for (field, code, _) in Field::ALL {
        assert!(seen.iter().any(|(known, _)| *known == field), "{code} stands in the matrix");
    }
}

/// What must be given in this case, and nothing else.
fn complete(column: Column, facts: &FieldFacts<'_>) -> Vec<Field> {
    let missing = violations(column, &[], facts);
    assert!(missing.iter().all(|found| found.kind == ViolationKind::MissingMandatory));
    let fields: Vec<Field> = missing.iter().map(|found| found.field).collect();
    assert_eq!(violations(column, &fields, facts), [], "{column:?} is complete");
    fields
}

/// A field that is demanded: without it, and only because of it, the data is refused.
fn is_demanded(column: Column, field: Field, facts: &FieldFacts<'_>, article: &'static str) {
    let mut given = complete(column, facts);
    assert!(given.contains(&field), "{field:?} is demanded in {column:?}");
    given.retain(|known| *known != field);
    let kind = ViolationKind::MissingMandatory;
    assert_eq!(violations(column, &given, facts), [Violation { field, kind, article }]);
}

/// A field that is excluded: with it, and only because of it, the data is refused.
fn is_excluded(
    column: Column,
    field: Field,
    facts: &FieldFacts<'_>,
    violation: (ViolationKind, &'static str),
) {
    let (kind, article) = violation;
    let mut given = complete(column, facts);
    assert!(!given.contains(&field), "{field:?} is excluded from {column:?}");
    given.push(field);
    assert_eq!(violations(column, &given, facts), [Violation { field, kind, article }]);
}

/// Walks one cell.
fn walk(column: Column, field: Field, cell: &Cell) {
    let plain = base(column);
    let article = cell.article;
    match cell.rule {
        Rule::Mandatory => is_demanded(column, field, &plain, article),
        Rule::NeverStored => {
            is_excluded(column, field, &plain, (ViolationKind::MustNotBeStored, article));
        }
        Rule::NotApplicable => {
            is_excluded(column, field, &plain, (ViolationKind::NotForThisCase, article));
        }
        Rule::Automatic => {
            is_excluded(column, field, &plain, (ViolationKind::SetBySystem, article));
        }
        Rule::Conditional(Condition::AsTheOfficerSees) => {
            let mut given = complete(column, &plain);
            assert!(!given.contains(&field), "nobody must write {field:?}");
            given.push(field);
            assert_eq!(violations(column, &given, &plain), []);
        }
        Rule::Conditional(condition) => {
            let (met, unmet) = both_ways(condition, plain);
            is_demanded(column, field, &met, article);
            is_excluded(column, field, &unmet, (ViolationKind::NotForThisCase, article));
        }
        Rule::NeverStoredUnless(condition) => {
            let (met, unmet) = both_ways(condition, plain);
            is_demanded(column, field, &met, article);
            is_excluded(column, field, &unmet, (ViolationKind::MustNotBeStored, article));
        }
    }
}

/// The facts of a condition that is met, and of one that is not.
fn both_ways(
    condition: Condition,
    plain: FieldFacts<'static>,
) -> (FieldFacts<'static>, FieldFacts<'static>) {
    let row = CONDITIONS.iter().find(|(known, ..)| *known == condition);
    let (_, met, unmet) = row.unwrap_or_else(|| panic!("{condition:?} has no row"));
    (met(plain), unmet(plain))
}

#[test]
fn every_cell_of_the_matrix_does_what_it_says() {
    let mut cells = 0;
    for table in MATRIX {
        for row in table.rows {
            for (column, cell) in table.columns.iter().zip(row.cells) {
                walk(*column, row.field, cell);
                cells += 1;
            }
        }
    }
    let written: usize = EXPECTED.iter().map(|(_, letters)| letters.len()).sum();
    assert_eq!(cells, written);
}

#[test]
fn a_field_of_another_record_is_refused_everywhere_else() {
    for column in COLUMNS {
        let facts = base(column);
        for (field, code, _) in Field::ALL {
            if find_cell(field, column).is_none() {
                let found = (ViolationKind::NotForThisCase, column.article());
                is_excluded(column, field, &facts, found);
                assert!(!code.is_empty());
            }
        }
    }
}
