//! Who gives fingerprints.

use crate::day::Day;
use crate::partial_date::PartialDate;

/// The age from which fingerprints are given, in completed years. Law: EES Art. 17(3).
pub const PRINTS_AGE_YEARS: i16 = 12;
/// Whether somebody is a child in the sense of Art. 17(3), on the day of the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Age {
    /// Gives no fingerprints.
    UnderTwelve,
    /// Gives them.
    TwelveOrOlder,
}

/// What a date of birth says about the age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AgeReading {
    /// It decides.
    Known(Age),
    /// Parts of the date are unknown and leave both open; an officer decides.
    Unclear,
}

impl AgeReading {
    /// The age on `day` of one born on `birth`.
    ///
    /// Law: EES Art. 17(3), under the age of 12, on the day of the check.
    pub fn on(birth: PartialDate, day: Day) -> Self {
        if birth.year().is_none() {
            return Self::Unclear;
        }
        match birth.age_on(day.date()) {
            // Born on that day or later, as far as the date says: no one is twelve already.
            None => Self::Known(Age::UnderTwelve),
            Some((_, greatest)) if greatest < PRINTS_AGE_YEARS => Self::Known(Age::UnderTwelve),
            Some((least, _)) if PRINTS_AGE_YEARS <= least => Self::Known(Age::TwelveOrOlder),
            Some(_) => Self::Unclear,
        }
    }
}

/// Whether fingerprints can be taken of a person's hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fingers {
    /// They can.
    Usable,
    /// It is physically impossible and will stay so.
    PermanentlyImpossible,
    /// It is physically impossible today.
    TemporarilyImpossible,
}

/// Why somebody gives no fingerprints for good; the field is marked "not applicable".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exemption {
    /// Art. 17(3).
    UnderTwelve,
    /// Art. 17(4), first subparagraph.
    PermanentlyImpossible,
}

/// What fingerprints somebody owes who owes them by the rules on the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrintsDuty {
    /// They are given now.
    Due,
    /// They are never given.
    NotApplicable(Exemption),
    /// They are given on exit or at the next entry; until then that fact is recorded.
    Later,
}

/// What fingerprints a person of this age and with these hands owes.
///
/// Law: EES Art. 17(3) to (5).
pub const fn prints_duty(age: Age, fingers: Fingers) -> PrintsDuty {
    match (age, fingers) {
        (Age::UnderTwelve, _) => PrintsDuty::NotApplicable(Exemption::UnderTwelve),
        (Age::TwelveOrOlder, Fingers::PermanentlyImpossible) => {
            PrintsDuty::NotApplicable(Exemption::PermanentlyImpossible)
        }
        (Age::TwelveOrOlder, Fingers::TemporarilyImpossible) => PrintsDuty::Later,
        (Age::TwelveOrOlder, Fingers::Usable) => PrintsDuty::Due,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_age_is_that_of_the_day_of_the_check() {
        let day = Day::of(2026, 7, 15);
        let (under, over) =
            (AgeReading::Known(Age::UnderTwelve), AgeReading::Known(Age::TwelveOrOlder));
        let cases = [
            ("twelve today", "2014-07-15", over),
            ("twelve tomorrow", "2014-07-16", under),
            ("the year decides", "2013-00-00", over),
            ("the year leaves it open", "2014-00-00", AgeReading::Unclear),
            ("month and year decide", "2014-08-00", under),
            ("nothing is known", "0000-00-00", AgeReading::Unclear),
            ("born today", "2026-07-15", under),
        ];
        for (rule, birth, expected) in cases {
            assert_eq!(AgeReading::on(birth.parse().unwrap(), day), expected, "{rule}");
        }
    }

    #[test]
    fn who_owes_fingerprints_is_twelve_and_able() {
        use Exemption as E;
        use PrintsDuty as D;
        let cases = [
            (Age::UnderTwelve, Fingers::Usable, D::NotApplicable(E::UnderTwelve)),
            (Age::UnderTwelve, Fingers::TemporarilyImpossible, D::NotApplicable(E::UnderTwelve)),
            (Age::UnderTwelve, Fingers::PermanentlyImpossible, D::NotApplicable(E::UnderTwelve)),
            (Age::TwelveOrOlder, Fingers::Usable, D::Due),
            (Age::TwelveOrOlder, Fingers::TemporarilyImpossible, D::Later),
            (
                Age::TwelveOrOlder,
                Fingers::PermanentlyImpossible,
                D::NotApplicable(E::PermanentlyImpossible),
            ),
        ];
        for (age, fingers, expected) in cases {
            assert_eq!(prints_duty(age, fingers), expected, "{age:?} {fingers:?}");
        }
    }
}
