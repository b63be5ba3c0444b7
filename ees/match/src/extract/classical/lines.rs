//! Where lines end and fork, and which of it is true.

use super::SQUARE;
use super::flow::Flow;
use super::thin::around;
use crate::minutiae::{Direction, Kind, MINUTIAE_MAX, Minutia, Template};

/// Shorter branches that end are the work of noise, in pixels along the line.
const SPUR_MAX: usize = 10;
/// Shorter lines without a fork are.
const SPECK_MAX: usize = 20;
/// Two forks, or two ends that face each other, so near are a hole or a gap, in pixels.
const NEAR: f32 = 11.0;
/// How far a line is followed to see where it leads, in pixels along it.
const FOLLOWED: usize = 14;
/// Within so many pixels of where the finger ends nothing is a minutia.
const BORDER: usize = 10;

/// A picture of lines of one pixel; the outermost pixels are empty.
struct Lines<'a> {
    pixels: &'a mut [u8],
    width: usize,
}

/// A line from a pixel on.
struct Walk {
    path: Vec<usize>,
    /// Whether it stopped at an end or a fork, and at how many lines that one has.
    stopped: Option<usize>,
}

/// The minutiae of thinned ridges, the surest first.
pub(super) fn template(ridges: &[u8], flow: &Flow, (width, height): (usize, usize)) -> Template {
    let mut pixels = ridges.to_vec();
    let mut lines = Lines { pixels: &mut pixels, width };
    lines.remove_specks();
    lines.remove_spurs();
    let mut found = lines.minutiae(flow, height);
    drop_pairs(&mut found);
    found.sort_by(|a, b| b.quality.cmp(&a.quality).then((a.y, a.x).cmp(&(b.y, b.x))));
    found.truncate(MINUTIAE_MAX);
    Template { width: width as u16, height: height as u16, minutiae: found }
}

impl Lines<'_> {
    /// How many lines leave a pixel.
    fn leaving(&self, at: usize) -> usize {
        let state = around(self.pixels, self.width, at);
        let turned = (state >> 1 | state << 7) & 0xFF;
        (!state & turned & 0xFF).count_ones() as usize
    }

    /// The pixels of lines with so many leaving.
    fn with(&self, leaving: usize) -> Vec<usize> {
        let set = (0..self.pixels.len()).filter(|at| self.pixels[*at] == 1);
        set.filter(|at| self.leaving(*at) == leaving).collect()
    }

    /// The neighbours of a pixel that are set, those at a side first.
    fn neighbours(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let w = self.width;
        let places =
            [at - w, at + 1, at + w, at - 1, at - w + 1, at + w + 1, at + w - 1, at - w - 1];
        places.into_iter().filter(|place| self.pixels[*place] == 1)
    }

    /// Follows the line from `at` by way of `next`, up to `most` pixels.
    fn walk(&self, at: usize, next: usize, most: usize) -> Walk {
        let mut path = vec![at, next];
        for _ in 0..most {
            let Some((&here, &before)) = path.last().zip(path.iter().nth_back(1)) else { break };
            let leaving = self.leaving(here);
            if leaving != 2 {
                return Walk { path, stopped: Some(leaving) };
            }
            let onward = self.neighbours(here).find(|place| {
                *place != before && !path.contains(place) && !self.touches(before, *place)
            });
            let onward =
                onward.or_else(|| self.neighbours(here).find(|place| !path.contains(place)));
            match onward {
                Some(onward) => path.push(onward),
                None => return Walk { path, stopped: Some(1) },
            }
        }
        Walk { path, stopped: None }
    }

    /// Whether two pixels are neighbours.
    fn touches(&self, a: usize, b: usize) -> bool {
        let (ax, ay, bx, by) = (a % self.width, a / self.width, b % self.width, b / self.width);
        ax.abs_diff(bx) <= 1 && ay.abs_diff(by) <= 1
    }

    fn clear(&mut self, path: &[usize]) {
        for &at in path {
            self.pixels[at] = 0;
        }
    }

    /// Removes what is a dot, or ends on both sides after a few pixels.
    fn remove_specks(&mut self) {
        for at in self.with(0) {
            self.pixels[at] = 0;
        }
        for at in self.with(1) {
            let next = self.neighbours(at).next();
            if self.pixels[at] == 1
                && let Some(next) = next
            {
                let walk = self.walk(at, next, SPECK_MAX);
                if walk.stopped == Some(1) && walk.path.len() < SPECK_MAX {
                    self.clear(&walk.path);
                }
            }
        }
    }

    /// Removes short branches, and the forks with them.
    fn remove_spurs(&mut self) {
        for at in self.with(1) {
            let next = self.neighbours(at).next();
            if self.pixels[at] == 1
                && self.leaving(at) == 1
                && let Some(next) = next
            {
                let walk = self.walk(at, next, SPUR_MAX);
                if walk.stopped.is_some_and(|leaving| 2 < leaving) {
                    let (_, branch) = walk.path.split_last().unwrap_or((&0, &[]));
                    self.clear(branch);
                }
            }
        }
    }

    fn minutiae(&self, flow: &Flow, height: usize) -> Vec<Minutia> {
        let mut found = Vec::new();
        for at in (0..self.pixels.len()).filter(|at| self.pixels[*at] == 1) {
            let (x, y) = (at % self.width, at / self.width);
            let leaving = self.leaving(at);
            if (leaving != 1 && leaving != 3) || is_at_border(flow, (x, y), (self.width, height)) {
                continue;
            }
            let toward = if leaving == 1 { self.line_of_end(at) } else { self.valley_of_fork(at) };
            let Some((dx, dy)) = toward else { continue };
            let square = flow.at(x, y);
            let (sine, cosine) = square.angle.sin_cos();
            let sign = if dx * cosine + dy * sine < 0.0 { -1.0 } else { 1.0 };
            let kind = if leaving == 1 { Kind::Ending } else { Kind::Bifurcation };
            found.push(Minutia {
                x: x as u16,
                y: y as u16,
                direction: Direction::from_radians((-sign * sine).atan2(sign * cosine)),
                kind,
                quality: (square.coherence * 100.0).round().clamp(1.0, 100.0) as u8,
            });
        }
        found
    }

    /// From the end of a line to where it comes from.
    fn line_of_end(&self, at: usize) -> Option<(f32, f32)> {
        let walk = self.walk(at, self.neighbours(at).next()?, FOLLOWED);
        (FOLLOWED <= walk.path.len()).then(|| self.way(at, walk.path.last().copied()))?
    }

    /// From a fork to the middle between the two of its lines that are nearest to each other.
    fn valley_of_fork(&self, at: usize) -> Option<(f32, f32)> {
        let state = around(self.pixels, self.width, at);
        let w = self.width;
        let places =
            [at - w, at - w + 1, at + 1, at + w + 1, at + w, at + w - 1, at - 1, at - w - 1];
        let mut ways = Vec::new();
        for (bit, place) in places.into_iter().enumerate() {
            let before = (bit + 7) % 8;
            if state >> bit & 1 == 1 && state >> before & 1 == 0 {
                let walk = self.walk(at, place, FOLLOWED);
                if walk.path.len() < SPUR_MAX {
                    return None;
                }
                ways.push(self.way(at, walk.path.last().copied())?);
            }
        }
        let &[a, b, c] = ways.as_slice() else { return None };
        let pairs = [(a, b), (b, c), (c, a)];
        let near = |((ax, ay), (bx, by)): &((f32, f32), (f32, f32))| ax * bx + ay * by;
        let (a, b) = pairs.into_iter().max_by(|p, q| near(p).total_cmp(&near(q)))?;
        Some((a.0 + b.0, a.1 + b.1))
    }

    /// The way between two pixels, of length 1.
    fn way(&self, from: usize, to: Option<usize>) -> Option<(f32, f32)> {
        let place = |at: usize| ((at % self.width) as f32, (at / self.width) as f32);
        let ((ax, ay), (bx, by)) = (place(from), place(to?));
        let length = (bx - ax).hypot(by - ay);
        (0.0 < length).then(|| ((bx - ax) / length, (by - ay) / length))
    }
}

/// Whether the finger, or the image, ends near.
fn is_at_border(flow: &Flow, (x, y): (usize, usize), (width, height): (usize, usize)) -> bool {
    if x < BORDER || y < BORDER || width <= x + BORDER || height <= y + BORDER {
        return true;
    }
    let columns = (x - BORDER) / SQUARE..=(x + BORDER) / SQUARE;
    let mut rows = (y - BORDER) / SQUARE..=(y + BORDER) / SQUARE;
    rows.any(|row| columns.clone().any(|column| !flow.squares[row * flow.width + column].is_finger))
}

/// Drops ends that face each other across a gap, and forks that make a hole.
fn drop_pairs(found: &mut Vec<Minutia>) {
    let is_false: Vec<bool> = found
        .iter()
        .enumerate()
        .map(|(i, a)| found.iter().enumerate().any(|(j, b)| i != j && are_one_fault(*a, *b)))
        .collect();
    let mut is_false = is_false.into_iter();
    found.retain(|_| is_false.next() == Some(false));
}

fn are_one_fault(a: Minutia, b: Minutia) -> bool {
    let (dx, dy) = (f32::from(b.x) - f32::from(a.x), f32::from(b.y) - f32::from(a.y));
    if NEAR * NEAR < dx * dx + dy * dy {
        return false;
    }
    let turn = a.direction.to(b.direction).unsigned_abs();
    // Opposite directions: a gap in a ridge, a bridge between two, or a hole in one.
    96 < turn || dx * dx + dy * dy < 36.0
}
