//! Letters of the Arabic script.
//!
//! Source: ICAO Doc 9303-3 section 6, table C, for machine readable zones. Few issuers use it:
//! most print the French or English spelling that the holder uses. For comparison the second
//! column gives the plain letter of such spellings; short vowels are then missing, which
//! [`super::compare`] bears.

use super::transliterate::Purpose;

/// What a letter becomes.
pub(super) fn letter(letter: char, purpose: Purpose) -> Option<&'static str> {
    LETTERS.iter().find(|(from, _, _)| *from == letter).map(|(_, zone, plain)| match purpose {
        Purpose::Zone => *zone,
        Purpose::Comparison => *plain,
    })
}

/// The letter, its encoding in a zone, its plain form.
const LETTERS: &[(char, &str, &str)] = &[
    ('ء', "XE", ""),
    ('آ', "XAA", "A"),
    ('أ', "XAE", "A"),
    ('ؤ', "U", "U"),
    ('إ', "I", "I"),
    ('ئ', "XI", "I"),
    ('ا', "A", "A"),
    ('ب', "B", "B"),
    ('ة', "XTA", "A"),
    ('ت', "T", "T"),
    ('ث', "XTH", "TH"),
    ('ج', "J", "J"),
    ('ح', "XH", "H"),
    ('خ', "XKH", "KH"),
    ('د', "D", "D"),
    ('ذ', "XDH", "DH"),
    ('ر', "R", "R"),
    ('ز', "Z", "Z"),
    ('س', "S", "S"),
    ('ش', "XSH", "SH"),
    ('ص', "XSS", "S"),
    ('ض', "XDZ", "D"),
    ('ط', "XTT", "T"),
    ('ظ', "XZZ", "Z"),
    ('ع', "E", "A"),
    ('غ', "G", "GH"),
    ('ف', "F", "F"),
    ('ق', "Q", "Q"),
    ('ك', "K", "K"),
    ('ل', "L", "L"),
    ('م', "M", "M"),
    ('ن', "N", "N"),
    ('ه', "H", "H"),
    ('و', "W", "U"),
    ('ى', "XAY", "A"),
    ('ي', "Y", "I"),
    // Persian, Pashto and Urdu letters.
    ('پ', "P", "P"),
    ('چ', "XC", "CH"),
    ('ژ', "XJ", "ZH"),
    ('ک', "XKK", "K"),
    ('گ', "XGG", "G"),
    ('ی', "Y", "I"),
    ('ٹ', "XXT", "T"),
    ('ڈ', "XXD", "D"),
    ('ڑ', "XXR", "R"),
    ('ں', "XNN", "N"),
    ('ہ', "XDO", "H"),
    ('ے', "XYB", "E"),
    // Vowel marks.
    ('\u{64E}', "A", "A"),
    ('\u{64F}', "U", "U"),
    ('\u{650}', "I", "I"),
    ('\u{64B}', "XNA", "AN"),
    ('\u{64C}', "XNU", "UN"),
    ('\u{64D}', "XNI", "IN"),
    ('\u{640}', "", ""),
];
