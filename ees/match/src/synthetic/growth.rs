//! Ridges grow out of noise: filters that follow the field are laid over it again and again,
//! until only waves along the field are left. Where waves that began apart do not fit, minutiae
//! come about.

use super::field::Field;
use super::random::Random;
use super::{HEIGHT, WIDTH};
use crate::extract::classical::gabor::{Bank, REACH, SQUARE};
use crate::net::Cpu;

/// So often the filters are laid over.
const ROUNDS: usize = 9;

pub(super) fn ridges(field: &Field, random: &mut Random, cpu: Cpu) -> Vec<f32> {
    let bank = Bank::fine();
    let (columns, rows) = (WIDTH / SQUARE, HEIGHT / SQUARE);
    let places = (0..columns * rows).map(|i| {
        let middle = |along: usize| (along * SQUARE + SQUARE / 2) as f32;
        let (x, y) = (middle(i % columns), middle(i / columns));
        bank.place(field.angle(x, y), field.period(x, y))
    });
    let filters: Vec<usize> = places.collect();
    let stride = WIDTH + 2 * REACH;
    let mut padded = vec![0.0; stride * (HEIGHT + 2 * REACH)];
    padded.fill_with(|| 0.3 * random.between(-1.0, 1.0));
    let mut ridges = vec![0.0; WIDTH * HEIGHT];
    for _ in 0..ROUNDS {
        for (i, filter) in filters.iter().enumerate() {
            let (x0, y0) = (i % columns * SQUARE, i / columns * SQUARE);
            let mut sums = [[0.0; SQUARE]; SQUARE];
            bank.lay(cpu, *filter, (&padded[y0 * stride + x0..], stride), &mut sums);
            for (y, sums) in sums.iter().enumerate() {
                let start = (y0 + y) * WIDTH + x0;
                ridges[start..start + SQUARE].copy_from_slice(sums);
            }
        }
        for (y, row) in ridges.chunks_exact_mut(WIDTH).enumerate() {
            for value in row.iter_mut() {
                *value = value.clamp(-1.0, 1.0);
            }
            let start = (y + REACH) * stride + REACH;
            padded[start..start + WIDTH].copy_from_slice(row);
        }
    }
    ridges
}
