//! Faces, and quality by NFIQ 2, where their models and images of people are there; what is
//! missing is said and left out.

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ees_biometrics::matcher::{Captured, Keeper, Matcher, Picture, Shows};
use ees_biometrics::models::{Models, NFIQ2, SFACE, YUNET};
use ees_match::gallery::{Reference, Samples};
use ees_match::image::{Image, encode_png};
use ees_match::net::Cpu;
use ees_match::synthetic::{Conditions, Finger};
use serde_json::json;

use crate::kit::{Served, encounter, folder, osia, question, wanted};

/// A portrait of the collection of the Olivetti Research Laboratory.
fn portrait(person: u32, number: u32) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os("LIMEN_SHARED_DATA") else {
        eprintln!("`LIMEN_SHARED_DATA` is not set: portraits are left out");
        return None;
    };
    let path = format!("faces/s{person}/{number}.pgm");
    Some(fs::read(std::path::Path::new(&folder).join(path)).unwrap())
}

/// A folder whose service takes the models of this machine; nothing where one is not installed.
fn with_models(wanted: &[&'static str]) -> Option<tempfile::TempDir> {
    let models = Models::at(None);
    if let Some(missing) = wanted.iter().find(|name| !models.has(name)) {
        eprintln!("`{missing}` is not installed: a test is left out");
        return None;
    }
    let folder = folder();
    let path = folder.path().join("osia.toml");
    let text = fs::read_to_string(&path).unwrap().replace("models = \"models\"", "");
    fs::write(&path, text).unwrap();
    Some(folder)
}

#[tokio::test]
async fn a_client_is_told_how_good_a_finger_is() {
    let Some(folder) = with_models(&[NFIQ2]) else { return };
    let served = Served::of(folder.path());
    let image = Finger::grow(5, Cpu::detect()).impression(1, &Conditions::GOOD).unwrap();
    let finger = json!({
        "biometricType": "FINGER", "biometricSubType": "RIGHT_THUMB",
        "image": STANDARD.encode(encode_png(&image).unwrap()),
    });
    let ask = served.ask();
    let (status, ids) = ask.post("/v1/persons/p/encounters/e", &encounter(&[], &[finger])).await;
    assert_eq!(status, 200, "{ids}");
    let told = &ids["others"]["quality"][0];
    assert_eq!(
        (&told["biometricSubType"], &told["qualityFormat"]),
        (&json!("RIGHT_THUMB"), &json!("NFIQ2"))
    );
    let score = told["quality"].as_u64().unwrap();
    assert!((1..=100).contains(&score), "{score}");
    let (_, templates) = ask.get("/v1/persons/p/encounters/e/templates").await;
    assert_eq!(templates[0]["quality"], score);
    served.stop().await;
}

#[tokio::test]
async fn an_image_without_a_face_is_refused() {
    let Some(folder) = with_models(&[YUNET, SFACE]) else { return };
    let served = Served::of(folder.path());
    let blank = encode_png(&Image::new(320, 320, 500, vec![128; 320 * 320]).unwrap()).unwrap();
    for (bytes, code) in [(blank.as_slice(), 40_006), (b"a cat".as_slice(), 40_005)] {
        let face = json!({
            "biometricType": "FACE", "biometricSubType": "PORTRAIT",
            "image": STANDARD.encode(bytes),
        });
        let (status, answer) = served.ask().post("/v1/identify/ALL", &question(&[face])).await;
        assert_eq!((status, &answer["code"]), (400, &json!(code)), "{answer}");
    }
    served.stop().await;
}

#[tokio::test]
async fn a_face_is_found_by_another_image_of_it() {
    let (Some(folder), Some(_)) = (with_models(&[YUNET, SFACE]), portrait(1, 1)) else { return };
    let served = Served::of(folder.path());
    let osia = osia(&served, folder.path());
    let of = |person, number| {
        let bytes = portrait(person, number).unwrap();
        let picture = Picture { shows: Shows::Face, bytes, ppi: 0 };
        Captured { samples: Samples::default(), pictures: vec![picture] }
    };
    for person in 1..=5 {
        osia.put(Reference(person.into()), &of(person, 1)).await.unwrap();
    }
    let found = osia.search(&of(4, 2), wanted()).await.unwrap().candidates;
    assert_eq!(found.first().map(|one| one.reference), Some(Reference(4)), "{found:?}");
    assert!(found[0].face.is_some());
    served.stop().await;
    let served = Served::of(folder.path());
    let again = crate::kit::osia(&served, folder.path());
    let found = again.search(&of(2, 3), wanted()).await.unwrap().candidates;
    assert_eq!(found.first().map(|one| one.reference), Some(Reference(2)), "{found:?}");
    served.stop().await;
}
