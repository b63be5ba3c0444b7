//! What a population did, counted.

use std::fmt;

use ees_domain::day::Day;
use ees_domain::file::{RecordedGround, RecordedStay};

use crate::history::{Act, Traveller};

/// Counts over travellers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// People drawn, those without a journey among them.
    pub travellers: u64,
    /// Individual files.
    pub files: u64,
    /// Units of work: entries, exits, refusals.
    pub units: u64,
    /// Entry/exit records.
    pub records: u64,
    /// Passages: entries and exits.
    pub crossings: u64,
    /// People inside.
    pub inside: u64,
    /// Of those, people whose stay has ended.
    pub overstaying: u64,
    /// Records whose exit came late.
    pub left_late: u64,
    /// Refusals of entry.
    pub refusals: u64,
    /// Files with a refusal and nothing else.
    pub refused_only: u64,
    /// Records of family members.
    pub family: u64,
    /// Records with a visa.
    pub with_visa: u64,
    /// Records whose exit is missing.
    pub exit_missing: u64,
    /// Records whose entry is unknown.
    pub entry_unknown: u64,
}

impl Tally {
    /// Counts one more traveller as of `today`.
    pub fn add(&mut self, traveller: &Traveller, today: Day) {
        fn count(field: &mut u64, more: usize) {
            *field = field.saturating_add(u64::try_from(more).unwrap_or(u64::MAX));
        }
        let records = &traveller.records;
        let units = traveller.units.len();
        let refusals =
            traveller.units.iter().filter(|unit| matches!(unit.act, Act::Refuse(_))).count();
        count(&mut self.travellers, 1);
        count(&mut self.files, usize::from(0 < units));
        count(&mut self.units, units);
        count(&mut self.records, records.len());
        count(&mut self.crossings, units.saturating_sub(refusals));
        count(&mut self.refusals, refusals);
        count(&mut self.refused_only, usize::from(0 < refusals && records.is_empty()));
        for record in records {
            let is_over = matches!(record.stay,
                RecordedStay::Until { last_day, .. } if last_day < today);
            count(&mut self.inside, usize::from(record.is_open()));
            count(&mut self.overstaying, usize::from(record.is_open() && is_over));
            count(&mut self.left_late, usize::from(record.overstay_days.is_some_and(|d| 0 < d)));
            count(&mut self.family, usize::from(record.ground.is_family()));
            let has_visa = matches!(record.ground, RecordedGround::Visa(_));
            count(&mut self.with_visa, usize::from(has_visa));
            count(&mut self.exit_missing, usize::from(record.is_superseded));
            count(&mut self.entry_unknown, usize::from(record.entry.is_none()));
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = [
            ("people drawn", self.travellers),
            ("individual files", self.files),
            ("entry/exit records", self.records),
            ("entries and exits", self.crossings),
            ("inside now", self.inside),
            ("  of them past their stay", self.overstaying),
            ("left late", self.left_late),
            ("refusals of entry", self.refusals),
            ("  files with nothing else", self.refused_only),
            ("records of family members", self.family),
            ("records with a visa", self.with_visa),
            ("exits missing", self.exit_missing),
            ("entries unknown", self.entry_unknown),
        ];
        for (what, count) in lines {
            writeln!(f, "{what:<28}{count:>10}")?;
        }
        Ok(())
    }
}
