//! Comparison by what surrounds each minutia, written as bits, and by how pairs of minutiae
//! support each other.
//!
//! Around each minutia lies a cylinder: its base is a disc of radius [`RADIUS`] that turns with
//! the minutia, its height the difference of directions. A cell of it says whether enough
//! minutiae lie near that place and point near that direction. Two minutiae resemble each other
//! as the bits of their cylinders do. Pairs that resemble each other most are then weighed
//! against each other: those that lie to each other in both impressions as they should grow
//! stronger, the others fade. The score is the mean strength of the best.
//!
//! Sources: R. Cappelli, M. Ferrara and D. Maltoni, "Minutia Cylinder-Code: A New Representation
//! and Matching Technique for Fingerprint Recognition", IEEE TPAMI 32 (2010) 2128–2141 (cylinders,
//! bits, relaxation); "Fingerprint Indexing Based on Minutia Cylinder-Code", IEEE TPAMI 33 (2011).
//! Ours are the disc of 80 cells in one vector register, sums over eight cylinders at once, and
//! a relaxation that needs no angle. Parameters were chosen on `FVC2002` `DB1_B` and `DB3_B`.

mod build;
mod relax;
mod similar;

use crate::minutiae::Template;
use crate::net::Cpu;

/// How far a minutia sees, in pixels of 500 per inch (3.6 mm).
pub const RADIUS: f32 = 70.0;
/// Cells of a disc of 10 × 10 whose centre lies within the radius.
const CELLS: usize = 80;
/// Layers of a cylinder, each of 60°.
const LAYERS: usize = 6;
/// Words of the bits of a cylinder: 480 bits, and 32 that are always zero.
const WORDS: usize = 8;
/// Cylinders that are compared at once.
const LANES: usize = 8;

/// A minutia that has a cylinder.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    x: f32,
    /// Upwards.
    y: f32,
    cosine: f32,
    sine: f32,
    direction: u8,
}

/// A template ready to be compared.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// By direction.
    places: Vec<Place>,
    /// For each direction how many minutiae point to a lesser one.
    begins: Box<[u8; 256]>,
    cylinders: Cylinders,
}

/// The bits of many cylinders, word by word: so any eight neighbours are compared at once.
///
/// Those of the lowest directions stand once more at the end, so that minutiae that point about
/// the same way are neighbours in a circle, too.
#[derive(Clone, Debug)]
struct Cylinders {
    /// For every word the bits of all cylinders, then which of these bits are of cells where the
    /// impression shows something.
    words: Vec<u64>,
    /// From one list of bits to the next, room for eight beyond the last included.
    stride: usize,
}

impl Prepared {
    /// Builds the cylinders of a template.
    pub fn new(template: &Template) -> Self {
        build::prepared(template)
    }

    /// How many minutiae have a cylinder; of fewer than two nothing can be said.
    pub fn cylinders(&self) -> usize {
        self.places.len()
    }

    /// Bytes of memory that it takes.
    pub fn bytes(&self) -> usize {
        size_of::<Self>()
            + self.places.capacity() * size_of::<Place>()
            + size_of_val(&*self.begins)
            + self.cylinders.words.capacity() * size_of::<u64>()
    }
}

/// Words of a coarse code.
pub(crate) const COARSE_WORDS: usize = 3;

/// A cylinder of which only little is kept: of every 2 × 2 cells whether any is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Coarse {
    pub(crate) words: [u64; COARSE_WORDS],
    /// The direction of its minutia, in 256ths of a turn.
    pub(crate) direction: u8,
}

/// The coarse codes of a template, by direction.
pub(crate) fn coarse(template: &Template) -> Vec<Coarse> {
    build::coarse(template)
}

/// Compares; keeps the memory that comparisons need.
#[derive(Debug)]
pub struct Matcher {
    cpu: Cpu,
    candidates: Vec<u32>,
    sorted: Vec<u32>,
    pairs: Vec<relax::Pair>,
    relaxation: relax::Relaxation,
}

impl Matcher {
    /// A matcher for this processor.
    pub fn new(cpu: Cpu) -> Self {
        Self {
            cpu,
            candidates: Vec::new(),
            sorted: Vec::new(),
            pairs: Vec::new(),
            relaxation: relax::Relaxation::default(),
        }
    }

    /// How much the two impressions resemble each other, from 0 to 1; 0 where one of them has
    /// fewer than two cylinders. The same for both orders.
    pub fn score(&mut self, a: &Prepared, b: &Prepared) -> f32 {
        let (few, many) = if a.places.len() <= b.places.len() { (a, b) } else { (b, a) };
        if few.places.len() < 2 {
            return 0.0;
        }
        self.candidates.resize(few.places.len() * many.places.len() + 1, 0);
        let count = similar::collect(self.cpu, few, many, &mut self.candidates);
        similar::sort(&self.candidates[..count], &mut self.sorted);
        self.choose(few, many);
        self.relaxation.score(self.cpu, &self.pairs, few.places.len())
    }

    /// The most similar pairs, each minutia in one of them, as many as are weighed.
    fn choose(&mut self, a: &Prepared, b: &Prepared) {
        let (mut taken_a, mut taken_b) = ([0_u64; 4], [0_u64; 4]);
        let most = a.places.len().min(relax::PAIRS_MAX);
        self.pairs.clear();
        for &candidate in &self.sorted {
            if self.pairs.len() == most {
                break;
            }
            let (similarity, i, j) = similar::parts(candidate);
            let (bit_a, bit_b) = (1 << (i % 64), 1 << (j % 64));
            if taken_a[i / 64] & bit_a == 0 && taken_b[j / 64] & bit_b == 0 {
                taken_a[i / 64] |= bit_a;
                taken_b[j / 64] |= bit_b;
                self.pairs.push(relax::Pair { similarity, a: a.places[i], b: b.places[j] });
            }
        }
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
            assert!(0.95 < score(a, a), "{}", score(a, a));
            for (degrees, jitter) in [(0.0, 3), (20.0, 2), (-35.0, 2), (10.0, 4)] {
                let same = score(a, &again(a, degrees, jitter));
                assert!(2.0 * others < same, "{degrees}°: {same}, others {others}");
            }
        }
    }

    #[test]
    fn a_part_of_a_finger_scores_above_other_fingers() {
        let whole = template(3, 48);
        let mut part = whole.clone();
        part.minutiae.retain(|minutia| minutia.y < 260);
        let others = (20..40).map(|seed| score(&part, &template(seed, 48)));
        assert!(others.fold(0.0, f32::max) < score(&part, &whole));
    }

    #[test]
    fn the_order_of_impressions_and_of_minutiae_does_not_count() {
        let (a, b) = (template(1, 33), again(&template(1, 41), 12.0, 2));
        let mut turned = a.clone();
        turned.minutiae.reverse();
        let expected = score(&a, &b).to_bits();
        assert_eq!(score(&b, &a).to_bits(), expected);
        assert_eq!(score(&turned, &b).to_bits(), expected);
    }

    #[test]
    fn every_processor_says_the_same() {
        let (a, b) = (Prepared::new(&template(1, 60)), Prepared::new(&template(2, 60)));
        let scores = Cpu::all().into_iter().map(|cpu| Matcher::new(cpu).score(&a, &b));
        let scores: Vec<f32> = scores.collect();
        for score in &scores {
            assert!((score - scores[0]).abs() < 1e-5, "{scores:?}");
        }
    }

    #[test]
    fn of_too_little_nothing_is_said_and_of_too_much_the_first() {
        let full = template(5, MINUTIAE_MAX);
        for count in 0..4 {
            let few = Template { minutiae: full.minutiae[..count].to_vec(), ..full };
            assert!(score(&few, &full) < 0.3, "{count}");
        }
        let on_one_spot = Template { minutiae: vec![full.minutiae[0]; 255], ..full };
        assert!((0.0..=1.0).contains(&score(&on_one_spot, &on_one_spot)));
        let many = template(5, 400);
        assert_eq!(Prepared::new(&many).cylinders(), Prepared::new(&full).cylinders());
        assert!(0.9 < score(&many, &full));
    }
}
