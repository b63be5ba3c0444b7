//! What of a person goes to a service of another maker: images where there are any, and templates
//! of the standard for the fingers without one.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ees_biometrics::matcher::{Captured, MatcherError, Picture, Shows};
use ees_match::gallery::GalleryError;
use ees_match::image::decode::{Format, Resolution, decode};
use ees_match::image::encode_png;
use ees_match::minutiae::Template;
use ees_match::record::minutiae::{MinutiaeRecord, View};
use ees_match::record::{Capture, Edition, Position, minutiae};

use crate::wire::{BiometricData, BiometricSubType, BiometricType, CompressionType, TEMPLATE_2005};

/// Everything that was captured, in the words of the interface.
pub(super) fn biometrics(captured: &Captured) -> Result<Vec<BiometricData>, MatcherError> {
    let mut all = Vec::new();
    for picture in &captured.pictures {
        all.push(image(picture)?);
    }
    for (position, template) in &captured.samples.fingers {
        let is_shown = |picture: &Picture| picture.shows == Shows::Finger(*position);
        if !captured.pictures.iter().any(is_shown) {
            all.push(finger(*position, template)?);
        }
    }
    let shows_face = captured.pictures.iter().any(|picture| picture.shows == Shows::Face);
    if captured.samples.face.is_some() && !shows_face {
        return Err(cannot("the image of a face is missing, and its numbers mean nothing there"));
    }
    if all.is_empty() { Err(GalleryError::Nothing.into()) } else { Ok(all) }
}

fn cannot(why: &str) -> MatcherError {
    MatcherError::Service(format!("was not asked: {why}"))
}

/// The name of a finger.
fn named(position: Position) -> Result<BiometricSubType, MatcherError> {
    // 11 and 12 are the plain thumbs of ANSI/NIST-ITL.
    let position = match position.code() {
        11 => Position::RIGHT_THUMB,
        12 => Position::LEFT_THUMB,
        _ => position,
    };
    let name = BiometricSubType::of_position(position);
    name.ok_or_else(|| cannot("which finger it is has to be known"))
}

fn image(picture: &Picture) -> Result<BiometricData, MatcherError> {
    let mut data = match picture.shows {
        Shows::Face => BiometricData::of(BiometricType::Face, Some(BiometricSubType::Portrait)),
        Shows::Finger(position) => {
            let mut data = BiometricData::of(BiometricType::Finger, Some(named(position)?));
            data.resolution = Some(picture.ppi.into());
            data
        }
    };
    let (compression, mime) = match Format::of(&picture.bytes) {
        Some(Format::Png | Format::Pgm) => (CompressionType::Png, "image/png"),
        Some(Format::Jpeg) => (CompressionType::Jpeg, "image/jpeg"),
        Some(Format::Jpeg2000) => (CompressionType::Jpeg2000, "image/jp2"),
        Some(Format::Wsq) => (CompressionType::Wsq, "image/x-wsq"),
        None => return Err(cannot("a file is no image of a format that is sent")),
    };
    data.compression = Some(compression);
    data.mime_type = Some(mime.to_owned());
    data.image = Some(if Format::of(&picture.bytes) == Some(Format::Pgm) {
        // The interface has no name for grey maps. A face needs no resolution.
        let ppi = if picture.shows == Shows::Face { 500 } else { picture.ppi };
        let image = decode(&picture.bytes, Resolution::Exactly(ppi));
        let image = image.map_err(|error| cannot(&error.to_string()))?;
        STANDARD.encode(encode_png(&image).map_err(|error| cannot(&error.to_string()))?)
    } else {
        STANDARD.encode(&picture.bytes)
    });
    Ok(data)
}

fn finger(position: Position, template: &Template) -> Result<BiometricData, MatcherError> {
    let name = named(position)?;
    let view = View {
        position,
        number: 0,
        impression: 0,
        capture: Capture::default(),
        template: template.clone(),
    };
    let record = minutiae::write(&MinutiaeRecord { edition: Edition::Of2005, views: vec![view] });
    let record = record.map_err(|error| cannot(&error.to_string()))?;
    let mut data = BiometricData::of(BiometricType::Finger, Some(name));
    data.template = Some(STANDARD.encode(record));
    data.template_format = Some(TEMPLATE_2005.to_owned());
    Ok(data)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ees_match::face::embed::Code;
    use ees_match::gallery::Samples;
    use ees_match::image::Image;
    use ees_match::synthetic::population::{Minutiae, Noise};

    fn template() -> Template {
        Minutiae::of(1).capture(1, &Noise::MEASURED)
    }

    fn picture(shows: Shows, bytes: Vec<u8>) -> Picture {
        Picture { shows, bytes, ppi: 500 }
    }

    #[test]
    fn an_image_goes_before_a_template() {
        let png = encode_png(&Image::new(8, 8, 500, vec![9; 64]).unwrap()).unwrap();
        let samples = Samples {
            face: None,
            fingers: vec![(Position::RIGHT_INDEX, template()), (Position::LEFT_INDEX, template())],
        };
        let pictures = vec![
            picture(Shows::Finger(Position::RIGHT_INDEX), png.clone()),
            picture(Shows::Face, png.clone()),
            picture(
                Shows::Finger(Position::LEFT_RING),
                b"P5 8 8 255\n".iter().copied().chain([7; 64]).collect(),
            ),
        ];
        let sent = biometrics(&Captured { samples, pictures }).unwrap();
        let kinds: Vec<_> = sent.iter().map(|one| one.biometric_sub_type.unwrap()).collect();
        assert_eq!(
            kinds,
            [
                BiometricSubType::RightIndex,
                BiometricSubType::Portrait,
                BiometricSubType::LeftRing,
                BiometricSubType::LeftIndex,
            ]
        );
        assert_eq!(sent[0].image.as_deref(), Some(STANDARD.encode(png).as_str()));
        assert_eq!((sent[0].resolution, sent[1].resolution), (Some(500), None));
        assert_eq!(sent[2].compression, Some(CompressionType::Png));
        assert!(sent[2].image.as_ref().unwrap().starts_with("iVBOR"));
        assert!(sent[3].image.is_none() && sent[3].template.is_some());
    }

    #[test]
    fn what_cannot_be_sent_whole_is_not_sent() {
        let face = Some(Code([1; 128]));
        for (samples, pictures, said) in [
            (Samples { face, fingers: vec![(Position::LEFT_INDEX, template())] }, vec![], "face"),
            (
                Samples { face: None, fingers: vec![(Position::UNKNOWN, template())] },
                vec![],
                "which",
            ),
            (Samples::default(), vec![picture(Shows::Face, b"cat".to_vec())], "no image"),
            (Samples::default(), vec![], "neither"),
        ] {
            let refused = biometrics(&Captured { samples, pictures }).unwrap_err().to_string();
            assert!(refused.contains(said), "{refused}");
        }
    }
}
