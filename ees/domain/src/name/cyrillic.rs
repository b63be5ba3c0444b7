//! Letters of the Cyrillic script, and what single languages make of them.
//!
//! Source: ICAO Doc 9303-3 section 6, table B, with its exceptions by language; for the Cyrillic
//! letters of Turkic languages, which the table leaves out, the nearest letter.

use fnd_core::CountryCode;

/// A language that reads some letters in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Variant {
    /// Russian and all languages without an exception.
    General,
    /// Ukrainian.
    Ukrainian,
    /// Belarusian.
    Belarusian,
    /// Bulgarian.
    Bulgarian,
    /// Serbian, also as Montenegrin and Bosnian.
    Serbian,
    /// Macedonian.
    Macedonian,
}

impl Variant {
    /// The language of `state`, or the one whose own letters the name holds.
    pub(super) fn of(state: Option<CountryCode>, name: &[char]) -> Self {
        let holds = |own: &str| name.iter().any(|letter| own.contains(*letter));
        match state.as_ref().map(CountryCode::as_str) {
            Some("UKR") => Self::Ukrainian,
            Some("BLR") => Self::Belarusian,
            Some("BGR") => Self::Bulgarian,
            Some("SRB" | "MNE" | "BIH") => Self::Serbian,
            Some("MKD") => Self::Macedonian,
            _ if holds("ЎЁ") && holds("І") || holds("Ў") => Self::Belarusian,
            _ if holds("ІЇЄҐ") => Self::Ukrainian,
            _ if holds("ЂЋ") => Self::Serbian,
            _ if holds("ЃЌЅ") => Self::Macedonian,
            _ if holds("ЈЉЊЏ") => Self::Serbian,
            _ => Self::General,
        }
    }
}

/// What a capital letter becomes; `initial` at the beginning of a part of the name.
pub(super) fn letter(letter: char, variant: Variant, initial: bool) -> Option<&'static str> {
    exception(letter, variant, initial).or_else(|| general(letter))
}

/// The exceptions of single languages.
fn exception(letter: char, variant: Variant, initial: bool) -> Option<&'static str> {
    match variant {
        Variant::General => None,
        Variant::Ukrainian => ukrainian(letter, initial),
        Variant::Belarusian => find(&[('Г', "H"), ('Ё', "IO")], letter),
        Variant::Bulgarian => find(&[('Щ', "SHT"), ('Ъ', "A")], letter),
        Variant::Serbian => {
            find(&[('Ж', "Z"), ('Х', "H"), ('Ц', "C"), ('Ч', "C"), ('Ш', "S"), ('Џ', "DZ")], letter)
        }
        Variant::Macedonian => {
            find(&[('Х', "H"), ('Ц', "C"), ('Ѓ', "GJ"), ('Ќ', "KJ"), ('Џ', "DJ")], letter)
        }
    }
}

/// Ukrainian distinguishes the beginning of a part.
fn ukrainian(letter: char, initial: bool) -> Option<&'static str> {
    let beginning = [('Є', "YE"), ('Ї', "YI"), ('Й', "Y"), ('Ю', "YU"), ('Я', "YA")];
    if initial && let Some(latin) = find(&beginning, letter) {
        return Some(latin);
    }
    find(&[('Г', "H"), ('И', "Y")], letter)
}

fn find(table: &[(char, &'static str)], letter: char) -> Option<&'static str> {
    table.iter().find(|(from, _)| *from == letter).map(|(_, to)| *to)
}

/// The table without exceptions.
fn general(letter: char) -> Option<&'static str> {
    find(GENERAL, letter)
}

const GENERAL: &[(char, &str)] = &[
    ('А', "A"),
    ('Б', "B"),
    ('В', "V"),
    ('Г', "G"),
    ('Д', "D"),
    ('Е', "E"),
    ('Ё', "E"),
    ('Ж', "ZH"),
    ('З', "Z"),
    ('И', "I"),
    ('І', "I"),
    ('Й', "I"),
    ('К', "K"),
    ('Л', "L"),
    ('М', "M"),
    ('Н', "N"),
    ('О', "O"),
    ('П', "P"),
    ('Р', "R"),
    ('С', "S"),
    ('Т', "T"),
    ('У', "U"),
    ('Ф', "F"),
    ('Х', "KH"),
    ('Ц', "TS"),
    ('Ч', "CH"),
    ('Ш', "SH"),
    ('Щ', "SHCH"),
    ('Ъ', "IE"),
    ('Ы', "Y"),
    ('Ь', ""),
    ('Э', "E"),
    ('Ю', "IU"),
    ('Я', "IA"),
    ('Ѣ', "IE"),
    ('Ѫ', "U"),
    ('Ѵ', "Y"),
    ('Ґ', "G"),
    ('Ў', "U"),
    ('Ђ', "D"),
    ('Ѓ', "G"),
    ('Ѕ', "DZ"),
    ('Ј', "J"),
    ('Ќ', "K"),
    ('Љ', "LJ"),
    ('Њ', "NJ"),
    ('Ћ', "C"),
    ('Џ', "DZ"),
    ('Є', "IE"),
    ('Ї', "I"),
    // Kazakh, Kyrgyz, Tatar, Tajik and Uzbek letters.
    ('Ә', "A"),
    ('Ғ', "G"),
    ('Қ', "K"),
    ('Ң', "N"),
    ('Ө', "O"),
    ('Ұ', "U"),
    ('Ү', "U"),
    ('Һ', "H"),
    ('Ҳ', "H"),
    ('Ҷ', "J"),
    ('Ӣ', "I"),
    ('Ӯ', "U"),
    ('Җ', "J"),
    ('Ѐ', "E"),
    ('Ѝ', "I"),
];
