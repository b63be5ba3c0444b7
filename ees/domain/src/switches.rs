//! What the law leaves open, as switches with a default and a reason.
//!
//! A State that reads the text otherwise sets a switch; no rule is rewritten. Beside the switches
//! of the calculator stand those of checks, refusals, erasure and suspension, and the parts of the
//! law that have not begun.

mod biometrics;
mod check;
mod features;
mod programme;
mod refusal;
mod retention;
mod suspension;

pub use biometrics::BiometricSwitches;
pub use check::{CheckSwitches, VisIdentification};
pub use features::{Features, InForce};
pub use programme::{Agreement, ProgrammeSwitches};
pub use refusal::{FurtherReason, PublicPolicy, RefusalSwitches, SeveralReasons};
pub use retention::{LastDay, RetentionSwitches, RowsAboutNobody};
pub use suspension::SuspensionSwitches;

use crate::stay::OverstayMetric;

/// The switches of the calculator. [`Switches::default`] is the reading of July 2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Switches {
    /// Days under a visa of Visa Code Art. 25(1)(b) count in later periods. Default: count.
    ///
    /// Source: EES Art. 11(6) frees that stay itself and is silent on later ones.
    pub ltv_days: Counting,
    /// Days under a bilateral extension count in later periods. Default: count.
    ///
    /// Source: EES Art. 60 is silent; the days are presence like any other.
    pub bilateral_days: Counting,
    /// Days of a family member without card count in later periods. Default: do not count.
    ///
    /// Source: EES Art. 2(4); free movement under Directive 2004/38/EC is no short stay.
    pub family_days: Counting,
    /// Days of a facilitated transit count in later periods. Default: do not count.
    ///
    /// Source: EES Annex II measures transit in hours and is silent.
    pub transit_days: Counting,
    /// Days in a State that only operates the system count. Default: count.
    ///
    /// Source: EES Art. 11(4), which has the 90/180 rule checked there. No such State since 2025.
    pub ees_only_days: Counting,
    /// Which number of days an overstay is told as. Default: days past the end.
    ///
    /// Source: EES Art. 11(2)(c) asks for the overstay; calculators online print the other.
    pub overstay_metric: OverstayMetric,
    /// Which day a crossing falls on. Default: the local date of the border crossing point.
    ///
    /// Source: EES Art. 16(2)(a); Impl. Reg. (EU) 2022/1409 Art. 15(2)(b) uses Central European
    /// Time for travellers who do not say where they cross.
    pub day_zone: DayZone,
    /// What an exit that was never recorded means. Default: a range, for a person to decide.
    ///
    /// Source: Reg. (EU) 2025/1534 Art. 5(3) and SBC Art. 12: a missing exit proves no presence.
    pub superseded_open_record: SupersededOpenRecord,
}

/// Whether certain days count in later periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counting {
    /// They count.
    Count,
    /// They do not count.
    Skip,
}

impl Counting {
    /// Whether the days count.
    pub fn counts(self) -> bool {
        self == Self::Count
    }
}

/// The zone whose date a crossing gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayZone {
    /// The zone of the border crossing point.
    BorderCrossingPoint,
    /// Central European Time for all.
    CentralEuropean,
}

/// How to read an open record that a later entry has overtaken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SupersededOpenRecord {
    /// Presence is unknown after the day of entry: answer with a range and ask a person.
    Range,
    /// Present on the day of entry alone.
    EntryDayOnly,
    /// Present until the next entry.
    UntilNextEntry,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            ltv_days: Counting::Count,
            bilateral_days: Counting::Count,
            family_days: Counting::Skip,
            transit_days: Counting::Skip,
            ees_only_days: Counting::Count,
            overstay_metric: OverstayMetric::DaysPastEnd,
            day_zone: DayZone::BorderCrossingPoint,
            superseded_open_record: SupersededOpenRecord::Range,
        }
    }
}
