//! What a person could do for a better image.
//!
//! The limits of an empty image, of a finger and of its area are those of the actionable feedback
//! of NFIQ 2.3; the others are our own, set where the worst and the best of four databases part
//! (optical, capacitive and thermal sensors).

use super::features::Measured;
use super::features::NAMES;

/// What would help most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hint {
    /// There is no finger.
    NoFinger,
    /// Too little of the finger is seen: put it down flat.
    TooSmall,
    /// The finger lies aside.
    NotCentred,
    /// Valleys are filled: press less, or wipe the finger.
    TooDark,
    /// Ridges are pale: press more.
    TooLight,
    /// Ridges are broken into dots: moisten the finger.
    TooDry,
    /// Ridges are blurred: hold the finger still, or clean the glass.
    Smudged,
}

impl Hint {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoFinger => "no-finger",
            Self::TooSmall => "too-small",
            Self::NotCentred => "not-centred",
            Self::TooDark => "too-dark",
            Self::TooLight => "too-light",
            Self::TooDry => "too-dry",
            Self::Smudged => "smudged",
        }
    }
}

/// Grey values that differ less are no image (standard deviation).
const DEVIATION_MIN: f64 = 1.0;
/// A lighter image is empty (mean grey value).
const MEAN_MAX: f64 = 250.0;
/// Where orientation is less certain, there are no ridges (mean certainty).
const CERTAINTY_OF_NOTHING: f64 = 0.22;
/// Less is no whole finger, in pixels of 500 per inch: 129 mm².
const AREA_MIN: usize = 50_000;
/// The middle of the finger may be so far aside, as a part of the width or height.
const OFFSET_MAX: f64 = 0.17;
/// A darker finger is wet or pressed (mean grey value where the finger is).
const DARK: f64 = 50.0;
/// A lighter finger is not (mean grey value where the finger is).
const LIGHT: f64 = 220.0;
/// Ridges of less are blurred (gradient over contrast).
const SHARPNESS_MIN: f64 = 0.2;
/// Where orientation is less certain, ridges are broken (mean certainty).
const CERTAINTY_MIN: f64 = 0.45;

/// The first of what is wrong, the gravest first.
pub(super) fn hint(measured: &Measured) -> Option<Hint> {
    let feature = |name: &str| {
        let place = NAMES.iter().position(|other| *other == name);
        place.map_or(0.0, |place| measured.features[place])
    };
    let certainty = feature("OCL_Bin10_Mean");
    let mean = feature("ImgProcROIArea_Mean");
    let is_aside = |offset: f64| OFFSET_MAX < offset.abs();
    [
        (measured.deviation < DEVIATION_MIN, Hint::NoFinger),
        (MEAN_MAX < feature("Mu"), Hint::NoFinger),
        (measured.foreground == 0 || measured.area == 0, Hint::NoFinger),
        (certainty < CERTAINTY_OF_NOTHING, Hint::NoFinger),
        (measured.area < AREA_MIN, Hint::TooSmall),
        (is_aside(measured.offset.0) || is_aside(measured.offset.1), Hint::NotCentred),
        (mean < DARK, Hint::TooDark),
        (LIGHT < mean, Hint::TooLight),
        (measured.sharpness < SHARPNESS_MIN, Hint::Smudged),
        (certainty < CERTAINTY_MIN, Hint::TooDry),
    ]
    .into_iter()
    .find_map(|(is_wrong, hint)| is_wrong.then_some(hint))
}
