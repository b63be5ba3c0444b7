//! Letters of the Latin script beyond `A` to `Z`.
//!
//! Source: ICAO Doc 9303-3 section 6, table A; where it offers a choice, the expansion (`AE`,
//! `OE`, `UE`, `AA`) is taken. Vietnamese letters follow their base letter.

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
    ("T", "ŢŤŦȚṪṬ"),
    ("TH", "Þ"),
    ("U", "ÚÙÛŨŪŬŮŰŲǓỤỦỨỪỬỮỰƯȔȖǛǗ"),
    ("UE", "Ü"),
    ("W", "ŴẀẂẄ"),
    ("X", "ẌẊ"),
    ("Y", "ÝŶŸỲỴỶỸȲ"),
    ("Z", "ŹŻŽẒƵ"),
];

/// What a capital letter of the Latin script becomes.
pub(super) fn letter(letter: char) -> Option<&'static str> {
    if letter == 'ẞ' {
        return Some("SS");
    }
    BASES.iter().find(|(_, letters)| letters.contains(letter)).map(|(base, _)| *base)
}
