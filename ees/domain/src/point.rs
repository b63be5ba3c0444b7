//! Border crossing points and passages through them.

use std::fmt;
use std::str::FromStr;

use fnd_core::CountryCode;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::day::Day;
use crate::member_state::Border;

/// The code of a border crossing point: the State, the kind of border, a short name, as in
/// `ROU-A-OTP`.
///
/// The code says by itself in which State and at which kind of border a crossing was recorded,
/// so that a record stays readable when the list of points changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PointCode(String);

/// Letters of the code of a territory, as in `ROU-T`.
const WITHIN_LETTERS: usize = 5;
/// Longest short name of a point, in letters and digits.
const NAME_LETTERS_MAX: usize = 12;

/// The text is not the code of a border crossing point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a border crossing point is written as State, kind of border (`A`, `S` or `L`) and a name of \
     capital letters and digits, as in `ROU-A-OTP`"
)]
pub struct PointCodeError;

impl PointCode {
    /// The place of a short stay that began within the territory of `state`: the State and `T`.
    ///
    /// Law: EES Art. 14(8).
    pub fn within(state: CountryCode) -> Self {
        Self(format!("{state}-T"))
    }

    /// Whether it is no crossing point, but the territory of a State.
    pub fn is_within_territory(&self) -> bool {
        self.0.ends_with("-T") && self.0.len() == WITHIN_LETTERS
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The State of the point.
    pub fn state(&self) -> CountryCode {
        let state = self.0.get(..3).and_then(|state| state.parse().ok());
        // INVARIANT: reading the code found a State here.
        state.unwrap_or(CountryCode::of(b"XXX"))
    }

    /// The kind of border; land for a stay that began within the territory.
    pub fn border(&self) -> Border {
        match self.0.get(4..5) {
            Some("A") => Border::Air,
            Some("S") => Border::Sea,
            _ => Border::Land,
        }
    }
}

impl FromStr for PointCode {
    type Err = PointCodeError;

    fn from_str(text: &str) -> Result<Self, PointCodeError> {
        let within = Self(text.to_owned());
        let is_state =
            |state: &str| state.len() == 3 && state.bytes().all(|b| b.is_ascii_uppercase());
        if within.is_within_territory() && text.get(..3).is_some_and(is_state) {
            return Ok(within);
        }
        let mut parts = text.splitn(3, '-');
        let (Some(state), Some(border), Some(name)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err(PointCodeError);
        };
        let is_name = (1..=NAME_LETTERS_MAX).contains(&name.len())
            && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if is_state(state) && matches!(border, "A" | "S" | "L") && is_name {
            Ok(Self(text.to_owned()))
        } else {
            Err(PointCodeError)
        }
    }
}

impl fmt::Display for PointCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A border crossing point of the list that a State keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BorderPoint {
    /// Its code.
    pub code: PointCode,
    /// Its name, as people there say it.
    pub name: String,
    /// Its time zone, which decides the day of a crossing.
    pub zone: TimeZone,
}

/// The time zones of the places at which people enter; their days count.
///
/// Law: EES Art. 16(2)(a); Art. 12(1), the stay ends with a day of the place of entry.
pub trait Zones {
    /// The zone of `point`, also of one that is no longer on the list.
    fn zone(&self, point: &PointCode) -> TimeZone;
}

/// The points of a list; a point that is not on it has the zone of another point of its State,
/// and where there is none, Coordinated Universal Time.
impl Zones for Vec<BorderPoint> {
    fn zone(&self, point: &PointCode) -> TimeZone {
        let of_state = || self.iter().find(|one| one.code.state() == point.state());
        let found = self.iter().find(|one| one.code == *point).or_else(of_state);
        found.map_or(TimeZone::UTC, |found| found.zone.clone())
    }
}

/// One passage through a border crossing point. Law: EES Art. 16(2)(a) and (b), 16(3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The instant.
    pub at: Timestamp,
    /// Minutes that the local time was ahead of UTC.
    pub offset_minutes: i16,
    /// The local day, the one that law counts.
    pub day: Day,
    /// The border crossing point.
    pub point: PointCode,
}

impl Passage {
    /// A passage of which the day alone is known: it stands at the beginning of that day. `None` at
    /// the edge of the calendar.
    pub fn of_day(day: Day, point: PointCode, zone: &TimeZone) -> Option<Self> {
        let begin = day.date().to_zoned(zone.clone()).ok()?;
        let offset_minutes = i16::try_from(begin.offset().seconds() / 60).ok()?;
        Some(Self { at: begin.timestamp(), offset_minutes, day, point })
    }
}

impl BorderPoint {
    /// A passage through this point at `at`; `None` when the local day cannot be named.
    pub fn passage(&self, at: Timestamp) -> Option<Passage> {
        let local = at.to_zoned(self.zone.clone());
        let date = local.date();
        Some(Passage {
            at,
            offset_minutes: i16::try_from(local.offset().seconds() / 60).ok()?,
            day: Day::find(date.year(), date.month(), date.day())?,
            point: self.code.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_says_state_and_kind_of_border() {
        let code: PointCode = "ROU-A-OTP".parse().unwrap();
        assert_eq!((code.state(), code.border()), (CountryCode::of(b"ROU"), Border::Air));
        let inside = PointCode::within(CountryCode::of(b"ROU"));
        assert_eq!(("ROU-T".parse(), inside.as_str()), (Ok(inside.clone()), "ROU-T"));
        assert_eq!((inside.state(), inside.border()), (CountryCode::of(b"ROU"), Border::Land));
        for wrong in [
            "rou-T",
            "ROU-T-X",
            "R1U-T",
            "",
            "ROU",
            "ROU-A",
            "ROU-A-",
            "RO-A-OTP",
            "ROU-X-OTP",
            "ROU-A-otp",
            "ROU-A-O P",
        ] {
            assert_eq!(wrong.parse::<PointCode>(), Err(PointCodeError), "{wrong}");
        }
    }

    #[test]
    fn the_zone_of_the_point_decides_the_day() {
        let zone = TimeZone::posix("EET-2EEST,M3.5.0/3,M10.5.0/4").unwrap();
        let point =
            BorderPoint { code: "ROU-A-OTP".parse().unwrap(), name: "Otopeni".into(), zone };
        let passage = point.passage("2026-07-15T21:30:00Z".parse().unwrap()).unwrap();
        assert_eq!((passage.day, passage.offset_minutes), (Day::of(2026, 7, 16), 180));
        let passage = point.passage("2026-12-31T21:30:00Z".parse().unwrap()).unwrap();
        assert_eq!((passage.day, passage.offset_minutes), (Day::of(2026, 12, 31), 120));
    }
}
