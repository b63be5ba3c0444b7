//! Records of ISO/IEC 19794, written and read.

use super::ridges::{rings, shared};
use ees_match::image::encode_png;
use ees_match::minutiae::{COORDINATE_MAX, Direction, Kind, Minutia, Template};
use ees_match::record::face::{self, FaceImage, FaceRecord, Landmark, Subject};
use ees_match::record::finger::{self, FingerImage, FingerRecord, Sampling, Unit};
use ees_match::record::minutiae::{self, MinutiaeRecord, View};
use ees_match::record::{Capture, Edition, Moment, Position, Quality, RecordError};
use ees_match::wsq::{self, Bitrate};
use proptest::prelude::*;

/// A record of 2005 with two minutiae and a ridge count, byte by byte after its clause 7.
const MINUTIAE_2005: &[u8] = &[
    b'F', b'M', b'R', 0, b' ', b'2', b'0', 0, 0, 0, 0, 48, 0x80, 1, 1, 44, 1, 100, 0, 197, 0, 197,
    1, 0, // the header
    7, 0x12, 80, 2, // left index finger, second view, impression 2
    0x41, 2, 0x00, 3, 64, 90, // an ending
    0x80, 5, 0xC1, 0, 128, 0, // a bifurcation; the upper bits of y are reserved
    0, 6, 0, 1, 0, 6, 9, 9, // extended data
];

#[test]
fn a_record_of_2005_is_read_as_its_clause_says() {
    let bytes = MINUTIAE_2005.to_vec();
    let record = minutiae::read(&bytes).unwrap();
    let [view] = record.views.as_slice() else { panic!("one view") };
    assert_eq!((view.position, view.number, view.impression), (Position::LEFT_INDEX, 1, 2));
    assert_eq!(view.capture.quality.map(|quality| quality.score), Some(80));
    assert_eq!((view.template.width, view.template.height), (300, 356));
    let [ending, fork] = view.template.minutiae.as_slice() else { panic!("two minutiae") };
    let expected =
        Minutia { x: 258, y: 3, direction: Direction(64), kind: Kind::Ending, quality: 90 };
    assert_eq!(*ending, expected);
    assert_eq!((fork.x, fork.y, fork.kind, fork.quality), (5, 256, Kind::Bifurcation, 0));

    // At 394 pixels per centimetre everything is twice as large.
    let mut fine = bytes.clone();
    fine[18..22].copy_from_slice(&[1, 138, 1, 138]);
    let template = &minutiae::read(&fine).unwrap().views[0].template;
    assert_eq!((template.width, template.minutiae[0].x), (150, 129));

    for (at, value, expected) in [
        (0, 0, RecordError::Signature),
        (5, b'9', RecordError::Version),
        (11, 49, RecordError::Length { part: "record", stated: 49, found: 48 }),
        (18, 0xFF, RecordError::Field("resolution")),
        (22, 0, RecordError::Length { part: "record", stated: 48, found: 24 }),
        (24, 99, RecordError::Field("finger position")),
        (27, 255, RecordError::Truncated(48)),
        (41, 255, RecordError::Truncated(48)),
    ] {
        let mut bytes = bytes.clone();
        bytes[at] = value;
        assert_eq!(minutiae::read(&bytes), Err(expected), "byte {at}");
    }
}

#[test]
fn records_of_another_program_are_read_and_come_back() {
    let Some(archive) = shared("fingerprints/minutiae/sourceafis_iso.tar.gz") else { return };
    let archive = tar(&archive);
    let mut records = 0;
    for bytes in archive {
        let record = minutiae::read(&bytes).unwrap();
        let view = &record.views[0];
        assert_eq!(usize::from(bytes[27]), view.template.minutiae.len());
        // What this program leaves out (device) it leaves out as we do: the bytes are the same.
        let mut written = minutiae::write(&record).unwrap();
        written[12..14].copy_from_slice(&bytes[12..14]);
        assert!(written == bytes);
        let second = MinutiaeRecord { edition: Edition::Of2011, ..record.clone() };
        let second = minutiae::read(&minutiae::write(&second).unwrap()).unwrap();
        assert_eq!(second.views, record.views);
        records += 1;
    }
    assert_eq!(records, 320);
}

/// The files of a compressed archive.
fn tar(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    use std::io::Read;
    let mut content = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut content).unwrap();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let head = content.get(at..at + 512)?;
            let size = std::str::from_utf8(&head[124..135]).ok()?.trim_matches(['\0', ' ']);
            let size = usize::from_str_radix(size, 8).ok()?;
            let file = content.get(at + 512..at + 512 + size)?.to_vec();
            let is_file = head[156] == b'0' || head[156] == 0;
            at += 512 + size.next_multiple_of(512);
            if is_file && size > 0 {
                return Some(file);
            }
        }
    })
}

fn position() -> impl Strategy<Value = Position> {
    (0u8..=50).prop_filter_map("a gap between the codes", Position::new)
}

fn quality() -> impl Strategy<Value = Option<Quality>> {
    prop::option::of(
        (0u8..=100, any::<u16>(), any::<u16>()).prop_map(|(score, vendor, algorithm)| Quality {
            score,
            vendor,
            algorithm,
        }),
    )
}

fn capture() -> impl Strategy<Value = Capture> {
    let moment = (2000u16..2100, 1u8..=12, 1u8..=31, 0u8..24, 0u8..60, 0u8..60, 0u16..1_000);
    let moment = moment.prop_map(|(year, month, day, hour, minute, second, millisecond)| Moment {
        year,
        month,
        day,
        hour,
        minute,
        second,
        millisecond,
    });
    (prop::option::of(moment), any::<u8>(), any::<u16>(), any::<u16>(), quality()).prop_map(
        |(moment, technology, vendor, device, quality)| Capture {
            moment,
            technology,
            vendor,
            device,
            quality,
        },
    )
}

/// What a record of 2005 keeps of it.
fn only_score(capture: Capture) -> Capture {
    let score = |quality: Quality| Quality { vendor: 0, algorithm: 0, ..quality };
    Capture { quality: capture.quality.map(score), ..Capture::default() }
}

fn minutia() -> impl Strategy<Value = Minutia> {
    let kinds = prop::sample::select(vec![Kind::Other, Kind::Ending, Kind::Bifurcation]);
    (0..=COORDINATE_MAX, 0..=COORDINATE_MAX, any::<u8>(), kinds, 0u8..=100).prop_map(
        |(x, y, direction, kind, quality)| Minutia {
            x,
            y,
            direction: Direction(direction),
            kind,
            quality,
        },
    )
}

fn view() -> impl Strategy<Value = View> {
    let minutiae = prop::collection::vec(minutia(), 0..=255);
    (position(), 0u8..16, 0u8..16, capture(), minutiae).prop_map(
        |(position, number, impression, capture, minutiae)| View {
            position,
            number,
            impression,
            capture,
            template: Template { width: 300, height: 400, minutiae },
        },
    )
}

fn finger_image() -> impl Strategy<Value = FingerImage> {
    let codings = prop::sample::select(vec![
        finger::Coding::Raw,
        finger::Coding::Wsq,
        finger::Coding::Jpeg2000,
        finger::Coding::Png,
    ]);
    let data = prop::collection::vec(any::<u8>(), 0..200);
    (position(), any::<u8>(), any::<u8>(), capture(), codings, data).prop_map(
        |(position, number, impression, capture, coding, data)| FingerImage {
            position,
            number,
            of: 0,
            impression,
            capture,
            sampling: Sampling::of_500(coding),
            width: 300,
            height: 400,
            data,
        },
    )
}

fn face_image() -> impl Strategy<Value = FaceImage> {
    let landmark = any::<[u16; 4]>().prop_map(|[codes, x, y, z]| {
        let [kind, code] = codes.to_be_bytes();
        Landmark { kind, code, x, y, z }
    });
    let landmarks = prop::collection::vec(landmark, 0..20);
    let data = prop::collection::vec(any::<u8>(), 0..200);
    (capture(), any::<[u8; 10]>(), any::<[u16; 6]>(), landmarks, data).prop_map(
        |(capture, bytes, words, landmarks, data)| FaceImage {
            capture,
            subject: Subject {
                gender: bytes[0],
                eyes: bytes[1],
                hair: bytes[2],
                height: bytes[3],
                properties: u32::from(words[0]) << 8,
                expression: words[1],
                pose: [bytes[4], bytes[5], bytes[6]],
                uncertainty: [bytes[7], bytes[8], bytes[9]],
            },
            landmarks,
            kind: bytes[0],
            coding: face::Coding::Jpeg2000,
            width: words[2],
            height: words[3],
            colours: bytes[1],
            source: bytes[2],
            device: words[4],
            quality: words[5],
            sampling: bytes[3],
            processing: words[4],
            made_from: bytes[4],
            data,
        },
    )
}

proptest! {
    #[test]
    fn minutiae_come_back(views in prop::collection::vec(view(), 1..4)) {
        let record = MinutiaeRecord { edition: Edition::Of2011, views };
        let bytes = minutiae::write(&record).unwrap();
        prop_assert_eq!(minutiae::read(&bytes), Ok(record.clone()));
        let mut first = MinutiaeRecord { edition: Edition::Of2005, ..record };
        let bytes = minutiae::write(&first).unwrap();
        for view in &mut first.views {
            view.capture = only_score(view.capture);
        }
        prop_assert_eq!(minutiae::read(&bytes), Ok(first));
    }

    #[test]
    fn images_of_fingers_come_back(images in prop::collection::vec(finger_image(), 1..4)) {
        let record = FingerRecord { edition: Edition::Of2011, device: 0, level: 0, images };
        let bytes = finger::write(&record).unwrap();
        prop_assert_eq!(finger::read(&bytes), Ok(record.clone()));
        let mut first =
            FingerRecord { edition: Edition::Of2005, device: 7, level: 31, ..record };
        let sampling = first.images[0].sampling;
        for image in &mut first.images {
            image.sampling = sampling;
            image.capture = only_score(image.capture);
        }
        let bytes = finger::write(&first).unwrap();
        prop_assert_eq!(finger::read(&bytes), Ok(first));
    }

    #[test]
    fn images_of_faces_come_back(faces in prop::collection::vec(face_image(), 1..4)) {
        let mut second = FaceRecord { edition: Edition::Of2011, faces: faces.clone() };
        let bytes = face::write(&second).unwrap();
        for face in &mut second.faces {
            (face.source, face.device, face.quality) = (0, 0, 0);
        }
        prop_assert_eq!(face::read(&bytes), Ok(second));
        let mut first = FaceRecord { edition: Edition::Of2005, faces };
        let bytes = face::write(&first).unwrap();
        for face in &mut first.faces {
            face.capture = Capture::default();
            face.subject.height = 0;
            (face.sampling, face.processing, face.made_from) = (0, 0, 0);
        }
        prop_assert_eq!(face::read(&bytes), Ok(first));
    }

    #[test]
    fn a_record_that_ends_early_is_refused(view in view(), image in finger_image(), face in face_image()) {
        for edition in [Edition::Of2005, Edition::Of2011] {
            let views = vec![view.clone()];
            let bytes = minutiae::write(&MinutiaeRecord { edition, views }).unwrap();
            for end in (0..bytes.len()).rev().take(60).chain(0..60.min(bytes.len())) {
                prop_assert!(minutiae::read(&bytes[..end]).is_err());
            }
            let images = vec![image.clone()];
            let record = FingerRecord { edition, device: 0, level: 0, images };
            let bytes = finger::write(&record).unwrap();
            for end in 0..bytes.len() {
                prop_assert!(finger::read(&bytes[..end]).is_err());
            }
            let bytes = face::write(&FaceRecord { edition, faces: vec![face.clone()] }).unwrap();
            for end in 0..bytes.len() {
                prop_assert!(face::read(&bytes[..end]).is_err());
            }
        }
    }
}

#[test]
fn what_a_record_cannot_say_is_not_written() {
    let minutia = Minutia { x: 1, y: 1, direction: Direction(0), kind: Kind::Other, quality: 0 };
    let of = |count: usize, x: u16| View {
        position: Position::RIGHT_INDEX,
        number: 0,
        impression: 0,
        capture: Capture::default(),
        template: Template { width: 9, height: 9, minutiae: vec![Minutia { x, ..minutia }; count] },
    };
    for edition in [Edition::Of2005, Edition::Of2011] {
        for (views, expected) in [
            (vec![], Err(RecordError::Empty)),
            (vec![of(255, 1)], Ok(255)),
            (vec![of(256, 1)], Err(RecordError::TooMany("minutiae"))),
            (vec![of(1, COORDINATE_MAX + 1)], Err(RecordError::Field("coordinate"))),
        ] {
            let written = minutiae::write(&MinutiaeRecord { edition, views });
            let count =
                |bytes: Vec<u8>| minutiae::read(&bytes).unwrap().views[0].template.minutiae.len();
            assert_eq!(written.map(count), expected);
        }
    }
    let too_many = MinutiaeRecord { edition: Edition::Of2005, views: vec![of(0, 1); 256] };
    assert_eq!(minutiae::write(&too_many), Err(RecordError::TooMany("views")));
}

#[test]
fn images_in_records_are_decoded_at_the_resolution_of_the_record() {
    let image = rings(90, 80, 500, 9.0);
    for (coding, data) in [
        (finger::Coding::Raw, image.pixels().to_vec()),
        (finger::Coding::Png, encode_png(&image).unwrap()),
        (finger::Coding::Wsq, wsq::encode(&image, Bitrate::FIVE_TO_ONE)),
    ] {
        for (unit, resolution, ppi) in [
            (Unit::Inch, 1_000, 1_000),
            (Unit::Centimetre, 197, 500),
            (Unit::Centimetre, 394, 1_000),
        ] {
            let sampling = Sampling {
                unit,
                scan: (resolution, resolution),
                image: (resolution, resolution),
                depth: 8,
                coding,
            };
            let finger = FingerImage {
                position: Position::RIGHT_INDEX,
                number: 0,
                of: 0,
                impression: 0,
                capture: Capture::default(),
                sampling,
                width: 90,
                height: 80,
                data: data.clone(),
            };
            let read = finger.decode().unwrap();
            assert_eq!((read.width(), read.height(), read.ppi()), (90, 80, ppi));
        }
    }
    let face =
        FaceImage { data: include_bytes!("samples/turned.jpg").to_vec(), ..FaceImage::default() };
    assert_eq!(face.decode().unwrap().height(), 24);
}
