//! Ridges as lines of one pixel.

/// Thins what is 1 to lines that are connected as it was (Guo and Hall 1989, algorithm A1). The
/// outermost pixels must be 0.
pub(super) fn thin(pixels: &mut [u8], width: usize) {
    let mut left: Vec<usize> =
        pixels.iter().enumerate().filter(|(_, pixel)| **pixel == 1).map(|(i, _)| i).collect();
    let table = [removable(0), removable(1)];
    // Each round takes a layer off; ridges are never as wide as the image.
    for _ in 0..width {
        let before = left.len();
        for table in &table {
            let gone: Vec<usize> =
                left.iter().copied().filter(|&at| table[around(pixels, width, at)]).collect();
            for at in gone {
                pixels[at] = 0;
            }
            left.retain(|&at| pixels[at] == 1);
        }
        if left.len() == before {
            break;
        }
    }
}

/// The eight pixels around, clockwise from the upper one, as bits.
pub(super) fn around(pixels: &[u8], width: usize, at: usize) -> usize {
    let places = [
        at - width,
        at - width + 1,
        at + 1,
        at + width + 1,
        at + width,
        at + width - 1,
        at - 1,
        at - width - 1,
    ];
    places.iter().enumerate().map(|(bit, place)| usize::from(pixels[*place]) << bit).sum()
}

/// For each state of the eight pixels around, whether the one in the middle goes in this half of
/// a round.
fn removable(half: usize) -> [bool; 256] {
    std::array::from_fn(|state| {
        let p = |number: usize| state >> (number - 2) & 1 == 1;
        // Numbers are those of the paper: 2 is above, then clockwise to 9.
        let crossings = [(2, 3, 4), (4, 5, 6), (6, 7, 8), (8, 9, 2)];
        let crossings = crossings.iter().filter(|(a, b, c)| !p(*a) && (p(*b) || p(*c))).count();
        let pairs = |shift: usize| {
            let pairs = [2, 4, 6, 8].iter().filter(|i| {
                let other = (**i + shift - 2) % 8 + 2;
                p(**i) || p(other)
            });
            pairs.count()
        };
        let neighbours = pairs(1).min(pairs(7));
        let keeps = if half == 0 {
            (p(2) || p(3) || !p(5)) && p(4)
        } else {
            (p(6) || p(7) || !p(9)) && p(8)
        };
        crossings == 1 && (2..=3).contains(&neighbours) && !keeps
    })
}
