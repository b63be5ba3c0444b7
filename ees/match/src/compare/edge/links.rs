//! Edges that are alike in both templates.

use super::{LANES, LENGTH_MAX, Prepared};
use crate::net::cpu::for_each_cpu;

/// Lengths of edges that are alike differ by no more, in pixels of 500 per inch.
pub(super) const LENGTH_APART: u8 = 9;
/// Angles of edges that are alike differ by no more, in 256ths of a turn.
pub(super) const ANGLE_APART: u8 = 10;

/// No more are taken, the shortest first: templates of real fingers have some hundreds, and
/// made-up ones shall not take longer.
const LINKS_MAX: usize = 1_500;

/// An edge of either template, alike: it makes a pair of the minutiae where they begin, and one
/// of those where they end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) a: [u8; 2],
    pub(super) b: [u8; 2],
    /// How much they are alike, from 0 to 1.
    pub(super) weight: f32,
}

for_each_cpu! {
    /// Every edge of `a` with every edge of `b` that is like it.
    pub(super) fn collect<F>(a: &Prepared, b: &Prepared, links: &mut Vec<Link>) {
        links.clear();
        for edge in &a.edges {
            let shortest = edge.length.saturating_sub(LENGTH_APART);
            let range = edge.length.saturating_add(LENGTH_APART).min(LENGTH_MAX) - shortest;
            let first = usize::from(b.starts[usize::from(shortest)]);
            let end = usize::from(b.starts[usize::from(shortest) + usize::from(range) + 1]);
            let (least_begin, least_end) =
                (edge.begin.wrapping_sub(ANGLE_APART), edge.end.wrapping_sub(ANGLE_APART));
            for block in first / LANES..end.div_ceil(LANES) {
                let (lengths, begins, ends) = (&b.lengths[block], &b.begins[block], &b.ends[block]);
                let mut is_alike = [0_u8; LANES];
                for lane in 0..LANES {
                    is_alike[lane] = u8::from(lengths[lane].wrapping_sub(shortest) <= range)
                        & u8::from(begins[lane].wrapping_sub(least_begin) <= 2 * ANGLE_APART)
                        & u8::from(ends[lane].wrapping_sub(least_end) <= 2 * ANGLE_APART);
                }
                if is_alike == [0; LANES] {
                    continue;
                }
                for (word, lanes) in is_alike.as_chunks::<8>().0.iter().enumerate() {
                    let mut left = u64::from_le_bytes(*lanes);
                    while left != 0 && links.len() < LINKS_MAX {
                        let lane = word * 8 + left.trailing_zeros() as usize / 8;
                        left &= left - 1;
                        let apart = [
                            lengths[lane].abs_diff(edge.length),
                            begins[lane].wrapping_sub(edge.begin).cast_signed().unsigned_abs(),
                            ends[lane].wrapping_sub(edge.end).cast_signed().unsigned_abs(),
                        ];
                        links.push(Link {
                            a: [edge.from, edge.to],
                            b: b.minutiae[block * LANES + lane],
                            weight: weight(apart),
                        });
                    }
                }
            }
        }
    }
}

fn weight([length, begin, end]: [u8; 3]) -> f32 {
    OF_LENGTH[usize::from(length)] * OF_ANGLE[usize::from(begin)] * OF_ANGLE[usize::from(end)]
}

/// What a difference of so many pixels leaves of the weight.
const OF_LENGTH: [f32; LENGTH_APART as usize + 1] = falling();
/// What a difference of so many 256ths of a turn leaves of the weight.
const OF_ANGLE: [f32; ANGLE_APART as usize + 1] = falling();

/// From 1 for no difference down a parabola that ends behind the last one.
const fn falling<const N: usize>() -> [f32; N] {
    let mut weights = [0.0; N];
    let mut apart = 0;
    while apart < N {
        let share = apart as f32 / N as f32;
        weights[apart] = 1.0 - share * share;
        apart += 1;
    }
    weights
}
