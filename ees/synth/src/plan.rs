//! When somebody wants to travel, and from where to where.
//!
//! A plan knows nothing of the law: whether it can be carried out is decided when it is lived.

use ees_domain::day::Day;
use ees_domain::member_state::Border;
use ees_domain::point::BorderPoint;

use crate::points::{self, POINTS};
use crate::random::Random;

/// The time in which people travel: `days` days that end the day before `today`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: Day,
    /// The day after the last one; nothing happens on it any more.
    pub today: Day,
}

impl Span {
    /// Days of the time.
    pub fn days(self) -> i32 {
        self.from.days_until(self.today)
    }
}

/// Why somebody travels, and thus how often and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// A holiday or two.
    Tourist,
    /// A few days of work, every so often.
    Business,
    /// Weeks or months of it, in the warm half of the year.
    Seasonal,
    /// Over the land border and back, week after week.
    Commuter,
    /// Goods by road.
    Lorry,
    /// A course of some weeks.
    Course,
    /// Relatives who live here.
    Visitor,
}

/// How a journey ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// In time: after so many days, or earlier when fewer are authorised.
    After(i32),
    /// So many days too late.
    Late(i32),
    /// Not yet, although it should have.
    Never,
}

/// What goes wrong at the border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mishap {
    /// The exit is not recorded.
    ExitUnrecorded,
    /// The entry is not recorded.
    EntryUnrecorded,
    /// Entry is refused.
    Refused,
}

/// One journey as it is planned.
#[derive(Debug, Clone)]
pub(crate) struct Trip {
    pub(crate) entry: Day,
    pub(crate) ending: Ending,
    pub(crate) mishap: Option<Mishap>,
    /// Where the journey enters and where it leaves.
    pub(crate) points: (&'static BorderPoint, &'static BorderPoint),
}

/// All journeys of a group.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) style: Style,
    pub(crate) trips: Vec<Trip>,
}

/// Styles of those who travel alone, with so many of 1,000; the last two need a land border.
const ALONE: &[(Style, u64)] = &[
    (Style::Tourist, 580),
    (Style::Visitor, 170),
    (Style::Business, 140),
    (Style::Seasonal, 60),
    (Style::Course, 50),
    (Style::Commuter, 45),
    (Style::Lorry, 55),
];

/// Plans the journeys of a group that has `near` at hand.
pub(crate) fn draw(span: Span, near: &str, is_alone: bool, random: &mut Random) -> Plan {
    let by_land: Vec<&'static BorderPoint> =
        near.split_whitespace().filter_map(points::find).collect();
    let style = style(!by_land.is_empty(), is_alone, random);
    let mut trips = Vec::new();
    for (entry, days) in wishes(style, span, random) {
        if let Some(points) = route(style, &by_land, random) {
            trips.push(Trip { entry, ending: Ending::After(days), mishap: None, points });
        }
    }
    end(&mut trips, span, random);
    disjoint(&mut trips);
    go_wrong(&mut trips, random);
    Plan { style, trips }
}

fn style(has_border: bool, is_alone: bool, random: &mut Random) -> Style {
    if !is_alone {
        return if random.permille(800) { Style::Tourist } else { Style::Visitor };
    }
    let land_only = |style| matches!(style, Style::Commuter | Style::Lorry);
    let weight = |(style, weight): &(Style, u64)| {
        if land_only(*style) && !has_border { 0 } else { *weight }
    };
    random.weighted(ALONE, weight).map_or(Style::Tourist, |(style, _)| *style)
}

/// Days of entry with the length of the journey in days.
fn wishes(style: Style, span: Span, random: &mut Random) -> Vec<(Day, i32)> {
    match style {
        Style::Tourist => {
            let count = if random.permille(300) { 2 } else { 1 };
            scattered(span, count, (3, 21), random)
        }
        Style::Business => {
            let count = random.between(3, 12);
            scattered(span, count, (1, 4), random)
        }
        Style::Visitor => {
            let count = random.between(1, 4);
            scattered(span, count, (10, 45), random)
        }
        Style::Seasonal => {
            let count = random.between(1, 3);
            scattered(span, count, (50, 92), random)
        }
        Style::Course => scattered(span, 1, (25, 85), random),
        Style::Commuter => {
            let weeks = random.between(8, 60);
            let first = random.between(0, span.days().saturating_sub(weeks.saturating_mul(7)));
            regular(span, first, (7, 7), (0, 1), random)
                .into_iter()
                .take(usize::try_from(weeks).unwrap_or_default())
                .collect()
        }
        Style::Lorry if random.permille(150) => regular(span, 3, (10, 13), (6, 9), random),
        Style::Lorry => regular(span, random.between(0, 300), (16, 30), (3, 7), random),
    }
}

/// Journeys anywhere in the time, rather in summer.
fn scattered(span: Span, count: i32, days: (i32, i32), random: &mut Random) -> Vec<(Day, i32)> {
    let any = |random: &mut Random| span.from.plus(random.between(0, span.days()));
    let trip = |_| {
        let first = any(random)?;
        let is_warm = (5..=9).contains(&first.date().month());
        let entry = if is_warm || random.permille(500) { first } else { any(random)? };
        Some((entry, random.between(days.0, days.1)))
    };
    (0..count).filter_map(trip).collect()
}

/// Journeys every so many days, from the day number `first` on.
fn regular(
    span: Span,
    first: i32,
    every: (i32, i32),
    days: (i32, i32),
    random: &mut Random,
) -> Vec<(Day, i32)> {
    let mut trips = Vec::new();
    let mut at = first;
    while at < span.days() {
        if let Some(entry) = span.from.plus(at) {
            trips.push((entry, random.between(days.0, days.1)));
        }
        at = at.saturating_add(random.between(every.0, every.1));
    }
    trips
}

/// Where a journey enters and leaves; most leave where they came.
fn route(
    style: Style,
    near: &[&'static BorderPoint],
    random: &mut Random,
) -> Option<(&'static BorderPoint, &'static BorderPoint)> {
    let by_land = match style {
        Style::Commuter | Style::Lorry => true,
        Style::Seasonal | Style::Visitor => random.permille(700),
        Style::Tourist | Style::Course => random.permille(400),
        Style::Business => false,
    };
    let air: Vec<&'static BorderPoint> =
        POINTS.iter().filter(|point| point.code.border() == Border::Air).collect();
    let pool = if by_land && !near.is_empty() { near } else { air.as_slice() };
    let entry = random.pick(pool).copied()?;
    let other = random.pick(pool).copied()?;
    Some((entry, if random.permille(200) { other } else { entry }))
}

/// Decides how the last journey ends: nearly all are gone on `today`, some are inside, a few
/// stay longer than they may.
fn end(trips: &mut Vec<Trip>, span: Span, random: &mut Random) {
    let Some(pattern) = trips.first().cloned() else { return };
    let drawn = random.below(1_000);
    let (entry, ending) = match drawn {
        0..60 => {
            let days = random.between(5, 70);
            (random.between(1, days.saturating_sub(1)), Ending::After(days))
        }
        60..66 => (random.between(100, 300), Ending::Never),
        66..78 => (random.between(170, 600), Ending::Late(random.between(1, 60))),
        _ => {
            trips.retain(|trip| is_over(trip, span.today));
            return;
        }
    };
    let Some(entry) = span.today.plus(entry.saturating_neg()) else { return };
    trips.retain(|trip| is_over(trip, entry));
    trips.push(Trip { entry, ending, ..pattern });
}

/// Whether the journey is over before `day`.
fn is_over(trip: &Trip, day: Day) -> bool {
    let days = match trip.ending {
        Ending::After(days) => days,
        Ending::Late(_) | Ending::Never => 0,
    };
    trip.entry.plus(days).is_some_and(|exit| exit < day)
}

/// In order, and each over before the next begins.
fn disjoint(trips: &mut Vec<Trip>) {
    trips.sort_by_key(|trip| trip.entry);
    let last = trips.pop();
    let mut kept: Vec<Trip> = Vec::new();
    for trip in trips.drain(..).chain(last) {
        if kept.last().is_none_or(|before| is_over(before, trip.entry)) {
            kept.push(trip);
        }
    }
    *trips = kept;
}

/// Marks the few journeys at whose border something goes wrong.
fn go_wrong(trips: &mut [Trip], random: &mut Random) {
    let count = trips.len();
    let drawn = random.below(1_000);
    let mishap = match drawn {
        0..9 => Mishap::Refused,
        9..12 => Mishap::EntryUnrecorded,
        12..30 => Mishap::ExitUnrecorded,
        _ => return,
    };
    // An exit can only be found missing by a later entry.
    let usable = if mishap == Mishap::ExitUnrecorded { count.saturating_sub(1) } else { count };
    let at = random.below(u64::try_from(usable).unwrap_or_default());
    let chosen = trips.get_mut(..usable).unwrap_or_default();
    if let Some(trip) = chosen.get_mut(usize::try_from(at).unwrap_or_default())
        && matches!(trip.ending, Ending::After(_))
    {
        trip.mishap = Some(mishap);
    }
}
