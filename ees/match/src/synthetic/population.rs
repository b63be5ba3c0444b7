//! Templates of people who do not exist, by the million, without images.
//!
//! A finger's minutiae lie apart from each other along the field of its pattern; a capture sees
//! some of them, misses some, places them a little wrong and finds some that are not there. The
//! deviations were set so that mated scores are about those of FVC2002 DB1 and DB3 (minutiae by
//! LEADER), a little worse. Scores of different fingers are lower than real ones: at one in a
//! thousand some 17 decibels instead of 30. `docs/benchmarks.md` has both beside each other.

use super::field::Field;
use super::random::{Cloud, Random, Use};
use super::{HEIGHT, WIDTH};
use crate::minutiae::{Direction, Kind, Minutia, Template};

/// Minutiae of a whole finger, in the mean.
const MINUTIAE: f32 = 75.0;
/// Minutiae are at least so far apart, in pixels.
const APART: f32 = 9.0;

/// A minutia of a finger.
#[derive(Clone, Copy, Debug)]
struct Point {
    x: f32,
    y: f32,
    /// Counter-clockwise as one looks at the image, in radians.
    direction: f32,
    kind: Kind,
    /// How seldom it is missed, from 0 to 1.
    plain: f32,
}

/// How captures differ from the finger.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noise {
    /// Degrees that the finger is turned by (deviation).
    pub turn: f32,
    /// Pixels that the part that is seen is moved by (deviation).
    pub shift: f32,
    /// Skin is pressed out of shape by up to so many pixels.
    pub distortion: f32,
    /// Pixels by which a minutia is placed wrong (deviation).
    pub position: f32,
    /// Degrees by which its direction is wrong (deviation).
    pub direction: f32,
    /// The share of minutiae that is missed in the mean.
    pub missed: f32,
    /// The share of minutiae that is not there but found.
    pub false_share: f32,
    /// The share of the finger's width and height that is seen.
    pub reach: f32,
    /// How much captures differ in all this, from 0: the deviation of a factor's logarithm.
    pub spread: f32,
}

impl Noise {
    /// As on the databases that were looked at.
    pub const MEASURED: Self = Self {
        turn: 8.0,
        shift: 30.0,
        distortion: 6.0,
        position: 0.8,
        direction: 2.5,
        missed: 0.08,
        false_share: 0.05,
        reach: 0.72,
        spread: 0.6,
    };
}

/// The minutiae of one finger.
#[derive(Clone, Debug)]
pub struct Minutiae {
    points: Vec<Point>,
}

impl Minutiae {
    /// Those of the finger of a seed; they are not those of the image that [`super::Finger`]
    /// grows from it.
    pub fn of(seed: u64) -> Self {
        let mut random = Random::of(seed, Use::Minutiae);
        let field = Field::draw(&mut random);
        let wanted = (MINUTIAE * (1.0 + 0.2 * random.normal())).clamp(35.0, 120.0) as usize;
        let sides = Cloud::draw(&mut random, (WIDTH, HEIGHT), 100.0);
        let mut points: Vec<Point> = Vec::with_capacity(wanted);
        // So many tries fill what can be filled; a crowded finger ends with fewer.
        for _ in 0..20 * wanted {
            if points.len() == wanted {
                break;
            }
            let (u, v) = (random.between(-1.0, 1.0), random.between(-1.0, 1.0));
            let x = WIDTH as f32 * (0.5 + 0.47 * u);
            let y = HEIGHT as f32 * (0.5 + 0.47 * v);
            let is_free =
                points.iter().all(|point| APART <= (point.x - x).abs().max((point.y - y).abs()));
            if 1.0 < u.hypot(v) || !is_free {
                continue;
            }
            // Neighbours mostly point the same way.
            let is_back = sides.at(x, y) + 0.5 * random.normal() < 0.0;
            let back = if is_back { std::f32::consts::PI } else { 0.0 };
            let kind = if random.is(0.5) { Kind::Ending } else { Kind::Bifurcation };
            let direction = back - field.angle(x, y);
            points.push(Point { x, y, direction, kind, plain: random.even() });
        }
        Self { points }
    }

    /// A capture of the finger; every seed gives another one.
    pub fn capture(&self, seed: u64, noise: &Noise) -> Template {
        let mut random = Random::of(seed, Use::Capture);
        let worse = (noise.spread * random.normal()).exp();
        let seen = Seen::draw(noise, worse, &mut random);
        let missed = (noise.missed * worse).min(0.8);
        let mut minutiae: Vec<Minutia> = Vec::with_capacity(self.points.len());
        for point in &self.points {
            // What is plain is missed half as often as the mean, what is faint more.
            let is_missed = random.is(missed * (1.5 - point.plain));
            if !is_missed && seen.contains(point.x, point.y) {
                let off = |random: &mut Random| noise.position * worse.sqrt() * random.normal();
                let (x, y) = (point.x + off(&mut random), point.y + off(&mut random));
                let wrong = (noise.direction * worse.sqrt() * random.normal()).to_radians();
                let placed = Point { x, y, direction: point.direction + wrong, ..*point };
                minutiae.push(seen.laid(&placed, 60 + (40.0 * point.plain) as u8));
            }
        }
        let wrong = (noise.false_share * worse * minutiae.len() as f32).round() as usize;
        for _ in 0..wrong {
            let (x, y) = (random.between(0.0, WIDTH as f32), random.between(0.0, HEIGHT as f32));
            if seen.contains(x, y) {
                let direction = random.between(0.0, std::f32::consts::TAU);
                let point = Point { x, y, direction, kind: Kind::Ending, plain: 0.0 };
                minutiae.push(seen.laid(&point, 30 + (30.0 * random.even()) as u8));
            }
        }
        minutiae.sort_by_key(|minutia| std::cmp::Reverse(minutia.quality));
        let side = |length: usize| (length + 2 * MARGIN as usize) as u16;
        Template { width: side(WIDTH), height: side(HEIGHT), minutiae }
    }
}

/// Room around a finger, so that one that lies askew has no negative places.
const MARGIN: f32 = 100.0;

/// What a capture sees and how it lies.
struct Seen {
    middle: (f32, f32),
    half: (f32, f32),
    turn: f32,
    distortion: f32,
    across: Cloud,
    along: Cloud,
}

impl Seen {
    fn draw(noise: &Noise, worse: f32, random: &mut Random) -> Self {
        let moved = |random: &mut Random| noise.shift * worse.sqrt() * random.normal();
        let (dx, dy) = (moved(random), moved(random));
        let reach = (noise.reach * (1.0 + 0.08 * random.normal())).clamp(0.2, 1.0);
        Self {
            middle: (WIDTH as f32 / 2.0 + dx, HEIGHT as f32 / 2.0 + dy),
            half: (0.5 * WIDTH as f32 * reach, 0.5 * HEIGHT as f32 * reach),
            turn: (noise.turn * random.normal()).to_radians(),
            distortion: noise.distortion * worse.sqrt(),
            across: Cloud::draw(random, (WIDTH, HEIGHT), 150.0),
            along: Cloud::draw(random, (WIDTH, HEIGHT), 150.0),
        }
    }

    fn contains(&self, x: f32, y: f32) -> bool {
        let (across, along) =
            ((x - self.middle.0) / self.half.0, (y - self.middle.1) / self.half.1);
        across.hypot(along) <= 1.0
    }

    /// A point as it lies on the glass.
    fn laid(&self, point: &Point, quality: u8) -> Minutia {
        let x = point.x + self.distortion * self.across.at(point.x, point.y);
        let y = point.y + self.distortion * self.along.at(point.x, point.y);
        let (dx, dy) = (x - WIDTH as f32 / 2.0, y - HEIGHT as f32 / 2.0);
        let (sine, cosine) = self.turn.sin_cos();
        // Counter-clockwise as one looks at it, so with the sign of y turned.
        let place = |from: f32, half: usize| (from + half as f32 / 2.0 + MARGIN).max(0.0);
        Minutia {
            x: place(dx * cosine + dy * sine, WIDTH).round() as u16,
            y: place(dy * cosine - dx * sine, HEIGHT).round() as u16,
            direction: Direction::from_radians(point.direction + self.turn),
            kind: point.kind,
            quality,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Comparer, Method, Prepared};
    use crate::net::Cpu;

    #[test]
    fn captures_of_one_finger_match_and_those_of_two_do_not() {
        let fingers: Vec<Minutiae> = (0..12).map(Minutiae::of).collect();
        let capture = |finger: &Minutiae, seed| {
            let template = finger.capture(seed, &Noise { spread: 0.0, ..Noise::MEASURED });
            assert!((15..=80).contains(&template.minutiae.len()), "{}", template.minutiae.len());
            Prepared::new(Method::Both, &template)
        };
        let pairs: Vec<[Prepared; 2]> =
            fingers.iter().map(|finger| [1, 2].map(|seed| capture(finger, seed))).collect();
        let mut comparer = Comparer::new(Method::Both, Cpu::detect());
        for (i, [a, b]) in pairs.iter().enumerate() {
            assert!(33.0 < comparer.compare(a, b).decibels(), "{i}");
            for [other, _] in pairs.iter().skip(i + 1) {
                assert!(comparer.compare(a, other).decibels() < 33.0, "{i}");
            }
        }
    }

    #[test]
    fn seeds_give_the_same_captures_again() {
        let finger = Minutiae::of(4);
        assert_eq!(finger.capture(1, &Noise::MEASURED), finger.capture(1, &Noise::MEASURED));
        assert_ne!(finger.capture(1, &Noise::MEASURED), finger.capture(2, &Noise::MEASURED));
    }
}
