//! What is about to be stored, held against the matrix: at an entry, an exit, a refusal, and where
//! a file is made.

use super::{
    Age, AgeReading, Capture, Column, Field as F, FieldFacts, Fingers, Is, Violation, VisaUse,
    violations,
};
use crate::biometrics::{Biometrics, FaceMark, MissingWhy, PrintsMark, Seen};
use crate::file::{Crossing, File, RecordedGround, RecordedStay, Regime};
use crate::presented::Presented;
use crate::refusal::{Detail, RefusalDecision};
use crate::visa::{VisaKind, VisaPart};

#[cfg(test)]
mod tests;

/// An entry that is about to be stored.
#[derive(Debug, Clone, Copy)]
pub struct Entering<'a> {
    /// The file; `None` where one is made.
    pub file: Option<&'a File>,
    /// Who was presented.
    pub presented: &'a Presented,
    /// The record.
    pub record: &'a Crossing,
}

/// An exit that is about to be stored.
#[derive(Debug, Clone, Copy)]
pub struct AtExit<'a> {
    /// The record before the exit; `None` where the entry is unknown.
    pub open: Option<&'a Crossing>,
    /// The record with the exit.
    pub record: &'a Crossing,
    /// The visa that was shown, if any.
    pub visa: Option<&'a VisaPart>,
}

const fn is(so: bool) -> Is {
    if so { Is::So } else { Is::NotSo }
}

/// The fields whose boxes are ticked.
fn ticked<const N: usize>(fields: [(bool, F); N]) -> impl Iterator<Item = F> {
    fields.into_iter().filter(|(is_given, _)| *is_given).map(|(_, field)| field)
}

/// What is wrong with the fields of a file that is made of somebody who was presented.
///
/// Law: EES Art. 16(1), 17(1), 18(1) to (5), Annex II.
pub fn violations_of_new_file(
    presented: &Presented,
    (seen, marks): (&Seen, &Biometrics),
) -> Vec<Violation> {
    let column = match (&seen.refusal, seen.regime) {
        (Some(_), _) => Column::FileRefusedOnly,
        (None, Regime::VisaRequired) => Column::FileVisaRequired,
        (None, Regime::VisaExempt) => Column::FileVisaExempt,
        (None, Regime::Transit) => Column::FileTransit,
    };
    let (face, prints) = (marks.face.mark, marks.prints.mark);
    let missing = matches!(face, FaceMark::Missing(_)) || matches!(prints, PrintsMark::Missing(_));
    let identity = &presented.identity;
    let always = [
        F::ReferenceNumber,
        F::Surname,
        F::BirthDate,
        F::Nationalities,
        F::Sex,
        F::DocumentKind,
        F::DocumentNumber,
        F::DocumentIssuer,
        F::DocumentExpiry,
        F::ResponsibleState,
        F::ResponsibleAuthority,
        F::CreatedAt,
        F::ChangedAt,
    ];
    let given: Vec<F> = always
        .into_iter()
        .chain(ticked([
            (identity.given_names.is_some(), F::GivenNames),
            (matches!(face, FaceMark::Taken(_)), F::FacialImage),
            (prints == PrintsMark::Taken, F::Fingerprints),
            (matches!(prints, PrintsMark::NotApplicable(_)), F::PrintsNotApplicable),
            (prints == PrintsMark::ImpossibleToday, F::PrintsImpossibleToday),
            (column == Column::FileTransit, F::TransitMark),
            (missing, F::BiometricsMissing),
            (seen.why == MissingWhy::Fallback, F::FallbackMark),
        ]))
        .collect();
    let facts = FieldFacts {
        given_names: is(identity.given_names.is_some()),
        age: match seen.age {
            AgeReading::Known(age) => age,
            AgeReading::Unclear => Age::TwelveOrOlder,
        },
        fingers: seen.hands.as_ref().map_or(Fingers::Usable, |hands| hands.fingers),
        capture: match seen.why {
            MissingWhy::NotAvailable => Capture::NotAvailable,
            MissingWhy::PointWithout => Capture::PointWithout,
            MissingWhy::Fallback => Capture::StoredByHand,
        },
        face_taken: is(matches!(face, FaceMark::Taken(_))),
        prints_taken: is(prints == PrintsMark::Taken),
        refusal: seen.refusal,
        fallback: is(seen.why == MissingWhy::Fallback),
        ..FieldFacts::PLAIN
    };
    violations(column, &given, &facts)
}

/// What is wrong with the fields of an entry.
///
/// Law: EES Art. 16(2), 17(2), Annex II.
pub fn violations_at_entry(entering: Entering<'_>) -> Vec<Violation> {
    let Entering { file, presented, record } = entering;
    let Some(entry) = &record.entry else { return Vec::new() };
    let regime = presented.regime(entry.passage.day);
    let column = match (&record.ground, regime) {
        (RecordedGround::Transit(_), _) => Column::EntryTransit,
        (RecordedGround::Visa(_), _) | (_, Regime::VisaRequired) => Column::EntryVisa,
        (RecordedGround::VisaExempt | RecordedGround::FamilyMember(_), _) => Column::EntryExempt,
    };
    let records = file.map_or(&[][..], |file| &file.crossings);
    let visa = presented.visa.as_ref();
    let earlier = visa.and_then(|visa| on_sticker(records, visa));
    let is_family = record.ground.is_family();
    let first_transit = file.is_none_or(|file| !file.holds_document(&presented.document));
    // With the first entry on a visa these are entered; later on they are known, and what differs
    // would be entered anew.
    let is_new = |same: fn(&VisaPart, &VisaPart) -> bool| {
        visa.is_some_and(|visa| earlier.is_none_or(|known| !same(known, visa)))
    };
    let mut given: Vec<F> = [F::EntryTime, F::EntryPoint, F::Source].into();
    given.extend(ticked([
        (!entry.authority.is_empty(), F::EntryAuthority),
        (is_family, F::FamilyStatus),
        (is_new(|known, shown| known.entries == shown.entries), F::VisaEntries),
        (is_new(|known, shown| known.duration_days == shown.duration_days), F::VisaDuration),
        (visa.is_some() && ends(record.stay), F::VisaStayEnd),
        (column == Column::EntryTransit, F::TransitMark),
        (column == Column::EntryTransit && first_transit, F::TransitDocumentExpiry),
    ]));
    given.extend(visa.into_iter().flat_map(of_visa));
    let facts = FieldFacts {
        family: is(is_family),
        visa: match (visa, earlier) {
            (None, _) => VisaUse::None,
            (Some(visa), None) => VisaUse::FirstEntry(visa.kind),
            (Some(visa), Some(_)) => VisaUse::LaterEntry(visa.kind),
        },
        first_transit: is(first_transit),
        ..FieldFacts::PLAIN
    };
    violations(column, &given, &facts)
}

/// The visa with this sticker, as an earlier entry has it.
fn on_sticker<'a>(records: &'a [Crossing], visa: &VisaPart) -> Option<&'a VisaPart> {
    records
        .iter()
        .filter_map(|record| record.ground.visa())
        .find(|known| known.is_same_sticker(visa))
}

/// The fields of any visa.
fn of_visa(visa: &VisaPart) -> impl Iterator<Item = F> {
    let marks = [
        (visa.kind == VisaKind::LimitedTerritoryB, F::VisaLimitedTerritory),
        (visa.kind == VisaKind::NationalShortStay, F::VisaNational),
    ];
    [F::VisaSticker, F::VisaIssuer, F::VisaKind, F::VisaExpiry].into_iter().chain(ticked(marks))
}

/// Whether an end of the stay is known.
const fn ends(stay: RecordedStay) -> bool {
    match stay {
        RecordedStay::Until { .. } | RecordedStay::NeedsHuman { .. } => true,
        RecordedStay::NotApplicable | RecordedStay::UntilInstant(_) => false,
    }
}

/// What is wrong with the fields of an exit.
///
/// Law: EES Art. 16(3), 17(2).
pub fn violations_at_exit(exit: AtExit<'_>) -> Vec<Violation> {
    let AtExit { open, record, visa } = exit;
    // Of an unknown entry nobody knows on what ground it was.
    let visa = visa.filter(|_| open.is_some());
    let on = open.map(|open| &open.ground);
    let use_of = match (on, visa) {
        (Some(ground), Some(shown))
            if ground.visa().is_some_and(|held| held.is_same_sticker(shown)) =>
        {
            VisaUse::SameAtExit
        }
        // A family member may have entered without the visa of the exit.
        (Some(RecordedGround::Visa(_) | RecordedGround::FamilyMember(_)), Some(shown)) => {
            VisaUse::OtherAtExit(shown.kind)
        }
        _ => VisaUse::None,
    };
    let entered = visa.filter(|_| use_of != VisaUse::SameAtExit);
    let mut given = vec![F::Source];
    given.extend(ticked([
        (record.exit.is_some(), F::ExitTime),
        (record.exit.is_some(), F::ExitPoint),
        (entered.is_some() && ends(record.stay), F::VisaStayEnd),
    ]));
    given.extend(entered.into_iter().flat_map(of_visa));
    let family = is(on.is_some_and(RecordedGround::is_family));
    violations(Column::Exit, &given, &FieldFacts { visa: use_of, family, ..FieldFacts::PLAIN })
}

/// What is wrong with the fields of a refusal of one of this regime.
///
/// Law: EES Art. 18(6); SBC Annex V.
pub fn violations_at_refusal(regime: Regime, decision: &RefusalDecision) -> Vec<Violation> {
    let column = match regime {
        Regime::VisaRequired => Column::RefusalVisaRequired,
        Regime::VisaExempt | Regime::Transit => Column::RefusalOthers,
    };
    let (refusal, form) = (&decision.refusal, &decision.particulars);
    let mut given = vec![F::RefusalTime, F::RefusalPoint];
    given.extend(ticked([
        (!refusal.authority.is_empty(), F::RefusalAuthority),
        (decision.codes().next().is_some(), F::RefusalReasons),
        (form.has(Detail::MissingDocuments), F::MissingDocuments),
        (form.has(Detail::NationalRegister), F::NationalRegister),
        (form.has(Detail::Threats), F::Threats),
        (form.has(Detail::NationalLaw), F::NationalLaw),
        (form.comments.is_some(), F::FormComments),
        (decision.visa.is_some(), F::VisaEntries),
        (decision.visa.is_some(), F::VisaDuration),
    ]));
    given.extend(decision.visa.iter().flat_map(of_visa));
    let facts = FieldFacts {
        visa: decision.visa.as_ref().map_or(VisaUse::None, |visa| VisaUse::Presented(visa.kind)),
        reasons: &refusal.reasons,
        ..FieldFacts::PLAIN
    };
    violations(column, &given, &facts)
}
