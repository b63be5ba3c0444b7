//! What was taken at a crossing point, as it is sent.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ees_domain::enrolment::SampleOf;
use ees_domain::fields::{
    Finger, FingerState, Hand, Light, MissingFinger, Prints, PrintsError, PrintsGiven,
};
use fnd_web::problem::{Fault, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::faults::{Faults, unknown};
use crate::text;

/// The fingers that give prints, with their codes. EES Art. 3(1)(16).
pub const FINGERS: [(&str, Hand, Finger); 8] = [
    ("right-index", Hand::Right, Finger::Index),
    ("right-middle", Hand::Right, Finger::Middle),
    ("right-ring", Hand::Right, Finger::Ring),
    ("right-little", Hand::Right, Finger::Little),
    ("left-index", Hand::Left, Finger::Index),
    ("left-middle", Hand::Left, Finger::Middle),
    ("left-ring", Hand::Left, Finger::Ring),
    ("left-little", Hand::Left, Finger::Little),
];
/// Thumbs have codes to be refused by.
const THUMBS: [&str; 2] = ["right-thumb", "left-thumb"];
/// Why a finger gives no print, with the codes.
pub const WHYS: [(&str, MissingFinger); 2] =
    [("amputated", MissingFinger::Amputated), ("unable", MissingFinger::Unable)];
/// Lights, with their codes.
pub const LIGHTS: [(&str, Light); 3] = [
    ("colour", Light::Colour),
    ("greyscale", Light::Greyscale),
    ("near-infrared", Light::NearInfrared),
];
/// The largest request: five images of two megabytes each, in base64, and something over; or the
/// same images of up to four megabytes in a form.
pub const CAPTURE_BYTES_MAX: usize = 14 << 20;
/// The least and the greatest resolution of a print, in pixels per inch.
pub const PPI: (u16, u16) = (250, 1_000);

/// What was taken of somebody at a crossing point. EES Art. 15, 17(1), 23(2), 27.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaptureRequest {
    /// `border-entry` or `border-exit`.
    #[schema(value_type = text::Direction)]
    pub purpose: String,
    /// The border crossing point, for a system that serves several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::BorderCrossingPoint>)]
    pub point: Option<String>,
    /// The face as it was taken live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub face: Option<FaceImage>,
    /// The facial image that was read from the chip of the travel document. EES Art. 15(2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chip: Option<FaceImage>,
    /// Whether the officer found that a live image of sufficient quality cannot be had.
    /// EES Art. 15(2).
    #[serde(default)]
    pub live_quality_unattainable: bool,
    /// Prints; one finger is enough to compare, all four are needed to be entered.
    #[serde(default)]
    #[schema(max_items = 4)]
    pub fingers: Vec<FingerImage>,
    /// Fingers that give no print.
    #[serde(default)]
    #[schema(max_items = 8)]
    pub missing: Vec<FingerMissing>,
    /// What was taken of the same person just before: what of it is not taken anew stays, and its
    /// identifier is spent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adds_to: Option<Uuid>,
}

/// A facial image.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FaceImage {
    /// The file in base64: JPEG, JPEG 2000 or PNG.
    #[schema(content_encoding = "base64")]
    pub image: String,
    /// `colour`, `greyscale` or `near-infrared`; what the image shows when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub light: Option<String>,
}

/// The print of a finger.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FingerImage {
    /// `right-index`, `right-middle`, `right-ring`, `right-little`, and the same of the left hand.
    pub position: String,
    /// The file in base64: WSQ, PNG, JPEG, JPEG 2000 or PGM.
    #[schema(content_encoding = "base64")]
    pub image: String,
    /// The resolution, in pixels per inch; as the file states, or 500, when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ppi: Option<u16>,
}

/// A finger that gives no print.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FingerMissing {
    /// Which finger, as of [`FingerImage`].
    pub position: String,
    /// `amputated`, or `unable` where it is there and gives no print today.
    pub why: String,
}

/// No image reaches a log by way of debug output.
macro_rules! silent {
    ($($kind:ident),*) => {
        $(impl std::fmt::Debug for $kind {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.debug_struct(stringify!($kind)).finish_non_exhaustive()
            }
        })*
    };
}
silent!(CaptureRequest, FaceImage, FingerImage, TakenFace, TakenFinger, TakenParts, Taken);

/// A facial image as it was read.
#[derive(Clone)]
pub struct TakenFace {
    /// The file.
    pub bytes: Vec<u8>,
    /// In which light it was taken, where that was said.
    pub light: Option<Light>,
}

/// A print as it was read.
#[derive(Clone)]
pub struct TakenFinger {
    /// Of which finger.
    pub of: (Hand, Finger),
    /// The file.
    pub bytes: Vec<u8>,
    /// The resolution, where it was said.
    pub ppi: Option<u16>,
}

/// A request as it was read.
#[derive(Clone)]
pub struct Taken {
    /// The live face.
    pub live: Option<TakenFace>,
    /// The face of the chip.
    pub chip: Option<TakenFace>,
    /// Prints, in the order in which they were sent.
    pub fingers: Vec<TakenFinger>,
    /// Which fingers there are and which are missing.
    pub given: PrintsGiven,
    /// Prints that may be entered; or why these serve for comparing alone.
    pub prints: Result<Prints, PrintsError>,
    /// Whether the officer found that a live image of sufficient quality cannot be had.
    pub live_quality_unattainable: bool,
    /// What was taken before and stays where nothing new was taken.
    pub adds_to: Option<Uuid>,
}

/// What was sent of somebody, each part read by itself.
#[derive(Clone, Default)]
pub struct TakenParts {
    /// The live face.
    pub live: Option<TakenFace>,
    /// The face of the chip.
    pub chip: Option<TakenFace>,
    /// Prints.
    pub fingers: Vec<TakenFinger>,
    /// Fingers that give no print, and why.
    pub missing: Vec<(Hand, Finger, MissingFinger)>,
    /// As of [`CaptureRequest::live_quality_unattainable`].
    pub live_quality_unattainable: bool,
    /// As of [`CaptureRequest::adds_to`].
    pub adds_to: Option<Uuid>,
}

fn finger(code: &str, pointer: &str) -> Result<(Hand, Finger), Fault> {
    if THUMBS.contains(&code) {
        let error = PrintsError::Thumb;
        return Err(Fault::pointer(pointer.to_owned(), error.code(), error.to_string()));
    }
    let found = FINGERS.iter().find(|(known, _, _)| *known == code);
    let expected = "a finger, as in `right-index`";
    found
        .map(|(_, hand, finger)| (*hand, *finger))
        .ok_or_else(|| unknown(pointer, "unknown-finger", expected))
}

fn bytes(text: &str, pointer: &str) -> Result<Vec<u8>, Fault> {
    let read = STANDARD.decode(text).ok().filter(|bytes| !bytes.is_empty());
    read.ok_or_else(|| unknown(pointer, "not-base64", "a file in base64"))
}

impl FaceImage {
    fn read(&self, field: &str, faults: &mut Faults) -> Option<TakenFace> {
        let file = faults.keep(bytes(&self.image, &format!("/{field}/image")));
        let light = self.light.as_deref().map(|code| {
            let found = LIGHTS.iter().find(|(known, _)| *known == code).map(|(_, light)| *light);
            let expected = "`colour`, `greyscale` or `near-infrared`";
            found.ok_or_else(|| unknown(&format!("/{field}/light"), "unknown-code", expected))
        });
        let light = match light {
            Some(read) => Some(faults.keep(read)?),
            None => None,
        };
        Some(TakenFace { bytes: file?, light })
    }
}

impl FingerImage {
    fn read(&self, place: usize, faults: &mut Faults) -> Option<TakenFinger> {
        let at = |field: &str| format!("/fingers/{place}/{field}");
        let of = faults.keep(finger(&self.position, &at("position")));
        let file = faults.keep(bytes(&self.image, &at("image")));
        let (least, most) = PPI;
        if self.ppi.is_some_and(|ppi| !(least..=most).contains(&ppi)) {
            let expected = format!("from {least} to {most} pixels per inch");
            faults.add(unknown(&at("ppi"), "resolution-out-of-range", &expected));
        }
        Some(TakenFinger { of: of?, bytes: file?, ppi: self.ppi })
    }
}

impl CaptureRequest {
    /// The request as it was read, if there is nothing wrong with it.
    ///
    /// # Errors
    /// Each fault at its place; `nothing-taken` when there is neither a face nor a finger; the code
    /// of [`PrintsError`] for prints that nobody may give.
    pub fn read(&self) -> Result<Taken, Problem> {
        let mut faults = Faults::default();
        let live = self.face.as_ref().and_then(|face| face.read("face", &mut faults));
        let chip = self.chip.as_ref().and_then(|face| face.read("chip", &mut faults));
        let fingers: Vec<TakenFinger> = (self.fingers.iter().enumerate())
            .filter_map(|(place, finger)| finger.read(place, &mut faults))
            .collect();
        let missing = (self.missing.iter().enumerate())
            .filter_map(|(place, one)| {
                let of = faults.keep(finger(&one.position, &format!("/missing/{place}/position")));
                let why = WHYS.iter().find(|(code, _)| *code == one.why).map(|(_, why)| *why);
                let pointer = format!("/missing/{place}/why");
                let expected = "`amputated` or `unable`";
                let why =
                    faults.keep(why.ok_or_else(|| unknown(&pointer, "unknown-code", expected)));
                let (hand, finger) = of?;
                Some((hand, finger, why?))
            })
            .collect();
        let parts = TakenParts {
            live,
            chip,
            fingers,
            missing,
            live_quality_unattainable: self.live_quality_unattainable,
            adds_to: self.adds_to,
        };
        parts.whole(faults)
    }
}

impl TakenParts {
    /// All of it together, if neither `faults` nor anything else is wrong with it.
    ///
    /// # Errors
    /// As of [`CaptureRequest::read`].
    pub fn whole(self, mut faults: Faults) -> Result<Taken, Problem> {
        let Self { live, chip, fingers, missing, live_quality_unattainable, adds_to } = self;
        let adds_missing = adds_to.is_some() && !missing.is_empty();
        let taken = fingers.iter().map(|finger| finger.of).collect();
        let given = PrintsGiven { taken, missing };
        let prints = Prints::new(&given);
        match prints {
            Err(error) if !serves_to_compare(error) => {
                faults.add(Fault::pointer("/fingers", error.code(), error.to_string()));
            }
            Ok(_) | Err(_) => {}
        }
        let is_empty = live.is_none() && chip.is_none() && fingers.is_empty() && !adds_missing;
        if is_empty && faults.is_empty() {
            faults.add(unknown("/face", "nothing-taken", "a face or a finger"));
        }
        if faults.is_empty() {
            Ok(Taken { live, chip, fingers, given, prints, live_quality_unattainable, adds_to })
        } else {
            Err(faults.into())
        }
    }
}

/// Whether prints that cannot be entered can be compared all the same.
const fn serves_to_compare(error: PrintsError) -> bool {
    match error {
        PrintsError::NoFinger | PrintsError::FingerUnexplained | PrintsError::RightHandFirst => {
            true
        }
        PrintsError::Thumb
        | PrintsError::NoSuchFinger
        | PrintsError::TooManyFingers
        | PrintsError::BothHands
        | PrintsError::FingerTwice => false,
    }
}

/// The code of a finger.
pub fn code_of(sample: SampleOf) -> Option<&'static str> {
    match sample {
        SampleOf::Face => None,
        SampleOf::Print(hand, finger) => FINGERS
            .iter()
            .find(|(_, of, which)| (*of, *which) == (hand, finger))
            .map(|(code, _, _)| *code),
    }
}

/// The code of what became of one finger.
pub fn state_code(state: FingerState) -> &'static str {
    match state {
        FingerState::Taken => "taken",
        FingerState::Missing(why) => {
            WHYS.iter().find(|(_, known)| *known == why).map_or("", |(code, _)| code)
        }
    }
}

/// What was made of what was taken.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = CaptureReply)]
pub struct CaptureReply {
    /// Names it in `answers` of a check, an entry, an exit or a refusal.
    pub capture_id: Uuid,
    /// When it is forgotten.
    pub expires_at: String,
    /// What was found of the live face.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub face: Option<FaceFound>,
    /// What was found of the face of the chip.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chip: Option<FaceFound>,
    /// What was found of each finger.
    pub fingers: Vec<FingerFound>,
    /// Why the prints serve for comparing alone, a code; absent where they can be entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prints_not_complete: Option<&'static str>,
}

/// What was found of a facial image.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = FaceFound)]
pub struct FaceFound {
    /// Whether it can be compared by machine.
    pub is_comparable: bool,
    /// Whether it is good enough to be entered.
    pub is_sufficient: bool,
    /// From 0 to 100; absent where nothing tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality: Option<u8>,
    /// `colour`, `greyscale` or `near-infrared`.
    pub light: &'static str,
    /// What would make it better, the first first: codes.
    pub hints: Vec<&'static str>,
}

/// What was found of a print.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = FingerFound)]
pub struct FingerFound {
    /// Which finger.
    pub position: &'static str,
    /// Whether it is good enough to be entered.
    pub is_sufficient: bool,
    /// NFIQ 2, from 0 to 100.
    pub quality: u8,
    /// Whether that number is NFIQ 2 and no stand-in.
    pub is_nfiq2: bool,
    /// What would make it better, a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<&'static str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(fingers: &[&str], missing: &[(&str, &str)]) -> CaptureRequest {
        let image = |position: &&str| FingerImage {
            position: (*position).to_owned(),
            image: "AA==".to_owned(),
            ppi: None,
        };
        let gone = |(position, why): &(&str, &str)| FingerMissing {
            position: (*position).to_owned(),
            why: (*why).to_owned(),
        };
        CaptureRequest {
            purpose: "border-entry".into(),
            fingers: fingers.iter().map(image).collect(),
            missing: missing.iter().map(gone).collect(),
            ..CaptureRequest::default()
        }
    }

    fn codes(request: &CaptureRequest) -> Vec<String> {
        let problem = request.read().unwrap_err();
        problem.errors().iter().map(|fault| fault.code.to_string()).collect()
    }

    const RIGHT: [&str; 4] = ["right-index", "right-middle", "right-ring", "right-little"];

    #[test]
    fn four_fingers_of_one_hand_are_taken_and_nothing_more() {
        assert!(request(&RIGHT, &[]).read().unwrap().prints.is_ok());
        let one = request(&["right-index"], &[]).read().unwrap();
        assert_eq!(one.prints, Err(PrintsError::FingerUnexplained), "it can be compared");
        let three = request(&RIGHT[..3], &[("right-little", "amputated")]);
        assert!(three.read().unwrap().prints.is_ok());
        let both = request(&["right-index", "left-index"], &[]);
        assert_eq!(codes(&both), ["both-hands"]);
        let five: Vec<&str> = RIGHT.into_iter().chain(["left-index"]).collect();
        assert_eq!(codes(&request(&five, &[])), ["too-many-fingers"]);
        assert_eq!(codes(&request(&["right-index", "right-index"], &[])), ["finger-twice"]);
        assert_eq!(codes(&request(&["right-thumb"], &[])), ["thumb-not-taken"]);
        assert_eq!(
            codes(&request(&["nose"], &[("right-ring", "lost")])),
            ["unknown-finger", "unknown-code"]
        );
        assert_eq!(codes(&request(&[], &[])), ["nothing-taken"]);
    }

    #[test]
    fn files_lights_and_resolutions_are_read_or_refused() {
        let mut wrong = request(&["right-index"], &[]);
        wrong.fingers[0].image = "no base64".into();
        wrong.fingers[0].ppi = Some(72);
        let face =
            |light: &str| Some(FaceImage { image: "AA==".into(), light: Some(light.to_owned()) });
        wrong.face = face("candle");
        assert_eq!(codes(&wrong), ["unknown-code", "not-base64", "resolution-out-of-range"]);
        let right = CaptureRequest { chip: face("greyscale"), ..CaptureRequest::default() };
        let read = right.read().unwrap();
        assert_eq!(read.chip.unwrap().light, Some(Light::Greyscale));
        assert_eq!(format!("{right:?}"), "CaptureRequest { .. }");
    }
}
