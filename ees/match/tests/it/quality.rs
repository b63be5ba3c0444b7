//! Scores against the true ones, hints on images made for them, and images that are none.

use super::ridges::shared;
use ees_match::image::Image;
use ees_match::image::decode::{Resolution, decode};
use ees_match::quality::forest::{FEATURES, Node};
use ees_match::quality::{
    Assessment, Forest, ForestError, Hint, Method, NAMES, QualityError, gate, nfiq2,
};

const WIDTH: usize = 360;
const HEIGHT: usize = 420;

/// How a finger was put down.
struct Finger {
    centre: (f32, f32),
    radii: (f32, f32),
    /// The grey value at a place, of the wave of ridges from −1 to 1.
    grey: fn(f32, f32, f32) -> f32,
}

/// Clear, in the middle, and large.
const CLEAR: Finger = Finger {
    centre: (180.0, 210.0),
    radii: (130.0, 170.0),
    grey: |_, _, wave| 120.0 + 80.0 * wave,
};

fn image(finger: &Finger) -> Image {
    let pixel = |at: usize| {
        let (x, y) = ((at % WIDTH) as f32, (at / WIDTH) as f32);
        let (dx, dy) = (x - finger.centre.0, y - finger.centre.1);
        if 1.0 < (dx / finger.radii.0).powi(2) + (dy / finger.radii.1).powi(2) {
            return 255;
        }
        // Whorls around a point below the middle.
        let wave = (dx.hypot(0.8 * (dy - 25.0)) / 9.0 * std::f32::consts::TAU).cos();
        (finger.grey)(x, y, wave) as u8
    };
    Image::new(WIDTH, HEIGHT, 500, (0..WIDTH * HEIGHT).map(pixel).collect()).unwrap()
}

/// A number from 0 to 1 that looks like chance.
fn noise(at: usize) -> f32 {
    let mixed = (at as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (mixed >> 40) as f32 / (1_u64 << 24) as f32
}

/// A forest of one tree that finds every image good.
fn kind_forest() -> Forest {
    let leaf = Node { feature: -1, threshold: 0.0, children: [0, 0], value: 1.0 };
    Forest::new(&[1], vec![leaf]).unwrap()
}

fn both(image: &Image) -> [Result<Assessment, QualityError>; 2] {
    [nfiq2(image, &kind_forest()), gate(image)]
}

#[test]
fn each_fault_has_its_hint() {
    let dots = |x: f32, y: f32, wave: f32| {
        let at = (y as usize / 2) * WIDTH + x as usize / 2;
        120.0 + 40.0 * wave + 170.0 * (noise(at) - 0.5)
    };
    let rows = [
        ("clear", None, CLEAR),
        ("aside", Some(Hint::NotCentred), Finger { centre: (105.0, 210.0), ..CLEAR }),
        ("high", Some(Hint::NotCentred), Finger { centre: (180.0, 120.0), ..CLEAR }),
        ("small", Some(Hint::TooSmall), Finger { radii: (75.0, 90.0), ..CLEAR }),
        ("wet", Some(Hint::TooDark), Finger { grey: |_, _, wave| 25.0 + 20.0 * wave, ..CLEAR }),
        ("pale", Some(Hint::TooLight), Finger { grey: |_, _, w| 230.0 + 15.0 * w, ..CLEAR }),
        (
            "blurred",
            Some(Hint::Smudged),
            Finger { grey: |x, y, w| 120.0 + 8.0 * w + 50.0 * ((x + y) / 25.0).sin(), ..CLEAR },
        ),
        ("dots", Some(Hint::TooDry), Finger { grey: dots, ..CLEAR }),
    ];
    for (name, hint, finger) in rows {
        for assessed in both(&image(&finger)) {
            let assessed = assessed.unwrap();
            assert_eq!(assessed.hint, hint, "{name} {:?}", assessed.features);
            assert_eq!(assessed.features.len(), FEATURES, "{name}");
        }
    }
}

#[test]
fn a_clear_finger_has_a_better_score_than_a_faulty_one() {
    let score = |grey| gate(&image(&Finger { grey, ..CLEAR })).unwrap().score;
    let clear = score(CLEAR.grey);
    let noisy = score(|x, y, wave| {
        120.0 + 15.0 * wave + 220.0 * (noise(y as usize * WIDTH + x as usize) - 0.5)
    });
    assert!(noisy + 15 < clear, "{noisy} {clear}");
    let assessed = both(&image(&CLEAR)).map(|assessed| assessed.unwrap());
    assert_eq!(assessed.clone().map(|assessed| assessed.method), [Method::Nfiq2, Method::Gate]);
    assert_eq!(assessed[0].score, 100);
    assert_eq!(assessed[0].features, assessed[1].features);
    assert!(assessed[1].features.iter().zip(NAMES).all(|((name, _), other)| *name == other));
}

#[test]
fn the_white_frame_makes_no_difference_to_what_is_measured() {
    let finger = image(&CLEAR);
    let wider: Vec<u8> = finger
        .pixels()
        .chunks_exact(WIDTH)
        .flat_map(|row| [&[255; 40], row, &[255; 40]].concat())
        .collect();
    let wider = Image::new(WIDTH + 80, HEIGHT, 500, wider).unwrap();
    assert_eq!(gate(&finger), gate(&wider));
}

#[test]
fn what_is_no_finger_scores_nothing() {
    let speckle = (0..90_000).map(|at| (255.0 * noise(at)) as u8).collect();
    for (name, width, pixels) in [
        ("white", 300, vec![255; 90_000]),
        ("black", 300, vec![0; 90_000]),
        ("grey", 300, vec![128; 90_000]),
        ("noise", 300, speckle),
        ("pixel", 1, vec![7]),
        ("line", 900, vec![40; 900]),
        ("column", 1, vec![40; 900]),
        ("patch", 30, vec![90; 900]),
    ] {
        let image = Image::new(width, pixels.len() / width, 500, pixels).unwrap();
        for assessed in both(&image) {
            if let Ok(assessed) = assessed {
                assert_eq!((assessed.score, assessed.hint), (0, Some(Hint::NoFinger)), "{name}");
                assert_eq!(assessed.features, [], "{name}");
            } else {
                assert_eq!(name, "line");
            }
        }
    }
}

#[test]
fn what_is_more_than_one_finger_is_refused() {
    let rings = super::ridges::rings(801, 400, 500, 9.0);
    assert_eq!(gate(&rings), Err(QualityError::Size { width: 801, height: 400 }));
    let coarse = super::ridges::rings(500, 200, 100, 3.0);
    assert_eq!(gate(&coarse), Err(QualityError::Size { width: 2_500, height: 1_000 }));
    let vast = Image::new(8_000, 3_000, 72, vec![200; 24_000_000]).unwrap();
    assert!(matches!(gate(&vast), Err(QualityError::Image(_))));
}

#[test]
fn small_images_of_every_size_are_assessed() {
    for width in 1..80 {
        for height in [1, 2, 31, 35, 36, 37, 67, 68, 69] {
            let pixels = (0..width * height).map(|at| (255.0 * noise(at)) as u8).collect();
            let image = Image::new(width, height, 500, pixels).unwrap();
            for assessed in both(&image) {
                assert_eq!(assessed.unwrap().score, 0, "{width} × {height}");
            }
        }
    }
}

/// The rows of the table: name, true score, true features.
fn table() -> Option<Vec<(String, u8, [f64; FEATURES])>> {
    let table = String::from_utf8(shared("fingerprints/nfiq2.csv")?).unwrap();
    let mut lines = table.lines();
    let names: Vec<&str> = lines.next().unwrap().split(',').skip(3).collect();
    assert_eq!(names, NAMES);
    let rows = lines.filter_map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        // One image has no score: its area is too small.
        let score = cells[1].parse().ok()?;
        let features = std::array::from_fn(|i| cells[i + 3].parse().unwrap());
        Some((cells[0].to_owned(), score, features))
    });
    Some(rows.collect())
}

#[test]
fn true_features_give_true_scores_and_a_flipped_bit_no_forest() {
    let (Some(mut bytes), Some(table)) = (shared("models/nfiq2_rf.npz"), table()) else { return };
    let forest = Forest::nfiq2(&bytes).unwrap();
    assert!(300 < table.len());
    // The table is rounded: at the edge of a question the answer may be another.
    let off = table.iter().filter(|(_, score, features)| forest.score(features) != *score).count();
    assert!(off <= 2, "{off}");
    let own = Forest::read(&forest.to_bytes()).unwrap();
    assert!(table.iter().all(|(_, _, features)| own.score(features) == forest.score(features)));
    bytes[100_000] ^= 1;
    let error = Forest::nfiq2(&bytes).unwrap_err();
    assert!(matches!(error, ForestError::Model(_)), "{error}");
    assert!(error.to_string().contains("SHA-256"), "{error}");
}

#[test]
fn features_and_scores_are_those_of_nfiq_2() {
    let (Some(bytes), Some(table)) = (shared("models/nfiq2_rf.npz"), table()) else { return };
    let forest = Forest::nfiq2(&bytes).unwrap();
    let (mut near, mut exact, mut count) = (0, 0, 0);
    for (name, score, features) in table.iter().step_by(3) {
        let png = shared(&format!("fingerprints/{name}.png")).unwrap();
        let image = decode(&png, Resolution::Stated { otherwise: 500 }).unwrap();
        let found = nfiq2(&image, &forest).unwrap();
        let mut with_true_minutiae = *features;
        for (i, (name_of, value)) in found.features.iter().enumerate() {
            // Those of minutiae are of another extractor; the table has five digits.
            if !(12..16).contains(&i) {
                let off = (value - features[i]).abs();
                assert!(off <= 1e-4 * features[i].abs() + 1e-9, "{name} {name_of} {value}");
                with_true_minutiae[i] = *value;
            }
        }
        count += 1;
        exact += usize::from(forest.score(&with_true_minutiae) == *score);
        near += usize::from(found.score.abs_diff(*score) <= 3);
    }
    assert!(100 < count);
    assert!(count - 2 <= exact, "{exact} of {count} are equal with true minutiae");
    assert!(4 * count <= 5 * near, "{near} of {count} are within three");
}
