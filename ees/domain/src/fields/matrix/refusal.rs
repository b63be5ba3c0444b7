//! The refusal record, field by field.

use super::{Cell, Column, Condition as C, Field as F, Row, Table, c, m, none, row, same};

/// The refusal record, with what the standard form asks for beside it.
///
/// Law: EES Art. 18(6); SBC Art. 14 and Annex V.
pub const REFUSAL: Table =
    Table { columns: &[Column::RefusalVisaRequired, Column::RefusalOthers], rows: ROWS };

const ONLY_VISA_REQUIRED: Cell = none("EES Art. 18(6), second subparagraph");

const fn of_visa(condition: C, article: &'static str) -> [Cell; 2] {
    [c(condition, article), ONLY_VISA_REQUIRED]
}

const ROWS: &[Row] = &[
    row(F::RefusalTime, &same::<2>(m("EES Art. 18(6)(a)"))),
    row(F::RefusalPoint, &same::<2>(m("EES Art. 18(6)(b)"))),
    row(F::RefusalAuthority, &same::<2>(m("EES Art. 18(6)(c)"))),
    row(F::RefusalReasons, &same::<2>(m("EES Art. 18(6)(d)"))),
    row(F::VisaSticker, &of_visa(C::VisaUsed, "EES Art. 18(6), 16(2)(d)")),
    row(F::VisaIssuer, &of_visa(C::VisaUsed, "EES Art. 18(6), 16(2)(d)")),
    row(F::VisaKind, &of_visa(C::VisaUsed, "EES Art. 18(6), 16(2)(d)")),
    row(F::VisaExpiry, &of_visa(C::VisaUsed, "EES Art. 18(6), 16(2)(d)")),
    row(F::VisaEntries, &of_visa(C::VisaUsed, "EES Art. 18(6), 16(2)(e)")),
    row(F::VisaDuration, &of_visa(C::VisaUsed, "EES Art. 18(6), 16(2)(e)")),
    row(F::VisaLimitedTerritory, &of_visa(C::VisaLimitedTerritory, "EES Art. 18(6), 16(2)(f)")),
    row(F::VisaNational, &of_visa(C::VisaNational, "EES Art. 18(6), 16(2)(g)")),
    row(
        F::VisaStayEnd,
        &[none("EES Art. 18(6), 16(2)(d): no stay is authorised"), ONLY_VISA_REQUIRED],
    ),
    row(F::MissingDocuments, &same::<2>(c(C::ReasonE, "SBC Annex V Part B, point E"))),
    row(F::NationalRegister, &same::<2>(c(C::ReasonHNational, "SBC Annex V Part B, point H"))),
    row(F::Threats, &same::<2>(c(C::ReasonI, "SBC Annex V Part B, point I"))),
    row(F::NationalLaw, &same::<2>(c(C::ReasonI, "SBC Annex V Part B, point I"))),
    row(F::FormComments, &same::<2>(c(C::AsTheOfficerSees, "SBC Annex V Part B"))),
];
