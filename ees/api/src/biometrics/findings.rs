//! What was found out of images that were just taken, as it is kept until it is entered.
//!
//! The findings hold what is compared by and no image; images stand beside them, one after the
//! other, in the order in which the findings name them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ees_biometrics::matcher::{Captured, Picture, Shows};
use ees_biometrics::samples::{IsFace, SamplesError, add_kept};
use ees_domain::enrolment::{Offered, OfferedFace, Quality, SampleOf, ScoredPrints, ToEnter};
use ees_domain::fields::{
    Comparison, FaceCapture, FaceSource, Finger, Light, MissingFinger, Prints, PrintsError,
    PrintsGiven,
};
use ees_match::gallery::Samples;
use ees_match::record::Position;
use ees_store::Sample;
use serde::{Deserialize, Serialize};

/// What was found out of a capture.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Findings {
    /// Of the live face.
    pub live: Option<Face>,
    /// Of the face of the chip.
    pub chip: Option<Face>,
    /// Whether the officer found that a live image of sufficient quality cannot be had.
    pub live_quality_unattainable: bool,
    /// Of each finger.
    pub fingers: Vec<Print>,
    /// Fingers that are missing: position and the letters of why.
    pub missing: Vec<(u8, String)>,
}

/// What was found of a face.
#[derive(Clone, Serialize, Deserialize)]
pub struct Face {
    /// What it is compared by, in base64.
    pub template: Option<String>,
    /// `colour`, `greyscale` or `near-infrared`.
    pub light: String,
    /// Whether it is good enough to be entered.
    pub is_sufficient: bool,
    /// From 0 to 100.
    pub quality: Option<u8>,
    /// What would make it better: codes.
    pub hints: Vec<String>,
    /// The length of the image, in bytes.
    pub image: usize,
}

/// What was found of a print.
#[derive(Clone, Serialize, Deserialize)]
pub struct Print {
    /// Which finger, as ANSI/NIST-ITL counts.
    pub position: u8,
    /// What it is compared by, in base64.
    pub template: String,
    /// From 0 to 100.
    pub quality: u8,
    /// Whether that is NFIQ 2.
    pub is_nfiq2: bool,
    /// Whether it is good enough to be entered.
    pub is_sufficient: bool,
    /// What would make it better: a code.
    pub hint: Option<String>,
    /// The length of the image, in bytes.
    pub image: usize,
}

/// Nothing of a body reaches a log by way of debug output.
macro_rules! silent {
    ($($kind:ident),*) => {
        $(impl std::fmt::Debug for $kind {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.debug_struct(stringify!($kind)).finish_non_exhaustive()
            }
        })*
    };
}
silent!(Findings, Face, Print);

/// What was kept cannot be read: this program did not write it so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

impl From<SamplesError> for Unreadable {
    fn from(_: SamplesError) -> Self {
        Self
    }
}

impl Findings {
    /// The findings that were kept.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        serde_json::from_slice(bytes).ok().ok_or(Unreadable)
    }

    /// These findings, and of those `before` what was not taken anew.
    #[must_use]
    pub fn onto(&self, before: &Self) -> Self {
        let kept = before.fingers.iter().filter(|print| self.leaves(print));
        let missing = before.missing.iter().filter(|(position, _)| !self.says(*position));
        Self {
            live: self.live.clone().or_else(|| before.live.clone()),
            chip: self.chip.clone().or_else(|| before.chip.clone()),
            live_quality_unattainable: self.live_quality_unattainable,
            fingers: self.fingers.iter().chain(kept).cloned().collect(),
            missing: self.missing.iter().chain(missing).cloned().collect(),
        }
    }

    /// The images of [`Findings::onto`], out of those of both.
    pub fn images_onto(
        &self,
        images: &[u8],
        (before, old): (&Self, &[u8]),
    ) -> Result<Vec<u8>, Unreadable> {
        let (new, old) = (self.parts(images)?, before.parts(old)?);
        let faces = [new.live.or(old.live), new.chip.or(old.chip)].into_iter().flatten();
        let kept = before.fingers.iter().zip(old.fingers);
        let kept = kept.filter(|(print, _)| self.leaves(print)).map(|(_, image)| image);
        Ok(faces.chain(new.fingers).chain(kept).flatten().copied().collect())
    }

    /// Whether these findings say something of a finger.
    fn says(&self, position: u8) -> bool {
        self.fingers.iter().any(|print| print.position == position)
            || self.missing.iter().any(|(known, _)| *known == position)
    }

    /// Whether a print that was taken before stays: nothing is said of its finger, and no finger
    /// of the other hand was taken instead.
    fn leaves(&self, before: &Print) -> bool {
        let hand = |print: &Print| Finger::of_position(print.position).ok().map(|(hand, _)| hand);
        !self.says(before.position) && self.fingers.iter().all(|new| hand(new) == hand(before))
    }

    /// What is compared: the live face, or that of the chip, and the fingers.
    pub fn probe(&self) -> Result<Captured, Unreadable> {
        let mut samples = Samples::default();
        if let Some(template) = self.live.as_ref().and_then(|face| face.template.as_deref()) {
            add_kept(&mut samples, &decoded(template)?, IsFace::Yes)?;
        }
        for print in &self.fingers {
            add_kept(&mut samples, &decoded(&print.template)?, IsFace::No)?;
        }
        Ok(Captured { samples, pictures: Vec::new() })
    }

    /// The face of the chip, where it can be compared.
    pub fn chip_probe(&self) -> Result<Option<Captured>, Unreadable> {
        let template = self.chip.as_ref().and_then(|face| face.template.as_deref());
        let Some(template) = template else { return Ok(None) };
        let mut samples = Samples::default();
        add_kept(&mut samples, &decoded(template)?, IsFace::Yes)?;
        Ok(Some(Captured { samples, pictures: Vec::new() }))
    }

    /// What the rules on enrolment need to know of it, where the chip was found to be as
    /// `chip_comparison`.
    pub fn offered(&self, chip_comparison: Comparison) -> Offered {
        let face = |face: &Face, source| OfferedFace {
            capture: FaceCapture {
                source,
                light: light(&face.light),
                chip_comparison,
                live_quality_unattainable: self.live_quality_unattainable,
            },
            quality: if face.is_sufficient { Quality::Sufficient } else { Quality::Insufficient },
        };
        Offered {
            live: self.live.as_ref().map(|one| face(one, FaceSource::Live)),
            chip: self.chip.as_ref().map(|one| face(one, FaceSource::Chip)),
            prints: self.prints(),
        }
    }

    /// What was given of prints, and whether it can be entered.
    fn given(&self) -> Result<Prints, PrintsError> {
        let place = |position: u8| Finger::of_position(position).ok();
        let taken = self.fingers.iter().filter_map(|print| place(print.position)).collect();
        let missing = self.missing.iter().filter_map(|(position, why)| {
            let (hand, finger) = place(*position)?;
            Some((hand, finger, MissingFinger::find(why)?))
        });
        Prints::new(&PrintsGiven { taken, missing: missing.collect() })
    }

    /// Why the prints serve for comparing alone, a code; none where there are no prints.
    pub fn not_complete(&self) -> Option<&'static str> {
        if self.fingers.is_empty() { None } else { self.given().err().map(PrintsError::code) }
    }

    /// The prints, when they can be entered.
    pub fn prints(&self) -> Option<ScoredPrints> {
        let prints = self.given().ok()?;
        let score = |finger: Finger| {
            let of = SampleOf::Print(prints.hand(), finger).position();
            let print = self.fingers.iter().find(|print| Some(print.position) == of)?;
            Some(print.quality)
        };
        Some(ScoredPrints { prints, scores: Finger::ALL.map(score) })
    }

    /// Parts of the images, in the order in which they were kept.
    fn parts<'a>(&self, images: &'a [u8]) -> Result<Parts<'a>, Unreadable> {
        let mut rest = images;
        let mut next = |length: usize| {
            let (part, after) = rest.split_at_checked(length).ok_or(Unreadable)?;
            rest = after;
            Ok::<_, Unreadable>(part)
        };
        let live = self.live.as_ref().map(|face| next(face.image)).transpose()?;
        let chip = self.chip.as_ref().map(|face| next(face.image)).transpose()?;
        let fingers =
            self.fingers.iter().map(|print| next(print.image)).collect::<Result<_, _>>()?;
        Ok(Parts { live, chip, fingers })
    }

    /// The samples that are entered.
    pub fn samples(&self, images: &[u8], to_enter: &ToEnter) -> Result<Vec<Sample>, Unreadable> {
        let parts = self.parts(images)?;
        let mut samples = Vec::new();
        let face = match to_enter.face {
            None => None,
            Some((FaceSource::Live, _)) => self.live.as_ref().zip(parts.live),
            Some((FaceSource::Chip, _)) => self.chip.as_ref().zip(parts.chip),
        };
        if let Some((face, image)) = face {
            let template = face.template.as_deref().map(decoded).transpose()?;
            samples.push(Sample { of: SampleOf::Face, image: image.to_vec(), template });
        }
        if to_enter.prints.is_some() {
            for (print, image) in self.fingers.iter().zip(parts.fingers) {
                let of = SampleOf::at(Some(print.position)).ok_or(Unreadable)?;
                let template = Some(decoded(&print.template)?);
                samples.push(Sample { of, image: image.to_vec(), template });
            }
        }
        Ok(samples)
    }

    /// The images, for a service that compares images.
    pub fn pictures(&self, images: &[u8]) -> Result<Vec<Picture>, Unreadable> {
        const PPI: u16 = 500;
        let parts = self.parts(images)?;
        let picture = |shows, bytes: &[u8]| Picture { shows, bytes: bytes.to_vec(), ppi: PPI };
        let face = parts.live.map(|bytes| picture(Shows::Face, bytes));
        let fingers = self.fingers.iter().zip(parts.fingers).filter_map(|(print, bytes)| {
            Some(picture(Shows::Finger(Position::new(print.position)?), bytes))
        });
        Ok(face.into_iter().chain(fingers).collect())
    }
}

/// The images of a capture.
struct Parts<'a> {
    live: Option<&'a [u8]>,
    chip: Option<&'a [u8]>,
    fingers: Vec<&'a [u8]>,
}

fn decoded(text: &str) -> Result<Vec<u8>, Unreadable> {
    STANDARD.decode(text).ok().ok_or(Unreadable)
}

fn light(code: &str) -> Light {
    let known = ees_wire::capture::LIGHTS.iter().find(|(known, _)| *known == code);
    // What nobody can read is no image in colour, which alone may be kept.
    known.map_or(Light::Greyscale, |(_, light)| *light)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(position: u8, image: usize) -> Print {
        let template = String::new();
        let (quality, is_nfiq2, is_sufficient) = (50, true, true);
        Print { position, template, quality, is_nfiq2, is_sufficient, hint: None, image }
    }

    fn face(image: usize) -> Face {
        let (template, quality) = (None, None);
        let (light, hints) = ("colour".to_owned(), Vec::new());
        Face { template, light, is_sufficient: true, quality, hints, image }
    }

    fn positions(findings: &Findings) -> Vec<u8> {
        findings.fingers.iter().map(|print| print.position).collect()
    }

    #[test]
    fn what_is_taken_anew_takes_the_place_of_what_was_taken_before() {
        let before = Findings {
            live: Some(face(2)),
            fingers: vec![print(2, 1), print(3, 1)],
            missing: vec![(4, "XX".into()), (5, "UP".into())],
            ..Findings::default()
        };
        let new = Findings {
            chip: Some(face(1)),
            fingers: vec![print(3, 2), print(5, 1)],
            ..Findings::default()
        };
        let whole = new.onto(&before);
        assert_eq!(positions(&whole), [3, 5, 2]);
        assert_eq!(whole.missing, [(4, "XX".to_owned())], "the fifth is there after all");
        let images = new.images_onto(b"cMMm", (&before, b"LLab")).unwrap();
        assert_eq!(images, b"LLcMMma", "live, chip, new fingers, old ones");
        assert_eq!(new.images_onto(b"c", (&before, b"LLab")), Err(Unreadable));
    }

    #[test]
    fn prints_of_the_other_hand_go_and_what_was_said_of_it_stays() {
        let missing = vec![(3, "XX".to_owned()), (4, "XX".into()), (5, "XX".into())];
        let before = Findings { fingers: vec![print(2, 1)], missing, ..Findings::default() };
        let left = Findings { fingers: vec![print(7, 1)], ..Findings::default() };
        let whole = left.onto(&before);
        assert_eq!((positions(&whole), whole.missing.len()), (vec![7], 3));
        // A finger that is now said to be missing is not there.
        let gone = Findings { missing: vec![(2, "UP".into())], ..Findings::default() };
        assert_eq!(positions(&gone.onto(&before)), Vec::<u8>::new());
    }
}
