//! Decisions that change the end of an authorised stay.

use fnd_core::CountryCode;
use fnd_core::deadline::last_working_day;
use jiff::civil::Date;

use super::{Bound, Entry, Exhaustion, StayEnd};
use crate::day::Day;

/// A decision on an authorised stay or on the visa behind it.
///
/// Law: EES Art. 19.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// The day of the decision; the latest decision prevails.
    pub decided_on: Day,
    /// The State that decided.
    pub state: CountryCode,
    /// What it decided.
    pub ruling: Ruling,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling {
    /// The stay lasts until another day.
    Extended {
        /// The new last day.
        until: Day,
        /// The ground, EES Art. 19(5).
        ground: ExtensionGround,
    },
    /// The stay ends early.
    Revoked {
        /// The end of a period for departure, if one was given.
        depart_by: Option<Day>,
        /// The ground, EES Art. 19(4).
        ground: WithdrawalGround,
    },
    /// The stay was never lawful and ends.
    Annulled {
        /// The end of a period for departure, if one was given.
        depart_by: Option<Day>,
        /// The ground, EES Art. 19(4).
        ground: WithdrawalGround,
    },
}

/// Why a stay was extended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExtensionGround {
    /// Force majeure. Visa Code Art. 33(1), EES Art. 35(5).
    ForceMajeure,
    /// Humanitarian reasons. Visa Code Art. 33(1).
    Humanitarian,
    /// Serious personal reasons. Visa Code Art. 33(2).
    SeriousPersonal,
    /// Exceptional circumstances, in one State. CISA Art. 20(2)(a).
    Exceptional,
    /// A bilateral agreement, in one State. CISA Art. 20(2)(b).
    Bilateral,
}

impl ExtensionGround {
    /// All grounds with their codes.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::ForceMajeure, "force-majeure"),
        (Self::Humanitarian, "humanitarian"),
        (Self::SeriousPersonal, "serious-personal"),
        (Self::Exceptional, "exceptional"),
        (Self::Bilateral, "bilateral"),
    ];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(ground, _)| *ground == self).map_or("", |(_, code)| code)
    }

    /// The ground with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(ground, _)| ground)
    }

    /// Whether the extension holds on the territory of the deciding State alone.
    ///
    /// Law: EES Art. 60(1) and (2).
    pub const fn one_state_only(self) -> bool {
        match self {
            Self::Exceptional | Self::Bilateral => true,
            Self::ForceMajeure | Self::Humanitarian | Self::SeriousPersonal => false,
        }
    }
}

/// Why a stay was revoked or annulled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WithdrawalGround {
    /// A return decision under Directive 2008/115/EC. EES Art. 19(4)(a).
    ReturnDecision,
    /// Another national decision that leads to return. EES Art. 19(4)(b).
    OtherDecision,
}

impl WithdrawalGround {
    /// Both grounds with their codes.
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::ReturnDecision, "return-decision"), (Self::OtherDecision, "other-decision")];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(ground, _)| *ground == self).map_or("", |(_, code)| code)
    }

    /// The ground with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(ground, _)| ground)
    }
}

/// The end of the stay after all decisions, in the order in which they were taken.
///
/// Law: EES Art. 19(1)(f), the new date of expiry; Art. 60 for extensions beyond 90 days.
pub(super) fn override_end(
    computed: Result<StayEnd, Exhaustion>,
    entry: &Entry<'_>,
) -> Result<StayEnd, Exhaustion> {
    let mut decisions = entry.decisions.to_vec();
    // The sort is stable: of two decisions of one day, the later in the record prevails.
    decisions.sort_by_key(|decision| decision.decided_on);
    decisions.iter().fold(computed, |end, decision| Ok(applied(decision, end.ok())))
}

fn applied(decision: &Decision, before: Option<StayEnd>) -> StayEnd {
    let withdrawn = |depart_by: Option<Day>, bound| {
        // Why: a stay that had ended before the decision does not grow by it, but a period for
        // departure is the authority's to set.
        let had_ended = before.map_or(Day::MAX, |end| end.last_day);
        let last_day = depart_by.unwrap_or_else(|| decision.decided_on.min(had_ended));
        StayEnd { last_day, bound, only_in: before.and_then(|end| end.only_in) }
    };
    match decision.ruling {
        Ruling::Extended { until, ground } => StayEnd {
            last_day: until,
            bound: Bound::Extension(ground),
            only_in: ground.one_state_only().then_some(decision.state),
        },
        Ruling::Revoked { depart_by, ground } => withdrawn(depart_by, Bound::Revocation(ground)),
        Ruling::Annulled { depart_by, ground } => withdrawn(depart_by, Bound::Annulment(ground)),
    }
}

/// The last day on which an extension under a bilateral agreement may be requested.
///
/// `ninetieth` is the last day of the 90-day stay, `holidays` those of the State asked. `None`
/// means that the calendar has no such day.
///
/// Law: EES Art. 60(2a), on entry or during the stay, at the latest on its last working day.
pub fn bilateral_request_deadline(ninetieth: Day, holidays: &[Date]) -> Option<Day> {
    last_working_day(ninetieth.date(), holidays).map(Day::from)
}

/// Whether a request made on `requested` is in time. Without a timely request the State may still
/// extend the stay, and it is presumed lawful if the person stayed in that State alone.
///
/// Law: EES Art. 60(2a).
pub fn bilateral_request_in_time(requested: Day, ninetieth: Day, holidays: &[Date]) -> bool {
    bilateral_request_deadline(ninetieth, holidays).is_some_and(|last| requested <= last)
}
