//! How the plane of an image is cut into 64 subbands.
//!
//! Source: IAFIS-IC-0110 (V3), clause 3.3 and its figures of the decomposition.

/// The subbands that can be coded; the four of the highest frequencies (60 to 63) never are.
pub(super) const CODED: usize = 60;
/// The subbands of the quantisation table.
pub(super) const ALL: usize = 64;
/// The first subband of the second coded block, and of the third.
pub(super) const SECOND_BLOCK: usize = 19;
pub(super) const THIRD_BLOCK: usize = 52;

/// A rectangle of the plane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) width: usize,
    pub(super) height: usize,
}

impl Region {
    /// How many coefficients it has.
    pub(super) fn count(&self) -> usize {
        self.width * self.height
    }
}

/// Which half of a line comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum First {
    Low,
    High,
}

impl First {
    /// Where low and high coefficients of a line of `length` begin; of an odd number one more
    /// is low.
    pub(super) fn starts(self, length: usize) -> (usize, usize) {
        match self {
            Self::Low => (0, length.div_ceil(2)),
            Self::High => (length / 2, 0),
        }
    }

    /// How many samples come first, and how many after them.
    fn halves(self, length: usize) -> (usize, usize) {
        match self {
            Self::Low => (length.div_ceil(2), length / 2),
            Self::High => (length / 2, length.div_ceil(2)),
        }
    }
}

/// A rectangle that is split into four, and on which sides the high frequencies come first.
///
/// Filtering and dropping every second sample turns the frequencies of a high band round, so
/// what lies at the right of its parent is stored with high before low along `x`, what lies
/// below with high before low along `y`: the subbands then lie in the order of frequency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Split {
    pub(super) region: Region,
    pub(super) first_x: First,
    pub(super) first_y: First,
}

/// The splits of an image in the order of decomposition, and the coded subbands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bands {
    pub(super) splits: Vec<Split>,
    pub(super) coded: [Region; CODED],
}

impl Split {
    /// Upper left, upper right, lower left, lower right.
    fn quarters(&self) -> [Self; 4] {
        let Region { x, y, width, height } = self.region;
        let (left, right) = self.first_x.halves(width);
        let (upper, lower) = self.first_y.halves(height);
        let columns = [(x, left, First::Low), (x + left, right, First::High)];
        let rows = [(y, upper, First::Low), (y + upper, lower, First::High)];
        [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(column, row): (usize, usize)| {
            let (x, width, first_x) = columns[column];
            let (y, height, first_y) = rows[row];
            Self { region: Region { x, y, width, height }, first_x, first_y }
        })
    }
}

impl Bands {
    /// The splits and subbands of a plane of `width` × `height`.
    pub(super) fn of(width: usize, height: usize) -> Self {
        let region = Region { x: 0, y: 0, width, height };
        let whole = Split { region, first_x: First::Low, first_y: First::Low };
        let [low, right, below, _] = whole.quarters();
        let [lowest, low_right, low_below, low_corner] = low.quarters();
        let [corner, rest @ ..] = lowest.quarters();
        let [innermost, beside @ ..] = corner.quarters();
        let mut splits = vec![whole, low, right, below, lowest, low_right, low_below, corner];
        splits.push(innermost);

        let mut leaves = innermost.quarters().to_vec();
        leaves.extend(beside);
        for split in rest.into_iter().chain(low_right.quarters()).chain(low_below.quarters()) {
            splits.push(split);
            leaves.extend(split.quarters());
        }
        leaves.push(low_corner);
        leaves.extend(right.quarters().into_iter().chain(below.quarters()));

        let mut coded = [Region::default(); CODED];
        for (slot, leaf) in coded.iter_mut().zip(&leaves) {
            *slot = leaf.region;
        }
        Self { splits, coded }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subbands_cover_the_plane_but_its_corner_once() {
        for (width, height) in [(1, 1), (2, 3), (37, 64), (388, 374), (833, 767)] {
            let bands = Bands::of(width, height);
            assert_eq!(bands.splits.len(), 20);
            let mut times = vec![0u8; width * height];
            for band in &bands.coded {
                for y in band.y..band.y + band.height {
                    for x in band.x..band.x + band.width {
                        times[y * width + x] += 1;
                    }
                }
            }
            for (at, times) in times.into_iter().enumerate() {
                let (x, y) = (at % width, at / width);
                let is_corner = x >= width.div_ceil(2) && y >= height.div_ceil(2);
                assert_eq!(times, u8::from(!is_corner), "{x}, {y} of {width} × {height}");
            }
        }
    }
}
