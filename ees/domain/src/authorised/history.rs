//! Which days of a history count, and what an exit that was never recorded leaves open.

use fnd_core::CountryCode;

use super::Warning;
use crate::day::Day;
use crate::member_state::{Border, MsStatus, counts_from, ms_status};
use crate::stay::{DayRange, Presence, Stay, StayError};
use crate::switches::{SupersededOpenRecord, Switches};
use crate::transition::{Measure, applies};
use crate::visa::StickerNumber;

/// An entry/exit record, or a pair of stamps, as far as the calculator asks for it.
///
/// Law: EES Art. 16(2) and (3), Art. 22.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StayRecord {
    /// The day of entry.
    pub entry: Day,
    /// The day of exit; `None` while no exit is recorded.
    pub exit: Option<Day>,
    /// The State of entry.
    pub state: CountryCode,
    /// The kind of border of entry.
    pub border: Border,
    /// On what basis the person stayed.
    pub basis: Basis,
}

/// On what basis a person stayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// Without visa.
    VisaExempt,
    /// With a short-stay visa, uniform, of Visa Code Art. 25(1)(a), or national.
    Visa(StickerNumber),
    /// With a visa of Visa Code Art. 25(1)(b).
    LimitedTerritoryB(StickerNumber),
    /// Under a bilateral extension, for the days beyond the 90.
    BilateralExtension,
    /// In facilitated transit.
    Transit,
    /// As a family member without card.
    FamilyMember,
    /// With a residence permit.
    ResidencePermit,
    /// With a long-stay visa.
    LongStayVisa,
}

impl Basis {
    /// Whether days on this basis count in later periods.
    ///
    /// Law: SBC Art. 6(2), stays under a residence permit or a long-stay visa are not counted;
    /// for the rest see [`Switches`].
    pub fn counts(&self, switches: Switches) -> bool {
        match self {
            Self::VisaExempt | Self::Visa(_) => true,
            Self::LimitedTerritoryB(_) => switches.ltv_days.counts(),
            Self::BilateralExtension => switches.bilateral_days.counts(),
            Self::Transit => switches.transit_days.counts(),
            Self::FamilyMember => switches.family_days.counts(),
            Self::ResidencePermit | Self::LongStayVisa => false,
        }
    }

    fn sticker(&self) -> Option<&StickerNumber> {
        match self {
            Self::Visa(sticker) | Self::LimitedTerritoryB(sticker) => Some(sticker),
            Self::VisaExempt
            | Self::BilateralExtension
            | Self::Transit
            | Self::FamilyMember
            | Self::ResidencePermit
            | Self::LongStayVisa => None,
        }
    }
}

/// The stays that count, when every unknown exit is taken as early and as late as may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedStays {
    /// With every unknown exit on the day of entry.
    pub fewest: Vec<Stay>,
    /// With every unknown exit on the day of the next entry.
    pub most: Vec<Stay>,
    /// What was noticed on the way.
    pub warnings: Vec<Warning>,
}

/// The stays of `records` that count on `on`, a day of entry or a day inside.
///
/// An open record is superseded by a later entry, or by an entry on `on` itself; pass only the
/// records before that entry then. Ask about a person inside with [`Presence::of`] on the
/// stays of the records up to the last entry.
///
/// Law: SBC Art. 6(1) and (2); EES Art. 11; Reg. (EU) 2025/1534 Art. 5(3).
pub fn counted_stays(
    records: &[StayRecord],
    on: Day,
    switches: Switches,
) -> Result<CountedStays, StayError> {
    let mut counted = CountedStays { fewest: Vec::new(), most: Vec::new(), warnings: Vec::new() };
    for record in records {
        if let Some(exit) = record.exit.filter(|exit| *exit < record.entry) {
            return Err(StayError::ExitBeforeEntry { entry: record.entry, exit });
        }
        if on < record.entry || !record.basis.counts(switches) {
            continue;
        }
        let (early, late) = exits(record, records, on, switches);
        if record.exit.is_none() && record.entry < on {
            counted.warnings.push(Warning::ExitMissing { entry: record.entry });
        }
        counted.fewest.extend(clip(record, early, switches));
        counted.most.extend(clip(record, late, switches));
    }
    if overlap(&counted.fewest) {
        counted.warnings.push(Warning::RecordsOverlap);
    }
    if records.iter().any(|record| applies(Measure::ProgressiveStart, record.entry)) {
        counted.warnings.push(Warning::PossiblyIncomplete);
    }
    Ok(counted)
}

/// The earliest and the latest day on which the stay of `record` may have ended.
fn exits(record: &StayRecord, records: &[StayRecord], on: Day, switches: Switches) -> (Day, Day) {
    if let Some(exit) = record.exit {
        return (exit, exit);
    }
    let later = records.iter().map(|other| other.entry).filter(|entry| record.entry < *entry);
    let next_entry = later.min().unwrap_or(on).min(on);
    match switches.superseded_open_record {
        SupersededOpenRecord::Range => (record.entry, next_entry),
        SupersededOpenRecord::EntryDayOnly => (record.entry, record.entry),
        SupersededOpenRecord::UntilNextEntry => (next_entry, next_entry),
    }
}

/// The part of a stay that lies after its State began to count.
fn clip(record: &StayRecord, exit: Day, switches: Switches) -> Option<Stay> {
    let from = counts_from(record.state, record.border, switches.ees_only_days.counts())?;
    (from <= exit).then(|| Stay::closed(record.entry.max(from), exit))
}

/// Whether two stays share more than the day on which one ends and the other begins.
fn overlap(stays: &[Stay]) -> bool {
    let mut sorted = stays.to_vec();
    sorted.sort_unstable_by_key(|stay| (stay.entry, stay.exit));
    let mut latest = Day::MIN;
    sorted.iter().any(|stay| {
        let inside = stay.entry < latest;
        latest = latest.max(stay.exit.unwrap_or(Day::MAX));
        inside
    })
}

/// How often the visa was used to enter a State that applies the acquis in full.
///
/// Law: EES Art. 11(5), entries into other States are not counted.
pub fn entries_on_visa(records: &[StayRecord], sticker: &StickerNumber) -> usize {
    on_visa(records, sticker).count()
}

/// Distinct days before `before` spent on the visa.
///
/// Law: EES Art. 16(2)(e), the duration of stay as authorised by the visa. A missing exit counts
/// the day of entry alone: it proves no more.
pub fn days_on_visa(records: &[StayRecord], sticker: &StickerNumber, before: Day) -> i32 {
    let stays: Vec<Stay> = on_visa(records, sticker)
        .map(|record| Stay::closed(record.entry, record.exit.unwrap_or(record.entry)))
        .collect();
    let Some(last) = before.plus(-1) else { return 0 };
    let days = |presence: Presence| presence.days_in(DayRange { first: Day::MIN, last });
    Presence::of(&stays, last).map_or(0, days)
}

fn on_visa<'a>(
    records: &'a [StayRecord],
    sticker: &'a StickerNumber,
) -> impl Iterator<Item = &'a StayRecord> {
    records.iter().filter(move |record| {
        record.basis.sticker() == Some(sticker)
            && ms_status(record.state, record.border, record.entry) == MsStatus::Full
    })
}
