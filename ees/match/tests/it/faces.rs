//! Faces from images to scores. What needs the networks and images of people is left out where
//! the folder with them is not there.

use std::time::{Duration, Instant};

use super::ridges::shared;
use ees_match::evaluate::Scores;
use ees_match::face::align::AlignError;
use ees_match::face::detect::Detector;
use ees_match::face::embed::{Embedder, Embedding};
use ees_match::face::quality::{Hint, Limits, assess};
use ees_match::face::{Face, FaceError, Landmarks, Spectrum, single};
use ees_match::image::Colour;
use ees_match::image::decode::decode_colour;
use ees_match::net::{Cpu, ModelError};

const DETECTOR: &str = "models/face_detection_yunet_2023mar_int8bq.onnx";
const EMBEDDER: &str = "models/face_recognition_sface_2021dec_int8bq.onnx";

fn detector(cpu: Cpu) -> Option<Detector> {
    Some(Detector::read(&shared(DETECTOR)?, cpu).unwrap())
}

/// Image `number`, 1 to 10, of a person of the ORL set, 1 to 20.
fn portrait(person: usize, number: usize) -> Option<Colour> {
    Some(decode_colour(&shared(&format!("faces/s{person}/{number}.pgm"))?).unwrap())
}

fn drawn(width: usize, height: usize, colour: impl Fn(usize, usize) -> [u8; 3]) -> Colour {
    let pixels = (0..width * height).map(|i| colour(i % width, i / width)).collect();
    Colour::new(width, height, pixels).unwrap()
}

/// Numbers that look drawn by chance.
fn noise(x: usize, y: usize) -> [u8; 3] {
    let mut state = (x as u32).wrapping_mul(374_761_393) ^ (y as u32).wrapping_mul(668_265_263);
    state = (state ^ (state >> 13)).wrapping_mul(1_274_126_177);
    [(state >> 24) as u8, (state >> 16) as u8, (state >> 8) as u8]
}

#[test]
fn every_person_is_found_once_and_known_again() {
    let Some(detector) = detector(Cpu::detect()) else { return };
    let embedder = Embedder::read(&shared(EMBEDDER).unwrap(), Cpu::detect()).unwrap();
    let mut faces: Vec<(usize, Embedding)> = Vec::new();
    for (person, number) in (1..=20).flat_map(|person| (1..=10).map(move |n| (person, n))) {
        let image = portrait(person, number).unwrap();
        let found = detector.find(&image);
        let face = single(&found).unwrap_or_else(|error| panic!("{person}/{number}: {error}"));
        faces.push((person, embedder.embed(&image, &face.landmarks).unwrap()));
    }
    let (mut mated, mut other, mut loss) = (Vec::new(), Vec::new(), 0.0_f64);
    for (i, (person, one)) in faces.iter().enumerate() {
        for (another, two) in &faces[..i] {
            let score = one.similarity(two);
            if person == another { &mut mated } else { &mut other }.push(score);
            loss += f64::from(one.code().similarity(&two.code()) - score).powi(2);
        }
    }
    let deviation = (loss / (mated.len() + other.len()) as f64).sqrt();
    let scores = Scores::new(mated, other);
    assert_eq!(scores.counts(), (900, 19_000));
    let (equal, missed) = (scores.equal_error_rate(), scores.fnmr_at(0.000_5).observed);
    eprintln!("EER {equal:.5}, FNMR at FMR 0.05 % {missed:.5}, codes differ by {deviation:.5}");
    assert!(equal < 0.006, "{equal}");
    assert!(missed < 0.012, "{missed}");
    assert!(deviation < 0.002, "{deviation}");
}

#[test]
fn every_processor_sees_the_same() {
    let mut seen: Vec<(Face, Embedding)> = Vec::new();
    for cpu in Cpu::all() {
        let Some(detector) = detector(cpu) else { return };
        let embedder = Embedder::read(&shared(EMBEDDER).unwrap(), cpu).unwrap();
        let image = portrait(3, 4).unwrap();
        let face = *single(&detector.find(&image)).unwrap();
        let embedding = embedder.embed(&image, &face.landmarks).unwrap();
        if let Some((first, other)) = seen.first() {
            for (one, two) in first.landmarks.points().iter().zip(face.landmarks.points()) {
                assert!((one.x - two.x).hypot(one.y - two.y) < 1e-3, "{cpu:?}");
            }
            let similarity = other.similarity(&embedding);
            assert!(0.999_99 < similarity, "{cpu:?}: {similarity}");
        }
        seen.push((face, embedding));
    }
}

#[test]
fn a_face_is_found_where_it_is_at_every_size() {
    let Some(detector) = detector(Cpu::detect()) else { return };
    let image = portrait(1, 1).unwrap();
    let enlarged = |times: usize| {
        let (width, height) = (image.width() * times, image.height() * times);
        let place = |x: usize, y: usize| y / times * image.width() + x / times;
        let large = drawn(width, height, |x, y| image.pixels()[place(x, y)]);
        let back = |at: f32| (at + 0.5) / times as f32 - 0.5;
        let points = single(&detector.find(&large)).unwrap().landmarks.points();
        points.map(|point| (back(point.x), back(point.y)))
    };
    let expected = enlarged(8);
    // The smallest are drawn finer for the network, which sees them less blocky.
    for (times, distance_max) in [(1, 1.5), (2, 0.5), (5, 0.3), (12, 0.3), (20, 0.3)] {
        for (one, two) in expected.iter().zip(enlarged(times)) {
            let distance = (one.0 - two.0).hypot(one.1 - two.1);
            assert!(distance < distance_max, "{times}: {distance}");
        }
    }
}

#[test]
fn two_faces_are_two_and_no_face_is_none() {
    let Some(detector) = detector(Cpu::detect()) else { return };
    let (one, two) = (portrait(1, 1).unwrap(), portrait(2, 1).unwrap());
    let (width, height) = (one.width(), one.height());
    let both = drawn(2 * width, height, |x, y| {
        if x < width { one.pixels()[y * width + x] } else { two.pixels()[y * width + x - width] }
    });
    let found = detector.find(&both);
    assert_eq!(single(&found), Err(FaceError::Several(2)));
    let quality = assess(&both, &found, &Limits::enrolment());
    assert_eq!((quality.score, quality.hints[0]), (0, Hint::MoreThanOneFace));

    for (name, image) in [
        ("a pixel", drawn(1, 1, |_, _| [200; 3])),
        ("a line", drawn(8_192, 1, noise)),
        ("a column", drawn(1, 8_192, noise)),
        ("black", drawn(640, 480, |_, _| [0; 3])),
        ("white", drawn(480, 640, |_, _| [255; 3])),
        ("noise", drawn(600, 800, noise)),
        ("coarse noise", drawn(600, 800, |x, y| noise(x / 40, y / 40))),
        ("stripes", drawn(600, 800, |x, _| [if x % 50 < 25 { 30 } else { 220 }; 3])),
    ] {
        let found = detector.find(&image);
        assert_eq!(single(&found), Err(FaceError::None), "{name}");
        assert_eq!(assess(&image, &found, &Limits::enrolment()).hints, [Hint::NoFace], "{name}");
    }
}

#[test]
fn the_largest_image_takes_bounded_time() {
    let Some(detector) = detector(Cpu::detect()) else { return };
    let image = drawn(5_000, 5_000, |x, y| [(x ^ y) as u8; 3]);
    let start = Instant::now();
    let found = detector.find(&image);
    let time = start.elapsed();
    assert!(found.len() <= Detector::FACES_MAX);
    assert!(time < Duration::from_secs(10), "{time:?}");
}

#[test]
fn a_flipped_bit_is_refused() {
    let (Some(mut one), Some(mut two)) = (shared(DETECTOR), shared(EMBEDDER)) else { return };
    for place in [0, 1_000, one.len() - 1] {
        one[place] ^= 4;
        two[place] ^= 4;
        let error = Detector::read(&one, Cpu::detect()).unwrap_err();
        assert!(matches!(error, ModelError::Digest { model: "YuNet", .. }), "{error}");
        let error = Embedder::read(&two, Cpu::detect()).unwrap_err();
        assert!(matches!(error, ModelError::Digest { model: "SFace", .. }), "{error}");
        one[place] ^= 4;
        two[place] ^= 4;
    }
    let embedder = Embedder::read(&two, Cpu::detect()).unwrap();
    let image = drawn(9, 9, noise);
    assert_eq!(embedder.embed(&image, &Landmarks::default()), Err(AlignError::Points));
}

#[test]
fn grey_images_are_told_from_coloured_ones() {
    let grey = drawn(40, 30, |x, y| [(x * y % 256) as u8; 3]);
    assert_eq!(Spectrum::of(&grey), Spectrum::Grey);
    // What compression leaves of colours in a grey image.
    let trace = drawn(40, 30, |x, _| [100 + (x % 3) as u8, 100, 102]);
    assert_eq!(Spectrum::of(&trace), Spectrum::Grey);
    assert_eq!(Spectrum::of(&drawn(40, 30, |_, _| [180, 140, 120])), Spectrum::Colour);
    let stamp = drawn(40, 30, |x, y| if x + y == 0 { [255, 0, 0] } else { [90; 3] });
    assert_eq!(Spectrum::of(&stamp), Spectrum::Grey);
}
