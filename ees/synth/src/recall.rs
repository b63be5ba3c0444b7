//! How many of the people on file a search finds who asks for them in another writing, and how
//! many files it has to open for that.
//!
//! Everybody is born on one of a few days, so that a day has as many people as in a register of
//! 100 million. The lists of names are short, and so the files to open are more than there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use ees_domain::day::Day;
use ees_domain::identity::Identity;
use ees_domain::mrz;
use ees_domain::name::transliterate::{Purpose, transliterate};
use ees_domain::partial_date::PartialDate;
use ees_domain::search::{SearchKey, likeness, query_keys, stored_keys};

use crate::names::{name, spellings};
use crate::person::Person;
use crate::population::travellers;
use crate::random::Random;

/// The day of the searches.
const TODAY: Day = Day::of(2026, 11, 21);
/// People born on one day in a register of 100 million with 80 years of births.
const PEOPLE_OF_A_DAY: usize = 3_400;

/// A way of writing a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Writing {
    /// In the script of the person's own language.
    Own,
    /// As the zone of the document has it.
    Zone,
    /// In Latin letters as a clerk or an older document may have it.
    Usual,
}

impl fmt::Display for Writing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Own => "own script",
            Self::Zone => "zone",
            Self::Usual => "other spelling",
        })
    }
}

/// What was measured for the people of one script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The script of their names.
    pub script: &'static str,
    /// How they are on file.
    pub stored: Writing,
    /// How they are asked for.
    pub asked: Writing,
    /// How many were asked for.
    pub people: usize,
    /// Of how many the file is opened.
    pub opened: usize,
    /// How many are shown.
    pub found: usize,
    /// How many files are opened for all of them together.
    pub files: usize,
    /// How many files of strangers are shown for all of them together.
    pub strangers: usize,
}

impl Row {
    /// The people shown, of 1000.
    pub fn recall(&self) -> usize {
        self.found.saturating_mul(1_000).checked_div(self.people).unwrap_or_default()
    }

    /// `count` of the people together for one of them, in tenths.
    fn tenths(&self, count: usize) -> usize {
        count.saturating_mul(10).checked_div(self.people).unwrap_or_default()
    }
}

/// A row of a table: script, on file, asked for, people, found, and for one question the files
/// opened and the strangers shown.
impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let point = |tenths: usize| format!("{}.{}", tenths.div_euclid(10), tenths.rem_euclid(10));
        write!(
            f,
            "| {} | {} | {} | {} | {} % | {} | {} |",
            self.script,
            self.stored,
            self.asked,
            self.people,
            point(self.recall()),
            point(self.tenths(self.files)),
            point(self.tenths(self.strangers))
        )
    }
}

/// The pairs of writings that are measured: how somebody is on file, and how asked for.
const PAIRS: &[(Writing, Writing)] = &[
    (Writing::Own, Writing::Zone),
    (Writing::Zone, Writing::Own),
    (Writing::Own, Writing::Usual),
    (Writing::Usual, Writing::Own),
    (Writing::Zone, Writing::Usual),
    (Writing::Usual, Writing::Zone),
    (Writing::Usual, Writing::Usual),
];

/// What of a birth is known to who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// The whole date.
    Day,
    /// No more than the year.
    Year,
}

impl Known {
    fn of(self, query: Identity) -> Identity {
        let year = PartialDate::new(query.birth.year(), None, None);
        match (self, year) {
            (Self::Year, Ok(birth)) => Identity { birth, ..query },
            _ => query,
        }
    }
}

/// Measures `count` people of `seed`.
pub fn measure(seed: u64, count: usize, known: Known) -> Vec<Row> {
    let travellers = travellers(seed, TODAY).map(|traveller| traveller.person);
    measure_people(&travellers.take(count).collect::<Vec<_>>(), known)
}

fn measure_people(people: &[Person], known: Known) -> Vec<Row> {
    let mut rows = Vec::new();
    for writing in [Writing::Own, Writing::Zone, Writing::Usual] {
        let register = Register::of(people, writing);
        for (_, asked) in PAIRS.iter().filter(|(stored, _)| *stored == writing) {
            rows.extend(register.ask(people, *asked, known));
        }
    }
    rows.sort_by_key(|row| (row.script, row.stored, row.asked));
    rows
}

/// A register in memory.
struct Register {
    writing: Writing,
    people: Vec<Option<Identity>>,
    index: BTreeMap<SearchKey, Vec<usize>>,
}

impl Register {
    fn of(people: &[Person], writing: Writing) -> Self {
        let people: Vec<_> = (0_u64..)
            .zip(people)
            .map(|(at, person)| written(person, writing, &mut Random::of(at, 1)))
            .map(|identity| identity.map(|identity| born(identity, people.len())))
            .collect();
        let mut index: BTreeMap<SearchKey, Vec<usize>> = BTreeMap::new();
        for (at, identity) in people.iter().enumerate() {
            for key in identity.iter().flat_map(stored_keys) {
                index.entry(key).or_default().push(at);
            }
        }
        Self { writing, people, index }
    }

    /// One row for each script.
    fn ask(&self, people: &[Person], asked: Writing, known: Known) -> Vec<Row> {
        let mut rows: BTreeMap<&'static str, Row> = BTreeMap::new();
        for (at, person) in people.iter().enumerate() {
            let mut random = Random::of(u64::try_from(at).unwrap_or_default(), 2);
            let Some(query) = written(person, asked, &mut random) else { continue };
            let query = born(query, people.len());
            if self.people.get(at).is_none_or(Option::is_none) {
                continue;
            }
            let script = script(person);
            let row = rows.entry(script).or_insert(Row {
                script,
                stored: self.writing,
                asked,
                people: 0,
                opened: 0,
                found: 0,
                files: 0,
                strangers: 0,
            });
            self.count(row, at, &known.of(query));
        }
        rows.into_values().collect()
    }

    /// Adds to `row` what a search for `query` gives, who is number `at`.
    fn count(&self, row: &mut Row, at: usize, query: &Identity) {
        let files: BTreeSet<usize> = query_keys(query)
            .iter()
            .filter_map(|key| self.index.get(key))
            .flatten()
            .copied()
            .collect();
        let is_shown = |file: &usize| {
            let stored = self.people.get(*file).and_then(Option::as_ref);
            stored.is_some_and(|stored| likeness(query, stored).is_some())
        };
        let shown = files.iter().filter(|file| is_shown(file)).count();
        let is_opened = files.contains(&at);
        let is_found = is_opened && is_shown(&at);
        row.people = row.people.saturating_add(1);
        row.files = row.files.saturating_add(files.len());
        row.opened = row.opened.saturating_add(usize::from(is_opened));
        row.found = row.found.saturating_add(usize::from(is_found));
        row.strangers = row.strangers.saturating_add(shown.saturating_sub(usize::from(is_found)));
    }
}

/// The identity with a day of birth that many share.
fn born(identity: Identity, people: usize) -> Identity {
    let days = people.div_ceil(PEOPLE_OF_A_DAY);
    let text = format!("{:?}{:?}", identity.birth, identity.sex);
    let sum =
        text.bytes().fold(7_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    let day = sum.checked_rem(days).and_then(|day| i32::try_from(day).ok()).unwrap_or_default();
    let born = Day::of(1980, 3, 14).plus(day.saturating_mul(401)).unwrap_or(Day::of(1980, 3, 14));
    Identity { birth: PartialDate::full(born.date()).unwrap_or(identity.birth), ..identity }
}

/// The person's first identity in a writing; `None` when the script has no such writing.
fn written(person: &Person, writing: Writing, random: &mut Random) -> Option<Identity> {
    let paper = person.papers.first()?;
    let own = &paper.printed;
    match writing {
        Writing::Own => Some(own.clone()),
        Writing::Zone => {
            let read = mrz::read(&paper.zone().ok()?, TODAY.date()).ok()?.identity;
            Some(Identity { surname: read.surname, given_names: read.given_names, ..own.clone() })
        }
        Writing::Usual => {
            let mut spell = |text: &str| name(&usual(text, random)?);
            let surname = spell(own.surname.as_str())?;
            let given = own.given_names.as_ref().map(|given| spell(given.as_str()));
            let given_names = match given {
                None => None,
                Some(None) => return None,
                Some(known) => known,
            };
            Some(Identity { surname, given_names, ..own.clone() })
        }
    }
}

/// Letters that zones write out, and what others write; Cyrillic `Г` as Russian reads it.
const OTHERWISE: &[(char, &str)] =
    &[('Ä', "A"), ('Ö', "O"), ('Ü', "U"), ('Å', "A"), ('Ø', "O"), ('Г', "Ґ")];

/// A spelling in Latin letters other than that of the zone.
fn usual(text: &str, random: &mut Random) -> Option<String> {
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        if let Some(spellings) = spellings::of(word) {
            let spellings: Vec<&str> = spellings.split_whitespace().collect();
            words.push(random.pick(&spellings)?.replace('_', " "));
            continue;
        }
        let mut otherwise = String::new();
        for letter in word.chars().flat_map(char::to_uppercase) {
            match OTHERWISE.iter().find(|(from, _)| *from == letter) {
                Some((_, to)) => otherwise.push_str(to),
                None => otherwise.push(letter),
            }
        }
        words.push(transliterate(&otherwise, None, Purpose::Zone).text.replace('<', " "));
    }
    Some(words.join(" "))
}

/// The script of a person's names, and the language where it matters.
fn script(person: &Person) -> &'static str {
    let own = person.papers.first().map(|paper| &paper.printed);
    let names = own.map(|own| {
        [Some(&own.surname), own.given_names.as_ref()]
            .map(|n| n.map_or("", |n| n.as_str()))
            .concat()
    });
    let names = names.unwrap_or_default();
    let holds = |from: char, to: char| names.chars().any(|letter| from <= letter && letter < to);
    let state =
        own.and_then(|own| own.nationalities.as_slice().first()).map(fnd_core::CountryCode::as_str);
    match state {
        Some("UKR") if holds('\u{400}', '\u{530}') => "Cyrillic, Ukrainian",
        Some("BLR") => "Cyrillic, Belarusian",
        _ if holds('\u{400}', '\u{530}') => "Cyrillic, others",
        _ if holds('\u{600}', '\u{700}') => "Arabic",
        _ if holds('\u{370}', '\u{400}') => "Greek",
        _ if holds('\u{10A0}', '\u{1100}') => "Georgian",
        _ if holds('\u{530}', '\u{590}') => "Armenian",
        _ => "Latin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::population::SEED;

    /// People with names of other scripts.
    fn people() -> Vec<Person> {
        let people = travellers(SEED, TODAY).map(|traveller| traveller.person);
        people.filter(|person| script(person) != "Latin").take(900).collect()
    }

    /// The least recall of the rows that `wanted` picks, of 1000; there are such rows.
    fn least(rows: &[Row], wanted: impl Fn(&Row) -> bool) -> usize {
        rows.iter().filter(|row| wanted(row)).map(Row::recall).min().unwrap()
    }

    #[test]
    fn nearly_everybody_is_found_in_every_writing_by_the_day_of_birth() {
        let rows = measure_people(&people(), Known::Day);
        let spelt = |row: &Row| row.stored == Writing::Usual || row.asked == Writing::Usual;
        assert_eq!(least(&rows, |row| row.script != "Arabic" || !spelt(row)), 1_000);
        assert!(985 <= least(&rows, |row| row.script == "Arabic"), "{rows:?}");
        let few = rows.iter().all(|row| row.files < row.people.saturating_mul(120));
        assert!(few, "few files are opened: {rows:?}");
    }

    #[test]
    fn most_people_are_found_in_every_writing_by_the_year_of_birth() {
        let rows = measure_people(&people(), Known::Year);
        assert!(900 <= least(&rows, |row| row.script == "Arabic"), "{rows:?}");
        assert_eq!(least(&rows, |row| row.script == "Cyrillic, Ukrainian"), 1_000);
    }
}
