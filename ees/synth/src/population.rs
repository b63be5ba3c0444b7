//! Groups of people, one after another, as many as are wanted.

use ees_domain::day::Day;
use ees_domain::identity::Sex;

use crate::history::{Traveller, live};
use crate::nation::NATIONS;
use crate::person::{Household, Person, Wanted, draw};
use crate::plan::{self, Span};
use crate::random::Random;

/// The seed that is used when none is given.
pub const SEED: u64 = 2017_2226;
/// Days of history.
pub const HISTORY_DAYS: i32 = 730;
/// From this number on nobody is ever in a register: newcomers.
const NEWCOMERS_FROM: u64 = 2_000_000;

/// Ages of those who travel without children, with so many of 1,000.
const AGES: &[((i32, i32), u64)] = &[
    ((18, 24), 150),
    ((25, 34), 240),
    ((35, 44), 210),
    ((45, 54), 160),
    ((55, 64), 120),
    ((65, 74), 80),
    ((75, 85), 40),
];

/// Who travels together, with so many of 1,000.
const PARTIES: &[(Party, u64)] = &[
    (Party::Alone, 730),
    (Party::Couple, 130),
    (Party::Parents, 95),
    (Party::OneParent, 25),
    (Party::Friends, 20),
];

/// Who travels together.
#[derive(Debug, Clone, Copy)]
enum Party {
    Alone,
    Couple,
    Parents,
    OneParent,
    Friends,
}

/// The people of a seed, each with a history that ends the day before `today`.
///
/// The same seed and day give the same people, however many are taken.
pub fn travellers(seed: u64, today: Day) -> Travellers {
    Travellers { seed, today, group: 0, serial: 0, waiting: Vec::new() }
}

/// People of whom no register knows; they have not travelled yet.
pub fn newcomers(seed: u64, today: Day, count: usize) -> Vec<Person> {
    let mut stream = Travellers {
        seed,
        today,
        group: NEWCOMERS_FROM,
        serial: NEWCOMERS_FROM,
        waiting: Vec::new(),
    };
    stream.by_ref().take(count).map(|traveller| traveller.person).collect()
}

/// A stream of travellers without end.
#[derive(Debug)]
pub struct Travellers {
    seed: u64,
    today: Day,
    group: u64,
    serial: u64,
    /// Members of the group drawn last, the next one last.
    waiting: Vec<Traveller>,
}

impl Iterator for Travellers {
    type Item = Traveller;

    fn next(&mut self) -> Option<Traveller> {
        // A group may be empty when a list holds something that is no name; a test rules that
        // out, and the bound keeps the stream from searching for ever.
        for _ in 0..1_000 {
            if let Some(traveller) = self.waiting.pop() {
                return Some(traveller);
            }
            self.waiting = self.draw_group();
            self.waiting.reverse();
        }
        None
    }
}

impl Travellers {
    fn span(&self) -> Option<Span> {
        let from = self.today.plus(HISTORY_DAYS.saturating_neg())?;
        Some(Span { from, today: self.today })
    }

    fn draw_group(&mut self) -> Vec<Traveller> {
        let mut random = Random::of(self.seed, self.group);
        self.group = self.group.saturating_add(1);
        let Some(span) = self.span() else { return Vec::new() };
        let Some(nation) = random.weighted(NATIONS, |nation| nation.weight) else {
            return Vec::new();
        };
        let party = random.weighted(PARTIES, |(_, weight)| *weight);
        let party = party.map_or(Party::Alone, |(party, _)| *party);
        let mut house = Household {
            nation,
            surname: nation.language.surname(&mut random),
            from: span.from.date(),
            days: span.days(),
        };
        let members = members(party, &mut random);
        let plan = plan::draw(span, nation.near, members.len() == 1, &mut random);
        let mut group = Vec::new();
        for (age, sex) in members {
            if matches!(party, Party::Friends) {
                house.surname = nation.language.surname(&mut random);
            }
            let wanted = Wanted { serial: self.serial, age, sex };
            self.serial = self.serial.saturating_add(1);
            if let Some(person) = draw(&house, wanted, &mut random) {
                group.push(live(person, &plan, span, &mut random));
            }
        }
        group
    }
}

/// Ages and, where it matters, sexes.
fn members(party: Party, random: &mut Random) -> Vec<(i32, Option<Sex>)> {
    let adult = age(random);
    let parent = random.between(24, 48);
    let partner = |age: i32, random: &mut Random| {
        (age.saturating_add(random.between(-5, 5)).clamp(18, 85), Some(Sex::Male))
    };
    match party {
        Party::Alone => vec![(adult, None)],
        Party::Couple => vec![(adult, Some(Sex::Female)), partner(adult, random)],
        Party::Parents => {
            let mut family = vec![(parent, Some(Sex::Female)), partner(parent, random)];
            family.extend(children(parent, random));
            family
        }
        Party::OneParent => {
            let mut family = vec![(parent, Some(Sex::Female))];
            family.extend(children(parent, random));
            family
        }
        Party::Friends => (0..random.between(2, 4)).map(|_| (age(random), None)).collect(),
    }
}

fn age(random: &mut Random) -> i32 {
    let range = random.weighted(AGES, |(_, weight)| *weight);
    let (least, most) = range.map_or((18, 60), |(range, _)| *range);
    random.between(least, most)
}

fn children(parent: i32, random: &mut Random) -> Vec<(i32, Option<Sex>)> {
    let oldest = parent.saturating_sub(20).clamp(0, 17);
    (0..random.between(1, 3)).map(|_| (random.between(0, oldest), None)).collect()
}
