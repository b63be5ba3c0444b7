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

    /// A map without planes, with room for `channels` of them.
    fn with_room(channels: usize, height: usize, width: usize) -> Self {
        let data = Vec::with_capacity(channels * height * width);
        Self { channels: 0, height, width, data }
    }

    /// The planes of this map, then those of `other`, which has the same sides.
    pub(crate) fn followed_by(mut self, other: &Self) -> Self {
        debug_assert_eq!((self.height, self.width), (other.height, other.width));
        self.data.extend_from_slice(&other.data);
        self.channels += other.channels;
        self
    }

    /// Half as high and wide: of the planes before `parted` the greatest number of every 2 × 2
    /// square, of the others the mean.
    pub(crate) fn halved(&self, parted: usize) -> Self {
        let mut to = Self::with_room(self.channels, self.height / 2, self.width / 2);
        for channel in 0..self.channels {
            let plane = self.plane(channel);
            if channel < parted {
                to.push_squares(plane, self.width, |[a, b, c, d]| a.max(b).max(c.max(d)));
            } else {
                to.push_squares(plane, self.width, |[a, b, c, d]| ((a + b) + (c + d)) * 0.25);
            }
        }
        to
    }

    fn push_squares(&mut self, plane: &[f32], width: usize, of: impl Fn([f32; 4]) -> f32) {
        for rows in plane.chunks_exact(2 * width) {
            let (upper, lower) = rows.split_at(width);
            let (upper, lower) = (upper.as_chunks::<2>().0, lower.as_chunks::<2>().0);
            self.data.extend(upper.iter().zip(lower).map(|(u, l)| of([u[0], u[1], l[0], l[1]])));
        }
        self.channels += 1;
    }

    /// Twice as high and wide, every number four times; there is room for `more` planes.
    pub(crate) fn doubled(&self, more: usize) -> Self {
        let (height, width) = (self.height * 2, self.width * 2);
        let mut to = Self::with_room(self.channels + more, height, width);
        to.channels = self.channels;
        for row in self.data.chunks_exact(self.width.max(1)) {
            let start = to.data.len();
            to.data.extend(row.iter().flat_map(|&value| [value, value]));
            to.data.extend_from_within(start..);
        }
        to
    }
}
