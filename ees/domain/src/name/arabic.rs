//! Letters of the Arabic script, and how machine readable zones encode them.
//!
//! Source: ICAO Doc 9303-3 section 6, table C. Few issuers use it: most print the French or
//! English spelling that the holder uses. For comparison the last column gives the plain letter
//! of such spellings; short vowels are then missing, for which [`super::consonants`] is there.

use fnd_core::CountryCode;

use super::transliterate::{Purpose, Text};

/// What a letter becomes; `None` when it is not in the table.
pub(super) fn letter(letter: char, purpose: Purpose) -> Option<&'static str> {
    let at = LETTERS.binary_search_by_key(&letter, |(from, _, _)| *from).ok()?;
    LETTERS.get(at).map(|(_, zone, plain)| match purpose {
        Purpose::Zone => *zone,
        Purpose::Comparison => *plain,
    })
}

/// The code of teh marbuta `ة` at the end of a part of the name.
pub(super) const LAST_TEH_MARBUTA: &str = "XAH";

/// Codes that are read besides those of the table: of the end of a part, and of earlier editions.
const READ_ALSO: &[(&str, &str)] = &[(LAST_TEH_MARBUTA, "A"), ("XW", "U")];

/// The letter, its encoding in a zone, its plain form; in the order of the letters.
///
/// An apostrophe keeps `H` and `J` apart from the letter before: `سه` is not `ش`.
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
    ('ج', "J", "'J"),
    ('ح', "XH", "'H"),
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
    ('\u{640}', "", ""),
    ('ف', "F", "F"),
    ('ق', "Q", "Q"),
    ('ك', "K", "K"),
    ('ل', "L", "L"),
    ('م', "M", "M"),
    ('ن', "N", "N"),
    ('ه', "H", "'H"),
    ('و', "W", "U"),
    ('ى', "XAY", "A"),
    ('ي', "Y", "I"),
    // Marks of vowels; a doubled letter is not written twice.
    ('\u{64B}', "F", "AN"),
    ('\u{64C}', "N", "UN"),
    ('\u{64D}', "K", "IN"),
    ('\u{64E}', "A", "A"),
    ('\u{64F}', "U", "U"),
    ('\u{650}', "I", "I"),
    ('\u{651}', "", ""),
    ('\u{652}', "O", ""),
    ('\u{670}', "", "A"),
    // Persian, Pashto, Urdu and other letters.
    ('\u{671}', "XXA", "A"),
    ('ٹ', "XXT", "T"),
    ('\u{67C}', "XRT", "T"),
    ('پ', "P", "P"),
    ('\u{681}', "XKE", "DZ"),
    ('\u{685}', "XXH", "TS"),
    ('چ', "XC", "CH"),
    ('ڈ', "XXD", "D"),
    ('\u{689}', "XDR", "D"),
    ('ڑ', "XXR", "R"),
    ('\u{693}', "XRR", "R"),
    ('\u{696}', "XRX", "ZH"),
    ('ژ', "XJ", "ZH"),
    ('\u{69A}', "XXS", "SH"),
    ('ک', "XKK", "K"),
    ('\u{6AB}', "XXK", "G"),
    ('\u{6AD}', "XNG", "NG"),
    ('گ', "XGG", "G"),
    ('ں', "XNN", "N"),
    ('\u{6BC}', "XXN", "N"),
    ('ھ', "XDO", "'H"),
    ('\u{6C0}', "XYH", "E"),
    ('ہ', "XXG", "'H"),
    ('\u{6C2}', "XGE", "'H"),
    ('\u{6C3}', "XTG", "A"),
    ('ی', "XYA", "I"),
    ('\u{6CD}', "XXY", "I"),
    ('\u{6D0}', "Y", "E"),
    ('ے', "XYB", "E"),
    ('\u{6D3}', "XBE", "E"),
];

/// States and kinds of nationality whose people often have names of the Arabic script, in the
/// order of their letters.
const STATES: &[&str] = &[
    "AFG", "ARE", "BHR", "COM", "DJI", "DZA", "EGY", "ESH", "IRN", "IRQ", "JOR", "KWT", "LBN",
    "LBY", "MAR", "MRT", "OMN", "PAK", "PSE", "QAT", "SAU", "SDN", "SOM", "SYR", "TCD", "TUN",
    "XXA", "XXB", "XXC", "XXX", "YEM",
];

/// Whether names of people of this nationality often are of the Arabic script.
pub(super) fn is_usual_in(nationality: CountryCode) -> bool {
    STATES.binary_search(&nationality.as_str()).is_ok()
}

/// Whether a letter is of the Arabic script.
pub(super) const fn is_arabic(letter: char) -> bool {
    matches!(letter, '\u{600}'..='\u{6FF}')
}

/// Whether a name in Latin letters is one of the Arabic script as a zone encodes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Encoding {
    /// No `X`, which says nothing.
    Unknown,
    /// Only codes that are found in spellings as well, as in `ALEXIS` and `HOXHA`.
    Possible,
    /// A code that no spelling has.
    Certain,
    /// An `X` that begins no code: the name is spelt.
    Spelt,
}

/// How a part of a name, in the letters of a zone, is to be read.
///
/// The greatest answer for any part holds for all names of a person.
pub(super) fn encoding(part: &[u8]) -> Encoding {
    let mut found = Encoding::Unknown;
    let mut rest = part;
    while let [letter, tail @ ..] = rest {
        rest = tail;
        if *letter != b'X' {
            continue;
        }
        let Some((_, taken)) = code(tail) else {
            // The end of a name that did not fit may be half a code.
            return if tail.len() < 2 { found } else { Encoding::Spelt };
        };
        let (code, after) = tail.split_at_checked(taken).unwrap_or_default();
        let has_vowel = code.iter().any(|letter| b"AEIOUWY".contains(letter));
        let is_certain = code.len() == 2 && !has_vowel;
        found = found.max(if is_certain { Encoding::Certain } else { Encoding::Possible });
        rest = after;
    }
    found
}

/// Whether a part of a name has fewer vowels than who spells it writes, as in `FHD` and `ZHYR`:
/// none at all, a `Y` or `W` between two consonants, or `EBD` for `عبد`.
pub(super) fn lacks_vowels(part: &[u8]) -> bool {
    let is_vowel = |letter: &u8| b"AEIOU".contains(letter);
    let is_consonant = |letter: &u8| !is_vowel(letter) && !b"WY".contains(letter);
    let stands_between = |three: &[u8; 3]| {
        let [before, letter, after] = three;
        b"WY".contains(letter) && is_consonant(before) && is_consonant(after)
    };
    part.starts_with(b"EBD")
        || part.array_windows().any(stands_between)
        || 2 < part.len() && !part.iter().any(is_vowel)
}

/// The plain letters of an encoded name.
pub(super) fn decoded(text: &[u8]) -> Text {
    let mut plain = Text::NONE;
    let mut rest = text;
    while let [letter, tail @ ..] = rest {
        let (read, taken) = match letter {
            b'X' => code(tail).unwrap_or_default(),
            b'E' => ("A", 0),
            b'G' => ("GH", 0),
            b'W' => ("U", 0),
            b'Y' => ("I", 0),
            b'H' => ("'H", 0),
            b'J' => ("'J", 0),
            b'O' => ("", 0),
            other => {
                plain.push(*other);
                ("", 0)
            }
        };
        plain.push_str(read);
        rest = tail.get(taken..).unwrap_or_default();
    }
    plain
}

/// The plain letters of the code of which `after` follows the `X`, and how many more it has.
fn code(after: &[u8]) -> Option<(&'static str, usize)> {
    let table = LETTERS.iter().map(|(_, zone, plain)| (*zone, *plain));
    table
        .chain(READ_ALSO.iter().copied())
        .filter_map(|(zone, plain)| Some((zone.strip_prefix('X')?, plain)))
        .find(|(code, _)| after.starts_with(code.as_bytes()))
        .map(|(code, plain)| (plain, code.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_in_order_and_no_code_begins_another() {
        assert!(LETTERS.is_sorted_by(|(a, _, _), (b, _, _)| a < b));
        assert!(STATES.is_sorted_by(|a, b| a < b));
        let table = LETTERS.iter().map(|(_, zone, _)| *zone);
        let codes: Vec<&str> = table
            .chain(READ_ALSO.iter().map(|(zone, _)| *zone))
            .filter(|zone| zone.starts_with('X'))
            .collect();
        for (at, one) in codes.iter().enumerate() {
            for (other_at, other) in codes.iter().enumerate() {
                assert!(at == other_at || !other.starts_with(one), "{one} and {other}");
            }
        }
    }

    #[test]
    fn codes_are_told_from_spellings() {
        for (text, expected) in [
            ("MXHMD", Encoding::Possible),
            ("ALXSHAMY", Encoding::Certain),
            ("MXSSXTTFXAY", Encoding::Certain),
            ("ALEXIS", Encoding::Possible),
            ("HOXHA", Encoding::Possible),
            ("XAYAVONG", Encoding::Possible),
            ("ALEXANDRE", Encoding::Spelt),
            ("ALEX", Encoding::Unknown),
            ("RXSHYDX", Encoding::Certain),
            ("ELY", Encoding::Unknown),
        ] {
            assert_eq!(encoding(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn names_without_vowels_are_told_from_spellings() {
        for encoded in ["ZHYR", "FHD", "EBDALSLAM", "SLYMAN"] {
            assert!(lacks_vowels(encoded.as_bytes()), "{encoded}");
        }
        for spelt in ["FAYSAL", "FAHD", "ABDELSALAM", "MARWAN", "LY", ""] {
            assert!(!lacks_vowels(spelt.as_bytes()), "{spelt}");
        }
    }

    #[test]
    fn an_encoded_name_reads_as_the_script_does() {
        for (text, plain) in [
            ("MXHMD", "M'HMD"),
            ("EMR<XKHALD", "AMR<KHALD"),
            ("FAXTTMXAH", "FATMA"),
            ("SHYL", "S'HIL"),
            ("RXDZA", "RDA"),
            ("XGGYLANXYA", "GILANI"),
            ("RXSHYDX", "RSHID"),
        ] {
            assert_eq!(decoded(text.as_bytes()).as_str(), plain, "{text}");
        }
    }
}
