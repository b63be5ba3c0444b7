//! Shows what a record of ISO/IEC 19794 contains, and makes records of images, so that other
//! programs can be compared.
//!
//! `record show FILE …`, `record finger 2005|2011 IMAGE TO`, `record face 2005|2011 IMAGE TO`.

use ees_match::image::decode::{Format, Resolution, decode, decode_colour};
use ees_match::record::face::{self, FaceImage, FaceRecord};
use ees_match::record::finger::{self, FingerImage, FingerRecord, Sampling};
use ees_match::record::{Capture, Edition, Moment, Position, minutiae};

/// Some readers want a moment of capture; this one is made up.
const MOMENT: Moment =
    Moment { year: 2026, month: 1, day: 2, hour: 3, minute: 4, second: 5, millisecond: 6 };

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["show", files @ ..] => files.iter().try_for_each(|file| show(&std::fs::read(file)?)),
        ["finger", year, from, to] => {
            Ok(std::fs::write(to, finger(edition(year)?, std::fs::read(from)?)?)?)
        }
        ["face", year, from, to] => {
            Ok(std::fs::write(to, face(edition(year)?, std::fs::read(from)?)?)?)
        }
        _ => Err("record show FILE …, record finger|face 2005|2011 IMAGE TO".into()),
    }
}

fn edition(year: &str) -> Result<Edition, Failure> {
    match year {
        "2005" => Ok(Edition::Of2005),
        "2011" => Ok(Edition::Of2011),
        _ => Err("2005 or 2011".into()),
    }
}

#[expect(clippy::print_stdout, reason = "an example for people")]
fn show(bytes: &[u8]) -> Result<(), Failure> {
    if let Ok(record) = minutiae::read(bytes) {
        for view in &record.views {
            let Capture { quality, .. } = view.capture;
            let minutiae = view.template.minutiae.len();
            println!("{:?} {:?} {minutiae} minutiae, {quality:?}", record.edition, view.position);
        }
    } else if let Ok(record) = finger::read(bytes) {
        for finger in &record.images {
            let image = finger.decode()?;
            let (coding, sides) = (finger.sampling.coding, (image.width(), image.height()));
            let sum: u64 = image.pixels().iter().map(|grey| u64::from(*grey)).sum();
            println!(
                "{:?} {:?} {coding:?} {sides:?} {} ppi, sum {sum}",
                record.edition,
                finger.position,
                image.ppi()
            );
        }
    } else {
        let record = face::read(bytes)?;
        for face in &record.faces {
            let image = face.decode()?;
            let (sides, points) = ((image.width(), image.height()), face.landmarks.len());
            println!("{:?} {:?} {sides:?} {points} points", record.edition, face.coding);
        }
    }
    Ok(())
}

fn finger(edition: Edition, data: Vec<u8>) -> Result<Vec<u8>, Failure> {
    let image = decode(&data, Resolution::Exactly(500))?;
    let (coding, data) = match Format::of(&data) {
        Some(Format::Png) => (finger::Coding::Png, data),
        Some(Format::Jpeg) => (finger::Coding::Jpeg, data),
        Some(Format::Jpeg2000) => (finger::Coding::Jpeg2000, data),
        Some(Format::Wsq) => (finger::Coding::Wsq, data),
        Some(Format::Pgm) | None => (finger::Coding::Raw, image.pixels().to_vec()),
    };
    let finger = FingerImage {
        position: Position::RIGHT_INDEX,
        number: 1,
        of: 1,
        impression: 0,
        capture: Capture { moment: Some(MOMENT), ..Capture::default() },
        sampling: Sampling::of_500(coding),
        width: u16::try_from(image.width())?,
        height: u16::try_from(image.height())?,
        data,
    };
    Ok(finger::write(&FingerRecord { edition, device: 0, level: 31, images: vec![finger] })?)
}

fn face(edition: Edition, data: Vec<u8>) -> Result<Vec<u8>, Failure> {
    let image = decode_colour(&data)?;
    let coding = match Format::of(&data) {
        Some(Format::Jpeg2000) => face::Coding::Jpeg2000,
        Some(Format::Png) => face::Coding::Png,
        _ => face::Coding::Jpeg,
    };
    let (width, height) = (u16::try_from(image.width())?, u16::try_from(image.height())?);
    let face =
        FaceImage { kind: 1, coding, width, height, colours: 1, data, ..FaceImage::default() };
    Ok(face::write(&FaceRecord { edition, faces: vec![face] })?)
}
