//! Comparing two templates by the edges between neighbouring minutiae, without any image of
//! the neighbourhood.
//!
//! An edge between two minutiae has a length and, at both ends, an angle to the direction of the
//! minutia: three numbers that neither moving nor turning the finger changes. Edges that are
//! alike in both templates are links between pairs of minutiae; from a pair with many links a
//! tree grows over links, pair by pair, so that a finger that was pressed out of shape still is
//! followed. The score counts what the best tree holds together.
//!
//! Sources: pairs of minutiae with two relative angles are those of C. I. Watson et al., User's
//! Guide to NIST Biometric Image Software (2007), BOZORTH3; growing from a root pair over
//! neighbouring edges follows the description of `SourceAFIS` (R. Važan, 2009 to 2024) and
//! M. A. Medina-Pérez et al., Improving fingerprint verification using minutiae triplets,
//! Sensors 12 (2012) 3418–3437. Layout, search and score are ours.

mod build;
mod grow;
mod links;

use crate::minutiae::Template;
use crate::net::Cpu;

/// Edges that are compared at once.
const LANES: usize = 64;
/// The most minutiae that are used: the first of the template, which are its best.
pub const USED_MAX: usize = 128;
/// Each minutia has edges to so many of its nearest neighbours.
const NEIGHBOURS: usize = 9;
/// The longest edge, in pixels of 500 per inch.
const LENGTH_MAX: u8 = 254;

/// One end's view of an edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Edge {
    /// In pixels.
    length: u8,
    /// The direction of the edge from its beginning, against the minutia that is there.
    begin: u8,
    /// The direction of the edge from its end, against the minutia that is there.
    end: u8,
    /// The minutia it begins at.
    from: u8,
    /// The minutia it ends at.
    to: u8,
}

/// A template made ready for comparison.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The direction of each minutia that is used.
    directions: Vec<u8>,
    /// Edges from one of their ends, by length.
    edges: Vec<Edge>,
    /// All edges from both of their ends, by length, number after number; the lengths of what
    /// fills the last lanes are 255.
    lengths: Vec<[u8; LANES]>,
    begins: Vec<[u8; LANES]>,
    ends: Vec<[u8; LANES]>,
    /// The minutiae of those edges, from and to.
    minutiae: Vec<[u8; 2]>,
    /// For each length, where edges of it begin among all.
    starts: Vec<u16>,
}

impl Prepared {
    /// Makes `template` ready. Of its minutiae the first [`USED_MAX`] are used.
    pub fn new(template: &Template) -> Self {
        build::prepared(template)
    }

    /// The memory it takes, in bytes.
    pub fn bytes(&self) -> usize {
        size_of::<Self>()
            + self.directions.capacity()
            + self.edges.capacity() * size_of::<Edge>()
            + 3 * self.lengths.capacity() * LANES
            + self.minutiae.capacity() * 2
            + self.starts.capacity() * 2
    }
}

/// Compares templates; it keeps its memory from one comparison to the next.
#[derive(Debug)]
pub struct Matcher {
    cpu: Cpu,
    links: Vec<links::Link>,
    trees: grow::Trees,
}

impl Matcher {
    /// A matcher for this processor.
    pub fn new(cpu: Cpu) -> Self {
        Self { cpu, links: Vec::new(), trees: grow::Trees::default() }
    }

    /// How much `a` and `b` are alike, from 0; of different fingers it is seldom above 0.1, of
    /// one finger seldom below. The order does not count.
    pub fn score(&mut self, a: &Prepared, b: &Prepared) -> f32 {
        let (few, many) = if a.edges.len() <= b.edges.len() { (a, b) } else { (b, a) };
        links::collect(self.cpu, few, many, &mut self.links);
        self.trees.score(&self.links, few, many)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::{again, template};
    use crate::minutiae::MINUTIAE_MAX;

    fn score(a: &Template, b: &Template) -> f32 {
        Matcher::new(Cpu::detect()).score(&Prepared::new(a), &Prepared::new(b))
    }

    #[test]
    fn the_same_finger_scores_above_every_other_one() {
        let templates: Vec<Template> = (0..12).map(|seed| template(seed, 40)).collect();
        let mut others = 0.0_f32;
        for (i, a) in templates.iter().enumerate() {
            for b in &templates[i + 1..] {
                others = others.max(score(a, b));
            }
        }
        for a in &templates {
            for (degrees, jitter) in [(0.0, 0), (20.0, 2), (-35.0, 2), (170.0, 1), (10.0, 3)] {
                let same = score(a, &again(a, degrees, jitter));
                assert!(2.0 * others < same, "{degrees}°: {same}, others {others}");
            }
        }
    }

    #[test]
    fn the_order_of_impressions_and_of_minutiae_does_not_count() {
        let (a, b) = (template(1, 33), again(&template(1, 41), 12.0, 2));
        let mut turned = a.clone();
        turned.minutiae.reverse();
        let expected = score(&a, &b);
        assert!((score(&b, &a) / expected - 1.0).abs() < 0.02, "{} {expected}", score(&b, &a));
        assert!((score(&turned, &b) / expected - 1.0).abs() < 0.02);
    }

    #[test]
    fn every_processor_says_the_same() {
        let (a, b) = (template(1, 60), again(&template(1, 60), 30.0, 3));
        let (a, b) = (Prepared::new(&a), Prepared::new(&b));
        let scores = Cpu::all().into_iter().map(|cpu| Matcher::new(cpu).score(&a, &b));
        let scores: Vec<f32> = scores.collect();
        assert!(scores.iter().all(|score| *score == scores[0]), "{scores:?}");
    }

    #[test]
    fn a_matcher_remembers_nothing_of_what_it_compared_before() {
        let [a, b, c] = [1, 2, 3].map(|seed| Prepared::new(&template(seed, 50)));
        let mut matcher = Matcher::new(Cpu::detect());
        let first = matcher.score(&a, &b);
        matcher.score(&c, &c);
        assert_eq!(matcher.score(&a, &b), first);
    }

    #[test]
    fn a_lattice_of_equal_edges_takes_no_longer_than_allowed() {
        let mut lattice = template(1, USED_MAX);
        for (place, minutia) in lattice.minutiae.iter_mut().enumerate() {
            let (column, row) = (place % 12, place / 12);
            (minutia.x, minutia.y) = (20 * column as u16, 20 * row as u16);
            minutia.direction = crate::minutiae::Direction(0);
        }
        let prepared = Prepared::new(&lattice);
        let mut matcher = Matcher::new(Cpu::detect());
        assert!(0.0 < matcher.score(&prepared, &prepared));
        assert!(matcher.links.len() <= 1_500, "{}", matcher.links.len());
    }

    #[test]
    fn of_too_little_nothing_is_said_and_of_too_much_the_first() {
        let full = template(5, MINUTIAE_MAX);
        for count in 0..3 {
            let few = Template { minutiae: full.minutiae[..count].to_vec(), ..full };
            assert!(score(&few, &full) < 0.2, "{count}: {}", score(&few, &full));
        }
        let on_one_spot = Template { minutiae: vec![full.minutiae[0]; 255], ..full };
        assert_eq!(score(&on_one_spot, &on_one_spot), 0.0);
        assert!(1.0 < score(&full, &full));
    }
}
