//! From minutiae to cylinders.

use super::similar::TURN_MAX;
use super::{
    CELLS, COARSE_WORDS, Coarse, Cylinders, LANES, LAYERS, Place, Prepared, RADIUS, WORDS,
};
use crate::minutiae::{MINUTIAE_MAX, Template};

/// Cells along a side of the square around the disc.
const SIDE: usize = 10;
/// Standard deviation of how far a minutia contributes, in pixels of 500 per inch.
const SIGMA: f32 = 28.0 / 3.0;
/// Standard deviation of the difference of directions, in radians.
const SIGMA_DIRECTION: f32 = std::f32::consts::TAU / 9.0;
/// Beyond so many standard deviations nothing is contributed.
const REACH: f32 = 3.0;
/// The contribution from which a bit is set (parameter µ of the paper).
const CONTRIBUTION_MIN: f32 = 0.005;
/// How far around the minutiae the impression is taken to reach, in pixels of 500 per inch.
const MARGIN: f32 = 50.0;
/// The share of a disc that must lie on the impression.
const VALID_MIN: f32 = 0.75;
/// The fewest other minutiae that must be near.
const NEIGHBOURS_MIN: usize = 2;

#[derive(Clone, Copy, Default)]
struct Cylinder {
    bits: [u64; WORDS],
    valid: [u64; WORDS],
}

pub(super) fn prepared(template: &Template) -> Prepared {
    let (places, cylinders) = cylinders(template);
    let before =
        |direction: usize| places.partition_point(|place| usize::from(place.direction) < direction);
    let begins = Box::new(std::array::from_fn(|direction| before(direction) as u8));
    let again = before(usize::from(2 * TURN_MAX));
    let stride = (places.len() + again + LANES).next_multiple_of(LANES);
    let mut words = vec![0; 2 * WORDS * stride];
    for (word, lists) in words.chunks_exact_mut(2 * stride).enumerate() {
        let (bits, valid) = lists.split_at_mut(stride);
        let circle = cylinders.iter().chain(&cylinders[..again]);
        for ((cylinder, bits), valid) in circle.zip(bits).zip(valid) {
            *bits = cylinder.bits[word];
            *valid = cylinder.valid[word];
        }
    }
    Prepared { places, begins, cylinders: Cylinders { words, stride } }
}

/// The cylinders of a template and the minutiae they stand on, by direction.
fn cylinders(template: &Template) -> (Vec<Place>, Vec<Cylinder>) {
    let mut places: Vec<Place> = template
        .minutiae
        .iter()
        .take(MINUTIAE_MAX)
        .map(|minutia| {
            let (sine, cosine) = minutia.direction.radians().sin_cos();
            let direction = minutia.direction.0;
            Place { x: minutia.x.into(), y: -f32::from(minutia.y), cosine, sine, direction }
        })
        .collect();
    places.sort_by(|a, b| {
        a.direction.cmp(&b.direction).then(a.x.total_cmp(&b.x)).then(a.y.total_cmp(&b.y))
    });
    let around = hull(&places);
    let cells = cells();
    let layers = layers();
    let built = places.iter().enumerate().filter_map(|(i, place)| {
        let cylinder = cylinder(&places, i, &around, (&cells, &layers))?;
        Some((*place, cylinder))
    });
    built.collect()
}

/// See [`super::coarse`].
pub(super) fn coarse(template: &Template) -> Vec<Coarse> {
    let (places, cylinders) = cylinders(template);
    let groups = groups();
    let code = |(place, cylinder): (&Place, &Cylinder)| {
        let mut words = [0; COARSE_WORDS];
        for layer in 0..LAYERS {
            for (cell, group) in groups.iter().enumerate() {
                let bit = layer * CELLS + cell;
                if cylinder.bits[bit / 64] >> (bit % 64) & 1 == 1 {
                    let bit = layer * GROUPS + group;
                    words[bit / 64] |= 1 << (bit % 64);
                }
            }
        }
        Coarse { words, direction: place.direction }
    };
    places.iter().zip(&cylinders).map(code).collect()
}

/// Groups of 2 × 2 cells.
const GROUPS: usize = (SIDE / 2) * (SIDE / 2);

/// In which group each cell is.
fn groups() -> Vec<usize> {
    let step = 2.0 * RADIUS / SIDE as f32;
    let along = |offset: f32| ((offset + RADIUS) / (2.0 * step)) as usize;
    cells().iter().map(|(u, v)| along(*u) * (SIDE / 2) + along(*v)).collect()
}

/// Where the centres of the cells lie, seen from the minutia.
fn cells() -> Vec<(f32, f32)> {
    let step = 2.0 * RADIUS / SIDE as f32;
    let along = |i: usize| (i as f32 - (SIDE as f32 - 1.0) / 2.0) * step;
    let square = (0..SIDE).flat_map(|i| (0..SIDE).map(move |j| (along(i), along(j))));
    let disc: Vec<_> = square.filter(|(u, v)| u * u + v * v <= RADIUS * RADIUS).collect();
    debug_assert_eq!(disc.len(), CELLS);
    disc
}

/// What a difference of directions, in 256ths of a turn, contributes to each layer: how much of a
/// normal distribution around it falls into the layer.
fn layers() -> Vec<[f32; LAYERS]> {
    let width = std::f32::consts::TAU / LAYERS as f32;
    let of = |difference: usize| {
        let angle = difference as f32 / 256.0 * std::f32::consts::TAU;
        std::array::from_fn(|layer| {
            let middle = (layer as f32 + 0.5) * width - std::f32::consts::PI;
            let mut distance = (middle - angle).rem_euclid(std::f32::consts::TAU);
            if std::f32::consts::PI <= distance {
                distance -= std::f32::consts::TAU;
            }
            let scale = SIGMA_DIRECTION * std::f32::consts::SQRT_2;
            let upper = error_function((distance + width / 2.0) / scale);
            let lower = error_function((distance - width / 2.0) / scale);
            0.5 * (upper - lower)
        })
    };
    (0..256).map(of).collect()
}

/// Abramowitz and Stegun, 7.1.26; within 1.5 · 10⁻⁷.
fn error_function(x: f32) -> f32 {
    let t = 1.0 / (1.0 + 0.327_591_1 * x.abs());
    let polynomial =
        ((((1.061_405_4 * t - 1.453_152) * t) + 1.421_413_8) * t - 0.284_496_74) * t + 0.254_829_6;
    (1.0 - polynomial * t * (-x * x).exp()).copysign(x)
}

/// The cylinder of minutia `i`, unless too little is around it.
fn cylinder(
    places: &[Place],
    i: usize,
    hull: &[(f32, f32)],
    (cells, layers): (&[(f32, f32)], &[[f32; LAYERS]]),
) -> Option<Cylinder> {
    let place = places[i];
    let reach = RADIUS + REACH * SIGMA;
    let near: Vec<(f32, f32, usize)> = places
        .iter()
        .enumerate()
        .filter(|(j, other)| {
            let (dx, dy) = (other.x - place.x, other.y - place.y);
            *j != i && dx * dx + dy * dy <= reach * reach
        })
        .map(|(_, other)| (other.x, other.y, place.direction.wrapping_sub(other.direction).into()))
        .collect();
    if near.len() < NEIGHBOURS_MIN {
        return None;
    }
    let height = 1.0 / (SIGMA * std::f32::consts::TAU.sqrt());
    let mut cylinder = Cylinder::default();
    let (mut valid, mut is_any) = (0_usize, false);
    for (cell, (u, v)) in cells.iter().enumerate() {
        let x = place.x + place.cosine * u - place.sine * v;
        let y = place.y + place.sine * u + place.cosine * v;
        if !is_near(hull, (x, y)) {
            continue;
        }
        valid += 1;
        let mut sums = [0.0; LAYERS];
        for &(near_x, near_y, difference) in &near {
            let squared = (near_x - x) * (near_x - x) + (near_y - y) * (near_y - y);
            if squared <= REACH * REACH * SIGMA * SIGMA {
                let weight = height * (-squared / (2.0 * SIGMA * SIGMA)).exp();
                for (sum, layer) in sums.iter_mut().zip(&layers[difference]) {
                    *sum += weight * layer;
                }
            }
        }
        for (layer, sum) in sums.iter().enumerate() {
            let bit = layer * CELLS + cell;
            cylinder.valid[bit / 64] |= 1 << (bit % 64);
            if CONTRIBUTION_MIN <= *sum {
                cylinder.bits[bit / 64] |= 1 << (bit % 64);
                is_any = true;
            }
        }
    }
    (is_any && VALID_MIN * CELLS as f32 <= valid as f32).then_some(cylinder)
}

/// The convex hull, counter-clockwise (A. M. Andrew 1979).
fn hull(places: &[Place]) -> Vec<(f32, f32)> {
    let mut points: Vec<(f32, f32)> = places.iter().map(|place| (place.x, place.y)).collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    points.dedup();
    let mut hull: Vec<(f32, f32)> = Vec::new();
    let mut half = |points: &mut dyn Iterator<Item = &(f32, f32)>| {
        let start = hull.len();
        for point in points {
            while let [.., a, b] = hull[start..] {
                if 0.0 < cross(a, b, *point) {
                    break;
                }
                hull.pop();
            }
            hull.push(*point);
        }
        hull.pop();
    };
    half(&mut points.iter());
    half(&mut points.iter().rev());
    hull
}

/// Positive if `c` lies to the left of the way from `a` to `b`.
fn cross(a: (f32, f32), b: (f32, f32), c: (f32, f32)) -> f32 {
    (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)
}

/// Whether the point lies in the hull or within [`MARGIN`] of it.
fn is_near(hull: &[(f32, f32)], point: (f32, f32)) -> bool {
    let next = hull.iter().cycle().skip(1);
    let mut is_inside = 3 <= hull.len();
    for (a, b) in hull.iter().zip(next) {
        is_inside &= 0.0 <= cross(*a, *b, point);
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let along = (point.0 - a.0) * dx + (point.1 - a.1) * dy;
        let along = (along / (dx * dx + dy * dy).max(f32::MIN_POSITIVE)).clamp(0.0, 1.0);
        let (x, y) = (a.0 + along * dx - point.0, a.1 + along * dy - point.1);
        if x * x + y * y <= MARGIN * MARGIN {
            return true;
        }
    }
    is_inside
}
