//! From what the network says of every pixel to minutiae.

use super::PROBABILITY_MIN;
use super::crop::Part;
use super::network::Output;
use crate::minutiae::{Direction, Kind, MINUTIAE_MAX, Minutia, Template};

/// Within so many pixels in both directions there is one minutia.
const REACH: usize = 3;

/// The places where a minutia is more probable than anywhere near, the surest first.
pub(super) fn template(output: &Output, shown: &Part, (width, height): (usize, usize)) -> Template {
    let map = &output.position;
    let mut found = Vec::new();
    let (columns, rows) = (&shown.columns, &shown.rows);
    for y in rows.range.clone() {
        for x in columns.range.clone() {
            let row = y - rows.range.start + rows.before;
            let at = row * map.width + x - columns.range.start + columns.before;
            let probability = map.data[at];
            if PROBABILITY_MIN <= probability && is_peak(output, at) {
                found.push((probability, at, x, y));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate(MINUTIAE_MAX);
    let minutia = |(probability, at, x, y): (f32, usize, usize, usize)| Minutia {
        x: x as u16,
        y: y as u16,
        direction: direction(output, at),
        kind: if output.ending.data[at] < 0.5 { Kind::Bifurcation } else { Kind::Ending },
        quality: (probability * 100.0).round().clamp(1.0, 100.0) as u8,
    };
    Template {
        width: width as u16,
        height: height as u16,
        minutiae: found.into_iter().map(minutia).collect(),
    }
}

fn direction(output: &Output, at: usize) -> Direction {
    let (cosine, sine) = (output.direction.plane(0)[at], output.direction.plane(1)[at]);
    Direction::from_radians(sine.atan2(cosine))
}

/// Whether no pixel around is greater. Of equal ones the first is the peak.
fn is_peak(output: &Output, at: usize) -> bool {
    let map = &output.position;
    let (x, y) = (at % map.width, at / map.width);
    let value = map.data[at];
    let rows = y.saturating_sub(REACH)..(y + REACH + 1).min(map.height);
    let columns = x.saturating_sub(REACH)..(x + REACH + 1).min(map.width);
    rows.into_iter().all(|row| {
        columns.clone().all(|column| {
            let other = row * map.width + column;
            let there = map.data[other];
            there < value || (there == value && at <= other)
        })
    })
}
