//! Trees of pairs that hold together.

use super::links::Link;
use super::{Prepared, USED_MAX};

/// So many pairs are tried as roots, those with the most support first.
const ROOTS_MAX: usize = 8;
/// The turn of a pair differs from that of the root by no more, in 256ths of a turn.
const TURN_APART: u8 = 18;
/// Fewer minutiae count as this many when the score is set in relation to them.
const USED_MIN: f32 = 10.0;

/// A pair of minutiae, its support and where its links are.
#[derive(Clone, Copy, Debug)]
struct Pair {
    a: u8,
    b: u8,
    support: f32,
    /// The turn from a's direction to b's.
    turn: u8,
    links: (u32, u32),
}

/// What growing needs, kept from one comparison to the next.
#[derive(Debug, Default)]
pub(super) struct Trees {
    pairs: Vec<Pair>,
    /// The place of each pair in `pairs`, from 1; 0 where there is none.
    places: Vec<u16>,
    /// Links from each pair, pair after pair: the other pair and the weight.
    ends: Vec<(u16, f32)>,
    order: Vec<u16>,
    queue: Vec<(f32, u16)>,
    /// In which tree each pair is, from 1; 0 for none.
    tree: Vec<u8>,
}

impl Trees {
    /// The weight of the heaviest tree, in relation to how many minutiae there are.
    pub(super) fn score(&mut self, links: &[Link], a: &Prepared, b: &Prepared) -> f32 {
        self.join(links, a, b);
        self.order.clear();
        self.order.extend(0..self.pairs.len() as u16);
        let roots = self.order.len().min(ROOTS_MAX);
        if roots == 0 {
            return 0.0;
        }
        let pairs = &self.pairs;
        let by_support = |x: &u16, y: &u16| {
            let (x, y) = (&pairs[usize::from(*x)], &pairs[usize::from(*y)]);
            y.support.total_cmp(&x.support).then((x.a, x.b).cmp(&(y.a, y.b)))
        };
        if roots < self.order.len() {
            self.order.select_nth_unstable_by(roots - 1, by_support);
        }
        self.order[..roots].sort_unstable_by(by_support);
        self.tree.clear();
        self.tree.resize(self.pairs.len(), 0);
        let mut heaviest = 0.0_f32;
        for number in 0..roots {
            let root = self.order[number];
            // From a pair that a tree holds already much the same tree would grow.
            if self.tree[usize::from(root)] == 0 {
                heaviest = heaviest.max(self.grow(root, number as u8 + 1));
            }
        }
        let used = |of: &Prepared| (of.directions.len() as f32).max(USED_MIN);
        heaviest / (used(a) * used(b)).sqrt()
    }

    /// Makes pairs of the ends of links, each with its links.
    fn join(&mut self, links: &[Link], a: &Prepared, b: &Prepared) {
        self.places.resize(USED_MAX * USED_MAX, 0);
        self.pairs.clear();
        for link in links {
            for end in 0..2 {
                let place = &mut self.places[key(*link, end)];
                if *place == 0 {
                    let (of_a, of_b) = (link.a[end], link.b[end]);
                    let from = a.directions[usize::from(of_a)];
                    let turn = b.directions[usize::from(of_b)].wrapping_sub(from);
                    self.pairs.push(Pair { a: of_a, b: of_b, support: 0.0, turn, links: (0, 0) });
                    *place = self.pairs.len() as u16;
                }
                let pair = &mut self.pairs[usize::from(*place) - 1];
                pair.support += link.weight;
                pair.links.1 += 1;
            }
        }
        let mut sum = 0;
        for pair in &mut self.pairs {
            let count = pair.links.1;
            pair.links = (sum, sum);
            sum += count;
        }
        self.ends.resize(sum as usize, (0, 0.0));
        for link in links {
            let ends = [0, 1].map(|end| self.places[key(*link, end)] - 1);
            for (from, to) in [(ends[0], ends[1]), (ends[1], ends[0])] {
                let pair = &mut self.pairs[usize::from(from)];
                self.ends[pair.links.1 as usize] = (to, link.weight);
                pair.links.1 += 1;
            }
        }
        for pair in &self.pairs {
            self.places[usize::from(pair.a) * USED_MAX + usize::from(pair.b)] = 0;
        }
    }

    /// The weight of all links in the tree that grows from `root`.
    fn grow(&mut self, root: u16, number: u8) -> f32 {
        let (mut taken_a, mut taken_b) = ([false; USED_MAX], [false; USED_MAX]);
        self.queue.clear();
        self.queue.push((f32::INFINITY, root));
        let turn = self.pairs[usize::from(root)].turn;
        let mut weight = 0.0;
        while let Some(best) = heaviest(&self.queue) {
            let (_, next) = self.queue.swap_remove(best);
            let pair = self.pairs[usize::from(next)];
            if taken_a[usize::from(pair.a)] || taken_b[usize::from(pair.b)] {
                continue;
            }
            taken_a[usize::from(pair.a)] = true;
            taken_b[usize::from(pair.b)] = true;
            self.tree[usize::from(next)] = number;
            for &(other, of_link) in &self.ends[pair.links.0 as usize..pair.links.1 as usize] {
                let to = &self.pairs[usize::from(other)];
                if self.tree[usize::from(other)] == number {
                    weight += of_link;
                } else if to.turn.wrapping_sub(turn).cast_signed().unsigned_abs() <= TURN_APART
                    && !taken_a[usize::from(to.a)]
                    && !taken_b[usize::from(to.b)]
                {
                    self.queue.push((of_link * to.support, other));
                }
            }
        }
        weight
    }
}

/// Where the pair at one end of a link stands in the table of places.
fn key(link: Link, end: usize) -> usize {
    usize::from(link.a[end]) * USED_MAX + usize::from(link.b[end])
}

fn heaviest(queue: &[(f32, u16)]) -> Option<usize> {
    (0..queue.len()).max_by(|x, y| queue[*x].0.total_cmp(&queue[*y].0))
}
