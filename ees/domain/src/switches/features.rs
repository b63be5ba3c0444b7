//! Parts of the law that begin on a day which is not known yet.
//!
//! Each is off until somebody enters its day; no rule is rewritten when the day comes.

use crate::day::Day;

/// Parts of the law with the day on which each begins to apply; `None` means that no day is set.
/// [`Features::default`] is what was known in July 2026: none of the days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Features {
    /// The revised Visa Information System: facial images taken live at the application serve at
    /// the border, and the image is not kept twice. Default: no day set.
    ///
    /// Source: Reg. (EU) 2021/1134 Art. 4 and 11; the start of operations was not announced.
    pub vis_reform_from: Option<Day>,
    /// The link with the European Travel Information and Authorisation System: data of the
    /// travel authorisation stand in the entry record. Default: no day set.
    ///
    /// Source: Reg. (EU) 2021/1152; the start of operations was not announced, and the bodies of
    /// the amended articles could not be read.
    pub etias_from: Option<Day>,
}

/// Which of those parts apply on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InForce {
    /// Reg. (EU) 2021/1134 Art. 4 applies.
    pub vis_reform: bool,
    /// Reg. (EU) 2021/1152 applies.
    pub etias: bool,
}

impl Features {
    /// What applies on `day`; the first day counts.
    pub fn on(self, day: Day) -> InForce {
        let has_begun = |from: Option<Day>| from.is_some_and(|from| from <= day);
        InForce { vis_reform: has_begun(self.vis_reform_from), etias: has_begun(self.etias_from) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_law_applies_from_its_day_and_never_without_one() {
        let first = Day::of(2027, 3, 1);
        let features = Features { vis_reform_from: Some(first), etias_from: None };
        let cases = [
            (Day::of(2027, 2, 28), InForce { vis_reform: false, etias: false }),
            (first, InForce { vis_reform: true, etias: false }),
            (Day::MAX, InForce { vis_reform: true, etias: false }),
        ];
        for (day, expected) in cases {
            assert_eq!(features.on(day), expected, "{day}");
        }
        assert_eq!(Features::default().on(Day::MAX), InForce::default());
    }
}
