//! Spellings of one name brought together.
//!
//! A folded token is a key for search, not a spelling: it is coarse on purpose, and different
//! names may share one. The rules are this module's own and are applied one after another.

use super::consonants::{Consonants, Source, consonants, is_particle};
use super::letters::Letters;

/// Most tokens kept of a name.
pub const TOKENS_MAX: usize = 12;
/// Longest folded token, in letters.
pub const TOKEN_CHARS_MAX: usize = 40;

/// One part of a name, folded.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    letters: Letters<TOKEN_CHARS_MAX>,
    /// Bit `n` is set when letter number `n` of the alphabet occurs.
    set: u32,
    consonants: Consonants,
}

impl Token {
    /// No token, where there is room for one.
    pub(super) const NONE: Self =
        Self { letters: Letters::NONE, set: 0, consonants: Consonants::NONE };

    /// The token of letters `A` to `Z`; `None` when nothing is left of it.
    pub fn of(letters: &str) -> Option<Self> {
        Self::of_bytes(letters.as_bytes(), (letters.as_bytes(), Source::Spelling))
    }

    /// The token of letters, with its consonants read from what may be another form.
    pub(super) fn of_bytes(token: &[u8], (other, source): (&[u8], Source)) -> Option<Self> {
        let letters = fold(token);
        let folded = letters.as_bytes();
        (!folded.is_empty()).then(|| Self {
            letters,
            set: set_of(folded),
            consonants: consonants(other, source),
        })
    }

    /// A name of a script without transliteration, which counts as it is written.
    pub(super) fn as_written(name: &str) -> Self {
        let mut letters = Letters::NONE;
        let mut room = true;
        for letter in name.trim().chars().flat_map(char::to_uppercase) {
            room = room && letters.push_str(letter.encode_utf8(&mut [0; 4]));
        }
        Self { letters, set: set_of(letters.as_bytes()), consonants: Consonants::NONE }
    }

    /// The folded letters.
    pub fn as_str(&self) -> &str {
        self.letters.as_str()
    }

    /// The folded letters as bytes.
    pub(super) fn as_bytes(&self) -> &[u8] {
        self.letters.as_bytes()
    }

    /// The letters that occur, one bit for each.
    pub(super) const fn set(&self) -> u32 {
        self.set
    }

    /// Whether this is a word like `AL` or `ABDUL`, which joins names of the Arabic script.
    pub fn is_particle(&self) -> bool {
        is_particle(self.as_bytes())
    }

    /// The consonants as small letters, for names of the Arabic script; empty when there are too
    /// few.
    pub fn consonants(&self) -> &str {
        self.consonants.as_str()
    }
}

impl PartialEq for Token {
    fn eq(&self, other: &Self) -> bool {
        self.letters == other.letters
    }
}

impl Eq for Token {}

/// The letters that occur, one bit for each.
const fn set_of(mut letters: &[u8]) -> u32 {
    let mut set = 0;
    while let [letter, rest @ ..] = letters {
        set |= 1 << (*letter & 31);
        letters = rest;
    }
    set
}

/// The pairs of neighbours that occur; several pairs share a bit.
const fn pairs_of(mut letters: &[u8]) -> u64 {
    let mut pairs = 0;
    while let [one, rest @ ..] = letters {
        if let [other, ..] = rest {
            pairs |= 1 << ((*one & 31).wrapping_mul(5).wrapping_add(*other) & 63);
        }
        letters = rest;
    }
    pairs
}

/// One rule: where `from` stands, `to` is written; `example` are two spellings it unites.
#[derive(Debug)]
pub(super) struct Rule {
    from: &'static str,
    to: &'static str,
    /// The letters of `from`, and its pairs of neighbours.
    set: u32,
    pairs: u64,
    /// Two spellings that fold to the same letters by this rule.
    #[cfg_attr(not(test), expect(dead_code, reason = "the examples are read by the tests"))]
    pub(super) example: (&'static str, &'static str),
}

const fn rule(from: &'static str, to: &'static str, example: (&'static str, &'static str)) -> Rule {
    Rule { from, to, set: set_of(from.as_bytes()), pairs: pairs_of(from.as_bytes()), example }
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
fn fold(token: &[u8]) -> Letters<TOKEN_CHARS_MAX> {
    let mut letters = Letters::NONE;
    // An apostrophe keeps letters apart until the rules are done.
    let kept = token.iter().filter(|letter| letter.is_ascii_uppercase() || **letter == b'\'');
    kept.copied().all(|letter| letters.push(letter));
    let (mut set, mut pairs) = (set_of(letters.as_bytes()), pairs_of(letters.as_bytes()));
    for rule in RULES {
        // Most rules are ruled out by a letter or a pair of letters that does not occur.
        let possible = rule.set & !set == 0 && rule.pairs & !pairs == 0;
        if possible && holds(letters.as_bytes(), rule.from.as_bytes()) {
            letters = replaced(letters.as_bytes(), rule);
            (set, pairs) = (set_of(letters.as_bytes()), pairs_of(letters.as_bytes()));
        }
    }
    letters = without_doubles(letters.as_bytes());
    for rule in ENDINGS {
        let stem = letters.as_bytes().strip_suffix(rule.from.as_bytes()).map_or(0, <[u8]>::len);
        if 0 < stem {
            letters.shorten(stem);
            letters.push_str(rule.to);
        }
    }
    letters
}

/// Whether `letters` hold `part`.
fn holds(letters: &[u8], part: &[u8]) -> bool {
    letters.windows(part.len()).any(|window| begins(window, part))
}

/// Whether `letters` begin with `part`. Both are short, so that a loop is faster than a call.
fn begins(letters: &[u8], part: &[u8]) -> bool {
    part.len() <= letters.len() && letters.iter().zip(part).all(|(one, other)| one == other)
}

/// `letters` after one rule; what does not fit any more is left out.
fn replaced(letters: &[u8], rule: &Rule) -> Letters<TOKEN_CHARS_MAX> {
    let mut result = Letters::NONE;
    let mut rest = letters;
    while let [letter, tail @ ..] = rest {
        if begins(rest, rule.from.as_bytes()) {
            rule.to.bytes().all(|letter| result.push(letter));
            rest = rest.get(rule.from.len()..).unwrap_or_default();
        } else {
            result.push(*letter);
            rest = tail;
        }
    }
    result
}

fn without_doubles(letters: &[u8]) -> Letters<TOKEN_CHARS_MAX> {
    let mut result = Letters::NONE;
    for letter in letters.iter().filter(|letter| **letter != b'\'') {
        if result.as_bytes().last() != Some(letter) {
            result.push(*letter);
        }
    }
    result
}
