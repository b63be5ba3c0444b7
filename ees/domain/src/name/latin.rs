//! Letters of the Latin script beyond `A` to `Z`.
//!
//! Source: ICAO Doc 9303-3 section 6, table A; where it offers a choice, the expansion (`AE`,
//! `OE`, `UE`, `AA`) is taken. Vietnamese letters follow their base letter.

use std::sync::LazyLock;

/// Base letters and the capital letters that become them.
const BASES: &[(&str, &str)] = &[
    ("A", "ÁÀÂÃĂĀĄǍẠẢẤẦẨẪẬẮẰẲẴẶȀȂ"),
    ("AA", "Å"),
    ("AE", "ÄÆǼ"),
    ("B", "ḂƁ"),
    ("C", "ÇĆĈĊČƇ"),
    ("D", "ĎĐÐḐƊḌ"),
    ("E", "ÉÈÊËĒĔĖĘĚẸẺẼẾỀỂỄỆȄȆƏƎ"),
    ("F", "ḞƑ"),
    ("G", "ĜĞĠĢǴǦƓ"),
    ("H", "ĤĦḦḤḪ"),
    ("I", "ÍÌÎÏĨĪĬĮİǏỈỊȈȊƗ"),
    ("IJ", "Ĳ"),
    ("J", "Ĵ"),
    ("K", "ĶǨḲƘĸ"),
    ("L", "ĹĻĽĿŁḶ"),
    ("M", "Ṁ"),
    ("N", "ÑŃŅŇŊǸṆ"),
    ("O", "ÓÒÔÕŌŎŐǑỌỎỐỒỔỖỘỚỜỞỠỢƠȌȎǪ"),
    ("OE", "ÖØŒǾ"),
    ("P", "Ṗ"),
    ("R", "ŔŖŘȐȒṚ"),
    ("S", "ŚŜŞŠȘṠṢ"),
    ("SS", "ẞ"),
    ("T", "ŢŤŦȚṪṬ"),
    ("TH", "Þ"),
    ("U", "ÚÙÛŨŪŬŮŰŲǓỤỦỨỪỬỮỰƯȔȖǛǗ"),
    ("UE", "Ü"),
    ("W", "ŴẀẂẄ"),
    ("X", "ẌẊ"),
    ("Y", "ÝŶŸỲỴỶỸȲ"),
    ("Z", "ŹŻŽẒƵ"),
];

/// Each letter with its base, in the order of the letters, so that it is found at once.
static LETTERS: LazyLock<Vec<(char, &'static str)>> = LazyLock::new(|| {
    let mut letters: Vec<(char, &'static str)> =
        BASES.iter().flat_map(|(base, own)| own.chars().map(|letter| (letter, *base))).collect();
    letters.sort_unstable();
    letters
});

/// What a capital letter of the Latin script becomes.
pub(super) fn letter(letter: char) -> Option<&'static str> {
    let at = LETTERS.binary_search_by_key(&letter, |(from, _)| *from).ok()?;
    LETTERS.get(at).map(|(_, base)| *base)
}
