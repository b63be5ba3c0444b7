//! Letters of the Cyrillic script, and what single languages make of them.
//!
//! Source: ICAO Doc 9303-3 section 6, table B, with its exceptions by language; for the Cyrillic
//! letters of Turkic languages and of Tajik, which the table leaves out, the nearest letter.

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
    /// The language of `state`, or the one whose own letters are among the letters of a name.
    pub(super) fn of(state: Option<CountryCode>, name: impl Iterator<Item = char>) -> Self {
        match state.as_ref().map(CountryCode::as_str) {
            Some("UKR") => Self::Ukrainian,
            Some("BLR") => Self::Belarusian,
            Some("BGR") => Self::Bulgarian,
            Some("SRB" | "MNE" | "BIH") => Self::Serbian,
            Some("MKD") => Self::Macedonian,
            _ => Own::of(name).variant(),
        }
    }
}

/// Which letters that tell a language apart are in a name.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about one name")]
struct Own {
    short_u: bool,
    io: bool,
    dotted_i: bool,
    ukrainian: bool,
    serbian: bool,
    macedonian: bool,
    southern: bool,
}

impl Own {
    fn of(name: impl Iterator<Item = char>) -> Self {
        let mut own = Self::default();
        for letter in name {
            match letter {
                'Ў' => own.short_u = true,
                'Ё' => own.io = true,
                'І' => own.dotted_i = true,
                'Ї' | 'Є' | 'Ґ' => own.ukrainian = true,
                'Ђ' | 'Ћ' => own.serbian = true,
                'Ѓ' | 'Ќ' | 'Ѕ' => own.macedonian = true,
                'Ј' | 'Љ' | 'Њ' | 'Џ' => own.southern = true,
                _ => {}
            }
        }
        own
    }

    const fn variant(&self) -> Variant {
        if self.short_u || self.io && self.dotted_i {
            Variant::Belarusian
        } else if self.ukrainian || self.dotted_i {
            Variant::Ukrainian
        } else if self.serbian {
            Variant::Serbian
        } else if self.macedonian {
            Variant::Macedonian
        } else if self.southern {
            Variant::Serbian
        } else {
            Variant::General
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
    let at = GENERAL.binary_search_by_key(&letter, |(from, _)| *from).ok()?;
    GENERAL.get(at).map(|(_, latin)| *latin)
}

/// In the order of the letters.
const GENERAL: &[(char, &str)] = &[
    ('Ѐ', "E"),
    ('Ё', "E"),
    ('Ђ', "D"),
    ('Ѓ', "G"),
    ('Є', "IE"),
    ('Ѕ', "DZ"),
    ('І', "I"),
    ('Ї', "I"),
    ('Ј', "J"),
    ('Љ', "LJ"),
    ('Њ', "NJ"),
    ('Ћ', "C"),
    ('Ќ', "K"),
    ('Ѝ', "I"),
    ('Ў', "U"),
    ('Џ', "DZ"),
    ('А', "A"),
    ('Б', "B"),
    ('В', "V"),
    ('Г', "G"),
    ('Д', "D"),
    ('Е', "E"),
    ('Ж', "ZH"),
    ('З', "Z"),
    ('И', "I"),
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
    ('Ғ', "G"),
    ('Җ', "J"),
    ('Қ', "K"),
    ('Ң', "N"),
    ('Ү', "U"),
    ('Ұ', "U"),
    ('Ҳ', "H"),
    ('Ҷ', "J"),
    ('Һ', "H"),
    ('Ә', "A"),
    ('Ӣ', "I"),
    ('Ө', "O"),
    ('Ӯ', "U"),
];

#[cfg(test)]
#[test]
fn the_table_is_in_order() {
    assert!(GENERAL.is_sorted_by(|(a, _), (b, _)| a < b));
}
