//! Spellings of one name brought together.
//!
//! A folded token is a key for search, not a spelling: it is coarse on purpose, and different
//! names may share one. The rules are this module's own and are applied one after another.

use super::transliterate::{Purpose, transliterate};

/// Most tokens kept of a name.
pub const TOKENS_MAX: usize = 12;
/// Longest folded token, in letters.
pub const TOKEN_CHARS_MAX: usize = 40;

/// One rule: where `from` stands, `to` is written; `example` are two spellings it unites.
#[derive(Debug)]
pub(super) struct Rule {
    from: &'static str,
    to: &'static str,
    /// Two spellings that fold to the same letters by this rule.
    #[cfg_attr(not(test), expect(dead_code, reason = "the examples are read by the tests"))]
    pub(super) example: (&'static str, &'static str),
}

const fn rule(from: &'static str, to: &'static str, example: (&'static str, &'static str)) -> Rule {
    Rule { from, to, example }
}

/// The rules, in the order of their application.
pub(super) const RULES: &[Rule] = &[
    rule("DZH", "J", ("DZHAMAL", "JAMAL")),
    rule("DSCH", "J", ("DSCHAMAL", "JAMAL")),
    rule("DJ", "J", ("DJAMAL", "JAMAL")),
    rule("TSCH", "K", ("TSCHERNOV", "CHERNOV")),
    rule("TCH", "K", ("TCHERNOV", "CHERNOV")),
    rule("SHCH", "S", ("SHCHERBAK", "SCHERBAK")),
    rule("SCH", "S", ("SCHEVCHENKO", "SHEVCHENKO")),
    rule("SH", "S", ("ŞAHIN", "SHAHIN")),
    rule("SZ", "S", ("SZYMON", "SHYMON")),
    rule("CH", "K", ("ČAPEK", "CHAPEK")),
    rule("CK", "K", ("BECKER", "BEKER")),
    rule("CS", "K", ("KOVACS", "KOVACH")),
    rule("CZ", "K", ("CZARNEK", "CHARNEK")),
    rule("TZ", "K", ("TZVETKOV", "CVETKOV")),
    rule("TS", "K", ("TSVETKOV", "CVETKOV")),
    rule("KH", "H", ("KHALID", "HALID")),
    rule("PH", "F", ("PHILIP", "FILIP")),
    rule("TH", "T", ("THODOROS", "TODOROS")),
    rule("DH", "D", ("RIYADH", "RIYAD")),
    rule("GH", "G", ("GHASSAN", "GASSAN")),
    rule("ZH", "Z", ("ZHIVKOVIC", "ŽIVKOVIĆ")),
    rule("X", "KS", ("ALEXANDR", "ALEKSANDR")),
    rule("Q", "K", ("QASIM", "KASIM")),
    rule("C", "K", ("CARINA", "KARINA")),
    rule("W", "V", ("WOLOSHIN", "VOLOSHIN")),
    rule("OU", "U", ("YOUSSEF", "YUSSEF")),
    rule("OO", "U", ("MAHMOOD", "MAHMUD")),
    rule("EE", "I", ("NADEEM", "NADIM")),
    rule("AE", "A", ("JÄGER", "JAGER")),
    rule("OE", "O", ("KÖNIG", "KONIG")),
    rule("UE", "U", ("MÜLLER", "MULLER")),
    rule("Y", "I", ("YULIYA", "IULIIA")),
    rule("J", "I", ("JULIA", "IULIIA")),
    rule("IE", "E", ("YEVGENY", "EVGENY")),
];

/// Ends of a token that are written otherwise, after doubled letters have become single.
pub(super) const ENDINGS: &[Rule] = &[
    rule("OF", "OV", ("IVANOFF", "IVANOV")),
    rule("EF", "EV", ("LALEFF", "LALEV")),
    rule("AH", "A", ("FATIMAH", "FATIMA")),
];

/// The folded form of one token of letters `A` to `Z`; other characters are left out.
///
/// Doubled letters become single: `MOHAMMED` and `MOHAMED` fold to one form.
pub fn fold(token: &str) -> String {
    let mut letters: String =
        token.chars().filter(char::is_ascii_uppercase).take(TOKEN_CHARS_MAX).collect();
    for rule in RULES {
        if holds(&letters, rule.from) {
            letters = letters.replace(rule.from, rule.to);
        }
    }
    letters = without_doubles(&letters);
    for rule in ENDINGS {
        if let Some(stem) = letters.strip_suffix(rule.from)
            && !stem.is_empty()
        {
            letters = format!("{stem}{}", rule.to);
        }
    }
    letters
}

/// Whether `letters` hold `part`. Both are short, so that comparing every place is faster than
/// the search of the standard library, which prepares itself for long texts.
fn holds(letters: &str, part: &str) -> bool {
    letters.as_bytes().windows(part.len()).any(|window| window == part.as_bytes())
}

fn without_doubles(letters: &str) -> String {
    let mut last = None;
    letters.chars().filter(|letter| last.replace(*letter) != Some(*letter)).collect()
}

/// The folded tokens of a name of any script, in their order, at most [`TOKENS_MAX`].
///
/// A name of a script that is not covered gives no tokens.
pub fn tokens(name: &str) -> Vec<String> {
    transliterate(name, None, Purpose::Comparison)
        .text
        .split('<')
        .map(fold)
        .filter(|token| !token.is_empty())
        .take(TOKENS_MAX)
        .collect()
}
