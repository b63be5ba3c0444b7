//! Minutiae: the points where a ridge ends or forks, and sets of them.
//!
//! Source: ISO/IEC 19794-2, clauses 5 and 6 (kinds, coordinates, directions).

/// What happens to the ridge at a minutia.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Not known, or neither of the others.
    Other,
    /// A ridge ends.
    Ending,
    /// A ridge forks.
    Bifurcation,
}

/// A direction in 256ths of a full turn (1.40625°), from the positive `x` axis counter-clockwise.
///
/// It is the unit of the record of ISO/IEC 19794-2, so that what is compared at once and what is
/// compared after it was stored are the same numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Direction(pub u8);

impl Direction {
    /// The nearest direction to an angle in radians.
    pub fn from_radians(angle: f32) -> Self {
        let turns = angle / std::f32::consts::TAU;
        Self(((turns - turns.floor()) * 256.0).round() as u16 as u8)
    }

    /// The angle in radians, from 0 to 2π.
    pub fn radians(self) -> f32 {
        f32::from(self.0) * (std::f32::consts::TAU / 256.0)
    }

    /// How far `other` is from here, in 256ths of a turn, from −128 to 127.
    pub fn to(self, other: Self) -> i8 {
        other.0.wrapping_sub(self.0).cast_signed()
    }
}

/// One minutia.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minutia {
    /// Columns from the left edge, in pixels of 500 per inch; at most [`COORDINATE_MAX`].
    pub x: u16,
    /// Rows from the upper edge, in pixels of 500 per inch; at most [`COORDINATE_MAX`].
    pub y: u16,
    /// Where the ridge comes from at an ending, the valley at a bifurcation.
    pub direction: Direction,
    /// What it is.
    pub kind: Kind,
    /// From 1 (worst) to 100; 0 where nothing is known.
    pub quality: u8,
}

impl Minutia {
    /// None: what stands where one was.
    pub const NONE: Self =
        Self { x: 0, y: 0, direction: Direction(0), kind: Kind::Other, quality: 0 };
}

/// The greatest coordinate of a record: 14 bits (ISO/IEC 19794-2:2005, 7.5.2).
pub const COORDINATE_MAX: u16 = 0x3FFF;
/// The most minutiae of one finger: the count is one byte (ISO/IEC 19794-2:2005, 7.4.2.4).
pub const MINUTIAE_MAX: usize = 255;

/// The minutiae of one impression of one finger: the template that is stored and compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Columns of the image, in pixels of 500 per inch.
    pub width: u16,
    /// Rows of the image, in pixels of 500 per inch.
    pub height: u16,
    /// At most [`MINUTIAE_MAX`], in no particular order.
    pub minutiae: Vec<Minutia>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f32::consts::{PI, TAU};

    #[test]
    fn directions_go_round() {
        for (angle, expected) in
            [(0.0, 0), (PI, 128), (-PI / 2.0, 192), (TAU, 0), (TAU - 0.001, 0), (0.025, 1)]
        {
            assert_eq!(Direction::from_radians(angle), Direction(expected), "{angle}");
        }
        assert_eq!(Direction(250).to(Direction(4)), 10);
        assert_eq!(Direction(4).to(Direction(250)), -10);
        assert!((Direction(64).radians() - PI / 2.0).abs() < 1e-6);
    }
}
