//! The authorised stay: the 90/180 rule together with visas, family ties, transit documents,
//! decisions and what is missing from the history.
//!
//! [`crate::stay`] counts days; this module decides which days count and which limit binds.

mod decision;
mod history;

pub use decision::{
    Decision, ExtensionGround, Ruling, WithdrawalGround, bilateral_request_deadline,
    bilateral_request_in_time,
};
pub use history::{Basis, CountedStays, StayRecord, counted_stays, days_on_visa, entries_on_visa};

use fnd_core::CountryCode;
use jiff::{SignedDuration, Timestamp};

use crate::day::Day;
use crate::member_state::{Border, MsStatus, ms_status};
use crate::stay::{Presence, StayError};
use crate::switches::Switches;
use crate::transition::{Measure, applies};
use crate::visa::{VisaKind, VisaPart};

/// An entry whose authorised stay is asked for, or was asked for and is asked again.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The day of entry; after a change of status, the start of the short stay, EES Art. 14(8).
    pub day: Day,
    /// The State entered.
    pub state: CountryCode,
    /// The kind of border.
    pub border: Border,
    /// On what ground the person enters.
    pub ground: Ground<'a>,
    /// The earlier records, in any order; the entry itself is not among them.
    pub history: &'a [StayRecord],
    /// Decisions on this stay, in any order.
    pub decisions: &'a [Decision],
}

/// On what ground a person enters.
#[derive(Debug, Clone, Copy)]
pub enum Ground<'a> {
    /// Without visa.
    VisaExempt,
    /// With a visa for a short stay.
    Visa(&'a VisaPart),
    /// With a document for facilitated transit, at an instant.
    Transit(TransitDocument, Timestamp),
    /// As a family member with a right of free movement and without card.
    FamilyMember,
}

/// A document for facilitated transit.
///
/// Law: Reg. (EC) No 693/2003 Art. 3(2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TransitDocument {
    /// By road: 24 hours.
    Ftd,
    /// By rail: 6 hours.
    Frtd,
}

impl TransitDocument {
    /// The hours a transit may take.
    pub const fn hours_max(self) -> i64 {
        match self {
            Self::Ftd => 24,
            Self::Frtd => 6,
        }
    }
}

/// How long a person may stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthorisedStay {
    /// No stay is calculated.
    NotApplicable(NoCalculation),
    /// To the end of a day.
    Until(StayEnd),
    /// To an instant, for facilitated transit.
    UntilInstant(Timestamp),
    /// Not a single day.
    Exhausted(Exhaustion),
    /// It depends on an exit that was never recorded; a person must decide, and nobody is refused
    /// or listed because of it.
    NeedsHuman(Between),
}

/// Why no stay is calculated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoCalculation {
    /// A family member without card, EES Art. 2(4).
    FamilyMember,
    /// The State does not operate the system, EES Art. 4.
    SystemNotOperated,
}

/// The end of an authorised stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StayEnd {
    /// The last day of stay, to its very end at the place.
    pub last_day: Day,
    /// The limit that binds.
    pub bound: Bound,
    /// The only State in which the stay is authorised; `None` means the whole area. The person
    /// must leave through its external border.
    pub only_in: Option<CountryCode>,
}

/// Which limit binds. Of equal limits, the earlier of this list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// 90 days in any 180.
    NinetyDays,
    /// The days of stay that the visa permits.
    VisaDuration,
    /// The last day on which the visa is valid.
    VisaExpiry,
    /// The stay defined by a visa of limited territorial validity, Visa Code Art. 25(1)(b).
    LimitedTerritory,
    /// A decision extending the stay.
    Extension(ExtensionGround),
    /// A decision revoking it.
    Revocation(WithdrawalGround),
    /// A decision annulling it.
    Annulment(WithdrawalGround),
}

/// Why not a single day is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exhaustion {
    /// 90 days are spent; ground F for refusing entry.
    NinetyDays,
    /// The visa's days of stay are spent.
    VisaDuration,
    /// The visa is no longer valid.
    VisaExpired,
    /// The visa's entries are spent; ground C for refusing entry.
    VisaEntries,
    /// A national visa is not valid in a State that applies the acquis in full.
    VisaNotForThisState,
    /// The end of the stay would lie after the last day that can be named.
    OutsideCalendar,
}

/// The two ends of what an unknown exit leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Between {
    /// The end if the person was here until the next entry.
    pub shortest: Result<StayEnd, Exhaustion>,
    /// The end if the person left on the day of entry.
    pub longest: Result<StayEnd, Exhaustion>,
    /// Days used in the period before the entry, fewest and most.
    pub used_before: (i32, i32),
}

/// An authorised stay with what must be known to rely on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The stay.
    pub stay: AuthorisedStay,
    /// Whether it may be used.
    pub reliance: Reliance,
    /// What the officer must see beside it.
    pub warnings: Vec<Warning>,
}

/// Whether a result may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reliance {
    /// It may.
    Usable,
    /// It must be disregarded: the system is being started, Reg. (EU) 2025/1534 Art. 5(6).
    NotToBeUsed,
}

/// What an officer must see beside a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Warning {
    /// An earlier record has no exit, although a later entry follows.
    ExitMissing {
        /// The day of entry of that record.
        entry: Day,
    },
    /// Records overlap: one person cannot be inside twice.
    RecordsOverlap,
    /// Part of the history is from the progressive start and possibly incomplete.
    PossiblyIncomplete,
}

impl StayEnd {
    /// The days from `entry` to the end, both included; 0 when the end lies before.
    ///
    /// Law: EES Art. 3(1)(11), the exact number of days, counting from the entry.
    pub fn days_from(&self, entry: Day) -> i32 {
        entry.days_until(self.last_day).saturating_add(1).max(0)
    }

    /// The day from whose first minute the person is an overstayer.
    ///
    /// Law: EES Art. 12(1) and Art. 16(4).
    pub fn flagged_from(&self) -> Option<Day> {
        self.last_day.plus(1)
    }

    /// Whether leaving through `state` keeps to the territory of the stay.
    ///
    /// Law: EES Art. 60(2)(b).
    pub fn may_leave_through(&self, state: CountryCode) -> bool {
        self.only_in.is_none_or(|only| only == state)
    }
}

/// The authorised stay of one who enters.
///
/// Law: EES Art. 11(1) to (6), Art. 2(4), Art. 14(8), Art. 19, Art. 60, Annex II; Reg. (EU)
/// 2025/1534 Art. 5(6).
pub fn authorised_stay(entry: &Entry<'_>, switches: Switches) -> Result<Assessment, StayError> {
    let counted = counted_stays(entry.history, entry.day, switches)?;
    Ok(Assessment {
        stay: stay_on(entry, &counted)?,
        reliance: if applies(Measure::ProgressiveStart, entry.day) {
            Reliance::NotToBeUsed
        } else {
            Reliance::Usable
        },
        warnings: counted.warnings,
    })
}

fn stay_on(entry: &Entry<'_>, counted: &CountedStays) -> Result<AuthorisedStay, StayError> {
    let status = ms_status(entry.state, entry.border, entry.day);
    match (entry.ground, status) {
        (Ground::FamilyMember, _) => {
            return Ok(AuthorisedStay::NotApplicable(NoCalculation::FamilyMember));
        }
        (Ground::Transit(document, at), _) => return transit_end(entry.day, document, at),
        (_, MsStatus::NoEes | MsStatus::NotMember) => {
            return Ok(AuthorisedStay::NotApplicable(NoCalculation::SystemNotOperated));
        }
        (Ground::VisaExempt | Ground::Visa(_), MsStatus::Full | MsStatus::EesOnly) => {}
    }
    let fewest = Presence::of(&counted.fewest, entry.day)?;
    let most = Presence::of(&counted.most, entry.day)?;
    let end = |presence| decision::override_end(limit(entry, status, presence), entry);
    let (shortest, longest) = (end(&most), end(&fewest));
    Ok(match shortest {
        _ if shortest != longest => AuthorisedStay::NeedsHuman(Between {
            shortest,
            longest,
            used_before: (used_before(&fewest, entry.day), used_before(&most, entry.day)),
        }),
        Ok(end) => AuthorisedStay::Until(end),
        Err(reason) => AuthorisedStay::Exhausted(reason),
    })
}

/// The end of a transit, in hours that pass and not in hours of the clock.
fn transit_end(
    day: Day,
    document: TransitDocument,
    at: Timestamp,
) -> Result<AuthorisedStay, StayError> {
    match at.checked_add(SignedDuration::from_hours(document.hours_max())) {
        Ok(end) => Ok(AuthorisedStay::UntilInstant(end)),
        Err(_) => Err(StayError::OutsideCalendar { on: day }),
    }
}

/// Days used in the period that ends with `day`, the day itself left out.
fn used_before(presence: &Presence, day: Day) -> i32 {
    let used = presence.days_used(day);
    used.saturating_sub(i32::from(presence.contains(day)))
}

/// The end that the rule and the visa set, before any decision.
fn limit(entry: &Entry<'_>, status: MsStatus, presence: &Presence) -> Result<StayEnd, Exhaustion> {
    let ninety = ninety_days(presence, entry.day);
    match entry.ground {
        Ground::Visa(visa) if visa.ltv_25_1_b() => limited_territory(entry, visa),
        Ground::Visa(visa) if status == MsStatus::EesOnly => {
            // Why: any visa is set aside here but for the validity of a uniform one.
            let ninety = ninety?;
            if visa.kind == VisaKind::ShortStay {
                Ok(earlier(ninety, expiry(visa, entry.day)?))
            } else {
                Ok(ninety)
            }
        }
        Ground::Visa(visa) => {
            let by_visa = visa_limit(entry, visa)?;
            Ok(earlier(ninety?, by_visa))
        }
        Ground::VisaExempt | Ground::Transit(..) | Ground::FamilyMember => ninety,
    }
}

fn end(last_day: Day, bound: Bound) -> StayEnd {
    StayEnd { last_day, bound, only_in: None }
}

fn earlier(one: StayEnd, other: StayEnd) -> StayEnd {
    let first = if other.last_day < one.last_day { other } else { one };
    StayEnd { only_in: one.only_in.or(other.only_in), ..first }
}

/// 90 days in any 180. Law: SBC Art. 6(1).
fn ninety_days(presence: &Presence, entry: Day) -> Result<StayEnd, Exhaustion> {
    match presence.max_stay(entry) {
        0 => Err(Exhaustion::NinetyDays),
        days => last_of(entry, days).map(|last| end(last, Bound::NinetyDays)),
    }
}

/// The end of a stay of `days` (at least 1) from `entry`.
fn last_of(entry: Day, days: i32) -> Result<Day, Exhaustion> {
    entry.plus(days.saturating_sub(1)).ok_or(Exhaustion::OutsideCalendar)
}

/// The visa's last day of validity. Law: EES Art. 16(2)(d).
fn expiry(visa: &VisaPart, entry: Day) -> Result<StayEnd, Exhaustion> {
    if visa.valid_to < entry {
        return Err(Exhaustion::VisaExpired);
    }
    Ok(end(visa.valid_to, Bound::VisaExpiry))
}

/// The earlier of the visa's days of stay and its validity, when an entry is left.
///
/// Law: EES Art. 11(3) and (5), Art. 16(2)(d) and (e).
fn visa_limit(entry: &Entry<'_>, visa: &VisaPart) -> Result<StayEnd, Exhaustion> {
    if visa.national_short_stay() {
        return Err(Exhaustion::VisaNotForThisState);
    }
    let validity = expiry(visa, entry.day)?;
    let entered = entries_on_visa(entry.history, &visa.sticker);
    if visa.entries.max().is_some_and(|most| most <= entered) {
        return Err(Exhaustion::VisaEntries);
    }
    let end = earlier(duration(entry, visa, Bound::VisaDuration)?, validity);
    let limited = visa.kind == VisaKind::LimitedTerritoryA;
    Ok(StayEnd { only_in: limited.then_some(visa.issuer), ..end })
}

/// The days of stay that the visa still permits. Law: EES Art. 16(2)(e).
fn duration(entry: &Entry<'_>, visa: &VisaPart, bound: Bound) -> Result<StayEnd, Exhaustion> {
    let spent = days_on_visa(entry.history, &visa.sticker, entry.day);
    match i32::from(visa.duration_days).saturating_sub(spent) {
        left @ 1.. => last_of(entry.day, left).map(|last| end(last, bound)),
        _ => Err(Exhaustion::VisaDuration),
    }
}

/// The stay that a visa under Visa Code Art. 25(1)(b) defines, beyond 90 days if need be.
///
/// Law: EES Art. 11(6).
fn limited_territory(entry: &Entry<'_>, visa: &VisaPart) -> Result<StayEnd, Exhaustion> {
    let validity = expiry(visa, entry.day)?;
    let end = earlier(duration(entry, visa, Bound::LimitedTerritory)?, validity);
    Ok(StayEnd { only_in: Some(visa.issuer), ..end })
}

#[cfg(test)]
mod tests;
