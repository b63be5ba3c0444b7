//! `eesd fingerprint`, on fingers that do not exist.

use std::path::Path;
use std::process::{Command, Output};

use ees_match::image::{Image, encode_png};
use ees_match::net::Cpu;
use ees_match::synthetic::{Conditions, Finger};

/// Runs the command in `folder`, with no model installed.
fn eesd(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_eesd"));
    command.arg("fingerprint").args(arguments).current_dir(folder);
    command.env("LIMEN_MODELS", folder.join("no-models"));
    command.output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Two fingers with three impressions each, as `finger_impression.png`.
fn impressions() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for finger in 1..=2 {
        let grown = Finger::grow(finger, Cpu::detect());
        for number in 1..=3 {
            let image = grown.impression(10 * finger + number, &Conditions::GOOD).unwrap();
            let name = format!("{finger}_{number}.png");
            std::fs::write(folder.path().join(name), encode_png(&image).unwrap()).unwrap();
        }
    }
    folder
}

#[test]
fn templates_and_images_of_one_finger_score_alike() {
    let folder = impressions();
    let made = eesd(folder.path(), &["extract", "1_1.png", "-o", "one.fmr"]);
    assert!(made.status.success(), "{}", err(&made));
    assert!(err(&made).contains("classical extractor"), "{}", err(&made));
    assert!(out(&made).starts_with("one.fmr: "), "{}", out(&made));
    let record = std::fs::read(folder.path().join("one.fmr")).unwrap();
    assert!(record.starts_with(b"FMR\x00030\0"));

    let pairs = "one.fmr 1_2.png\n1_1.png 1_2.png\n1_1.png\t2_1.png\n";
    std::fs::write(folder.path().join("pairs"), pairs).unwrap();
    for matcher in ["cylinder", "edge", "both"] {
        let options = ["score", "pairs", "--extractor", "classical", "--matcher", matcher];
        let scored = eesd(folder.path(), &options);
        assert!(scored.status.success(), "{}", err(&scored));
        assert_eq!(err(&scored), "");
        let text = out(&scored);
        let lines: Vec<&str> = text.lines().collect();
        let score = |line: &str, start: &str| {
            line.strip_prefix(start).unwrap_or_else(|| panic!("{line}")).parse::<f32>().unwrap()
        };
        let of_template = score(lines[0], "one.fmr 1_2.png ");
        let mated = score(lines[1], "1_1.png 1_2.png ");
        let other = score(lines[2], "1_1.png\t2_1.png\t");
        assert!((of_template - mated).abs() < 1e-3, "{matcher}: {of_template} {mated}");
        assert!(other < 33.0 && 40.0 < mated, "{matcher}: {other} {mated}");
    }
}

#[test]
fn a_folder_is_evaluated_and_its_curves_are_drawn() {
    let folder = impressions();
    let options = ["evaluate", ".", "--extractor", "classical", "--det", "det.svg", "--json"];
    let done = eesd(folder.path(), &options);
    assert!(done.status.success(), "{}", err(&done));
    let figures: serde_json::Value = serde_json::from_str(&out(&done)).unwrap();
    let one = &figures["folders"][0];
    assert_eq!(
        (&one["mated"], &one["others_first"], &one["others"]),
        (&6.into(), &1.into(), &9.into())
    );
    assert_eq!(one["eer"], 0.0);
    assert_eq!(one["failed"], 0);
    let upper = one["intervals_95"][0][1].as_f64().unwrap();
    assert!((0.45..0.47).contains(&upper), "six of six prove little: {upper}");
    let drawn = std::fs::read_to_string(folder.path().join("det.svg")).unwrap();
    assert!(drawn.starts_with("<svg") && drawn.contains("false match rate"));

    let table = eesd(folder.path(), &["evaluate", ".", "--threads", "1"]);
    assert!(out(&table).contains("FMR1000"), "{}", out(&table));
    assert!(err(&table).contains("no model LEADER.onnx"), "{}", err(&table));
}

#[test]
fn what_cannot_be_used_is_told_and_matches_nothing() {
    let folder = impressions();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    let png = |side: usize, grey: u8| {
        encode_png(&Image::new(side, side, 500, vec![grey; side * side]).unwrap()).unwrap()
    };
    let good = std::fs::read(folder.path().join("1_1.png")).unwrap();
    write("cat.txt", b"not an image");
    write("cut.png", &good[..good.len() / 2]);
    write("dot.png", &png(1, 0));
    write("white.png", &png(300, 255));
    write("black.png", &png(300, 0));
    write("cut.fmr", b"FMR\x00030\0\0\0\0\x20");
    let bad = ["cat.txt", "cut.png", "dot.png", "cut.fmr", "none.png"];
    let empty = ["white.png", "black.png"];
    let pairs: Vec<String> =
        bad.iter().chain(&empty).map(|name| format!("1_1.png {name}")).collect();
    let pairs = pairs.join("\n");
    write("pairs", pairs.as_bytes());
    let scored = eesd(folder.path(), &["score", "pairs", "--extractor", "classical"]);
    assert_eq!(scored.status.code(), Some(1));
    for line in out(&scored).lines() {
        assert!(line.ends_with(" 0.0000"), "{line}");
    }
    assert_eq!(out(&scored).lines().count(), 7);
    for name in bad {
        assert!(err(&scored).contains(&format!("`{name}`: ")), "{name}: {}", err(&scored));
    }
    for name in empty {
        assert!(!err(&scored).contains(name), "{name} has no minutiae, which is no error");
    }
}

#[test]
fn wrong_arguments_are_answered_with_the_remedy() {
    let folder = impressions();
    std::fs::write(folder.path().join("lines"), "only-one\n").unwrap();
    for (arguments, code, said) in [
        (&["score", "lines"][..], 2, "line 1 is not two paths"),
        (&["score", "nowhere"], 2, "`nowhere`: "),
        (&["evaluate", "nowhere"], 1, "`nowhere`: "),
        (&["evaluate", "no-models", "--extractor", "leader"], 1, "cargo xtask models"),
        (&["extract", "1_1.png", "-o", "t", "--extractor", "leader"], 1, "LEADER.onnx"),
        (&["extract", "1_1.png", "-o", "no/such/folder"], 1, "No such file"),
        (&["extract", "1_1.png", "-o", "t", "--ppi", "20"], 2, "72..=1200"),
        (&["score", "lines", "--matcher", "fastest"], 2, "possible values"),
        (&["score", "lines", "--threads", "0"], 2, "--threads"),
        (&["evaluate"], 2, "required"),
    ] {
        let done = eesd(folder.path(), arguments);
        assert_eq!(done.status.code(), Some(code), "{arguments:?}: {}", err(&done));
        assert!(err(&done).contains(said), "{arguments:?}: {}", err(&done));
    }
    assert!(!folder.path().join("t").exists());
}

#[test]
fn a_model_with_a_flipped_bit_is_refused() {
    let folder = impressions();
    std::fs::create_dir(folder.path().join("no-models")).unwrap();
    std::fs::write(folder.path().join("no-models/LEADER.onnx"), b"half of it").unwrap();
    let done = eesd(folder.path(), &["extract", "1_1.png", "-o", "t"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(err(&done).contains("LEADER.onnx"), "{}", err(&done));
    assert!(err(&done).contains("SHA-256") || err(&done).contains("digest"), "{}", err(&done));
}

#[test]
fn quality_says_what_would_help() {
    let folder = impressions();
    let grown = Finger::grow(3, Cpu::detect());
    let little = Conditions { reach: 0.42, ..Conditions::GOOD };
    let write = |name: &str, image: &Image| {
        std::fs::write(folder.path().join(name), encode_png(image).unwrap()).unwrap();
    };
    write("little.png", &grown.impression(1, &little).unwrap());
    write("white.png", &Image::new(300, 300, 500, vec![255; 90_000]).unwrap());
    std::fs::write(folder.path().join("cat.txt"), b"not an image").unwrap();
    let done = eesd(folder.path(), &["quality", "1_1.png", "little.png", "white.png", "cat.txt"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(err(&done).contains("`cat.txt`: ") && err(&done).contains("not of NFIQ 2"));
    let text = out(&done);
    let lines: Vec<&str> = text.lines().collect();
    let score = |line: &str| line.split_whitespace().next().unwrap().parse::<u8>().unwrap();
    assert!(lines[0].contains("gate") && 40 < score(lines[0]), "{}", lines[0]);
    assert!(lines[1].ends_with("put it down flat"), "{}", lines[1]);
    assert!(lines[2].ends_with("there is no finger") && score(lines[2]) == 0, "{}", lines[2]);
}

#[test]
fn faces_need_their_models_and_say_so() {
    let folder = impressions();
    std::fs::write(folder.path().join("pairs"), "1_1.png 1_2.png\n").unwrap();
    for arguments in [&["score", "pairs"][..], &["quality", "1_1.png"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_eesd"));
        command.arg("face").args(arguments).current_dir(folder.path());
        let done = command.env("LIMEN_MODELS", folder.path()).output().unwrap();
        assert_eq!(done.status.code(), Some(1), "{arguments:?}");
        assert!(err(&done).contains("cargo xtask models"), "{}", err(&done));
    }
}
