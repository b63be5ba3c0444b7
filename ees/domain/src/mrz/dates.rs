//! Six digits as a day, and the century they leave out.

use jiff::civil::Date;

use crate::partial_date::PartialDate;

/// Two characters of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Known(i16),
    Unknown,
}

/// Year, month and day of `YYMMDD`, each possibly `<<`; `None` when a part is anything else.
fn parts(characters: &[u8]) -> Option<[Part; 3]> {
    let ([year, month, day], []) = characters.as_chunks::<2>() else { return None };
    Some([part(*year)?, part(*month)?, part(*day)?])
}

fn part([tens, ones]: [u8; 2]) -> Option<Part> {
    if (tens, ones) == (b'<', b'<') {
        return Some(Part::Unknown);
    }
    let digit = |character: u8| char::from(character).to_digit(10);
    let value = digit(tens)?.saturating_mul(10).saturating_add(digit(ones)?);
    i16::try_from(value).ok().map(Part::Known)
}

/// A date of birth: the latest day of these digits that is not after `on`.
///
/// Whoever is older than a hundred years is therefore read a century too young; the document
/// itself and the person show it. Unknown parts count as their earliest.
pub(super) fn birth(characters: &[u8], on: Date) -> Option<PartialDate> {
    let [year, month, day] = parts(characters)?;
    let of_part = |part: Part| match part {
        Part::Known(value) => i8::try_from(value).ok().map(Some),
        Part::Unknown => Some(None),
    };
    let (month, day) = (of_part(month)?, of_part(day)?);
    let Part::Known(year) = year else { return PartialDate::new(None, month, day).ok() };
    let this_century = century_of(on).saturating_add(year);
    [this_century, this_century.saturating_sub(100)].into_iter().find_map(|year| {
        let birth = PartialDate::new(Some(year), month, day).ok()?;
        birth.earliest().is_some_and(|first| first <= on).then_some(birth)
    })
}

/// A date of expiry: the day of these digits whose year is nearest to that of `on`, from 50
/// years before to 49 years after.
///
/// Validity is ten years at most for passports, so the window has room on both sides. The
/// outer `None` means no such day, the inner that all six characters are fillers.
#[expect(clippy::option_option, reason = "absent and impossible are different answers")]
pub(super) fn expiry(characters: &[u8], on: Date) -> Option<Option<Date>> {
    match parts(characters)? {
        [Part::Unknown, Part::Unknown, Part::Unknown] => Some(None),
        [Part::Known(year), Part::Known(month), Part::Known(day)] => {
            let earliest = on.year().saturating_sub(50);
            let year = [-100_i16, 0, 100].into_iter().find_map(|century| {
                let year = century_of(on).saturating_add(century).saturating_add(year);
                (earliest <= year).then_some(year)
            })?;
            let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            Date::new(year, month, day).ok().map(Some)
        }
        _ => None,
    }
}

/// The first year of the century of `on`.
fn century_of(on: Date) -> i16 {
    on.year().saturating_sub(on.year().rem_euclid(100))
}
