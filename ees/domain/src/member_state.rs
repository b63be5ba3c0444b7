//! Which State counts as what, on which day, at which kind of border.
//!
//! The rows are dated facts; a State that changes its status gets a new row, and no code changes.

use fnd_core::CountryCode;

use crate::day::Day;

/// The kind of an external border. A railway station counts as a land border.
///
/// Law: EES Art. 63(1)(i).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Border {
    /// An airport.
    Air,
    /// A port.
    Sea,
    /// A road or railway crossing.
    Land,
}

/// What a State is to the Entry/Exit System.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MsStatus {
    /// Applies the Schengen acquis in full; all such States are one area.
    Full,
    /// Operates the system, but does not yet apply the acquis in full.
    EesOnly,
    /// A Member State that does not operate the system; days there are not counted.
    NoEes,
    /// Neither a Member State nor associated, on that day.
    NotMember,
}

/// From one day on, a State has a status at all borders or at one kind of border.
#[derive(Debug, Clone, Copy)]
pub struct StatusRow {
    /// The State.
    pub state: CountryCode,
    /// The kind of border; `None` means every kind.
    pub border: Option<Border>,
    /// The first day of the status.
    pub from: Day,
    /// The status.
    pub status: MsStatus,
    /// Where the date comes from.
    pub source: &'static str,
}

const fn row(
    state: [u8; 3],
    border: Option<Border>,
    from: Day,
    status: MsStatus,
    source: &'static str,
) -> StatusRow {
    StatusRow { state: CountryCode::of(&state), border, from, status, source }
}

const FIRST: &str = "Convention implementing the Schengen Agreement, in force 1995";
const SOUTH: &str = "Executive Committee decisions SCH/Com-ex (97) and Council Dec. 1999/848/EC";
const NORTH: &str = "Council Dec. 2000/777/EC";
const NINE: &str = "Council Dec. 2007/801/EC";
const ACCESSION: &str = "Act of Accession: member without full application";

/// Every row, of one State in the order of time.
pub const STATUS_ROWS: &[StatusRow] = &[
    row(*b"AUT", None, Day::of(1997, 12, 1), MsStatus::Full, SOUTH),
    row(*b"BEL", None, Day::of(1995, 3, 26), MsStatus::Full, FIRST),
    row(*b"BGR", None, Day::of(2007, 1, 1), MsStatus::NoEes, ACCESSION),
    row(*b"BGR", Some(Border::Air), Day::of(2024, 3, 31), MsStatus::Full, AIR_AND_SEA),
    row(*b"BGR", Some(Border::Sea), Day::of(2024, 3, 31), MsStatus::Full, AIR_AND_SEA),
    row(*b"BGR", Some(Border::Land), Day::of(2025, 1, 1), MsStatus::Full, LAND),
    row(*b"CHE", None, Day::of(2008, 12, 12), MsStatus::Full, "Council Dec. 2008/903/EC"),
    row(*b"CYP", None, Day::of(2004, 5, 1), MsStatus::NoEes, "Reg. (EU) 2025/1534 recital 34"),
    row(*b"CZE", None, Day::of(2004, 5, 1), MsStatus::NoEes, ACCESSION),
    row(*b"CZE", None, Day::of(2007, 12, 21), MsStatus::Full, NINE),
    row(*b"DEU", None, Day::of(1995, 3, 26), MsStatus::Full, FIRST),
    row(*b"DNK", None, Day::of(2001, 3, 25), MsStatus::Full, NORTH),
    row(*b"ESP", None, Day::of(1995, 3, 26), MsStatus::Full, FIRST),
    row(*b"EST", None, Day::of(2004, 5, 1), MsStatus::NoEes, ACCESSION),
    row(*b"EST", None, Day::of(2007, 12, 21), MsStatus::Full, NINE),
    row(*b"FIN", None, Day::of(2001, 3, 25), MsStatus::Full, NORTH),
    row(*b"FRA", None, Day::of(1995, 3, 26), MsStatus::Full, FIRST),
    row(*b"GRC", None, Day::of(2000, 1, 1), MsStatus::Full, SOUTH),
    row(*b"HRV", None, Day::of(2013, 7, 1), MsStatus::NoEes, ACCESSION),
    row(*b"HRV", None, Day::of(2023, 1, 1), MsStatus::Full, "Council Dec. (EU) 2022/2451"),
    row(*b"HUN", None, Day::of(2004, 5, 1), MsStatus::NoEes, ACCESSION),
    row(*b"HUN", None, Day::of(2007, 12, 21), MsStatus::Full, NINE),
    row(*b"IRL", None, Day::of(1973, 1, 1), MsStatus::NoEes, "Protocol No 19 to the Treaties"),
    row(*b"ISL", None, Day::of(2001, 3, 25), MsStatus::Full, NORTH),
    row(*b"ITA", None, Day::of(1997, 10, 26), MsStatus::Full, SOUTH),
    row(*b"LIE", None, Day::of(2011, 12, 19), MsStatus::Full, "Council Dec. 2011/842/EU"),
    row(*b"LTU", None, Day::of(2004, 5, 1), MsStatus::NoEes, ACCESSION),
    row(*b"LTU", None, Day::of(2007, 12, 21), MsStatus::Full, NINE),
    row(*b"LUX", None, Day::of(1995, 3, 26), MsStatus::Full, FIRST),
    row(*b"LVA", None, Day::of(2004, 5, 1), MsStatus::NoEes, ACCESSION),
    row(*b"LVA", None, Day::of(2007, 12, 21), MsStatus::Full, NINE),
    row(*b"MLT", None, Day::of(2004, 5, 1), MsStatus::NoEes, ACCESSION),
    row(*b"MLT", None, Day::of(2007, 12, 21), MsStatus::Full, NINE),
    row(*b"NLD", None, Day::of(1995, 3, 26), MsStatus::Full, FIRST),
    row(*b"NOR", None, Day::of(2001, 3, 25), MsStatus::Full, NORTH),
    row(*b"POL", None, Day::of(2004, 5, 1), MsStatus::NoEes, ACCESSION),
    row(*b"POL", None, Day::of(2007, 12, 21), MsStatus::Full, NINE),
    row(*b"PRT", None, Day::of(1995, 3, 26), MsStatus::Full, FIRST),
    row(*b"ROU", None, Day::of(2007, 1, 1), MsStatus::NoEes, ACCESSION),
    row(*b"ROU", Some(Border::Air), Day::of(2024, 3, 31), MsStatus::Full, AIR_AND_SEA),
    row(*b"ROU", Some(Border::Sea), Day::of(2024, 3, 31), MsStatus::Full, AIR_AND_SEA),
    row(*b"ROU", Some(Border::Land), Day::of(2025, 1, 1), MsStatus::Full, LAND),
    row(*b"SVK", None, Day::of(2004, 5, 1), MsStatus::NoEes, ACCESSION),
    row(*b"SVK", None, Day::of(2007, 12, 21), MsStatus::Full, NINE),
    row(*b"SVN", None, Day::of(2004, 5, 1), MsStatus::NoEes, ACCESSION),
    row(*b"SVN", None, Day::of(2007, 12, 21), MsStatus::Full, NINE),
    row(*b"SWE", None, Day::of(2001, 3, 25), MsStatus::Full, NORTH),
];
const AIR_AND_SEA: &str = "Council Dec. (EU) 2024/210";
const LAND: &str = "Council Dec. (EU) 2024/3212";

/// The status of `state` on `day` at a border of the kind `border`.
///
/// Law: EES Art. 4 and Art. 66, the States that operate the system and those that apply the
/// Schengen acquis in full.
pub fn ms_status(state: CountryCode, border: Border, day: Day) -> MsStatus {
    rows_of(STATUS_ROWS, state, border)
        .filter(|row| row.from <= day)
        .last()
        .map_or(MsStatus::NotMember, |row| row.status)
}

/// The rows of `table` for one State at one kind of border, in the order of time.
fn rows_of(
    table: &[StatusRow],
    state: CountryCode,
    border: Border,
) -> impl Iterator<Item = &StatusRow> {
    table
        .iter()
        .filter(move |row| row.state == state && row.border.is_none_or(|only| only == border))
}

/// The first day from which days in `state`, entered at a border of that kind, are days of stay.
///
/// `only_ees_too` says whether a State that only operates the system is enough. `None` means
/// that days there are never counted.
///
/// Law: EES Art. 11(4); SBC Art. 6(1), the territory of the Member States as one area.
pub fn counts_from(state: CountryCode, border: Border, only_ees_too: bool) -> Option<Day> {
    rows_of(STATUS_ROWS, state, border)
        .find(|row| match row.status {
            MsStatus::Full => true,
            MsStatus::EesOnly => only_ees_too,
            MsStatus::NoEes | MsStatus::NotMember => false,
        })
        .map(|row| row.from)
}

/// The States that operate the system, each once.
pub fn operating_states() -> impl Iterator<Item = CountryCode> {
    let mut seen = Vec::new();
    STATUS_ROWS.iter().filter_map(move |row| {
        let operates = matches!(row.status, MsStatus::Full | MsStatus::EesOnly);
        let is_new = operates && !seen.contains(&row.state);
        is_new.then(|| {
            seen.push(row.state);
            row.state
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_of_a_state_depends_on_the_day_and_the_border() {
        use Border::{Air, Land, Sea};
        use MsStatus::{Full, NoEes, NotMember};
        let cases = [
            (b"ROU", Air, Day::of(2024, 3, 30), NoEes),
            (b"ROU", Air, Day::of(2024, 3, 31), Full),
            (b"ROU", Sea, Day::of(2024, 3, 31), Full),
            (b"BGR", Land, Day::of(2024, 12, 31), NoEes),
            (b"BGR", Land, Day::of(2025, 1, 1), Full),
            (b"HRV", Land, Day::of(2022, 12, 31), NoEes),
            (b"HRV", Land, Day::of(2023, 1, 1), Full),
            (b"CYP", Air, Day::of(2026, 6, 1), NoEes),
            (b"IRL", Sea, Day::of(2026, 6, 1), NoEes),
            (b"CHE", Air, Day::of(2000, 1, 1), NotMember),
            (b"GBR", Air, Day::of(2026, 6, 1), NotMember),
        ];
        for (state, border, day, expected) in cases {
            let state = CountryCode::of(state);
            assert_eq!(ms_status(state, border, day), expected, "{state} {border:?} {day}");
        }
    }

    #[test]
    fn twenty_nine_states_operate_the_system() {
        let day = Day::of(2025, 10, 12);
        let mut full: Vec<_> = STATUS_ROWS
            .iter()
            .map(|row| row.state)
            .filter(|state| ms_status(*state, Border::Land, day) == MsStatus::Full)
            .collect();
        full.dedup();
        assert_eq!(full.len(), 29);
        assert!(STATUS_ROWS.array_windows().all(|[a, b]| a.state <= b.state));
    }

    #[test]
    fn days_before_full_application_are_not_days_of_stay() {
        let romania = CountryCode::of(b"ROU");
        assert_eq!(counts_from(romania, Border::Land, true), Some(Day::of(2025, 1, 1)));
        assert_eq!(counts_from(CountryCode::of(b"CYP"), Border::Air, true), None);
    }
}
