//! The ground of an entry put right: the visa, its absence, a family tie, a transit document.

use super::RectifyError;
use crate::decision::Subject;
use crate::file::{Crossing, RecordedGround};

/// Whether `made` can have its ground, where that is another one than `before`.
///
/// What follows for the stay, the calculator says; a record without entry has no stay.
///
/// Law: EES Art. 35(1), (2); Art. 14(8), a short stay that begins within the territory; Art. 19,
/// decisions.
pub(super) fn judge(before: &Crossing, made: &Crossing) -> Result<(), RectifyError> {
    if made.ground == before.ground {
        return Ok(());
    }
    if made.began_inside() && made.ground != RecordedGround::VisaExempt {
        return Err(RectifyError::BeganInside);
    }
    let fits = match made.ground {
        RecordedGround::Visa(_) => true,
        RecordedGround::VisaExempt => {
            made.decisions.iter().all(|decision| decision.subject == Subject::Stay)
        }
        // No stay is calculated in days that a decision could end.
        RecordedGround::FamilyMember(Some(_)) => {
            made.decisions.iter().all(|decision| decision.subject == Subject::Visa)
        }
        RecordedGround::Transit(_) | RecordedGround::FamilyMember(None) => {
            made.decisions.is_empty()
        }
    };
    if fits { Ok(()) } else { Err(RectifyError::DecidedOn) }
}

/// `made` with the visa on which the person entered, where another was shown at the exit: it is that
/// other one that is put right. Law: EES Art. 16(3).
pub(super) fn with_visa_of_entry(made: RecordedGround, before: &RecordedGround) -> RecordedGround {
    let of_entry = before.visa_of_entry();
    match made.visa().cloned() {
        Some(visa) => made.on_visa(visa.in_place_of(of_entry)).unwrap_or(made),
        None => made,
    }
}

/// Whether visa-related data would be other than it is recorded: it is compared with the Visa
/// Information System first.
///
/// Law: EES Art. 35(4).
pub fn concerns_visa(before: &RecordedGround, after: &RecordedGround) -> bool {
    before.visa() != after.visa()
}

#[cfg(test)]
mod tests {
    use fnd_core::CountryCode;

    use super::super::{Basis, Rectification, RectifyError, Wanted, rectify};
    use super::*;
    use crate::authorised::{ExtensionGround, Ruling, TransitDocument};
    use crate::day::Day;
    use crate::file::{BoundCode, RecordedStay};
    use crate::late::Placed;
    use crate::overstayer::{Class, class};
    use crate::retention::record_kept_until;
    use crate::sample::{decided, entered, entered_after, left, passage, rules};
    use crate::visa::{Entries, VisaKind, VisaPart};

    const ENTRY: Day = Day::of(2026, 5, 1);

    fn visa(duration_days: u16, valid_to: Day) -> VisaPart {
        VisaPart {
            sticker: "FRA0123456".parse().unwrap(),
            issuer: CountryCode::of(b"FRA"),
            kind: VisaKind::ShortStay,
            valid_to,
            entries: Entries::Multiple,
            duration_days,
            of_entry: None,
        }
    }

    fn on(record: Crossing, ground: RecordedGround) -> Crossing {
        Crossing { ground, ..record }
    }

    fn fix(records: &[Crossing], ground: RecordedGround) -> Result<Placed, RectifyError> {
        let wanted = Rectification {
            basis: Basis::Correction,
            entry: Wanted::Keep,
            exit: Wanted::Keep,
            ground: Some(ground),
        };
        let now = passage(Day::of(2026, 12, 31)).at;
        rectify(records, records[0].id, wanted, (now, rules()))
    }

    #[test]
    fn a_visa_that_was_misread_ends_the_stay_on_another_day_and_the_list_follows() {
        let short = visa(10, Day::of(2026, 12, 31));
        let record = left(on(entered(ENTRY), RecordedGround::Visa(short)), Day::of(2026, 5, 20));
        let read = fix(&[record], RecordedGround::Visa(visa(30, Day::of(2026, 12, 31)))).unwrap();
        let RecordedStay::Until { last_day, bound, .. } = read.records[0].stay else {
            panic!("a stay in days")
        };
        assert_eq!((last_day, bound), (Day::of(2026, 5, 30), BoundCode::VisaDuration));
        assert_eq!(read.records[0].overstay_days, Some(0));
        let now = passage(Day::of(2026, 12, 31)).at;
        let back = fix(&read.records, RecordedGround::Visa(visa(10, Day::of(2026, 12, 31))));
        let back = back.unwrap();
        assert_eq!(back.records[0].overstay_days, Some(10));
        assert_eq!(class(&back.records[0], now), Some(Class::LeftAfterOverstay));
    }

    #[test]
    fn days_of_one_visa_count_together_once_the_sticker_is_right() {
        let of = |sticker: &str| {
            let visa = visa(20, Day::of(2026, 12, 31));
            RecordedGround::Visa(VisaPart { sticker: sticker.parse().unwrap(), ..visa })
        };
        let first = left(on(entered(ENTRY), of("FRA1")), Day::of(2026, 5, 10));
        let second = entered_after(std::slice::from_ref(&first), 2, Day::of(2026, 6, 1));
        let read = fix(&[first, on(second, of("FRA2"))], of("FRA2")).unwrap();
        let RecordedStay::Until { last_day, .. } = read.records[1].stay else {
            panic!("a stay in days")
        };
        assert_eq!(last_day, Day::of(2026, 6, 10), "ten of the twenty days are spent");
    }

    #[test]
    fn a_family_member_has_no_stay_and_is_kept_as_one() {
        let record = left(entered(ENTRY), Day::of(2026, 11, 20));
        assert!(record.overstay_days.is_some_and(|days| 0 < days));
        let made = fix(&[record], RecordedGround::FamilyMember(None)).unwrap();
        let made = &made.records[0];
        assert_eq!((made.stay, made.overstay_days), (RecordedStay::NotApplicable, None));
        assert_eq!(record_kept_until(made), Day::of(2027, 11, 20), "one year, Art. 34(4)");
    }

    #[test]
    fn a_transit_ends_after_its_hours() {
        let made = fix(&[entered(ENTRY)], RecordedGround::Transit(TransitDocument::Ftd)).unwrap();
        let end = "2026-05-02T09:00:00Z".parse().unwrap();
        assert_eq!(made.records[0].stay, RecordedStay::UntilInstant(end));
    }

    #[test]
    fn a_ground_that_the_record_cannot_have_is_refused() {
        let longer =
            Ruling::Extended { until: Day::of(2026, 9, 30), ground: ExtensionGround::ForceMajeure };
        let made = decided(7, Day::of(2026, 7, 1), longer);
        let decided_on = Crossing { decisions: vec![made.clone()], ..entered(ENTRY) };
        let of_visa = crate::decision::StayDecision { subject: Subject::Visa, ..made };
        let with_visa = Crossing {
            ground: RecordedGround::Visa(visa(30, Day::of(2026, 12, 31))),
            decisions: vec![of_visa],
            ..entered(ENTRY)
        };
        let inside = {
            let mut record = entered(ENTRY);
            if let Some(entry) = record.entry.as_mut() {
                entry.passage.point = crate::point::PointCode::within(CountryCode::of(b"ROU"));
            }
            record
        };
        let cases = [
            (&decided_on, RecordedGround::FamilyMember(None), "decided-on-stay"),
            (&with_visa, RecordedGround::VisaExempt, "decided-on-stay"),
            (&inside, RecordedGround::FamilyMember(None), "began-inside"),
            (&decided_on, RecordedGround::VisaExempt, "nothing-changed"),
        ];
        for (record, ground, code) in cases {
            let refused = fix(std::slice::from_ref(record), ground);
            assert_eq!(refused.unwrap_err().code(), code);
        }
    }

    #[test]
    fn only_a_change_of_visa_data_is_compared_with_the_visa_system() {
        let with = RecordedGround::Visa(visa(30, Day::of(2026, 12, 31)));
        let other = RecordedGround::Visa(visa(31, Day::of(2026, 12, 31)));
        let with_family = RecordedGround::FamilyMember(with.visa().cloned());
        for (before, after, expected) in [
            (&with, &other, true),
            (&with, &RecordedGround::VisaExempt, true),
            (&RecordedGround::VisaExempt, &with, true),
            (&with, &with, false),
            (&RecordedGround::VisaExempt, &RecordedGround::FamilyMember(None), false),
            (&with, &with_family, false),
            (&with_family, &RecordedGround::FamilyMember(None), true),
        ] {
            assert_eq!(concerns_visa(before, after), expected);
        }
    }
}
