//! Fingerprints: of which fingers, and what is said of those that are missing.

/// The fingers of one hand that give prints: index, middle, ring and little.
const FINGERS: usize = 4;

/// A hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hand {
    /// The right one, which gives prints where it is there.
    Right,
    /// The left one, otherwise.
    Left,
}

/// A finger that gives a print. The thumb is none of them. Law: EES Art. 3(1)(16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finger {
    /// The index finger.
    Index,
    /// The middle finger.
    Middle,
    /// The ring finger.
    Ring,
    /// The little finger.
    Little,
}

impl Finger {
    /// The four fingers in their order on the hand.
    pub const ALL: [Self; FINGERS] = [Self::Index, Self::Middle, Self::Ring, Self::Little];

    /// Hand and finger of a position from 1 to 10, the right thumb first.
    ///
    /// Source: ANSI/NIST-ITL finger positions; 1 and 6 are the thumbs.
    pub const fn of_position(position: u8) -> Result<(Hand, Self), PrintsError> {
        match position {
            2 => Ok((Hand::Right, Self::Index)),
            3 => Ok((Hand::Right, Self::Middle)),
            4 => Ok((Hand::Right, Self::Ring)),
            5 => Ok((Hand::Right, Self::Little)),
            7 => Ok((Hand::Left, Self::Index)),
            8 => Ok((Hand::Left, Self::Middle)),
            9 => Ok((Hand::Left, Self::Ring)),
            10 => Ok((Hand::Left, Self::Little)),
            1 | 6 => Err(PrintsError::Thumb),
            _ => Err(PrintsError::NoSuchFinger),
        }
    }
}

/// Why a finger gives no print.
///
/// Source: ANSI/NIST-ITL, `XX` and `UP`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MissingFinger {
    /// It is not there.
    Amputated,
    /// It is there and gives no print, as under a bandage.
    Unable,
}

impl MissingFinger {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Amputated, Self::Unable];

    /// The one of these letters.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.code() == code)
    }

    /// The two letters of the standard.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Amputated => "XX",
            Self::Unable => "UP",
        }
    }
}

/// What became of one finger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FingerState {
    /// Its print is there.
    Taken,
    /// It gave none.
    Missing(MissingFinger),
}

/// Which prints a device or an officer hands over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintsGiven {
    /// Fingers whose prints are there.
    pub taken: Vec<(Hand, Finger)>,
    /// Fingers that gave none, and why.
    pub missing: Vec<(Hand, Finger, MissingFinger)>,
}

/// Prints as they may be entered: of one hand, each of its four fingers explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prints {
    hand: Hand,
    fingers: [FingerState; FINGERS],
}

/// Why prints were not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PrintsError {
    /// A thumb.
    #[error("thumbs are not taken; take index, middle, ring and little finger")]
    Thumb,
    /// A number that is no finger.
    #[error("a finger has a position from 1 to 10")]
    NoSuchFinger,
    /// More fingers than four.
    #[error("at most four fingers are taken")]
    TooManyFingers,
    /// Fingers of both hands.
    #[error("fingers of one hand are taken, not of both")]
    BothHands,
    /// The left hand, although the right one is there.
    #[error("the right hand is taken where it is there; say why each of its fingers is missing")]
    RightHandFirst,
    /// One finger twice, or both taken and missing.
    #[error("each finger is named once")]
    FingerTwice,
    /// A finger of which nothing is said.
    #[error("say of each finger that was not taken why it is missing")]
    FingerUnexplained,
    /// Not a single print.
    #[error("no finger was taken; record that taking fingerprints is impossible, and for how long")]
    NoFinger,
}

impl PrintsError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Thumb => "thumb-not-taken",
            Self::NoSuchFinger => "no-such-finger",
            Self::TooManyFingers => "too-many-fingers",
            Self::BothHands => "both-hands",
            Self::RightHandFirst => "right-hand-first",
            Self::FingerTwice => "finger-twice",
            Self::FingerUnexplained => "finger-unexplained",
            Self::NoFinger => "no-finger",
        }
    }
}

impl Prints {
    /// The prints of `given`, when they are of one hand, the right one where it is there, and
    /// each of its fingers is either taken or explained.
    ///
    /// Law: EES Art. 3(1)(16), 17(1)(c): four fingers of the right hand where present, otherwise
    /// of the left.
    pub fn new(given: &PrintsGiven) -> Result<Self, PrintsError> {
        if FINGERS < given.taken.len() {
            return Err(PrintsError::TooManyFingers);
        }
        let Some((hand, _)) = given.taken.first().copied() else {
            return Err(PrintsError::NoFinger);
        };
        if given.taken.iter().any(|(other, _)| *other != hand) {
            return Err(PrintsError::BothHands);
        }
        if given.names_a_finger_twice() {
            return Err(PrintsError::FingerTwice);
        }
        if hand == Hand::Left && !given.right_hand_is_missing() {
            return Err(PrintsError::RightHandFirst);
        }
        let states = Finger::ALL.map(|finger| given.state(hand, finger));
        let [Some(index), Some(middle), Some(ring), Some(little)] = states else {
            return Err(PrintsError::FingerUnexplained);
        };
        Ok(Self { hand, fingers: [index, middle, ring, little] })
    }

    /// Prints as they were accepted once and are read again; `None` where no finger is there.
    pub fn stored(hand: Hand, fingers: [FingerState; 4]) -> Option<Self> {
        fingers.contains(&FingerState::Taken).then_some(Self { hand, fingers })
    }

    /// The hand.
    pub const fn hand(&self) -> Hand {
        self.hand
    }

    /// The four fingers with what became of each.
    pub fn fingers(&self) -> impl Iterator<Item = (Finger, FingerState)> {
        Finger::ALL.into_iter().zip(self.fingers)
    }
}

impl PrintsGiven {
    /// Every finger that is named, taken or missing.
    fn named(&self) -> impl Iterator<Item = (Hand, Finger)> {
        let missing = self.missing.iter().map(|(hand, finger, _)| (*hand, *finger));
        self.taken.iter().copied().chain(missing)
    }

    fn names_a_finger_twice(&self) -> bool {
        let mut named: Vec<(Hand, Finger)> = self.named().collect();
        named.sort_unstable();
        named.windows(2).any(|pair| matches!(pair, [one, other] if one == other))
    }

    fn right_hand_is_missing(&self) -> bool {
        Finger::ALL
            .into_iter()
            .all(|finger| matches!(self.state(Hand::Right, finger), Some(FingerState::Missing(_))))
    }

    /// What became of one finger; `None` when nothing is said of it.
    fn state(&self, hand: Hand, finger: Finger) -> Option<FingerState> {
        if self.taken.contains(&(hand, finger)) {
            return Some(FingerState::Taken);
        }
        let missing = self.missing.iter().find(|(of, which, _)| (*of, *which) == (hand, finger));
        missing.map(|(_, _, why)| FingerState::Missing(*why))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hand(hand: Hand) -> Vec<(Hand, Finger)> {
        Finger::ALL.map(|finger| (hand, finger)).to_vec()
    }

    fn amputated(hand: Hand) -> Vec<(Hand, Finger, MissingFinger)> {
        Finger::ALL.map(|finger| (hand, finger, MissingFinger::Amputated)).to_vec()
    }

    #[test]
    fn four_fingers_of_the_right_hand_are_taken_and_otherwise_of_the_left() {
        use Hand::{Left, Right};
        let missing_ring = vec![(Right, Finger::Ring, MissingFinger::Unable)];
        let three = vec![(Right, Finger::Index), (Right, Finger::Middle), (Right, Finger::Little)];
        let both = [hand(Right), hand(Left)].concat();
        let mixed = vec![(Right, Finger::Index), (Left, Finger::Index)];
        let cases = [
            ("the right hand", hand(Right), vec![], Ok(Right)),
            ("the left in its place", hand(Left), amputated(Right), Ok(Left)),
            ("the left for no reason", hand(Left), vec![], Err(PrintsError::RightHandFirst)),
            (
                "the left although one finger is missing",
                hand(Left),
                missing_ring.clone(),
                Err(PrintsError::RightHandFirst),
            ),
            ("three, and why", three.clone(), missing_ring, Ok(Right)),
            ("three without a word", three, vec![], Err(PrintsError::FingerUnexplained)),
            ("both hands, as some kiosks do", both, vec![], Err(PrintsError::TooManyFingers)),
            ("one of each", mixed, vec![], Err(PrintsError::BothHands)),
            ("taken and missing", hand(Right), amputated(Right), Err(PrintsError::FingerTwice)),
            ("none", vec![], amputated(Right), Err(PrintsError::NoFinger)),
        ];
        for (rule, taken, missing, expected) in cases {
            let prints = Prints::new(&PrintsGiven { taken, missing });
            assert_eq!(prints.map(|prints| prints.hand()), expected, "{rule}");
        }
    }

    #[test]
    fn a_position_names_a_finger_and_thumbs_are_not_taken() {
        let mut found = Vec::new();
        for position in 0..=11 {
            match Finger::of_position(position) {
                Ok(finger) => found.push(finger),
                Err(PrintsError::Thumb) => assert!([1, 6].contains(&position)),
                Err(error) => assert_eq!((error.code(), position % 11), ("no-such-finger", 0)),
            }
        }
        assert_eq!(found, [hand(Hand::Right), hand(Hand::Left)].concat());
    }

    #[test]
    fn what_is_kept_of_a_missing_finger_is_its_reason() {
        let given = PrintsGiven {
            taken: vec![(Hand::Right, Finger::Index)],
            missing: amputated(Hand::Right).split_off(1),
        };
        let prints = Prints::new(&given).unwrap();
        let codes: Vec<&str> = prints
            .fingers()
            .map(|(_, state)| match state {
                FingerState::Taken => "",
                FingerState::Missing(why) => why.code(),
            })
            .collect();
        assert_eq!(codes, ["", "XX", "XX", "XX"]);
    }
}
