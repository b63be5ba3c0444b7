//! The border crossing points at which the people who do not exist cross.

use std::sync::LazyLock;

use ees_domain::point::{BorderPoint, PointCode};
use fnd_core::CountryCode;
use jiff::tz::TimeZone;
use serde::Deserialize;

/// The list as it is written, for the configuration of a demonstration.
pub const POINTS_TOML: &str = include_str!("../points.toml");

/// The list; every entry of the file, in its order.
pub static POINTS: LazyLock<Vec<BorderPoint>> = LazyLock::new(read);

/// The file.
#[derive(Deserialize)]
struct Written {
    point: Vec<WrittenPoint>,
}

#[derive(Deserialize)]
struct WrittenPoint {
    code: String,
    name: String,
    zone: String,
}

/// Reads the list. An entry that cannot be read is left out; a test sees that there is none.
fn read() -> Vec<BorderPoint> {
    let written: Written = toml::from_str(POINTS_TOML).unwrap_or(Written { point: Vec::new() });
    let point = |point: WrittenPoint| {
        let code: PointCode = point.code.parse().ok()?;
        let zone = TimeZone::get(&point.zone).ok()?;
        Some(BorderPoint { code, name: point.name, zone })
    };
    written.point.into_iter().filter_map(point).collect()
}

/// The point with this code.
pub fn find(code: &str) -> Option<&'static BorderPoint> {
    POINTS.iter().find(|point| point.code.as_str() == code)
}

/// The office of border police at a point, as the list of authorities would name it.
pub fn office(point: &BorderPoint) -> String {
    format!("Border Police, {}", point.name)
}

/// The States of the list, each once.
pub fn states() -> Vec<CountryCode> {
    let mut states: Vec<CountryCode> = POINTS.iter().map(|point| point.code.state()).collect();
    states.sort_unstable();
    states.dedup();
    states
}

#[cfg(test)]
mod tests {
    use super::*;
    use ees_domain::day::Day;
    use ees_domain::member_state::{MsStatus, ms_status};

    #[test]
    fn every_entry_of_the_file_is_a_point_of_a_state_that_operates_the_system() {
        assert_eq!(POINTS.len(), POINTS_TOML.matches("[[point]]").count());
        assert!(25 <= POINTS.len() && 12 <= states().len());
        for point in POINTS.iter() {
            let (state, border) = (point.code.state(), point.code.border());
            let status = ms_status(state, border, Day::of(2026, 1, 1));
            assert_eq!(status, MsStatus::Full, "{}", point.code);
            assert_eq!(find(point.code.as_str()), Some(point), "codes are unique");
        }
    }

    #[test]
    fn zones_have_their_summer_time() {
        let summer = "2026-07-15T10:00:00Z".parse().unwrap();
        for (code, minutes) in [("ROU-A-OTP", 180), ("PRT-A-LIS", 60), ("ISL-A-KEF", 0)] {
            assert_eq!(find(code).unwrap().passage(summer).unwrap().offset_minutes, minutes);
        }
    }
}
