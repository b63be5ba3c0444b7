//! People who do not exist, with the documents they would show.

use ees_domain::identity::{
    DocumentKind, DocumentNumber, Identity, Nationalities, Sex, TravelDocument,
};
use ees_domain::mrz::{self, Format, WriteError, Writing};
use ees_domain::nationality::VisaRegime;
use ees_domain::partial_date::PartialDate;
use fnd_core::CountryCode;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::names::name;
use crate::nation::{self, Nation};
use crate::random::Random;

/// Documents of one person at most.
const PAPERS_MAX: u64 = 4;

/// Numbers begin here, so that none is all zeroes.
const FIRST_SERIAL: u64 = 4_711;

/// One person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Number of the person, from 0.
    pub serial: u64,
    /// Identities as the file would hold them, in scripts of their own.
    pub identities: Vec<Identity>,
    /// Travel documents in the order in which they come into use, at least one.
    pub papers: Vec<Paper>,
    /// Whether a visa is needed.
    pub regime: VisaRegime,
    /// Whether the person is a family member with a right of free movement and without card.
    pub is_family_member: bool,
    /// Crossings by land or sea that lie near, separated by blanks.
    pub near: &'static str,
}

/// A travel document and what is printed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The document.
    pub document: TravelDocument,
    /// The identity it prints: one nationality, and the names of its day.
    pub printed: Identity,
    /// Which of the person's identities it goes with.
    pub identity: usize,
    /// From which day on it is used.
    pub from: Date,
}

impl Paper {
    /// The machine readable zone, its lines separated by `\n`.
    pub fn zone(&self) -> Result<String, WriteError> {
        mrz::write(&Writing {
            format: Format::Td3,
            document_code: "P",
            issuer: self.document.issuer,
            identity: &self.printed,
            number: &self.document.number,
            expires: Some(self.document.expires),
            optional: "",
            optional_second: "",
        })
    }
}

impl Person {
    /// The number of the document in use on `day`.
    pub fn paper_on(&self, day: Date) -> usize {
        self.papers.iter().rposition(|paper| paper.from <= day).unwrap_or_default()
    }
}

/// What members of one group have in common.
#[derive(Debug)]
pub(crate) struct Household {
    /// Their nationality.
    pub(crate) nation: &'static Nation,
    /// Their surname, in the form of men.
    pub(crate) surname: String,
    /// The first day of the time in which they travel.
    pub(crate) from: Date,
    /// The days of that time.
    pub(crate) days: i32,
}

/// Who is to be drawn: the number, an age in years, and a sex if it is settled.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    pub(crate) serial: u64,
    pub(crate) age: i32,
    pub(crate) sex: Option<Sex>,
}

/// Draws a person of a household; `None` when the lists hold something that is no name.
pub(crate) fn draw(house: &Household, wanted: Wanted, random: &mut Random) -> Option<Person> {
    let language = house.nation.language;
    let sex = wanted.sex.unwrap_or_else(|| any_sex(random));
    let surname = language.surname_of(&house.surname, sex);
    let first = Identity {
        surname: name(&surname)?,
        given_names: Some(name(&language.given(sex, random))?),
        birth: birth(house, wanted.age, random)?,
        nationalities: Nationalities::new([house.nation.code]).ok()?,
        // Few documents leave the sex open; the names stay as they were drawn.
        sex: if random.permille(3) { Sex::Unspecified } else { sex },
    };
    let paper = first_paper(house, wanted, &first, random)?;
    let regime = nation::regime(house.nation.code, &paper.document, house.from);
    let mut person = Person {
        serial: wanted.serial,
        identities: vec![first],
        papers: vec![paper],
        regime,
        is_family_member: 18 <= wanted.age && random.permille(22),
        near: house.nation.near,
    };
    if 18 <= wanted.age {
        change(&mut person, house, random);
    }
    Some(person)
}

fn any_sex(random: &mut Random) -> Sex {
    if random.permille(490) { Sex::Female } else { Sex::Male }
}

fn birth(house: &Household, age: i32, random: &mut Random) -> Option<PartialDate> {
    let days = random.between(0, 364).saturating_add(age.saturating_mul(365));
    let day = house.from.checked_sub(days.days()).ok()?;
    let (year, month) = (Some(day.year()), Some(day.month()));
    if !random.permille(house.nation.partial_births) {
        return PartialDate::full(day).ok();
    }
    match random.below(4) {
        0 => PartialDate::new(year, month, None).ok(),
        _ => PartialDate::new(year, None, None).ok(),
    }
}

/// The passport in which a person begins to travel, valid to the end of the time.
fn first_paper(
    house: &Household,
    wanted: Wanted,
    printed: &Identity,
    random: &mut Random,
) -> Option<Paper> {
    let years = if wanted.age < 15 { 5 } else { 10 };
    let age_max = years_to_days(years).saturating_sub(house.days).saturating_sub(40);
    let made_on = house.from.checked_sub(random.between(10, age_max).days()).ok()?;
    let number = number(house.nation.number, paper_serial(wanted.serial, 0))?;
    let document = passport(house.nation.issuer, number, made_on, years, printed)?;
    Some(Paper { document, printed: printed.clone(), identity: 0, from: made_on })
}

fn years_to_days(years: i32) -> i32 {
    years.saturating_mul(365)
}

/// The kind follows from the zone, so that what is typed and what is read agree.
fn passport(
    issuer: CountryCode,
    number: DocumentNumber,
    made_on: Date,
    years: i32,
    printed: &Identity,
) -> Option<TravelDocument> {
    let expires = made_on.checked_add(years.years()).ok()?.yesterday().ok()?;
    let nationality = printed.nationalities.as_slice().first().copied()?;
    Some(TravelDocument {
        kind: DocumentKind::suggested("P", nationality),
        number,
        issuer,
        expires,
    })
}

/// What befalls few: a second nationality, a passport that runs out, another surname.
fn change(person: &mut Person, house: &Household, random: &mut Random) -> Option<()> {
    let on = house.from.checked_add(random.between(60, house.days.max(61)).days()).ok()?;
    if let Some(second) = house.nation.second.and_then(nation::find)
        && random.permille(25)
    {
        return second_nationality(person, second, on, random);
    }
    if random.permille(60) {
        return renewal(person, house, on);
    }
    let sex = person.identities.first()?.sex;
    if sex == Sex::Female && random.permille(25) {
        return other_surname(person, house, on, random);
    }
    None
}

fn second_nationality(
    person: &mut Person,
    second: &Nation,
    on: Date,
    random: &mut Random,
) -> Option<()> {
    let first = person.identities.first_mut()?;
    let printed =
        Identity { nationalities: Nationalities::new([second.code]).ok()?, ..first.clone() };
    let both = first.nationalities.as_slice().iter().copied().chain([second.code]);
    first.nationalities = Nationalities::new(both).ok()?;
    let made_on = on.checked_sub(random.between(30, 300).days()).ok()?;
    let number = number(second.number, paper_serial(person.serial, 1))?;
    let document = passport(second.issuer, number, made_on, 10, &printed)?;
    person.papers.push(Paper { document, printed, identity: 0, from: on });
    Some(())
}

fn renewal(person: &mut Person, house: &Household, on: Date) -> Option<()> {
    let old = person.papers.first_mut()?;
    // Passports are renewed a few months before they run out.
    old.document.expires = on.checked_add(90.days()).ok()?;
    old.from = old.document.expires.checked_sub(10.years()).ok()?.tomorrow().ok()?;
    let printed = old.printed.clone();
    let number = number(house.nation.number, paper_serial(person.serial, 1))?;
    let document = passport(house.nation.issuer, number, on, 10, &printed)?;
    person.papers.push(Paper { document, printed, identity: 0, from: on });
    Some(())
}

fn other_surname(
    person: &mut Person,
    house: &Household,
    on: Date,
    random: &mut Random,
) -> Option<()> {
    let language = house.nation.language;
    let surname = language.surname_of(&language.surname(random), Sex::Female);
    let identity = Identity { surname: name(&surname)?, ..person.identities.first()?.clone() };
    let number = number(house.nation.number, paper_serial(person.serial, 1))?;
    let document = passport(house.nation.issuer, number, on, 10, &identity)?;
    person.papers.push(Paper { document, printed: identity.clone(), identity: 1, from: on });
    person.identities.push(identity);
    Some(())
}

fn paper_serial(person: u64, slot: u64) -> u64 {
    person.saturating_mul(PAPERS_MAX).saturating_add(slot)
}

/// The document number number `serial` of a pattern; different serials, different numbers, as
/// long as the pattern has room.
fn number(pattern: &str, serial: u64) -> Option<DocumentNumber> {
    let count = |wanted| pattern.chars().filter(|c| *c == wanted).count();
    let space = 10_u64.saturating_pow(u32::try_from(count('#')).ok()?);
    // The factor has no divisor in common with a power of ten, so all numbers are reached once.
    let serial = serial.wrapping_add(FIRST_SERIAL);
    let mut digits = serial.wrapping_mul(7_654_321).checked_rem(space)?;
    let mut letters = serial.checked_div(space)?.wrapping_add(digits.checked_rem(26)?);
    let mut text = String::new();
    for character in pattern.chars() {
        match character {
            '#' => {
                text.push(char::from_digit(u32::try_from(digits.checked_rem(10)?).ok()?, 10)?);
                digits = digits.checked_div(10)?;
            }
            '@' => {
                let letter = u8::try_from(letters.checked_rem(26)?).ok()?;
                text.push(char::from(b'A'.checked_add(letter)?));
                letters = letters.checked_div(26)?.wrapping_add(letters.wrapping_mul(5));
            }
            other => text.push(other),
        }
    }
    DocumentNumber::new(&text).ok()
}
