//! Visa-related data is compared with the Visa Information System before it is put right.
//!
//! The comparison is a step of the case: an officer asks that system, notes what it holds, and
//! from that follows whether the data is put right at once, whether another State corrects it
//! there first, or whether the system has to be asked again. Law: EES Art. 35(4).

use fnd_core::{CountryCode, Id};

use super::{Amendment, AmendmentError, Concerned, Stage, Wish};
use crate::day::Day;
use crate::file::Crossing;

/// What the Visa Information System holds beside the data that is said to be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VisFinding {
    /// The same: it is wrong there, too, if it is wrong.
    Same,
    /// Something else.
    Other,
    /// It did not answer.
    NotAvailable,
}

impl VisFinding {
    /// All findings with their codes.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Same, "same"), (Self::Other, "other"), (Self::NotAvailable, "not-available")];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(one, _)| *one == self).map_or("", |(_, code)| code)
    }

    /// The finding with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(one, _)| one)
    }
}

/// What the State that is responsible for the data in the Visa Information System did with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VisReply {
    /// It corrected the data there.
    Corrected,
    /// It found the data to be right.
    FoundRight,
}

impl VisReply {
    /// Both with their codes.
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::Corrected, "corrected"), (Self::FoundRight, "found-right")];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(one, _)| *one == self).map_or("", |(_, code)| code)
    }

    /// The reply with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(one, _)| one)
    }
}

/// A comparison, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// When the system was asked. Whoever has to be informed was informed on the same day:
    /// immediately.
    pub on: Day,
    /// What it holds.
    pub finding: VisFinding,
    /// The State responsible for the data there, which was informed; none unless the system holds
    /// the same.
    pub informed: Option<CountryCode>,
    /// What that State did, and when this became known.
    pub reply: Option<(Day, VisReply)>,
}

/// What the law wants next where visa-related data is said to be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VisNext {
    /// The Visa Information System is asked: first of all, or again, because it did not answer.
    Compare,
    /// The State informed on that day corrects the data there, immediately.
    Await {
        /// The State.
        state: CountryCode,
        /// Since when.
        since: Day,
    },
    /// The data is put right here, without delay.
    PutRight,
    /// The data was found to be right there, and stays as it is.
    Nothing,
}

impl VisNext {
    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Compare => "compare",
            Self::Await { .. } => "await",
            Self::PutRight => "put-right",
            Self::Nothing => "nothing",
        }
    }
}

/// Why a step with the Visa Information System was not taken, or a visa not put right. `code` is
/// stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VisError {
    /// The case does not allow the step.
    #[error(transparent)]
    Case(#[from] AmendmentError),
    /// The case is not one in which data is compared.
    #[error("in this case nothing is put right, so nothing is compared")]
    NothingToCompare,
    /// The comparison was made already.
    #[error("the Visa Information System was asked on {on} already")]
    AlreadyCompared {
        /// When.
        on: Day,
    },
    /// Where it holds the same, somebody is informed; otherwise nobody is.
    #[error(
        "name the State responsible for the data in the Visa Information System when that system \
         holds the same, and none otherwise"
    )]
    InformedNotFitting,
    /// Nobody was asked for a reply.
    #[error("no State was informed, so none has replied")]
    NobodyInformed,
    /// The data has not been compared.
    #[error(
        "visa-related data is compared with the Visa Information System first; open a case of \
         amendment on the record and note there what that system holds"
    )]
    NotCompared,
    /// The system did not answer.
    #[error(
        "the Visa Information System did not answer; ask it again before the visa is put right"
    )]
    DidNotAnswer,
    /// The State that was informed has not replied.
    #[error("the Visa Information System holds the same; {state} corrects it there first")]
    Awaited {
        /// The State.
        state: CountryCode,
    },
    /// That State found the data to be right.
    #[error("the data was found to be right in the Visa Information System; it stays as it is")]
    FoundRight,
    /// The case is about something else.
    #[error("the case is about another record")]
    OtherRecord,
}

impl VisError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Case(error) => error.code(),
            Self::NothingToCompare => "nothing-to-compare",
            Self::AlreadyCompared { .. } => "already-compared",
            Self::InformedNotFitting => "informed-not-fitting",
            Self::NobodyInformed => "nobody-informed",
            Self::NotCompared => "vis-not-compared",
            Self::DidNotAnswer => "vis-did-not-answer",
            Self::Awaited { .. } => "vis-awaited",
            Self::FoundRight => "vis-found-right",
            Self::OtherRecord => "case-on-other-record",
        }
    }
}

impl Amendment {
    /// Notes what the Visa Information System holds, and who was informed of it.
    ///
    /// Law: EES Art. 35(4), first and second sentences.
    pub fn compare(
        &self,
        by: CountryCode,
        (on, finding, informed): (Day, VisFinding, Option<CountryCode>),
    ) -> Result<Self, VisError> {
        self.may_step(by, on)?;
        match (self.wish, self.concerned) {
            (Wish::Rectify | Wish::Complete, Concerned::File | Concerned::Crossing(_)) => {}
            _ => return Err(VisError::NothingToCompare),
        }
        if let Some(made) = self.vis.filter(|made| made.finding != VisFinding::NotAvailable) {
            return Err(VisError::AlreadyCompared { on: made.on });
        }
        if (finding == VisFinding::Same) != informed.is_some() {
            return Err(VisError::InformedNotFitting);
        }
        let vis = Some(Comparison { on, finding, informed, reply: None });
        Ok(Self { vis, ..self.clone() })
    }

    /// Notes what the State that was informed did.
    ///
    /// Law: EES Art. 35(4), third sentence.
    pub fn replied(&self, by: CountryCode, (on, reply): (Day, VisReply)) -> Result<Self, VisError> {
        self.may_step(by, on)?;
        let made = self.vis.filter(|made| made.informed.is_some() && made.reply.is_none());
        let made = made.ok_or(VisError::NobodyInformed)?;
        if on < made.on {
            return Err(AmendmentError::BeforeCase.into());
        }
        Ok(Self { vis: Some(Comparison { reply: Some((on, reply)), ..made }), ..self.clone() })
    }

    /// What the law wants next before and after visa-related data is put right.
    ///
    /// Law: EES Art. 35(4).
    pub fn vis_next(&self) -> VisNext {
        let Some(made) = self.vis else { return VisNext::Compare };
        match (made.finding, made.informed, made.reply) {
            (VisFinding::NotAvailable, ..) => VisNext::Compare,
            (VisFinding::Same, Some(state), None) => VisNext::Await { state, since: made.on },
            (_, _, Some((_, VisReply::FoundRight))) => VisNext::Nothing,
            (VisFinding::Same | VisFinding::Other, ..) => VisNext::PutRight,
        }
    }

    /// Whether `by` may put the visa of `record` right in this case now.
    ///
    /// Law: EES Art. 35(4): first the comparison, then the correction there, then the one here.
    pub fn may_change_visa(&self, by: CountryCode, record: Id<Crossing>) -> Result<(), VisError> {
        self.may_step(by, self.raised_on)?;
        match self.concerned {
            Concerned::File => {}
            Concerned::Crossing(id) if id == record => {}
            Concerned::Crossing(_) | Concerned::Refusal(_) => return Err(VisError::OtherRecord),
        }
        match self.vis_next() {
            VisNext::PutRight => Ok(()),
            VisNext::Compare if self.vis.is_some() => Err(VisError::DidNotAnswer),
            VisNext::Compare => Err(VisError::NotCompared),
            VisNext::Await { state, .. } => Err(VisError::Awaited { state }),
            VisNext::Nothing => Err(VisError::FoundRight),
        }
    }

    /// Whether the case is open, the step is that of `by`, and `on` does not lie before the case.
    fn may_step(&self, by: CountryCode, on: Day) -> Result<(), AmendmentError> {
        if let Stage::Settled { on, .. } = self.stage {
            return Err(AmendmentError::Settled { on });
        }
        if by != self.acts() {
            return Err(AmendmentError::NotEntitled { by, entitled: self.acts() });
        }
        if on < self.raised_on { Err(AmendmentError::BeforeCase) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::amendment::Settlement;

    const ROMANIA: CountryCode = CountryCode::of(b"ROU");
    const FRANCE: CountryCode = CountryCode::of(b"FRA");
    const RAISED: Day = Day::of(2026, 6, 1);

    fn record(number: u128) -> Id<Crossing> {
        Id::from_uuid(Uuid::from_u128(number))
    }

    fn case() -> Amendment {
        Amendment {
            id: Id::from_uuid(Uuid::from_u128(1)),
            file: Id::from_uuid(Uuid::from_u128(2)),
            concerned: Concerned::Crossing(record(7)),
            wish: Wish::Rectify,
            raised_by: ROMANIA,
            raised_on: RAISED,
            responsible: ROMANIA,
            asked_on: None,
            stage: Stage::Open,
            vis: None,
        }
    }

    fn compared(finding: VisFinding, informed: Option<CountryCode>) -> Amendment {
        case().compare(ROMANIA, (RAISED, finding, informed)).unwrap()
    }

    #[test]
    fn a_visa_is_put_right_once_the_visa_system_was_asked_and_does_not_hold_the_same() {
        let day = Day::of(2026, 6, 2);
        let same = compared(VisFinding::Same, Some(FRANCE));
        let cases = [
            ("not compared", case(), VisNext::Compare, Err("vis-not-compared")),
            (
                "no answer",
                compared(VisFinding::NotAvailable, None),
                VisNext::Compare,
                Err("vis-did-not-answer"),
            ),
            ("something else", compared(VisFinding::Other, None), VisNext::PutRight, Ok(())),
            (
                "the same",
                same.clone(),
                VisNext::Await { state: FRANCE, since: RAISED },
                Err("vis-awaited"),
            ),
            (
                "corrected there",
                same.replied(ROMANIA, (day, VisReply::Corrected)).unwrap(),
                VisNext::PutRight,
                Ok(()),
            ),
            (
                "right there",
                same.replied(ROMANIA, (day, VisReply::FoundRight)).unwrap(),
                VisNext::Nothing,
                Err("vis-found-right"),
            ),
        ];
        for (name, case, next, may) in cases {
            assert_eq!(case.vis_next(), next, "{name}");
            let found = case.may_change_visa(ROMANIA, record(7)).map_err(VisError::code);
            assert_eq!(found, may, "{name}");
        }
    }

    #[test]
    fn who_did_not_answer_is_asked_again() {
        let again = compared(VisFinding::NotAvailable, None);
        let later = Day::of(2026, 6, 3);
        let found = again.compare(ROMANIA, (later, VisFinding::Other, None)).unwrap();
        assert_eq!(found.vis_next(), VisNext::PutRight);
        let twice = found.compare(ROMANIA, (later, VisFinding::Same, Some(FRANCE)));
        assert_eq!(twice, Err(VisError::AlreadyCompared { on: later }));
    }

    #[test]
    fn a_step_that_does_not_fit_the_case_is_refused() {
        let compare = |case: &Amendment, by, on, finding, informed| {
            case.compare(by, (on, finding, informed)).unwrap_err().code()
        };
        let other = VisFinding::Other;
        let unlist = Amendment { wish: Wish::Unlist, ..case() };
        let (over, _) = case().settle(ROMANIA, (RAISED, Settlement::NotFounded)).unwrap();
        let early = Day::of(2026, 5, 31);
        for (expected, found) in [
            ("not-entitled", compare(&case(), FRANCE, RAISED, other, None)),
            ("before-case", compare(&case(), ROMANIA, early, other, None)),
            ("nothing-to-compare", compare(&unlist, ROMANIA, RAISED, other, None)),
            ("case-settled", compare(&over, ROMANIA, RAISED, other, None)),
            ("informed-not-fitting", compare(&case(), ROMANIA, RAISED, VisFinding::Same, None)),
            ("informed-not-fitting", compare(&case(), ROMANIA, RAISED, other, Some(FRANCE))),
        ] {
            assert_eq!(found, expected);
        }
        let reply = |case: &Amendment| {
            case.replied(ROMANIA, (RAISED, VisReply::Corrected)).unwrap_err().code()
        };
        assert_eq!(reply(&case()), "nobody-informed");
        assert_eq!(reply(&compared(other, None)), "nobody-informed");
        let found = compared(other, None);
        assert_eq!(found.may_change_visa(ROMANIA, record(8)), Err(VisError::OtherRecord));
        assert_eq!(found.may_change_visa(FRANCE, record(7)).unwrap_err().code(), "not-entitled");
    }

    #[test]
    fn every_code_is_found_again() {
        for (finding, code) in VisFinding::ALL {
            assert_eq!((VisFinding::find(code), finding.code()), (Some(finding), code));
        }
        for (reply, code) in VisReply::ALL {
            assert_eq!((VisReply::find(code), reply.code()), (Some(reply), code));
        }
    }
}
