//! Letters of the Georgian and Armenian scripts.
//!
//! Source: the national romanisations in everyday use (Georgia 2002; Armenian as in the
//! passports of Armenia), without their apostrophes. Doc 9303 leaves both scripts out.

/// What a letter becomes; Georgian has one case, Armenian comes in capitals.
pub(super) fn letter(letter: char) -> Option<&'static str> {
    GEORGIAN
        .iter()
        .chain(ARMENIAN)
        .copied()
        .find(|(from, _)| *from == letter)
        .or_else(|| mtavruli(letter))
        .map(|(_, to)| to)
}

/// Georgian capitals (Mtavruli, U+1C90 to U+1CBF) lie a fixed way above the ordinary letters.
fn mtavruli(letter: char) -> Option<(char, &'static str)> {
    let ordinary = u32::from(letter).checked_sub(0x1C90).filter(|at| *at < 0x30)?;
    let letter = char::from_u32(ordinary.checked_add(0x10D0)?)?;
    GEORGIAN.iter().copied().find(|(from, _)| *from == letter)
}

const GEORGIAN: &[(char, &str)] = &[
    ('ა', "A"),
    ('ბ', "B"),
    ('გ', "G"),
    ('დ', "D"),
    ('ე', "E"),
    ('ვ', "V"),
    ('ზ', "Z"),
    ('თ', "T"),
    ('ი', "I"),
    ('კ', "K"),
    ('ლ', "L"),
    ('მ', "M"),
    ('ნ', "N"),
    ('ო', "O"),
    ('პ', "P"),
    ('ჟ', "ZH"),
    ('რ', "R"),
    ('ს', "S"),
    ('ტ', "T"),
    ('უ', "U"),
    ('ფ', "P"),
    ('ქ', "K"),
    ('ღ', "GH"),
    ('ყ', "Q"),
    ('შ', "SH"),
    ('ჩ', "CH"),
    ('ც', "TS"),
    ('ძ', "DZ"),
    ('წ', "TS"),
    ('ჭ', "CH"),
    ('ხ', "KH"),
    ('ჯ', "J"),
    ('ჰ', "H"),
];

const ARMENIAN: &[(char, &str)] = &[
    ('Ա', "A"),
    ('Բ', "B"),
    ('Գ', "G"),
    ('Դ', "D"),
    ('Ե', "E"),
    ('Զ', "Z"),
    ('Է', "E"),
    ('Ը', "Y"),
    ('Թ', "T"),
    ('Ժ', "ZH"),
    ('Ի', "I"),
    ('Լ', "L"),
    ('Խ', "KH"),
    ('Ծ', "TS"),
    ('Կ', "K"),
    ('Հ', "H"),
    ('Ձ', "DZ"),
    ('Ղ', "GH"),
    ('Ճ', "CH"),
    ('Մ', "M"),
    ('Յ', "Y"),
    ('Ն', "N"),
    ('Շ', "SH"),
    ('Ո', "O"),
    ('Չ', "CH"),
    ('Պ', "P"),
    ('Ջ', "J"),
    ('Ռ', "R"),
    ('Ս', "S"),
    ('Վ', "V"),
    ('Տ', "T"),
    ('Ր', "R"),
    ('Ց', "TS"),
    ('Ւ', "V"),
    ('Փ', "P"),
    ('Ք', "K"),
    ('Օ', "O"),
    ('Ֆ', "F"),
];
