//! Hands and fingers by their names on the wire.
//!
//! Thumbs are not among them: index, middle, ring and little finger are what is taken.
//!
//! Law: Regulation (EU) 2017/2226, Article 3(1), point 16: fingerprints are those of four
//! fingers of one hand.

/// The most fingers of one capture: those of a hand without its thumb.
pub const FINGERS_MAX: usize = 4;

/// One of the hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hand {
    /// The right one.
    Right,
    /// The left one.
    Left,
}

impl Hand {
    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Left => "left",
        }
    }

    /// The hand of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Right, Self::Left].into_iter().find(|hand| hand.name() == name)
    }
}

/// One finger of one hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Finger {
    /// The right index finger.
    RightIndex,
    /// The right middle finger.
    RightMiddle,
    /// The right ring finger.
    RightRing,
    /// The right little finger.
    RightLittle,
    /// The left index finger.
    LeftIndex,
    /// The left middle finger.
    LeftMiddle,
    /// The left ring finger.
    LeftRing,
    /// The left little finger.
    LeftLittle,
}

impl Finger {
    /// Every finger, those of a hand beside each other, from the index to the little finger.
    pub const ALL: [Self; 8] = [
        Self::RightIndex,
        Self::RightMiddle,
        Self::RightRing,
        Self::RightLittle,
        Self::LeftIndex,
        Self::LeftMiddle,
        Self::LeftRing,
        Self::LeftLittle,
    ];

    /// Its name on the wire, of files, and of fields of forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RightIndex => "right-index",
            Self::RightMiddle => "right-middle",
            Self::RightRing => "right-ring",
            Self::RightLittle => "right-little",
            Self::LeftIndex => "left-index",
            Self::LeftMiddle => "left-middle",
            Self::LeftRing => "left-ring",
            Self::LeftLittle => "left-little",
        }
    }

    /// The finger of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|finger| finger.name() == name)
    }

    /// The hand it is of.
    pub const fn hand(self) -> Hand {
        match self {
            Self::RightIndex | Self::RightMiddle | Self::RightRing | Self::RightLittle => {
                Hand::Right
            }
            Self::LeftIndex | Self::LeftMiddle | Self::LeftRing | Self::LeftLittle => Hand::Left,
        }
    }

    /// Its place in [`Self::ALL`], from 0 to 7.
    pub const fn place(self) -> u8 {
        match self {
            Self::RightIndex => 0,
            Self::RightMiddle => 1,
            Self::RightRing => 2,
            Self::RightLittle => 3,
            Self::LeftIndex => 4,
            Self::LeftMiddle => 5,
            Self::LeftRing => 6,
            Self::LeftLittle => 7,
        }
    }

    /// The finger beside it on the same hand; beside the little finger lies the index finger.
    #[must_use]
    pub const fn beside(self) -> Self {
        match self {
            Self::RightIndex => Self::RightMiddle,
            Self::RightMiddle => Self::RightRing,
            Self::RightRing => Self::RightLittle,
            Self::RightLittle => Self::RightIndex,
            Self::LeftIndex => Self::LeftMiddle,
            Self::LeftMiddle => Self::LeftRing,
            Self::LeftRing => Self::LeftLittle,
            Self::LeftLittle => Self::LeftIndex,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finger_is_known_by_its_name_its_place_and_its_hand() {
        for (place, finger) in (0_u8..).zip(Finger::ALL) {
            assert_eq!(Finger::named(finger.name()), Some(finger));
            assert_eq!(finger.place(), place);
            assert!(finger.name().starts_with(finger.hand().name()));
            assert_eq!(Hand::named(finger.hand().name()), Some(finger.hand()));
            assert_eq!(finger.beside().hand(), finger.hand());
            assert_ne!(finger.beside(), finger);
        }
        assert_eq!(Finger::named("right-thumb"), None);
        assert_eq!(Hand::named("both"), None);
    }
}
