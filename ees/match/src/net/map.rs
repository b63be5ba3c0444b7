//! Maps of features: `channels` planes of `height` × `width` numbers.

/// Planes of numbers, one after the other, each row after row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Map {
    pub(crate) channels: usize,
    pub(crate) height: usize,
    pub(crate) width: usize,
    pub(crate) data: Vec<f32>,
}

impl Map {
    pub(crate) fn zeros(channels: usize, height: usize, width: usize) -> Self {
        Self { channels, height, width, data: vec![0.0; channels * height * width] }
    }

    /// Numbers of a plane.
    pub(crate) fn area(&self) -> usize {
        self.height * self.width
    }

    pub(crate) fn plane(&self, channel: usize) -> &[f32] {
        let area = self.area();
        &self.data[channel * area..(channel + 1) * area]
    }

    pub(crate) fn plane_mut(&mut self, channel: usize) -> &mut [f32] {
        let area = self.area();
        &mut self.data[channel * area..(channel + 1) * area]
    }

    /// The planes of this map, then those of `other`, which has the same sides.
    pub(crate) fn followed_by(mut self, other: &Self) -> Self {
        debug_assert_eq!((self.height, self.width), (other.height, other.width));
        self.data.extend_from_slice(&other.data);
        self.channels += other.channels;
        self
    }

    /// The mean of every 2 × 2 square.
    pub(crate) fn mean_pooled(&self, planes: std::ops::Range<usize>) -> Self {
        self.pooled(planes, |square| square.iter().sum::<f32>() * 0.25)
    }

    /// The greatest number of every 2 × 2 square.
    pub(crate) fn max_pooled(&self, planes: std::ops::Range<usize>) -> Self {
        self.pooled(planes, |[a, b, c, d]| a.max(b).max(c.max(d)))
    }

    fn pooled(&self, planes: std::ops::Range<usize>, of: impl Fn([f32; 4]) -> f32) -> Self {
        let (height, width) = (self.height / 2, self.width / 2);
        let mut data = Vec::with_capacity(planes.len() * height * width);
        for plane in planes {
            for rows in self.plane(plane).chunks_exact(2 * self.width) {
                let (upper, lower) = rows.split_at(self.width);
                let (upper, lower) = (upper.as_chunks::<2>().0, lower.as_chunks::<2>().0);
                data.extend(upper.iter().zip(lower).map(|(u, l)| of([u[0], u[1], l[0], l[1]])));
            }
        }
        Self { channels: data.len() / (height * width).max(1), height, width, data }
    }

    /// Every number four times, as a 2 × 2 square.
    pub(crate) fn doubled(&self) -> Self {
        let mut data = Vec::with_capacity(self.data.len() * 4);
        for row in self.data.chunks_exact(self.width) {
            let start = data.len();
            data.extend(row.iter().flat_map(|&value| [value, value]));
            data.extend_from_within(start..);
        }
        Self { channels: self.channels, height: self.height * 2, width: self.width * 2, data }
    }
}
