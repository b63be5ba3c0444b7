//! What the catalogue promises.

use jiff::civil::date;

use super::*;

const EN: &str =
    "days = { $count ->\n    [one] { $count } day\n   *[other] { $count } days\n }\nonly = Only";
const RO: &str = "days = { $count ->\n    [one] o zi\n   *[few] { $count } zile\n    [other] { $count } de zile\n }";

fn catalogue() -> Arc<Catalogue> {
    let texts: [Texts<'_>; 2] = [(Language::ENGLISH, &[EN]), (Language::ROMANIAN, &[RO])];
    Arc::new(Catalogue::new(&texts).unwrap())
}

#[test]
fn romanian_has_three_plural_forms() {
    let words = catalogue().words(Language::ROMANIAN);
    let cases = [
        (0, "0 zile"),
        (1, "o zi"),
        (2, "2 zile"),
        (19, "19 zile"),
        (20, "20 de zile"),
        (101, "101 zile"),
        (119, "119 zile"),
        (120, "120 de zile"),
    ];
    for (count, expected) in cases {
        assert_eq!(words.count("days", i64::from(count)), expected);
    }
}

#[test]
fn a_missing_word_is_said_in_english_and_never_panics() {
    let words = catalogue().words(Language::ROMANIAN);
    assert_eq!(words.text("only"), "Only");
    assert_eq!(words.text("nowhere"), "⟦nowhere⟧");
    assert_eq!(words.month(13), "");
    assert_eq!(catalogue().words(Language::GERMAN).language(), Language::ENGLISH);
    assert_eq!(catalogue().missing_keys(), [(Language::ROMANIAN, "only".to_owned())]);
    assert_eq!(catalogue().unused_keys(&["\"days\"".to_owned()]), ["only".to_owned()]);
}

#[test]
fn dates_and_numbers_are_written_as_the_language_writes_them() {
    let (en, ro) = (catalogue().words(Language::ENGLISH), catalogue().words(Language::ROMANIAN));
    let day = date(2026, 7, 15);
    assert_eq!(en.date(&day), "15 July 2026");
    assert_eq!(ro.date(&day), "15 iulie 2026");
    assert_eq!(ro.month_of_year(&day), "iulie 2026");
    assert_eq!(en.moment(&day.at(9, 5, 0, 0)), "15 July 2026, 09:05");
    let instant = "2026-07-15T08:05:30Z".parse().unwrap();
    assert_eq!(ro.instant(&instant), "15 iulie 2026, 08:05:30 UTC");
    assert_eq!(en.number(&1_234_567), "1,234,567");
    assert_eq!(ro.number(&12_345), "12.345");
    assert_eq!(en.number(&7), "7");
}

#[test]
fn bad_files_are_refused() {
    let broken: [Texts<'_>; 1] = [(Language::ENGLISH, &["a = { $"])];
    assert!(matches!(Catalogue::new(&broken), Err(CatalogueError::Syntax { .. })));
    let twice: [Texts<'_>; 1] = [(Language::ENGLISH, &["a = 1", "a = 2"])];
    assert!(matches!(Catalogue::new(&twice), Err(CatalogueError::Duplicate { .. })));
    let foreign: [Texts<'_>; 1] = [(Language::ROMANIAN, &[])];
    assert_eq!(Catalogue::new(&foreign).unwrap_err(), CatalogueError::NoEnglish);
}

#[test]
fn the_shell_has_the_same_words_in_every_language() {
    let keys = |files: &[&str]| files.iter().flat_map(|f| keys_of(f)).collect::<BTreeSet<_>>();
    let [(_, first), rest @ ..] = OWN else { panic!("no language") };
    for (language, files) in rest {
        assert_eq!(keys(files), keys(first), "{}", language.code());
    }
}
