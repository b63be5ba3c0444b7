//! A face or a finger: image, template, and what is known of both.

use std::fmt;

use ees_match::record::Position;
use serde::{Deserialize, Serialize};

/// The name of templates of ISO/IEC 19794-2:2005.
pub const TEMPLATE_2005: &str = "ISO_19794_2";
/// The name of templates of ISO/IEC 19794-2:2011.
pub const TEMPLATE_2011: &str = "ISO_19794_2_2011";
/// The name of scores of NFIQ 2.
pub const NFIQ2: &str = "NFIQ2";

/// What part of a person it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the names are those of the interface")]
pub enum BiometricType {
    Face,
    Finger,
    Iris,
    Signature,
    Unknown,
}

/// Which of them it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the names are those of the interface")]
pub enum BiometricSubType {
    Unknown,
    RightThumb,
    RightIndex,
    RightMiddle,
    RightRing,
    RightLittle,
    LeftThumb,
    LeftIndex,
    LeftMiddle,
    LeftRing,
    LeftLittle,
    PlainRightFourFingers,
    PlainLeftFourFingers,
    PlainThumbs,
    UnknownPalm,
    RightFullPalm,
    RightWritersPalm,
    LeftFullPalm,
    LeftWritersPalm,
    RightLowerPalm,
    RightUpperPalm,
    LeftLowerPalm,
    LeftUpperPalm,
    RightOther,
    LeftOther,
    RightInterdigital,
    RightThenar,
    RightHypothenar,
    LeftInterdigital,
    LeftThenar,
    LeftHypothenar,
    RightIndexAndMiddle,
    RightMiddleAndRing,
    RightRingAndLittle,
    LeftIndexAndMiddle,
    LeftMiddleAndRing,
    LeftRingAndLittle,
    RightIndexAndLeftIndex,
    RightIndexAndMiddleAndRing,
    RightMiddleAndRingAndLittle,
    LeftIndexAndMiddleAndRing,
    LeftMiddleAndRingAndLittle,
    EyeUndef,
    EyeRight,
    EyeLeft,
    EyeBoth,
    Portrait,
    LeftProfile,
    RightProfile,
}

/// The single fingers and the plain groups, by their codes in ISO/IEC 19794-4.
const POSITIONS: [(BiometricSubType, Position); 13] = [
    (BiometricSubType::RightThumb, Position::RIGHT_THUMB),
    (BiometricSubType::RightIndex, Position::RIGHT_INDEX),
    (BiometricSubType::RightMiddle, Position::RIGHT_MIDDLE),
    (BiometricSubType::RightRing, Position::RIGHT_RING),
    (BiometricSubType::RightLittle, Position::RIGHT_LITTLE),
    (BiometricSubType::LeftThumb, Position::LEFT_THUMB),
    (BiometricSubType::LeftIndex, Position::LEFT_INDEX),
    (BiometricSubType::LeftMiddle, Position::LEFT_MIDDLE),
    (BiometricSubType::LeftRing, Position::LEFT_RING),
    (BiometricSubType::LeftLittle, Position::LEFT_LITTLE),
    (BiometricSubType::PlainRightFourFingers, Position::RIGHT_FOUR),
    (BiometricSubType::PlainLeftFourFingers, Position::LEFT_FOUR),
    (BiometricSubType::PlainThumbs, Position::BOTH_THUMBS),
];

impl BiometricSubType {
    /// The single finger or plain group at this position; none for palms and the like.
    pub fn of_position(position: Position) -> Option<Self> {
        POSITIONS.into_iter().find(|(_, is)| *is == position).map(|(name, _)| name)
    }

    /// The position of a single finger or a plain group.
    pub fn position(self) -> Option<Position> {
        POSITIONS.into_iter().find(|(name, _)| *name == self).map(|(_, position)| position)
    }
}

/// How an image is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the names are those of the interface")]
pub enum CompressionType {
    None,
    Wsq,
    Jpeg,
    Jpeg2000,
    Png,
}

/// How a print was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the names are those of the interface")]
pub enum ImpressionType {
    LiveScanPlain,
    LiveScanRolled,
    NonliveScanPlain,
    NonliveScanRolled,
    LatentImpression,
    LatentTracing,
    LatentPhoto,
    LatentLift,
    LiveScanSwipe,
    LiveScanVerticalRoll,
    LiveScanPalm,
    NonliveScanPalm,
    LatentPalmImpression,
    LatentPalmTracing,
    LatentPalmPhoto,
    LatentPalmLift,
    LiveScanOpticalContactlessPlain,
    Other,
    Unknown,
}

/// Why a part is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the names are those of the interface")]
pub enum Presence {
    Bandaged,
    Amputated,
    Damaged,
}

/// A part that is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MissingType {
    /// Which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub biometric_sub_type: Option<BiometricSubType>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub presence: Option<Presence>,
}

/// A face or a finger of somebody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BiometricData {
    /// What part of a person it is.
    pub biometric_type: BiometricType,
    /// Which of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub biometric_sub_type: Option<BiometricSubType>,
    /// Tells two of the same type and subtype apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Whose it is; the service says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encounter_id: Option<String>,
    /// The image as a file, in base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// Where the image is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_ref: Option<String>,
    /// When it was captured, by RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capture_date: Option<String>,
    /// With what it was captured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capture_device: Option<String>,
    /// How the print was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impression_type: Option<ImpressionType>,
    /// Columns of the image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Rows of the image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// Bits of a pixel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bitdepth: Option<u32>,
    /// The format of the image, by RFC 6838.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    /// Pixels per inch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolution: Option<u32>,
    /// How the image is compressed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compression: Option<CompressionType>,
    /// Parts that are missing in the image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Vec<MissingType>>,
    /// What the maker adds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<String>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The template, in base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// Where the template is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_ref: Option<String>,
    /// The format of the template, such as [`TEMPLATE_2005`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_format: Option<String>,
    /// How good it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality: Option<i64>,
    /// The scale of that, such as [`NFIQ2`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality_format: Option<String>,
    /// What made the template.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub algorithm: Option<String>,
    /// Who made that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
}

impl BiometricData {
    /// Nothing yet of this part of a person.
    pub fn of(biometric_type: BiometricType, which: Option<BiometricSubType>) -> Self {
        Self {
            biometric_type,
            biometric_sub_type: which,
            instance: None,
            encounter_id: None,
            image: None,
            image_ref: None,
            capture_date: None,
            capture_device: None,
            impression_type: None,
            width: None,
            height: None,
            bitdepth: None,
            mime_type: None,
            resolution: None,
            compression: None,
            missing: None,
            metadata: None,
            comment: None,
            template: None,
            template_ref: None,
            template_format: None,
            quality: None,
            quality_format: None,
            algorithm: None,
            vendor: None,
        }
    }
}

impl fmt::Debug for BiometricData {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, which) = (self.biometric_type, self.biometric_sub_type);
        write!(formatter, "BiometricData({kind:?}, {which:?})")
    }
}

/// What was computed of a face or a finger.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BiometricComputedData {
    /// What part of a person it is.
    pub biometric_type: BiometricType,
    /// Which of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub biometric_sub_type: Option<BiometricSubType>,
    /// Tells two of the same type and subtype apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// The template, in base64.
    pub template: String,
    /// Its format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_format: Option<String>,
    /// How good it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality: Option<i64>,
    /// The scale of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality_format: Option<String>,
    /// What made the template.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub algorithm: Option<String>,
    /// Who made that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
}

impl fmt::Debug for BiometricComputedData {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, which) = (self.biometric_type, self.biometric_sub_type);
        write!(formatter, "BiometricComputedData({kind:?}, {which:?})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_interface() {
        for (which, name) in [
            (BiometricSubType::RightIndex, "RIGHT_INDEX"),
            (BiometricSubType::PlainRightFourFingers, "PLAIN_RIGHT_FOUR_FINGERS"),
            (BiometricSubType::RightIndexAndLeftIndex, "RIGHT_INDEX_AND_LEFT_INDEX"),
            (BiometricSubType::EyeUndef, "EYE_UNDEF"),
        ] {
            assert_eq!(serde_json::to_value(which).unwrap(), name);
        }
        for (compression, name) in
            [(CompressionType::Jpeg2000, "JPEG2000"), (CompressionType::Wsq, "WSQ")]
        {
            assert_eq!(serde_json::to_value(compression).unwrap(), name);
        }
        let impression = ImpressionType::LiveScanOpticalContactlessPlain;
        let name = "LIVE_SCAN_OPTICAL_CONTACTLESS_PLAIN";
        assert_eq!(serde_json::to_value(impression).unwrap(), name);
        let mut data = BiometricData::of(BiometricType::Finger, Some(BiometricSubType::LeftRing));
        data.template_format = Some(TEMPLATE_2005.into());
        data.image_ref = Some("https://a.example".into());
        let expected = serde_json::json!({
            "biometricType": "FINGER", "biometricSubType": "LEFT_RING",
            "templateFormat": "ISO_19794_2", "imageRef": "https://a.example",
        });
        assert_eq!(serde_json::to_value(&data).unwrap(), expected);
        assert_eq!(serde_json::from_value::<BiometricData>(expected).unwrap(), data);
    }

    #[test]
    fn a_field_that_the_interface_does_not_have_is_refused() {
        let added = r#"{"biometricType": "FACE", "encryption": {}}"#;
        let refused = serde_json::from_str::<BiometricData>(added).unwrap_err().to_string();
        assert!(refused.contains("encryption"), "{refused}");
    }

    #[test]
    fn single_fingers_have_the_codes_of_the_standard() {
        for code in 1..=10 {
            let position = Position::new(code).unwrap();
            let name = BiometricSubType::of_position(position).unwrap();
            assert_eq!(name.position(), Some(position));
        }
        assert_eq!(BiometricSubType::of_position(Position::UNKNOWN), None);
        assert_eq!(BiometricSubType::Portrait.position(), None);
    }
}
