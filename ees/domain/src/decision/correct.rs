//! A decision that was recorded wrongly: what stands there is corrected, or it is withdrawn.
//!
//! Law: EES Art. 35(1): the data of Art. 16 to 19 that is inaccurate or was recorded unlawfully is
//! rectified or erased by the State responsible for it, which is that of the authority that
//! decided. What was recorded stays in the history, Art. 35(8).

use fnd_core::{CountryCode, Id};
use jiff::Timestamp;

use super::{DecisionError, StayDecision, check_days, check_subject};
use crate::crossing::recorded_stay;
use crate::day::Day;
use crate::file::Crossing;
use crate::late::{Placed, placed};
use crate::point::Zones;
use crate::switches::Switches;

/// What becomes of a recorded decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// It is this. Its identifier, its authority and when it was recorded stay.
    Set(StayDecision),
    /// It was never taken, or not on this stay.
    Withdraw,
}

/// The records of a file once the decision `id` is corrected or withdrawn by the authority `by`;
/// `today` is the local day of `now`.
///
/// Law: EES Art. 35(1); Art. 19 for what can be decided.
pub fn correct_decision(
    records: &[Crossing],
    (id, correction): (Id<StayDecision>, Correction),
    by: (CountryCode, &str),
    (now, today): (Timestamp, Day),
    rules: (&dyn Zones, Switches),
) -> Result<Placed, DecisionError> {
    let holds = |record: &&Crossing| record.decisions.iter().any(|one| one.id == id);
    let record = records.iter().find(holds).ok_or(DecisionError::NoDecision)?;
    let known =
        record.decisions.iter().find(|one| one.id == id).ok_or(DecisionError::NoDecision)?;
    if (known.decision.state, known.authority.as_str()) != by {
        let (authority, state) = (known.authority.clone(), known.decision.state);
        return Err(DecisionError::NotTheDecidingAuthority { authority, state });
    }
    let mut made = record.clone();
    match correction {
        Correction::Withdraw => made.decisions.retain(|one| one.id != id),
        Correction::Set(given) => {
            let mut corrected = StayDecision {
                id,
                authority: known.authority.clone(),
                recorded_at: known.recorded_at,
                ..given
            };
            corrected.decision.state = known.decision.state;
            if corrected == *known {
                return Err(DecisionError::NothingChanged);
            }
            check_days(record, &corrected, today)?;
            check_subject(&without(records, record, id, rules.1)?, &corrected)?;
            for one in made.decisions.iter_mut().filter(|one| one.id == id) {
                *one = corrected.clone();
            }
        }
    }
    Ok(placed(records, made, now, rules)?)
}

/// The record as it would be without the decision, and without those taken after it, which say
/// nothing of whether it could be taken.
fn without(
    records: &[Crossing],
    record: &Crossing,
    id: Id<StayDecision>,
    switches: Switches,
) -> Result<Crossing, DecisionError> {
    let earlier = record.decisions.iter().take_while(|one| one.id != id).cloned().collect();
    let mut base = Crossing { decisions: earlier, ..record.clone() };
    let before: Vec<Crossing> =
        records.iter().take_while(|one| one.id != record.id).cloned().collect();
    base.stay = recorded_stay(&before, &base, switches)?;
    Ok(base)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorised::{ExtensionGround, Ruling, WithdrawalGround};
    use crate::decision::record_decision;
    use crate::file::RecordedStay;
    use crate::overstayer::{Class, class};
    use crate::sample::{decided, entered, passage, rules};

    const DECIDED: Day = Day::of(2026, 7, 20);
    const BY: (CountryCode, &str) =
        (CountryCode::of(b"ROU"), "General Inspectorate for Immigration");

    fn extended(until: Day) -> Ruling {
        Ruling::Extended { until, ground: ExtensionGround::Humanitarian }
    }

    fn revoked() -> Ruling {
        Ruling::Revoked { depart_by: None, ground: WithdrawalGround::ReturnDecision }
    }

    fn on(day: Day) -> (Timestamp, Day) {
        (passage(day).at, day)
    }

    /// Somebody who entered on 1 May 2026, with a decision of 20 July.
    fn with(ruling: Ruling) -> Crossing {
        let records = [entered(Day::of(2026, 5, 1))];
        record_decision(&records, decided(7, DECIDED, ruling), on(DECIDED), rules()).unwrap()
    }

    fn last_day(record: &Crossing) -> Option<Day> {
        match record.stay {
            RecordedStay::Until { last_day, .. } => Some(last_day),
            RecordedStay::NotApplicable
            | RecordedStay::UntilInstant(_)
            | RecordedStay::NeedsHuman { .. } => None,
        }
    }

    fn correct(record: &Crossing, correction: Correction) -> Result<Placed, DecisionError> {
        let id = record.decisions[0].id;
        let records = std::slice::from_ref(record);
        correct_decision(records, (id, correction), BY, on(Day::of(2026, 8, 10)), rules())
    }

    #[test]
    fn a_day_that_was_typed_wrongly_is_put_right() {
        let record = with(extended(Day::of(2026, 9, 30)));
        let right = decided(9, DECIDED, extended(Day::of(2026, 8, 30)));
        let made = correct(&record, Correction::Set(right)).unwrap();
        assert_eq!(last_day(&made.records[0]), Some(Day::of(2026, 8, 30)));
        let [decision] = made.records[0].decisions.as_slice() else { panic!("one decision") };
        assert_eq!(decision.id, record.decisions[0].id, "it is the same decision");
    }

    #[test]
    fn a_decision_that_was_never_taken_goes_and_the_stay_is_what_it_was() {
        let made = correct(&with(revoked()), Correction::Withdraw).unwrap();
        let record = &made.records[0];
        assert_eq!((record.decisions.len(), last_day(record)), (0, Some(Day::of(2026, 7, 29))));
    }

    #[test]
    fn who_was_listed_because_of_it_is_not_any_more() {
        let late = on(Day::of(2026, 8, 10));
        let gone = crate::sample::left(entered(Day::of(2026, 5, 1)), Day::of(2026, 7, 25));
        let decision = decided(7, DECIDED, revoked());
        let listed = record_decision(&[gone], decision, late, rules()).unwrap();
        assert_eq!(class(&listed, late.0), Some(Class::LeftAfterOverstay));
        let made = correct(&listed, Correction::Withdraw).unwrap();
        assert_eq!(class(&made.records[0], late.0), None);
    }

    #[test]
    fn who_did_not_decide_corrects_nothing() {
        let record = with(revoked());
        let id = record.decisions[0].id;
        let when = on(Day::of(2026, 8, 10));
        for by in [(CountryCode::of(b"FRA"), BY.1), (BY.0, "Border Police Otopeni")] {
            let refused = correct_decision(
                std::slice::from_ref(&record),
                (id, Correction::Withdraw),
                by,
                when,
                rules(),
            );
            assert_eq!(refused.unwrap_err().code(), "not-the-deciding-authority");
        }
    }

    #[test]
    fn what_could_not_be_decided_is_no_correction_either() {
        let record = with(extended(Day::of(2026, 9, 30)));
        let day = |day| decided(9, day, extended(Day::of(2026, 9, 30)));
        let cases = [
            (decided(9, DECIDED, extended(Day::of(2026, 7, 29))), "not-longer"),
            (day(Day::of(2026, 4, 30)), "decided-before-entry"),
            (day(Day::of(2026, 8, 11)), "date-in-future"),
            (day(DECIDED), "nothing-changed"),
        ];
        for (given, code) in cases {
            let refused = correct(&record, Correction::Set(given));
            assert_eq!(refused.unwrap_err().code(), code);
        }
        let nobody = Id::from_uuid(uuid::Uuid::from_u128(99));
        let when = on(Day::of(2026, 8, 10));
        let refused =
            correct_decision(&[record], (nobody, Correction::Withdraw), BY, when, rules());
        assert_eq!(refused, Err(DecisionError::NoDecision));
    }
}
