//! National facilitation programmes: who takes part in one, as a file tells it.
//!
//! A Member State grants access to its programme by its own procedure; what stands here is the
//! notification of that in the file, and what it eases at the border.

use fnd_core::deadline::years_after;
use fnd_core::{CountryCode, Id};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::day::Day;
use crate::file::File;
use crate::refusal::FormText;
use crate::switches::ProgrammeSwitches;

/// The notification of access to a national facilitation programme.
///
/// Law: EES Art. 16(6), 17(1)(d); SBC Art. 8d.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participation {
    /// Its identifier, chosen by who enters it.
    pub id: Id<Participation>,
    /// Which programme, as its State names it.
    pub programme: FormText,
    /// The Member State of the programme.
    pub state: CountryCode,
    /// The day on which access was granted or extended.
    pub granted_on: Day,
    /// The last day.
    pub until: Day,
    /// The day from which it was withdrawn.
    pub withdrawn_on: Option<Day>,
    /// The authority that entered it.
    pub authority: String,
    /// When it was entered.
    pub entered_at: Timestamp,
}

/// Why a notification was not entered or withdrawn. `code` is stable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProgrammeError {
    /// Access was granted in the future.
    #[error("the day on which access was granted lies in the future")]
    GrantedInFuture,
    /// The last day lies before the first.
    #[error("the last day lies before the day on which access was granted")]
    EndsBeforeGrant,
    /// The time is over already.
    #[error("the last day is over already; a notification of the past eases no check")]
    OverAlready,
    /// Longer than access may be granted.
    #[error("access of this kind lasts until {latest} at most")]
    TooLong {
        /// The latest last day.
        latest: Day,
    },
    /// The programme stands there from that day.
    #[error("the file holds this programme from that day already")]
    EnteredAlready,
    /// Another State's programme.
    #[error("{state} granted access to this programme, and withdraws it")]
    NotOfThisState {
        /// That State.
        state: CountryCode,
    },
    /// It was withdrawn before.
    #[error("access to this programme was withdrawn on {on} already")]
    WithdrawnAlready {
        /// The day.
        on: Day,
    },
    /// Withdrawn before it was granted.
    #[error("the day of withdrawal lies before the day on which access was granted")]
    WithdrawnBeforeGrant,
    /// Withdrawn in the future.
    #[error("the day of withdrawal lies in the future")]
    WithdrawnInFuture,
}

impl ProgrammeError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::GrantedInFuture => "granted-in-future",
            Self::EndsBeforeGrant => "ends-before-grant",
            Self::OverAlready => "programme-over",
            Self::TooLong { .. } => "programme-too-long",
            Self::EnteredAlready => "programme-entered-already",
            Self::NotOfThisState { .. } => "programme-of-another-state",
            Self::WithdrawnAlready { .. } => "withdrawn-already",
            Self::WithdrawnBeforeGrant => "withdrawn-before-grant",
            Self::WithdrawnInFuture => "withdrawn-in-future",
        }
    }
}

/// Decides whether `new` can be entered in a file on `today`.
///
/// Law: EES Art. 16(6), 17(1)(d): the Member State whose programme it is has the notification
/// entered, so that [`Participation::state`] is the State of the authority that does it. SBC
/// Art. 8d for how long access may be granted.
pub fn enter(
    file: &File,
    new: &Participation,
    today: Day,
    switches: ProgrammeSwitches,
) -> Result<(), ProgrammeError> {
    if today < new.granted_on {
        return Err(ProgrammeError::GrantedInFuture);
    }
    if new.until < new.granted_on {
        return Err(ProgrammeError::EndsBeforeGrant);
    }
    if new.until < today {
        return Err(ProgrammeError::OverAlready);
    }
    let held = file.programmes.iter().filter(|held| held.is_same_programme(new));
    if held.clone().any(|held| held.granted_on == new.granted_on) {
        return Err(ProgrammeError::EnteredAlready);
    }
    let is_extension = held.clone().any(|held| held.granted_on < new.granted_on);
    let latest = latest_end(file, new.granted_on, is_extension, switches);
    if latest < new.until { Err(ProgrammeError::TooLong { latest }) } else { Ok(()) }
}

/// The latest last day of access granted on `from`; an extension lasts no longer than the
/// document that is valid longest.
fn latest_end(file: &File, from: Day, is_extension: bool, switches: ProgrammeSwitches) -> Day {
    let years = if is_extension { switches.extension_years } else { switches.first_years };
    let by_years = Day::from(years_after(from.date(), years)).plus(-1).unwrap_or(from);
    let by_document = file.documents.iter().map(|document| document.expires).max();
    match by_document.map(Date::into) {
        Some(expires) if is_extension => by_years.min(expires),
        Some(_) | None => by_years,
    }
}

/// Decides whether an authority of the State `by` can withdraw a notification from the day `on`,
/// and what it is then.
///
/// Law: SBC Art. 8d, access is revoked as soon as its conditions are met no more; EES Art. 16(6).
pub fn withdraw(
    held: &Participation,
    (by, on): (CountryCode, Day),
    today: Day,
) -> Result<Participation, ProgrammeError> {
    if held.state != by {
        return Err(ProgrammeError::NotOfThisState { state: held.state });
    }
    if let Some(on) = held.withdrawn_on {
        return Err(ProgrammeError::WithdrawnAlready { on });
    }
    if today < on {
        return Err(ProgrammeError::WithdrawnInFuture);
    }
    if on < held.granted_on {
        return Err(ProgrammeError::WithdrawnBeforeGrant);
    }
    if held.until < on {
        return Err(ProgrammeError::OverAlready);
    }
    Ok(Participation { withdrawn_on: Some(on), ..held.clone() })
}

impl Participation {
    /// Whether it is the same programme of the same State.
    fn is_same_programme(&self, other: &Self) -> bool {
        self.state == other.state && self.programme == other.programme
    }

    /// Whether access is granted on `day`.
    pub fn is_running(&self, day: Day) -> bool {
        let is_withdrawn = self.withdrawn_on.is_some_and(|from| from <= day);
        self.granted_on <= day && day <= self.until && !is_withdrawn
    }

    /// Whether it eases a check on `day` at an external border of `state`.
    ///
    /// Law: SBC Art. 8d(2) and (9): at the borders of the State that granted access, and
    /// of a State that has concluded an agreement with it.
    pub fn eases(&self, day: Day, state: CountryCode, switches: ProgrammeSwitches) -> bool {
        let agreed = switches.agreements.iter().any(|agreement| {
            let pair = [agreement.one, agreement.other];
            agreement.from <= day && pair.contains(&self.state) && pair.contains(&state)
        });
        self.is_running(day) && (self.state == state || agreed)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::sample::file;
    use crate::switches::Agreement;

    const TODAY: Day = Day::of(2026, 11, 2);
    const ROMANIA: CountryCode = CountryCode::of(b"ROU");
    const BULGARIA: CountryCode = CountryCode::of(b"BGR");

    fn granted(granted_on: Day, until: Day) -> Participation {
        Participation {
            id: Id::from_uuid(Uuid::from_u128(1)),
            programme: "Frequent travellers".parse().unwrap(),
            state: ROMANIA,
            granted_on,
            until,
            withdrawn_on: None,
            authority: "Border Police".into(),
            entered_at: Timestamp::UNIX_EPOCH,
        }
    }

    fn with(programmes: Vec<Participation>) -> File {
        File { programmes, ..file(Vec::new()) }
    }

    fn first() -> Participation {
        granted(Day::of(2026, 6, 1), Day::of(2027, 5, 31))
    }

    #[test]
    fn access_is_entered_for_as_long_as_it_may_be_granted() {
        let extended = granted(Day::of(2026, 11, 1), Day::of(2029, 12, 31));
        let (none, one) = (with(Vec::new()), with(vec![first()]));
        let too_long = |latest| Err(ProgrammeError::TooLong { latest });
        let other = Participation { programme: "Another".parse().unwrap(), ..extended.clone() };
        let cases = [
            ("a year", &none, first(), Ok(())),
            (
                "a day more",
                &none,
                granted(Day::of(2026, 6, 1), Day::of(2027, 6, 1)),
                too_long(Day::of(2027, 5, 31)),
            ),
            ("extended", &one, extended.clone(), Ok(())),
            ("five years at first", &none, extended.clone(), too_long(Day::of(2027, 10, 31))),
            ("another programme is new", &one, other, too_long(Day::of(2027, 10, 31))),
            (
                "longer than the passport",
                &one,
                granted(Day::of(2026, 11, 1), Day::of(2030, 6, 1)),
                too_long(Day::of(2030, 1, 1)),
            ),
            ("twice", &one, first(), Err(ProgrammeError::EnteredAlready)),
            (
                "from tomorrow",
                &none,
                granted(Day::of(2026, 11, 3), Day::of(2027, 1, 1)),
                Err(ProgrammeError::GrantedInFuture),
            ),
            (
                "back to front",
                &none,
                granted(Day::of(2026, 10, 3), Day::of(2026, 10, 2)),
                Err(ProgrammeError::EndsBeforeGrant),
            ),
            (
                "of the past",
                &none,
                granted(Day::of(2026, 1, 3), Day::of(2026, 10, 2)),
                Err(ProgrammeError::OverAlready),
            ),
        ];
        for (case, file, new, expected) in cases {
            let found = enter(file, &new, TODAY, ProgrammeSwitches::default());
            assert_eq!(found, expected, "{case}");
        }
    }

    #[test]
    fn the_state_that_granted_access_withdraws_it_once() {
        let held = first();
        let gone = withdraw(&held, (ROMANIA, TODAY), TODAY).unwrap();
        assert_eq!(gone.withdrawn_on, Some(TODAY));
        let again = withdraw(&gone, (ROMANIA, TODAY), TODAY);
        assert_eq!(again, Err(ProgrammeError::WithdrawnAlready { on: TODAY }));
        let cases = [
            ("another State", BULGARIA, TODAY, "programme-of-another-state"),
            ("tomorrow", ROMANIA, Day::of(2026, 11, 3), "withdrawn-in-future"),
            ("before it began", ROMANIA, Day::of(2026, 5, 31), "withdrawn-before-grant"),
        ];
        for (case, by, on, code) in cases {
            assert_eq!(withdraw(&held, (by, on), TODAY).unwrap_err().code(), code, "{case}");
        }
        let over = granted(Day::of(2025, 6, 1), Day::of(2026, 5, 31));
        let late = withdraw(&over, (ROMANIA, TODAY), TODAY).unwrap_err();
        assert_eq!(late.code(), "programme-over");
    }

    #[test]
    fn checks_are_eased_where_and_while_access_holds() {
        const AGREED: &[Agreement] =
            &[Agreement { one: BULGARIA, other: ROMANIA, from: Day::of(2026, 12, 1) }];
        let agreed = ProgrammeSwitches { agreements: AGREED, ..ProgrammeSwitches::default() };
        let alone = ProgrammeSwitches::default();
        let withdrawn = Participation { withdrawn_on: Some(TODAY), ..first() };
        let cases = [
            ("its own border", first(), TODAY, ROMANIA, alone, true),
            ("another State's", first(), TODAY, BULGARIA, alone, false),
            ("before the agreement", first(), TODAY, BULGARIA, agreed, false),
            ("by agreement", first(), Day::of(2026, 12, 1), BULGARIA, agreed, true),
            (
                "a third State",
                first(),
                Day::of(2026, 12, 1),
                CountryCode::of(b"FRA"),
                agreed,
                false,
            ),
            ("the last day", first(), Day::of(2027, 5, 31), ROMANIA, alone, true),
            ("the day after", first(), Day::of(2027, 6, 1), ROMANIA, alone, false),
            ("the day before", first(), Day::of(2026, 5, 31), ROMANIA, alone, false),
            ("withdrawn", withdrawn.clone(), TODAY, ROMANIA, alone, false),
            ("before it was", withdrawn, Day::of(2026, 11, 1), ROMANIA, alone, true),
        ];
        for (case, held, day, state, switches, expected) in cases {
            assert_eq!(held.eases(day, state, switches), expected, "{case}");
        }
    }
}
