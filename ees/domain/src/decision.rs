//! Decisions on the authorised stay as they are recorded: revocation, annulment, extension.
//!
//! Law: EES Art. 19. [`crate::authorised`] knows what a decision does to the end of a stay; here
//! is who may take which one on which record.

mod correct;

use fnd_core::{CountryCode, Id};
use jiff::Timestamp;

pub use correct::{Correction, correct_decision};

use crate::authorised::{Decision, Ruling};
use crate::crossing::{overstay, recorded_stay};
use crate::day::Day;
use crate::file::{Crossing, RecordedGround, RecordedStay};
use crate::late::mark;
use crate::overstayer::ends_at;
use crate::point::Zones;
use crate::stay::StayError;
use crate::switches::Switches;
use crate::visa::StickerNumber;

/// A decision on a stay or on the visa behind it, as a record keeps it.
///
/// Law: EES Art. 19(1)(a) to (f), (2), (4), (5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StayDecision {
    /// Its identifier, chosen by who records it.
    pub id: Id<StayDecision>,
    /// What was decided on, Art. 19(1)(a).
    pub subject: Subject,
    /// What was decided, when and by which State, Art. 19(1)(a), (c), (e), (f).
    pub decision: Decision,
    /// The authority that decided, Art. 19(1)(b).
    pub authority: String,
    /// Where, Art. 19(1)(c).
    pub place: String,
    /// The number of the new sticker and the State that issued it, Art. 19(1)(d).
    pub sticker: Option<(StickerNumber, CountryCode)>,
    /// When it was recorded.
    pub recorded_at: Timestamp,
}

/// What a decision is on. Law: EES Art. 19(1)(a).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The authorisation for a short stay.
    Stay,
    /// The visa.
    Visa,
}

impl Subject {
    /// All subjects with their codes.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Stay, "stay"), (Self::Visa, "visa")];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(subject, _)| *subject == self).map_or("", |(_, code)| code)
    }

    /// The subject with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(subject, _)| subject)
    }
}

/// Why a decision was not recorded. `code` is stable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecisionError {
    /// Nothing was recorded that could be decided on.
    #[error("the file holds no entry on which a decision could be recorded")]
    NoRecord,
    /// The decision lies in the future.
    #[error("the day of the decision lies in the future")]
    InFuture,
    /// The stay was decided on before it began.
    #[error("the decision of {decided} lies before the entry of {entry}")]
    BeforeEntry {
        /// The day of the decision.
        decided: Day,
        /// The day of entry.
        entry: Day,
    },
    /// The person left before the decision.
    #[error(
        "the person left on {exit}, before the decision; a decision on that stay has no effect"
    )]
    AfterExit {
        /// The day of exit.
        exit: Day,
    },
    /// No stay was calculated that could be changed.
    #[error("no authorised stay is calculated for a family member or in transit, so none changes")]
    NotCalculated,
    /// The record has no visa.
    #[error("the last entry was made without a visa; decide on the stay instead")]
    NoVisa,
    /// The extension does not reach past the present end.
    #[error("the stay lasts until {until} already; an extension ends later")]
    NotLonger {
        /// The present end.
        until: Day,
    },
    /// The time for departure ends before the decision.
    #[error("the time for departure ends before the decision")]
    DepartureBeforeDecision,
    /// A new sticker belongs to an extended visa alone.
    #[error("a new sticker number goes with the extension of a visa, and with nothing else")]
    StickerNotFitting,
    /// The file holds no such decision.
    #[error("the file holds no such decision")]
    NoDecision,
    /// Another authority took the decision.
    #[error("{authority} ({state}) took the decision, so it corrects or withdraws it")]
    NotTheDecidingAuthority {
        /// The authority that decided.
        authority: String,
        /// Its State.
        state: CountryCode,
    },
    /// Nothing would be other than it is.
    #[error("nothing of the decision would be other than it is")]
    NothingChanged,
    /// The calculation is impossible.
    #[error(transparent)]
    Calculation(#[from] StayError),
}

impl DecisionError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoRecord => "no-record",
            Self::InFuture => "date-in-future",
            Self::BeforeEntry { .. } => "decided-before-entry",
            Self::AfterExit { .. } => "left-before-decision",
            Self::NotCalculated => "stay-not-calculated",
            Self::NoVisa => "no-visa-on-record",
            Self::NotLonger { .. } => "not-longer",
            Self::DepartureBeforeDecision => "departure-before-decision",
            Self::StickerNotFitting => "sticker-not-fitting",
            Self::NoDecision => "no-decision",
            Self::NotTheDecidingAuthority { .. } => "not-the-deciding-authority",
            Self::NothingChanged => "nothing-changed",
            Self::Calculation(error) => error.code(),
        }
    }
}

/// The record on which a decision belongs: the latest with an entry.
///
/// Law: EES Art. 19(1), the latest relevant entry/exit record.
pub fn relevant(records: &[Crossing]) -> Option<&Crossing> {
    records.iter().rev().find(|record| record.entry.is_some())
}

/// Decides whether `decision` can be recorded on the latest record of a file, and what the record
/// is with it, its mark included. `now` is when it is recorded, `today` the local day then.
///
/// Law: EES Art. 19(1), (2), (4) and (5); Art. 60 for extensions beyond 90 days.
pub fn record_decision(
    records: &[Crossing],
    decision: StayDecision,
    (now, today): (Timestamp, Day),
    (zones, switches): (&dyn Zones, Switches),
) -> Result<Crossing, DecisionError> {
    let record = relevant(records).ok_or(DecisionError::NoRecord)?;
    check_days(record, &decision, today)?;
    check_subject(record, &decision)?;
    let mut changed = record.clone();
    changed.decisions.push(decision);
    let before: Vec<Crossing> =
        records.iter().take_while(|one| one.id != record.id).cloned().collect();
    changed.stay = recorded_stay(&before, &changed, switches)?;
    let zone = changed.entry.as_ref().map(|entry| zones.zone(&entry.passage.point));
    changed.ends_at = zone.and_then(|zone| ends_at(changed.stay, &zone));
    changed.overstay_days =
        changed.exit.as_ref().and_then(|exit| overstay(changed.stay, exit).days());
    // Whoever may stay longer is not on the list any more, and is marked again when that ends.
    changed.mark = mark(&changed, now);
    Ok(changed)
}

fn check_days(record: &Crossing, decision: &StayDecision, today: Day) -> Result<(), DecisionError> {
    let decided = decision.decision.decided_on;
    if today < decided {
        return Err(DecisionError::InFuture);
    }
    let entry = record.entry.as_ref().map_or(Day::MIN, |entry| entry.passage.day);
    if decision.subject == Subject::Stay && decided < entry {
        return Err(DecisionError::BeforeEntry { decided, entry });
    }
    match &record.exit {
        Some(exit) if exit.day < decided => Err(DecisionError::AfterExit { exit: exit.day }),
        Some(_) | None => Ok(()),
    }
}

fn check_subject(record: &Crossing, decision: &StayDecision) -> Result<(), DecisionError> {
    let end = match (record.stay, &record.ground, decision.subject) {
        // A family member has no stay in days; the visa that was needed all the same has its end.
        (RecordedStay::NotApplicable, RecordedGround::FamilyMember(Some(visa)), Subject::Visa) => {
            visa.valid_to
        }
        (RecordedStay::NotApplicable | RecordedStay::UntilInstant(_), ..) => {
            return Err(DecisionError::NotCalculated);
        }
        (RecordedStay::Until { last_day, .. }, ..) => last_day,
        (RecordedStay::NeedsHuman { longest, .. }, ..) => longest,
    };
    if decision.subject == Subject::Visa && record.ground.visa().is_none() {
        return Err(DecisionError::NoVisa);
    }
    let decided = decision.decision.decided_on;
    match decision.decision.ruling {
        Ruling::Extended { until, .. } if until <= end => {
            return Err(DecisionError::NotLonger { until: end });
        }
        Ruling::Revoked { depart_by: Some(by), .. }
        | Ruling::Annulled { depart_by: Some(by), .. }
            if by < decided =>
        {
            return Err(DecisionError::DepartureBeforeDecision);
        }
        Ruling::Extended { .. } | Ruling::Revoked { .. } | Ruling::Annulled { .. } => {}
    }
    let extends = matches!(decision.decision.ruling, Ruling::Extended { .. });
    if decision.sticker.is_some() && !(extends && decision.subject == Subject::Visa) {
        return Err(DecisionError::StickerNotFitting);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorised::{ExtensionGround, WithdrawalGround};
    use crate::file::BoundCode;
    use crate::overstayer::Mark;
    use crate::sample::{decided, entered, left, passage, rules};

    const ENTRY: Day = Day::of(2026, 5, 1);
    const LAST: Day = Day::of(2026, 7, 29);

    fn extended(until: Day, ground: ExtensionGround) -> Ruling {
        Ruling::Extended { until, ground }
    }

    /// When something is recorded on `day`.
    fn on(day: Day) -> (Timestamp, Day) {
        (passage(day).at, day)
    }

    #[test]
    fn who_may_stay_longer_leaves_the_list_and_who_may_not_comes_on_it() {
        let day = Day::of(2026, 8, 3);
        let (now, _) = on(day);
        let marked = Crossing { mark: Some(Mark::Expired { at: now }), ..entered(ENTRY) };
        let longer = extended(Day::of(2026, 9, 30), ExtensionGround::Humanitarian);
        let records = [marked];
        let changed = record_decision(&records, decided(7, day, longer), on(day), rules()).unwrap();
        assert_eq!(changed.mark, None, "it is marked again when the extension ends");
        let gone = left(entered(ENTRY), Day::of(2026, 7, 25));
        let ground = WithdrawalGround::ReturnDecision;
        let revoked = Ruling::Revoked { depart_by: None, ground };
        let early = decided(8, Day::of(2026, 7, 20), revoked);
        let changed = record_decision(&[gone], early, on(day), rules()).unwrap();
        assert_eq!(
            (changed.overstay_days, changed.mark),
            (Some(5), Some(Mark::Expired { at: now })),
            "found out after the exit"
        );
    }

    fn recorded(record: &Crossing, one: StayDecision) -> Result<RecordedStay, DecisionError> {
        let today = one.decision.decided_on;
        let records = [record.clone()];
        record_decision(&records, one, on(today), rules()).map(|changed| changed.stay)
    }

    fn ends(last_day: Day, only_in: Option<&[u8; 3]>) -> RecordedStay {
        let only_in = only_in.map(CountryCode::of);
        RecordedStay::Until { last_day, bound: BoundCode::Decision, only_in }
    }

    #[test]
    fn a_decision_changes_the_end_of_the_stay_at_once() {
        let (inside, day) = (entered(ENTRY), Day::of(2026, 7, 20));
        let ground = WithdrawalGround::ReturnDecision;
        let september = Day::of(2026, 9, 30);
        let cases = [
            (
                "force majeure",
                extended(september, ExtensionGround::ForceMajeure),
                ends(september, None),
            ),
            (
                "V11, by agreement",
                extended(september, ExtensionGround::Bilateral),
                ends(september, Some(b"ROU")),
            ),
            ("V19, annulled", Ruling::Annulled { depart_by: None, ground }, ends(day, None)),
            (
                "revoked, with time to leave",
                Ruling::Revoked { depart_by: Some(Day::of(2026, 7, 27)), ground },
                ends(Day::of(2026, 7, 27), None),
            ),
        ];
        for (rule, ruling, expected) in cases {
            assert_eq!(recorded(&inside, decided(7, day, ruling)), Ok(expected), "{rule}");
        }
    }

    #[test]
    fn a_later_decision_prevails_over_an_earlier_one() {
        let inside = entered(ENTRY);
        let until = Day::of(2026, 9, 30);
        let first =
            decided(7, Day::of(2026, 7, 20), extended(until, ExtensionGround::Humanitarian));
        let day = Day::of(2026, 8, 3);
        let ground = WithdrawalGround::OtherDecision;
        let second = decided(8, day, Ruling::Revoked { depart_by: None, ground });
        let rules = rules();
        let records = [record_decision(&[inside], first, on(day), rules).unwrap()];
        let changed = record_decision(&records, second, on(day), rules).unwrap();
        assert_eq!(changed.stay, ends(day, None));
        assert_eq!(changed.decisions.len(), 2);
    }

    #[test]
    fn what_cannot_be_decided_is_refused() {
        let (inside, gone) = (entered(ENTRY), left(entered(ENTRY), Day::of(2026, 6, 1)));
        let family = Crossing {
            ground: RecordedGround::FamilyMember(None),
            stay: RecordedStay::NotApplicable,
            ..inside.clone()
        };
        let day = Day::of(2026, 7, 20);
        let longer = extended(Day::of(2026, 9, 30), ExtensionGround::ForceMajeure);
        let ground = WithdrawalGround::ReturnDecision;
        let too_early = Ruling::Revoked { depart_by: Some(Day::of(2026, 7, 19)), ground };
        let sticker = Some(("ROU1".parse().unwrap(), CountryCode::of(b"ROU")));
        let cases = [
            (&inside, decided(7, day, extended(LAST, ExtensionGround::ForceMajeure)), "not-longer"),
            (&inside, decided(7, Day::of(2026, 4, 30), longer), "decided-before-entry"),
            (&inside, decided(7, day, too_early), "departure-before-decision"),
            (&inside, StayDecision { sticker, ..decided(7, day, longer) }, "sticker-not-fitting"),
            (
                &inside,
                StayDecision { subject: Subject::Visa, ..decided(7, day, longer) },
                "no-visa-on-record",
            ),
            (&gone, decided(7, day, longer), "left-before-decision"),
            (&family, decided(7, day, longer), "stay-not-calculated"),
        ];
        for (record, one, code) in cases {
            assert_eq!(recorded(record, one).unwrap_err().code(), code);
        }
        // The visa of a family member who needs one has an end, though the stay has none.
        let on_visa = Crossing {
            ground: RecordedGround::FamilyMember(Some(crate::sample::visa("ROU1"))),
            ..family
        };
        let annulled = Ruling::Annulled { depart_by: None, ground };
        let taken_back = StayDecision { subject: Subject::Visa, ..decided(7, day, annulled) };
        assert_eq!(recorded(&on_visa, taken_back), Ok(RecordedStay::NotApplicable));
        let of_stay = recorded(&on_visa, decided(8, day, longer));
        assert_eq!(of_stay.unwrap_err().code(), "stay-not-calculated");
        let tomorrow = decided(7, Day::of(2026, 7, 21), longer);
        let refused = record_decision(&[inside], tomorrow.clone(), on(day), rules());
        assert_eq!(refused, Err(DecisionError::InFuture));
        let nothing = record_decision(&[], tomorrow, on(day), rules());
        assert_eq!(nothing, Err(DecisionError::NoRecord));
    }
}
