//! Samples of the form that takes faces and fingers.

use fnd_web::form::{Field, Hidden};
use fnd_web::shell::Shell;
use fnd_web::words::Words;

use super::Sample;
use super::answers::{identity, known};
use crate::result::ResultPage;
use crate::taking::{
    Alike, Compared, FingerField, Hand, ImageRow, NamedRow, Prints, TakenFound, Taking,
};

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let with = |taking| ResultPage { taking: Some(taking), ..known(words, shell) };
    vec![
        ("result-taking", Box::new(with(empty()))),
        ("result-taking-wrong", Box::new(with(wrong(words)))),
        ("result-taken", Box::new(with(somebody_else(words)))),
    ]
}

/// Somebody is there for the first time.
fn empty() -> Taking {
    Taking {
        action: "/check/samples".into(),
        hidden: vec![Hidden { name: "document_number", value: "GE1".into() }],
        face: Field::new("face"),
        chip: Field::new("chip"),
        unattainable: Field::new("unattainable"),
        hands: [
            hand(
                "right",
                ["right-index", "right-middle", "right-ring", "right-little"],
                [
                    "missing-right-index",
                    "missing-right-middle",
                    "missing-right-ring",
                    "missing-right-little",
                ],
            ),
            hand(
                "left",
                ["left-index", "left-middle", "left-ring", "left-little"],
                [
                    "missing-left-index",
                    "missing-left-middle",
                    "missing-left-ring",
                    "missing-left-little",
                ],
            ),
        ],
        prints: Prints::ToEnter,
        agent: "http://127.0.0.1:7373".into(),
        known_face: String::new(),
        found: None,
    }
}

/// The fingers are those of somebody else on file, and a part of the gallery did not answer.
fn somebody_else(words: &Words) -> Taking {
    let named = NamedRow {
        identity: identity(),
        href: "/files/2".into(),
        one_in: 31_622_776,
        is_most: false,
        fingers: 4,
        with_face: true,
    };
    let found = TakenFound {
        images: vec![
            image(words, "image-face", (Some(88), true), &[]),
            image(words, "image-chip", (None, true), &[]),
            image(words, "finger-right-index", (Some(61), true), &[]),
            image(words, "finger-right-middle", (Some(12), false), &["hint-too-dry"]),
        ],
        compared: vec![
            Compared { key: "compared-chip", result: Alike::Yes },
            Compared { key: "compared-face", result: Alike::No },
            Compared { key: "compared-prints", result: Alike::Unknown },
        ],
        incomplete: words.text("incomplete-finger-unexplained"),
        named: Some(vec![named]),
        missing_parts: 1,
    };
    Taking { prints: Prints::ToVerify, agent: String::new(), found: Some(found), ..empty() }
}

/// Images that cannot be used, of somebody with a bandage.
fn wrong(words: &Words) -> Taking {
    let mut form = Taking { prints: Prints::IfNeeded, ..empty() };
    form.face = Field::new("face").wrong(words.text("taken-wrong-no-face"));
    form.chip = Field::new("chip").wrong(words.text("taken-wrong-size"));
    form.unattainable = Field::holding("unattainable", "yes");
    let [right, left] = &mut form.hands;
    right.fingers[0].image.error = words.text("taken-wrong-no-finger");
    right.fingers[3].missing.value = "unable".into();
    left.fingers[0].missing.value = "amputated".into();
    form
}

fn hand(code: &'static str, images: [&'static str; 4], missing: [&'static str; 4]) -> Hand {
    let mut names = images.into_iter().zip(missing);
    let fingers = std::array::from_fn(|_| {
        let (image, missing) = names.next().unwrap_or_default();
        FingerField { image: Field::new(image), missing: Field::new(missing) }
    });
    Hand { code, fingers }
}

fn image(
    words: &Words,
    shows: &str,
    (quality, is_sufficient): (Option<u8>, bool),
    hints: &[&str],
) -> ImageRow {
    let hints = hints.iter().map(|key| words.text(key)).collect();
    ImageRow { shows: words.text(shows), quality, is_sufficient, hints }
}
