//! Late passages against the field matrix: what of them the law does not list, or lists and is
//! missing.

use ees_domain::biometrics::{Biometrics, Seen};
use ees_domain::fields::{
    AtExit, Entering, Violation, violations_at_entry, violations_at_exit, violations_of_new_file,
};
use ees_domain::file::{Crossing, File};
use ees_domain::late::Placed;
use ees_domain::presented::Presented;

/// What of a placed entry the law does not list, or lists and is missing. EES Art. 16, 17.
pub(super) fn at_entry(
    file: Option<&File>,
    (presented, seen): (&Presented, &Seen),
    placed: &Placed,
) -> Vec<Violation> {
    let own = placed.records.iter().find(|record| record.id == placed.own);
    let mut wrong = own
        .map_or_else(Vec::new, |record| violations_at_entry(Entering { file, presented, record }));
    if file.is_none() {
        wrong.extend(violations_of_new_file(presented, (seen, &Biometrics::of_new(seen))));
    }
    wrong
}

/// What of a placed exit the law does not list, or lists and is missing. EES Art. 16(3), 17(2).
pub(super) fn at_exit(
    file: Option<&File>,
    shown: Option<(&Presented, &Seen)>,
    placed: &Placed,
) -> Vec<Violation> {
    let by_id = |records: &[Crossing]| records.iter().find(|one| one.id == placed.own).cloned();
    let (open, own) = (file.and_then(|file| by_id(&file.crossings)), by_id(&placed.records));
    let visa = shown.and_then(|(presented, _)| presented.visa.as_ref());
    let mut wrong = own.map_or_else(Vec::new, |record| {
        violations_at_exit(AtExit { open: open.as_ref(), record: &record, visa })
    });
    if let (None, Some((presented, seen))) = (file, shown) {
        wrong.extend(violations_of_new_file(presented, (seen, &Biometrics::of_new(seen))));
    }
    wrong
}
