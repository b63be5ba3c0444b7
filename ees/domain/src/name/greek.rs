//! Letters of the Greek script.
//!
//! Source: ISO 843 (ELOT 743), transcription, as Greek passports use it.

use super::transliterate::capitals;

/// What a capital letter becomes.
pub(super) fn letter(letter: char) -> Option<&'static str> {
    LETTERS.iter().find(|(from, _)| from.contains(letter)).map(|(_, to)| *to)
}

/// What `letter` and the first of `rest` become when they are read together.
///
/// `ΑΥ`, `ΕΥ` and `ΗΥ` end in a sound that the following letter decides.
pub(super) fn digraph(letter: char, rest: &str, initial: bool) -> Option<&'static str> {
    if !matches!(letter, 'Α' | 'Ά' | 'Ε' | 'Έ' | 'Η' | 'Ή' | 'Ο' | 'Ό' | 'Γ' | 'Μ') {
        return None;
    }
    let mut rest = capitals(rest);
    let latin = match (letter, rest.next()?) {
        ('Ο' | 'Ό', 'Υ' | 'Ύ') => "OU",
        ('Γ', 'Γ') => "NG",
        ('Γ', 'Ξ') => "NX",
        ('Γ', 'Χ') => "NCH",
        ('Μ', 'Π') if initial => "B",
        ('Α' | 'Ά', 'Υ' | 'Ύ') if is_voiced(rest.next()) => "AV",
        ('Α' | 'Ά', 'Υ' | 'Ύ') => "AF",
        ('Ε' | 'Έ', 'Υ' | 'Ύ') if is_voiced(rest.next()) => "EV",
        ('Ε' | 'Έ', 'Υ' | 'Ύ') => "EF",
        ('Η' | 'Ή', 'Υ' | 'Ύ') if is_voiced(rest.next()) => "IV",
        ('Η' | 'Ή', 'Υ' | 'Ύ') => "IF",
        _ => return None,
    };
    Some(latin)
}

/// Whether the letter after the upsilon is a vowel or a voiced consonant.
fn is_voiced(next: Option<char>) -> bool {
    next.is_some_and(|next| "ΑΆΒΓΔΕΈΖΗΉΙΊΪΛΜΝΟΌΡΥΎΫΩΏ".contains(next))
}

const LETTERS: &[(&str, &str)] = &[
    ("ΑΆ", "A"),
    ("Β", "V"),
    ("Γ", "G"),
    ("Δ", "D"),
    ("ΕΈ", "E"),
    ("Ζ", "Z"),
    ("ΗΉ", "I"),
    ("Θ", "TH"),
    ("ΙΊΪ", "I"),
    ("Κ", "K"),
    ("Λ", "L"),
    ("Μ", "M"),
    ("Ν", "N"),
    ("Ξ", "X"),
    ("ΟΌ", "O"),
    ("Π", "P"),
    ("Ρ", "R"),
    ("Σ", "S"),
    ("Τ", "T"),
    ("ΥΎΫ", "Y"),
    ("Φ", "F"),
    ("Χ", "CH"),
    ("Ψ", "PS"),
    ("ΩΏ", "O"),
];
