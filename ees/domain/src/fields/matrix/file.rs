//! The individual file, field by field.

use super::{
    Cell, Column, Condition as C, Field as F, Row, Rule, Table, c, cell, m, none, row, same,
};

/// The individual file.
///
/// Law: EES Art. 16(1) and (6), 17(1) and (3) to (5), 18(1) to (5), 21(3), Annex II point 1(a).
pub const FILE: Table = Table {
    columns: &[
        Column::FileVisaRequired,
        Column::FileVisaExempt,
        Column::FileTransit,
        Column::FileRefusedOnly,
    ],
    rows: ROWS,
};

/// What every file holds, by the point of Art. 16(1) that lists it.
const fn of_all(point: &'static str) -> [Cell; 4] {
    [m(point), m("EES Art. 17(1)(a)"), m("EES Annex II point 1(a)"), m("EES Art. 18(1)")]
}

const ALL_16_1_A: &[Cell] = &of_all("EES Art. 16(1)(a)");
const ALL_16_1_B: &[Cell] = &of_all("EES Art. 16(1)(b)");
const ALL_16_1_C: &[Cell] = &of_all("EES Art. 16(1)(c)");
const ALL_35: &[Cell] = &same::<4>(m("EES Art. 35(8)"));
const NEVER_OF_VISA_REQUIRED: &str = "EES Art. 16(1); 18(2)(c) for who is refused";
const IN_VIS: &str = "EES Art. 16(1): prints of who needs a visa are in the VIS";

/// A mark in place of prints: of who needs a visa there is none.
const fn but_of_visa_required(condition: C, article: &'static str) -> [Cell; 4] {
    let marked = c(condition, article);
    [none(IN_VIS), marked, marked, marked]
}

const ROWS: &[Row] = &[
    row(
        F::ReferenceNumber,
        &[
            m("EES Art. 16(2)"),
            m("EES Art. 16(2), 17(2)"),
            m("EES Art. 16(2), Annex II"),
            m("EES Art. 18(7)"),
        ],
    ),
    row(F::Surname, ALL_16_1_A),
    row(
        F::GivenNames,
        &[
            c(C::GivenNamesStated, "EES Art. 16(1)(a)"),
            c(C::GivenNamesStated, "EES Art. 17(1)(a)"),
            c(C::GivenNamesStated, "EES Annex II point 1(a)"),
            c(C::GivenNamesStated, "EES Art. 18(1)"),
        ],
    ),
    row(F::BirthDate, ALL_16_1_A),
    row(F::Nationalities, ALL_16_1_A),
    row(F::Sex, ALL_16_1_A),
    row(F::DocumentKind, ALL_16_1_B),
    row(F::DocumentNumber, ALL_16_1_B),
    row(F::DocumentIssuer, ALL_16_1_B),
    row(F::DocumentExpiry, ALL_16_1_C),
    row(
        F::FacialImage,
        &[
            c(C::FaceDueUnlessInVis, "EES Art. 16(1)(d); 4(5) and 21(2) where it cannot be taken"),
            c(C::FaceDue, "EES Art. 17(1)(b); 4(5) and 21(2) where it cannot be taken"),
            c(C::FaceDue, "EES Annex II point 1(a); 4(5) and 21(2) where it cannot be taken"),
            c(C::FaceDue, "EES Art. 18(2) to (5)"),
        ],
    ),
    row(
        F::Fingerprints,
        &[
            cell(Rule::NeverStoredUnless(C::PrintsOfRefusal), NEVER_OF_VISA_REQUIRED),
            c(C::PrintsDue, "EES Art. 17(1)(c) and (3) to (5)"),
            c(C::PrintsDue, "EES Annex II point 1(a), 17(1)(c) and (3) to (5)"),
            c(C::PrintsDue, "EES Art. 18(2) to (5)"),
        ],
    ),
    row(F::PrintsNotApplicable, &but_of_visa_required(C::PrintsNotApplicable, "EES Art. 17(5)")),
    row(F::PrintsImpossibleToday, &but_of_visa_required(C::PrintsLater, "EES Art. 17(4)")),
    row(
        F::FacilitationProgramme,
        &[
            c(C::InProgramme, "EES Art. 16(6)"),
            c(C::InProgramme, "EES Art. 17(1)(d)"),
            c(C::InProgramme, "EES Art. 16(6)"),
            c(C::InProgramme, "EES Art. 18(1)(a)"),
        ],
    ),
    row(
        F::TransitMark,
        &[
            none("EES Art. 16(1)"),
            none("EES Art. 17(1)"),
            m("EES Annex II point 1(a)"),
            none("EES Art. 18(1)"),
        ],
    ),
    row(F::BiometricsMissing, &same::<4>(c(C::BiometricsMissing, "EES Art. 4(5), 21(3)"))),
    row(F::FallbackMark, &same::<4>(c(C::EnteredByFallback, "EES Art. 21(3)"))),
    row(F::ResponsibleState, ALL_35),
    row(F::ResponsibleAuthority, ALL_35),
    row(F::CreatedAt, ALL_35),
    row(F::ChangedAt, ALL_35),
];
