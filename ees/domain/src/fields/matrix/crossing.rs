//! The entry/exit record, field by field.

use super::{
    Cell, Column, Condition as C, Field as F, Row, Rule, Table, auto, c, cell, m, none, row, same,
};

/// The entry/exit record.
///
/// Law: EES Art. 14(8), 16(2) to (4), 17(2), 19, 21(3), Annex II; Reg. (EU) 2021/1152 for travel
/// authorisations.
pub const ENTRY_EXIT: Table = Table {
    columns: &[
        Column::EntryVisa,
        Column::EntryExempt,
        Column::EntryTransit,
        Column::StatusChange,
        Column::Exit,
    ],
    rows: ROWS,
};

/// Exits hold time and place alone.
const NO_EXIT: Cell = none("EES Art. 16(3)");
const NO_VISA: Cell = none("EES Art. 17(2)");
const NO_TRANSIT: Cell = none("EES Annex II point 1(b)");
const AT_BORDER: Cell = none("EES Art. 16(2)(a) and (b)");
const NO_STATUS_CHANGE: Cell = none("EES Art. 14(8)");
const NO_MARK: Cell = none("EES Art. 16(2)");
const DECISION: Cell = c(C::DecisionTaken, "EES Art. 19(1)");

/// What every entry at a border holds, by the point of Art. 16(2) that lists it.
const fn at_entry(of_visa: &'static str, of_exempt: &'static str) -> [Cell; 5] {
    [m(of_visa), m(of_exempt), m("EES Annex II point 1(b)"), NO_STATUS_CHANGE, NO_EXIT]
}

/// What only a stay holds that begins inside.
const INSIDE: &[Cell] = &[AT_BORDER, AT_BORDER, AT_BORDER, m("EES Art. 14(8)"), NO_EXIT];

/// What is entered of a visa: at the entry, when a short stay begins inside, and at the exit when
/// another is used than at the entry.
const fn of_visa(condition: C, article: &'static str) -> [Cell; 5] {
    let used = c(condition, article);
    [used, NO_VISA, NO_TRANSIT, used, used]
}

/// What is entered of a visa with the first entry on it.
const fn of_first_entry(article: &'static str) -> [Cell; 5] {
    let first = c(C::FirstEntryOnVisa, article);
    [first, NO_VISA, NO_TRANSIT, first, NO_EXIT]
}

/// What is entered of a transit document.
const fn of_transit(cell: Cell) -> [Cell; 5] {
    [NO_MARK, NO_VISA, cell, NO_STATUS_CHANGE, NO_EXIT]
}

/// What is entered of a travel authorisation.
const fn of_authorisation(condition: C) -> [Cell; 5] {
    let used = c(condition, "Reg. (EU) 2021/1152");
    [NO_MARK, used, NO_TRANSIT, NO_STATUS_CHANGE, NO_EXIT]
}

/// What only an exit holds, or never does.
const fn at_exit(cell: Cell) -> [Cell; 5] {
    [NO_MARK, NO_VISA, NO_TRANSIT, NO_STATUS_CHANGE, cell]
}

const ROWS: &[Row] = &[
    row(F::EntryTime, &at_entry("EES Art. 16(2)(a)", "EES Art. 17(2), 16(2)(a)")),
    row(F::EntryPoint, &at_entry("EES Art. 16(2)(b)", "EES Art. 17(2), 16(2)(b)")),
    row(F::EntryAuthority, &at_entry("EES Art. 16(2)(b)", "EES Art. 17(2), 16(2)(b)")),
    row(F::StayStart, INSIDE),
    row(F::InsertedBy, INSIDE),
    row(
        F::FamilyStatus,
        &[
            c(C::FamilyMember, "EES Art. 16(2)(c)"),
            c(C::FamilyMember, "EES Art. 17(2), 16(2)(c)"),
            c(C::FamilyMember, "EES Annex II point 1(b)"),
            c(C::FamilyMember, "EES Art. 14(8), 16(2)(c)"),
            NO_EXIT,
        ],
    ),
    row(F::VisaSticker, &of_visa(C::VisaUsed, "EES Art. 16(2)(d) and (3)")),
    row(F::VisaIssuer, &of_visa(C::VisaUsed, "EES Art. 16(2)(d) and (3)")),
    row(F::VisaKind, &of_visa(C::VisaUsed, "EES Art. 16(2)(d) and (3)")),
    row(F::VisaStayEnd, &of_visa(C::VisaUsedAndCalculated, "EES Art. 16(2)(d) and (3)")),
    row(F::VisaExpiry, &of_visa(C::VisaUsed, "EES Art. 16(2)(d) and (3)")),
    row(F::VisaEntries, &of_first_entry("EES Art. 16(2)(e)")),
    row(F::VisaDuration, &of_first_entry("EES Art. 16(2)(e)")),
    row(F::VisaLimitedTerritory, &of_visa(C::VisaLimitedTerritory, "EES Art. 16(2)(f) and (3)")),
    row(F::VisaNational, &of_visa(C::VisaNational, "EES Art. 16(2)(g) and (3)")),
    row(F::TransitMark, &of_transit(m("EES Annex II point 1(b)"))),
    row(
        F::TransitDocumentExpiry,
        &of_transit(c(C::FirstEntryOnTransitDocument, "EES Annex II point 2")),
    ),
    row(F::TransitMultipleEntry, &of_transit(auto("EES Annex II point 1(a)"))),
    row(F::TravelAuthorisation, &of_authorisation(C::TravelAuthorisation)),
    row(F::TravelAuthorisationExpiry, &of_authorisation(C::TravelAuthorisation)),
    row(F::TravelAuthorisationTerritory, &of_authorisation(C::LimitedTravelAuthorisation)),
    row(
        F::AuthorisedStayEnd,
        &[
            auto("EES Art. 11"),
            auto("EES Art. 11"),
            auto("EES Annex II point 1"),
            auto("EES Art. 11"),
            NO_EXIT,
        ],
    ),
    row(F::OverstayMark, &same::<5>(auto("EES Art. 16(4), 17(2), Annex II point 3"))),
    row(F::StayDecision, &[DECISION, DECISION, DECISION, DECISION, NO_EXIT]),
    row(F::Source, &same::<5>(m("EES Art. 21(3)"))),
    row(F::ExitTime, &at_exit(m("EES Art. 16(3)(a)"))),
    row(F::ExitPoint, &at_exit(m("EES Art. 16(3)(b)"))),
    row(F::ExitAuthority, &at_exit(cell(Rule::NeverStored, "EES Art. 16(3): none is listed"))),
];
