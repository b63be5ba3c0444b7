//! The foundation knows no word of the systems that stand on it.
//!
//! Something both systems need goes to the foundation only if it can be described without such a
//! word; otherwise it is written twice.

use super::tree::{File, Tree};

/// Words of the systems' domains, each also looked for with an `s` at its end.
const WORDS: &[&str] = &[
    "adhoc",
    "border",
    "carrier",
    "communities",
    "community",
    "crossing",
    "ees",
    "ies",
    "migrant",
    "migration",
    "overstay",
    "overstayer",
    "passport",
    "schengen",
    "traveler",
    "traveller",
    "visa",
];

/// Kinds of files in which such a word means something else.
const EXCEPTIONS: &[(&str, &str)] = &[
    // The line around a box.
    ("css", "border"),
    ("svg", "border"),
    // The steps of a database's schema.
    ("rs", "migration"),
    ("sql", "migration"),
    ("toml", "migration"),
];

/// Kinds of files that are looked at.
const KINDS: &[&str] = &["css", "ftl", "html", "js", "rs", "sql", "svg", "toml"];

/// No file of the foundation has a word of a system's domain.
pub(super) fn check(tree: &Tree) -> Vec<String> {
    tree.files
        .iter()
        .filter(|file| file.path.starts_with("foundation/") && KINDS.contains(&file.kind()))
        .flat_map(check_file)
        .collect()
}

fn check_file(file: &File) -> Vec<String> {
    let mut findings = Vec::new();
    for (number, line) in file.lines() {
        for word in words_of(line) {
            let Some(known) = WORDS.iter().find(|known| is_word(&word, known)) else { continue };
            if !EXCEPTIONS.contains(&(file.kind(), known)) {
                findings.push(format!("{}:{number}: `{word}` is no word for here", file.path));
            }
        }
    }
    findings
}

fn is_word(word: &str, known: &str) -> bool {
    word == known || word.strip_suffix('s') == Some(known)
}

/// The words of a line in small letters, names in code taken apart: `VisaKind` and `visa_kind`
/// are `visa` and `kind`.
fn words_of(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut last_was_small = false;
    for letter in line.chars() {
        let begins = letter.is_uppercase() && last_was_small;
        if (begins || !letter.is_alphabetic()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if letter.is_alphabetic() {
            word.extend(letter.to_lowercase());
        }
        last_was_small = letter.is_lowercase();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_code_are_taken_apart() {
        assert_eq!(
            words_of("let visa_kind: VisaKind2 = x;"),
            ["let", "visa", "kind", "visa", "kind", "x"]
        );
    }

    #[test]
    fn a_word_of_a_system_is_found_in_any_form() {
        let tree = Tree::of(&[
            ("foundation/web/src/a.rs", "//! For Travellers.\nstruct BorderPoint;\nlet fees = 1;"),
            ("ees/domain/src/b.rs", "struct Visa;"),
        ]);
        assert_eq!(
            check(&tree),
            [
                "foundation/web/src/a.rs:1: `travellers` is no word for here",
                "foundation/web/src/a.rs:2: `border` is no word for here",
            ]
        );
    }

    #[test]
    fn the_line_around_a_box_and_the_steps_of_a_schema_are_other_words() {
        let tree = Tree::of(&[
            ("foundation/web/style/a.css", ".a { border: 0; }"),
            ("foundation/pg/src/a.rs", "/// Migrations, in order."),
        ]);
        assert!(check(&tree).is_empty());
    }
}
