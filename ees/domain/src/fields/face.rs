//! The facial image: where it comes from, and what it may serve for.

/// Where a facial image comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaceSource {
    /// Taken live. Law: EES Art. 15(1).
    Live,
    /// Read from the chip of the travel document. Law: EES Art. 15(2).
    Chip,
}

impl FaceSource {
    /// Both with their codes.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Live, "live"), (Self::Chip, "chip")];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(source, _)| *source == self).map_or("", |(_, code)| code)
    }

    /// The source with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(source, _)| source)
    }
}

/// In which light an image was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Light {
    /// In colour.
    Colour,
    /// In shades of grey.
    Greyscale,
    /// Near infrared.
    NearInfrared,
}

/// What an image is to serve for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaceUse {
    /// It is to be kept in a file.
    Enrolment,
    /// It is to be kept in the file of one who refused biometric data. EES Art. 18(5).
    EnrolmentAfterRefusal,
    /// It is compared, and not kept.
    Comparison,
}

/// What the comparison of the image on the chip with the live face gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// They are of one person.
    Match,
    /// They are not.
    NoMatch,
    /// There was none.
    NotMade,
}

/// An image with what is known of how it came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FaceCapture {
    /// Where it comes from.
    pub source: FaceSource,
    /// In which light.
    pub light: Light,
    /// The comparison of chip and live face.
    pub chip_comparison: Comparison,
    /// Whether the officer found that a live image of sufficient quality cannot be had.
    pub live_quality_unattainable: bool,
}

/// Why an image cannot serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FaceError {
    /// A live image without colour, to be kept.
    #[error(
        "an image that is kept is taken in colour; grey and infrared serve for comparing alone"
    )]
    NotInColour,
    /// A chip image without the exception.
    #[error("an image is taken live; that of the chip serves only when quality cannot be met")]
    LiveFirst,
    /// A chip image that was not compared with the live face.
    #[error("compare the image of the chip with the live face first")]
    ChipNotCompared,
    /// A chip image of somebody else.
    #[error("the image of the chip is not the face of the person; it cannot be kept")]
    ChipOfAnother,
    /// A live image of one who refused it.
    #[error("the person refused biometric data; only the image of the chip is entered")]
    ChipAlone,
}

impl FaceError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotInColour => "face-not-in-colour",
            Self::LiveFirst => "face-live-first",
            Self::ChipNotCompared => "face-chip-not-compared",
            Self::ChipOfAnother => "face-chip-of-another",
            Self::ChipAlone => "face-chip-alone",
        }
    }
}

/// Whether an image may serve for `purpose`.
///
/// Law: EES Art. 15(1) and (2): live, and from the chip only by way of exception and after an
/// electronic comparison; Art. 18(5) for who refused.
/// Source: glossary of the Commission on the Schengen systems, for grey and infrared: a live image
/// in grey is never kept, that of a chip may be grey.
pub const fn face_fit(capture: FaceCapture, purpose: FaceUse) -> Result<(), FaceError> {
    match (purpose, capture.source) {
        (FaceUse::Comparison, _) | (FaceUse::EnrolmentAfterRefusal, FaceSource::Chip) => Ok(()),
        (FaceUse::EnrolmentAfterRefusal, FaceSource::Live) => Err(FaceError::ChipAlone),
        (FaceUse::Enrolment, FaceSource::Live) => match capture.light {
            Light::Colour => Ok(()),
            Light::Greyscale | Light::NearInfrared => Err(FaceError::NotInColour),
        },
        (FaceUse::Enrolment, FaceSource::Chip) if !capture.live_quality_unattainable => {
            Err(FaceError::LiveFirst)
        }
        (FaceUse::Enrolment, FaceSource::Chip) => match capture.chip_comparison {
            Comparison::Match => Ok(()),
            Comparison::NotMade => Err(FaceError::ChipNotCompared),
            Comparison::NoMatch => Err(FaceError::ChipOfAnother),
        },
    }
}

/// Whether a kept image is to be replaced when a live one can be had.
///
/// Source: Impl. Decision (EU) 2019/329, Annex 1.4.2, by its heading.
pub const fn is_to_be_replaced(kept: FaceSource) -> bool {
    matches!(kept, FaceSource::Chip)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIVE: FaceCapture = FaceCapture {
        source: FaceSource::Live,
        light: Light::Colour,
        chip_comparison: Comparison::NotMade,
        live_quality_unattainable: false,
    };
    const CHIP: FaceCapture = FaceCapture {
        source: FaceSource::Chip,
        light: Light::Greyscale,
        chip_comparison: Comparison::Match,
        live_quality_unattainable: true,
    };

    #[test]
    fn an_image_is_taken_live_in_colour_and_from_the_chip_only_after_comparing() {
        use FaceUse as U;
        let grey = FaceCapture { light: Light::Greyscale, ..LIVE };
        let infrared = FaceCapture { light: Light::NearInfrared, ..LIVE };
        let convenient = FaceCapture { live_quality_unattainable: false, ..CHIP };
        let unseen = FaceCapture { chip_comparison: Comparison::NotMade, ..CHIP };
        let other = FaceCapture { chip_comparison: Comparison::NoMatch, ..CHIP };
        let cases = [
            ("live", LIVE, U::Enrolment, Ok(())),
            ("grey", grey, U::Enrolment, Err(FaceError::NotInColour)),
            ("infrared", infrared, U::Enrolment, Err(FaceError::NotInColour)),
            ("grey to compare", grey, U::Comparison, Ok(())),
            ("infrared to compare", infrared, U::Comparison, Ok(())),
            ("a grey chip", CHIP, U::Enrolment, Ok(())),
            ("a chip for convenience", convenient, U::Enrolment, Err(FaceError::LiveFirst)),
            ("a chip not compared", unseen, U::Enrolment, Err(FaceError::ChipNotCompared)),
            ("a chip of another", other, U::Enrolment, Err(FaceError::ChipOfAnother)),
            ("the chip of who refused", unseen, U::EnrolmentAfterRefusal, Ok(())),
            ("live of who refused", LIVE, U::EnrolmentAfterRefusal, Err(FaceError::ChipAlone)),
        ];
        for (rule, capture, purpose, expected) in cases {
            assert_eq!(face_fit(capture, purpose), expected, "{rule}");
        }
    }

    #[test]
    fn an_image_of_the_chip_is_replaced_when_a_live_one_can_be_had() {
        assert!(is_to_be_replaced(FaceSource::Chip));
        assert!(!is_to_be_replaced(FaceSource::Live));
        for (source, code) in FaceSource::ALL {
            assert_eq!((FaceSource::find(code), source.code()), (Some(source), code));
        }
    }
}
