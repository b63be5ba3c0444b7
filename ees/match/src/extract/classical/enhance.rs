//! Ridges where their direction and distance say they should be.

use super::Plane;
use super::flow::Flow;
use super::gabor::{Bank, REACH, SQUARE};
use crate::net::Cpu;

/// For every pixel 1 where a ridge is, 0 elsewhere. The outermost pixels are 0.
pub(super) fn ridges(cpu: Cpu, flat: &Plane, flow: &Flow, bank: &Bank) -> Vec<u8> {
    let stride = flow.width * SQUARE + 2 * REACH;
    let mut padded = vec![0.0; stride * (flow.height * SQUARE + 2 * REACH)];
    for (y, row) in flat.data.chunks_exact(flat.width).enumerate() {
        let start = (y + REACH) * stride + REACH;
        padded[start..start + flat.width].copy_from_slice(row);
    }
    let mut ridges = vec![0; flat.width * flat.height];
    for (i, square) in flow.squares.iter().enumerate() {
        if !square.is_finger {
            continue;
        }
        let (x0, y0) = (i % flow.width * SQUARE, i / flow.width * SQUARE);
        let filter = bank.place(square.angle, square.period);
        let mut sums = [[0.0; SQUARE]; SQUARE];
        bank.lay(cpu, filter, (&padded[y0 * stride + x0..], stride), &mut sums);
        for (y, sums) in (y0..).zip(&sums) {
            for (x, sum) in (x0..).zip(sums) {
                let is_inside = 0 < x && 0 < y && x + 1 < flat.width && y + 1 < flat.height;
                if is_inside && 0.0 < *sum {
                    ridges[y * flat.width + x] = 1;
                }
            }
        }
    }
    ridges
}
