//! What keyboard wedges, clipboards and accidents deliver.

use proptest::prelude::*;

use super::super::*;
use super::*;

/// The specimen with its line break after `characters` characters instead.
fn broken_at(characters: usize) -> String {
    let run = TD3.replace('\n', "");
    let (head, tail) = run.split_at(characters);
    format!("{head}\n{tail}")
}

/// The first characters of the specimen, the line break counted.
fn cut_at(characters: usize) -> String {
    TD3.chars().take(characters).collect()
}

#[test]
fn one_zone_comes_in_many_shapes() {
    let shapes = [
        ("as printed", TD3.to_owned()),
        ("in one run", TD3.replace('\n', "")),
        ("with carriage returns", TD3.replace('\n', "\r\n")),
        ("with blank lines", TD3.replace('\n', "\n\n  \n")),
        ("in lower case", TD3.to_lowercase()),
        ("framed by a keyboard wedge", format!("\u{2}{TD3}\r\u{3}")),
        ("with a byte order mark", format!("\u{FEFF}{TD3}")),
        ("with blanks around and tabs", format!("  {}\t ", TD3.replace('\n', " \n\t"))),
        ("with blanks between", TD3.replace("L898", "L 898 ")),
        ("with single quotation marks", TD3.replace('<', "‹")),
        ("with quotation marks for one filler", TD3.replace('<', "«")),
        ("with quotation marks for two fillers", TD3.replace("<<", "«")),
        ("with wide fillers", TD3.replace('<', "＜")),
        ("with wide letters", TD3.replace("ANNA", "ＡＮＮＡ")),
        ("escaped by a web page", TD3.replace('<', "&lt;")),
        ("broken at the wrong place", broken_at(20)),
    ];
    let expected = read(TD3, ON).unwrap();
    for (rule, input) in shapes {
        assert_eq!(read(&input, ON).as_ref(), Ok(&expected), "{rule}");
    }
    for zone in [TD1, TD2, MRV_A, MRV_B] {
        assert_eq!(read(&zone.replace('\n', ""), ON), read(zone, ON));
    }
}

#[test]
fn what_is_no_zone_is_said_precisely() {
    let cases = [
        ("nothing", String::new(), "mrz-empty"),
        ("blanks", " \r\n\t ".to_owned(), "mrz-empty"),
        ("too long", "<".repeat(4097), "mrz-too-long"),
        ("a sentence", "Where is the passport?".to_owned(), "mrz-no-format"),
        ("four lines", format!("{TD3}\n{TD3}"), "mrz-no-format"),
        ("cut in the second line", cut_at(80), "mrz-length"),
        ("one character too many", format!("{TD3}<"), "mrz-length"),
    ];
    for (rule, input, code) in cases {
        assert_eq!(read(&input, ON).unwrap_err().code(), code, "{rule}");
    }
    assert_eq!(read_bytes(b"P<\xFF", ON), Err(MrzError::NotText { byte: 3 }));
}

#[test]
fn a_line_of_wrong_length_is_named() {
    let error = read(&cut_at(80), ON).unwrap_err();
    let damage = &error.damages()[0];
    assert_eq!((damage.line, damage.column), (2, 35));
    assert_eq!(damage.kind, DamageKind::Length { expected: 44, found: 35 });
    let error = read(&TD1.replace("6\nE", "6<<\nE"), ON).unwrap_err();
    let damage = &error.damages()[0];
    assert_eq!((damage.line, damage.column, damage.length), (2, 31, 2));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Err(error) = read_bytes(&bytes, ON) {
            prop_assert!(!error.to_string().is_empty());
            prop_assert!(error.damages().len() <= DAMAGES_MAX);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,120}") {
        prop_assert!(read(&text, ON).is_ok() || read(&text, ON).is_err());
    }

    #[test]
    fn no_damage_to_a_zone_makes_it_panic(
        at in proptest::collection::vec((0_usize..100, any::<char>()), 0..12),
        which in 0_usize..5,
    ) {
        let zone = [TD1, TD2, TD3, MRV_A, MRV_B][which];
        let mut letters: Vec<char> = zone.chars().collect();
        for (place, letter) in at {
            if let Some(cell) = letters.get_mut(place) {
                *cell = letter;
            }
        }
        let text: String = letters.into_iter().collect();
        if let Err(MrzError::Damaged(damages)) = read(&text, ON) {
            prop_assert!(!damages.is_empty());
            prop_assert!(damages.iter().all(|d| 0 < d.line && 0 < d.column && 0 < d.length));
        }
    }

    #[test]
    fn random_zones_of_the_right_size_do_not_panic(text in "[A-Z0-9<]{88}|[A-Z0-9<]{90}|V[A-Z0-9<]{71}") {
        prop_assert!(read(&text, ON).is_err() || read(&text, ON).is_ok());
    }
}
