//! Inputs for parsers: valid files that are damaged, and bytes without meaning, both by a seed.

use ees_match::image::decode::{Resolution, decode, decode_colour};
use ees_match::image::{Colour, Image, encode_colour_png, encode_png};
use ees_match::minutiae::{Direction, Kind, Minutia, Template};
use ees_match::nist::face::Face;
use ees_match::nist::finger::{Binary, Compression, Fingerprint, Missing};
use ees_match::nist::header::{Header, VERSION_2011};
use ees_match::nist::{self, Field, Record, Tagged, Transaction};
use ees_match::record::face::{self, FaceImage, FaceRecord, Landmark};
use ees_match::record::finger::{self, FingerImage, FingerRecord, Sampling};
use ees_match::record::minutiae::{self, MinutiaeRecord, View};
use ees_match::record::{Capture, Edition, Position, Quality};
use ees_match::wsq::{self, Bitrate};

/// The largest input, in bytes.
pub(crate) const INPUT_MAX: usize = 64 << 10;

/// One parser and its valid files.
pub(crate) struct Parser {
    pub(crate) name: &'static str,
    /// Reads an input; says whether it was taken. Panics where a rule is broken.
    pub(crate) run: fn(&[u8]) -> bool,
    /// Small valid files.
    pub(crate) files: Vec<Vec<u8>>,
    /// Valid files near [`INPUT_MAX`], taken seldom.
    pub(crate) large: Vec<Vec<u8>>,
}

/// Numbers that only look random (xorshift64*, S. Vigna, 2016).
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// From 0 up to, and without, `end`; 0 where that is nothing.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { ((self.next() >> 32) as usize) % end }
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| (self.next() >> 40) as u8).collect()
    }
}

/// The next input for a parser.
pub(crate) fn input(parser: &Parser, numbers: &mut Numbers) -> Vec<u8> {
    let kind = numbers.below(100);
    let mut bytes = match kind {
        0..=2 => {
            let count = numbers.below(if kind == 0 { INPUT_MAX } else { 300 });
            return numbers.bytes(count);
        }
        3 if !parser.large.is_empty() => parser.large[numbers.below(parser.large.len())].clone(),
        _ => parser.files[numbers.below(parser.files.len())].clone(),
    };
    for _ in 0..=numbers.below(6) {
        damage(&mut bytes, parser, numbers);
    }
    bytes.truncate(INPUT_MAX);
    if parser.name == "png" && numbers.below(4) != 0 {
        mend_checksums(&mut bytes);
    }
    bytes
}

/// Makes the checksums of a PNG file right, so that what is damaged is looked at.
fn mend_checksums(bytes: &mut [u8]) {
    let mut at = 8;
    while let Some(head) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let end = at.saturating_add(8).saturating_add(u32::from_be_bytes(*head) as usize);
        let Some(content) = bytes.get(at + 4..end) else { return };
        let sum = content.iter().fold(u32::MAX, |sum, byte| {
            let step = |sum: u32, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
            (0..8).fold(sum ^ u32::from(*byte), step)
        });
        let Some(slot) = bytes.get_mut(end..end + 4) else { return };
        slot.copy_from_slice(&(!sum).to_be_bytes());
        at = end + 4;
    }
}

/// Values at which counts and lengths turn over.
const EDGES: [u32; 12] =
    [0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF];

fn damage(bytes: &mut Vec<u8>, parser: &Parser, numbers: &mut Numbers) {
    let length = bytes.len();
    // Heads are where the numbers stand.
    let near = if numbers.below(2) == 0 { length.min(80) } else { length };
    let at = numbers.below(near);
    let edge = EDGES[numbers.below(EDGES.len())];
    match numbers.below(11) {
        0 if at < length => bytes[at] ^= 1 << numbers.below(8),
        1 if at < length => bytes[at] = (numbers.next() >> 40) as u8,
        2 if at < length => bytes[at] = edge as u8,
        3 if at + 2 <= length => bytes[at..at + 2].copy_from_slice(&(edge as u16).to_be_bytes()),
        4 if at + 4 <= length => bytes[at..at + 4].copy_from_slice(&edge.to_be_bytes()),
        5 => bytes.truncate(at),
        6 => {
            let end = (at + 1 + numbers.below(30)).min(length);
            bytes.drain(at.min(end)..end);
        }
        7 => {
            let end = (at + numbers.below(200)).min(length);
            let copy = bytes[at.min(end)..end].to_vec();
            bytes.splice(at..at, copy);
        }
        8 => {
            let count = numbers.below(12);
            let more = numbers.bytes(count);
            bytes.splice(at..at, more);
        }
        9 => {
            let other = &parser.files[numbers.below(parser.files.len())];
            bytes.truncate(at);
            bytes.extend(&other[numbers.below(other.len())..]);
        }
        _ => {
            let most = if numbers.below(50) == 0 { INPUT_MAX } else { 100 };
            let count = numbers.below(most);
            let more = numbers.bytes(count);
            bytes.extend(more);
        }
    }
}

/// All parsers.
pub(crate) fn parsers() -> Vec<Parser> {
    let grey = ridges(40, 36);
    let small = ridges(9, 5);
    let colour = Colour::from(&grey);
    let sample = |bytes: &[u8]| bytes.to_vec();
    let of = |name, run, files, large| Parser { name, run, files, large };
    let image: fn(&[u8]) -> bool = |bytes| {
        let grey = decode(bytes, Resolution::STATED);
        let _ = decode_colour(bytes);
        grey.is_ok()
    };
    let wsq_files = [&grey, &small].map(|image| wsq::encode(image, Bitrate::FIFTEEN_TO_ONE));
    let map = [b"P5\n40 36\n255\n", grey.pixels()].concat();
    vec![
        of(
            "wsq",
            |bytes| wsq::decode(bytes).is_ok(),
            wsq_files.to_vec(),
            vec![wsq::encode(&ridges(300, 280), Bitrate::new(5.0))],
        ),
        of(
            "png",
            image,
            vec![
                encode_png(&grey).unwrap_or_default(),
                encode_colour_png(&colour).unwrap_or_default(),
            ],
            vec![],
        ),
        of(
            "jpeg",
            image,
            vec![
                sample(include_bytes!("../../tests/it/samples/grey.jpg")),
                sample(include_bytes!("../../tests/it/samples/turned.jpg")),
            ],
            vec![],
        ),
        of(
            "jp2",
            image,
            vec![
                sample(include_bytes!("../../tests/it/samples/grey.jp2")),
                sample(include_bytes!("../../tests/it/samples/colour.j2k")),
            ],
            vec![],
        ),
        of("pgm", image, vec![map, b"P5 2 1 65535 \0\0\0\0".to_vec()], vec![]),
        minutiae_parser(),
        finger_parser(),
        face_parser(),
        nist_parser(),
    ]
}

fn ridges(width: usize, height: usize) -> Image {
    let wave = |at: usize| ((at % width) as f32 * 0.7 + (at / width) as f32 * 0.3).sin();
    let pixels = (0..width * height).map(|at| (127.5 + 90.0 * wave(at)) as u8).collect();
    let black = || Image::new(1, 1, 500, vec![0]);
    Image::new(width, height, 500, pixels).or_else(|_| black()).unwrap_or_else(|error| {
        eprintln!("{error}");
        std::process::exit(2)
    })
}

const EDITIONS: [Edition; 2] = [Edition::Of2005, Edition::Of2011];

fn capture() -> Capture {
    let quality = Some(Quality { score: 70, vendor: 15, algorithm: 1 });
    Capture { quality, ..Capture::default() }
}

fn minutiae_parser() -> Parser {
    let minutia = |at: u16| Minutia {
        x: at * 7 % 300,
        y: at * 13 % 400,
        direction: Direction(at as u8),
        kind: if at.is_multiple_of(2) { Kind::Ending } else { Kind::Bifurcation },
        quality: (at % 101) as u8,
    };
    let view = |count: u16| View {
        position: Position::RIGHT_INDEX,
        number: 0,
        impression: 0,
        capture: capture(),
        template: Template { width: 300, height: 400, minutiae: (0..count).map(minutia).collect() },
    };
    let written = |edition, views| minutiae::write(&MinutiaeRecord { edition, views });
    let files = EDITIONS.map(|edition| written(edition, vec![view(12), view(3)]));
    let large = [
        written(Edition::Of2005, vec![view(255); 42]),
        written(Edition::Of2011, vec![view(255); 40]),
        written(Edition::Of2011, vec![view(0); 1_400]),
    ];
    Parser {
        name: "minutiae",
        run: |bytes| match minutiae::read(bytes) {
            Ok(record) => {
                if let Ok(bytes) = minutiae::write(&record) {
                    assert!(minutiae::read(&bytes) == Ok(record), "it does not come back");
                }
                true
            }
            Err(_) => false,
        },
        files: files.into_iter().flatten().collect(),
        large: large.into_iter().flatten().collect(),
    }
}

fn finger_parser() -> Parser {
    let image = |length: usize| FingerImage {
        position: Position::LEFT_INDEX,
        number: 1,
        of: 1,
        impression: 0,
        capture: capture(),
        sampling: Sampling::of_500(finger::Coding::Raw),
        width: 10,
        height: 8,
        data: vec![7; length],
    };
    let written =
        |edition, images| finger::write(&FingerRecord { edition, device: 1, level: 31, images });
    let files = EDITIONS.map(|edition| written(edition, vec![image(80), image(20)]));
    let large = [
        written(Edition::Of2005, vec![image(200); 255]),
        written(Edition::Of2011, vec![image(0); 1_300]),
    ];
    Parser {
        name: "finger",
        run: |bytes| match finger::read(bytes) {
            Ok(record) => {
                if let Ok(bytes) = finger::write(&record) {
                    assert!(finger::read(&bytes) == Ok(record), "it does not come back");
                }
                true
            }
            Err(_) => false,
        },
        files: files.into_iter().flatten().collect(),
        large: large.into_iter().flatten().collect(),
    }
}

fn face_parser() -> Parser {
    let face = |landmarks: usize, length: usize| FaceImage {
        capture: capture(),
        landmarks: vec![Landmark { kind: 1, code: 0x31, x: 5, y: 6, z: 0 }; landmarks],
        width: 10,
        height: 8,
        data: vec![9; length],
        ..FaceImage::default()
    };
    let written = |edition, faces| face::write(&FaceRecord { edition, faces });
    let files = EDITIONS.map(|edition| written(edition, vec![face(3, 90), face(0, 5)]));
    let large = [
        written(Edition::Of2005, vec![face(8_000, 10)]),
        written(Edition::Of2011, vec![face(0, 0); 1_100]),
    ];
    Parser {
        name: "face",
        run: |bytes| match face::read(bytes) {
            Ok(record) => {
                if let Ok(bytes) = face::write(&record) {
                    assert!(face::read(&bytes) == Ok(record), "it does not come back");
                }
                true
            }
            Err(_) => false,
        },
        files: files.into_iter().flatten().collect(),
        large: large.into_iter().flatten().collect(),
    }
}

fn nist_parser() -> Parser {
    let text = "X".to_owned();
    let print = Fingerprint {
        idc: 1,
        impression: 0,
        source: text.clone(),
        date: "20260102".to_owned(),
        position: Position::RIGHT_FOUR,
        missing: vec![(Position::RIGHT_RING, Missing::Amputated)],
        qualities: vec![],
        image: None,
    };
    let face = Face {
        idc: 2,
        source: text.clone(),
        date: "20260102".to_owned(),
        width: 3,
        height: 4,
        compression: Compression::Jpeg,
        colours: "SRGB".to_owned(),
        data: vec![0x1C, 0x1D, 0x1E, 0x1F],
    };
    let binary = Binary {
        idc: 3,
        impression: 0,
        positions: vec![Position::LEFT_INDEX],
        resolution: 0,
        width: 3,
        height: 2,
        compression: Compression::None,
        data: vec![0; 6],
    };
    let fields = vec![Field { number: 5, value: b"a\x1fb\x1ec".to_vec() }; 4];
    let other = |idc: u8| Record::Tagged(Tagged { kind: 2, idc, fields: fields.clone() });
    let small = vec![
        other(0),
        Record::Tagged(print.write()),
        Record::Tagged(face.write()),
        Record::Binary(binary),
    ];
    let many = Tagged { kind: 99, idc: 1, fields: vec![Field { number: 3, value: vec![] }; 7_000] };
    let written = |records| nist::write(&Transaction { header: header(), records });
    let files = written(small).into_iter().chain(written(vec![]));
    let large = [
        written(vec![Record::Tagged(many)]),
        written((0..700).map(|at| other(at as u8 % 100)).collect()),
    ];
    Parser {
        name: "nist",
        run: run_nist,
        files: files.collect(),
        large: large.into_iter().flatten().collect(),
    }
}

fn header() -> Header {
    let text = "X".to_owned();
    Header {
        version: VERSION_2011.to_owned(),
        kind: text.clone(),
        date: "20260102".to_owned(),
        destination: text.clone(),
        origin: text.clone(),
        control: text,
        others: vec![Field { number: 6, value: b"4".to_vec() }],
    }
}

fn run_nist(bytes: &[u8]) -> bool {
    let Ok(transaction) = nist::read(bytes) else { return false };
    for record in &transaction.records {
        if let Record::Tagged(tagged) = record {
            if let Ok(print) = Fingerprint::read(tagged) {
                let again = Fingerprint::read(&print.write()).map(|print| print.position);
                assert!(again == Ok(print.position), "it does not come back");
            }
            let _ = Face::read(tagged);
        }
    }
    let is_written = nist::write(&transaction).map(|bytes| nist::read(&bytes).is_ok());
    assert!(is_written != Ok(false), "it does not come back");
    true
}
