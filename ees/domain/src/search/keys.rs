//! The strings under which an identity is stored and looked for.
//!
//! Kinds, and how many of 100 million identities share one string. A day of birth has about
//! 3 400 identities (80 years); with day and month exchanged twice as many. A frequent token is
//! borne by 1 in 100, a frequent pair of tokens by 1 in 100 000, a large nationality by 1 in 4.
//! On 1 January, which stands for an unknown day in some States, a bucket is ten times larger.
//!
//! | kind | string | stored by | expected, and for a frequent name |
//! |---|---|---|---|
//! | `t` | token, day | whole dates | 1, 70 |
//! | `m` | nationality, day, first letter of a token | whole dates | 10, 170 |
//! | `s` | nationality, day | whole dates and one token alone | 1, 20 |
//! | `y` | pair of tokens, year | whole dates | 1, 15 |
//! | `z` | pair of tokens, year | partial dates | less than 1 |
//! | `q` | pair of tokens, nationality | known years | 10, 250 |
//! | `u` | pair of tokens, nationality | unknown years | less than 1 |
//!
//! `t` finds what has one token right: names in any order or exchanged, a token wrong, missing
//! or added, another sex, another nationality. `m` and `s` find names of which every token is
//! misspelt. The other kinds find partial dates, on either side. In `t`, `m` and `s` the smaller
//! of day and month stands first, so that their exchange does not matter.
//!
//! Not found: a whole date of birth that is wrong otherwise than by exchange of day and month;
//! a partial date together with fewer than two tokens right.

use crate::identity::Identity;
use crate::name::fold;

use super::SearchKey;
use super::likeness::Folded;

/// Most strings of one identity, for storing and for looking.
pub const KEYS_MAX: usize = 28;

/// Most tokens that make strings of their own.
const TOKENS_MAX: usize = 6;
/// Most tokens that make pairs, and first letters.
const PAIRED_MAX: usize = 3;
/// Most nationalities that make strings.
const NATIONALITIES_MAX: usize = 2;

/// The strings under which `identity` is stored; each once, in order, at most [`KEYS_MAX`].
pub fn stored_keys(identity: &Identity) -> Vec<SearchKey> {
    let parts = Parts::of(identity);
    let mut keys = Vec::new();
    match (&parts.day, &parts.year) {
        (Some(day), Some(year)) => {
            parts.by_day(day, parts.tokens.len() == 1, &mut keys);
            keys.extend(by_year('y', year, &parts.pairs));
            parts.by_nationality('q', &mut keys);
        }
        (None, Some(year)) => {
            keys.extend(by_year('z', year, &parts.pairs));
            parts.by_nationality('q', &mut keys);
        }
        (_, None) => parts.by_nationality('u', &mut keys),
    }
    bounded(keys)
}

/// The strings under which `identity` is looked for; each once, in order, at most [`KEYS_MAX`].
pub fn query_keys(identity: &Identity) -> Vec<SearchKey> {
    let parts = Parts::of(identity);
    let mut keys = Vec::new();
    match (&parts.day, &parts.year) {
        (Some(day), Some(year)) => {
            parts.by_day(day, true, &mut keys);
            keys.extend(by_year('z', year, &parts.pairs_and_singles()));
        }
        (None, Some(year)) => {
            keys.extend(by_year('y', year, &parts.pairs_and_singles()));
            keys.extend(by_year('z', year, &parts.pairs_and_singles()));
        }
        (_, None) => parts.by_nationality('q', &mut keys),
    }
    parts.by_nationality('u', &mut keys);
    bounded(keys)
}

/// One string for each name.
fn by_year(kind: char, year: &str, names: &[String]) -> Vec<SearchKey> {
    names.iter().map(|name| SearchKey::new(kind, &[name, year])).collect()
}

fn bounded(mut keys: Vec<SearchKey>) -> Vec<SearchKey> {
    keys.sort_unstable();
    keys.dedup();
    keys.truncate(KEYS_MAX);
    keys
}

/// What the strings are made of.
struct Parts<'a> {
    /// Folded tokens of all names, each once, the longest first, then by letters.
    tokens: Vec<String>,
    /// Pairs of the first tokens, or the only token.
    pairs: Vec<String>,
    nationalities: Vec<&'a str>,
    /// Year and, the smaller first, day and month; `None` when one is unknown.
    day: Option<String>,
    year: Option<String>,
}

impl<'a> Parts<'a> {
    fn of(identity: &'a Identity) -> Self {
        let tokens = significant(identity);
        let birth = identity.birth;
        Self {
            pairs: pairs(&tokens),
            tokens,
            nationalities: identity
                .nationalities
                .as_slice()
                .iter()
                .take(NATIONALITIES_MAX)
                .map(fnd_core::CountryCode::as_str)
                .collect(),
            day: birth.to_date().map(|d| {
                let (small, great) = (d.month().min(d.day()), d.month().max(d.day()));
                format!("{:04}-{small:02}-{great:02}", d.year())
            }),
            year: birth.year().map(|year| format!("{year:04}")),
        }
    }

    fn by_day(&self, day: &str, alone: bool, keys: &mut Vec<SearchKey>) {
        for token in &self.tokens {
            keys.push(SearchKey::new('t', &[token, day]));
        }
        for nationality in &self.nationalities {
            for token in self.tokens.iter().take(PAIRED_MAX) {
                let first: String = token.chars().take(1).collect();
                keys.push(SearchKey::new('m', &[nationality, day, &first]));
            }
            if alone {
                keys.push(SearchKey::new('s', &[nationality, day]));
            }
        }
    }

    fn by_nationality(&self, kind: char, keys: &mut Vec<SearchKey>) {
        for nationality in &self.nationalities {
            keys.extend(self.pairs.iter().map(|pair| SearchKey::new(kind, &[pair, nationality])));
        }
    }

    /// Single tokens find who is stored with one token alone.
    fn pairs_and_singles(&self) -> Vec<String> {
        let singles = self.tokens.iter().take(PAIRED_MAX);
        self.pairs.iter().chain(singles).cloned().collect()
    }
}

/// The tokens that count, in an order that does not hang on the order of the names.
///
/// A name of a script without transliteration counts as it is written.
fn significant(identity: &Identity) -> Vec<String> {
    let mut tokens = Folded::of(identity).all();
    tokens.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    tokens.dedup();
    tokens.truncate(TOKENS_MAX);
    tokens
}

/// All pairs of the first tokens; a single token alone.
fn pairs(tokens: &[String]) -> Vec<String> {
    let mut first: Vec<&str> = tokens.iter().take(PAIRED_MAX).map(String::as_str).collect();
    first.sort_unstable();
    if let [only] = first.as_slice() {
        return vec![(*only).to_owned()];
    }
    let mut pairs = Vec::new();
    let mut rest = first.as_slice();
    while let [head, tail @ ..] = rest {
        pairs.extend(tail.iter().map(|other| format!("{head}+{other}")));
        rest = tail;
    }
    pairs
}

/// The folded tokens of one name, or the name itself where folding leaves nothing.
pub(super) fn tokens_of(name: &str) -> Vec<String> {
    let folded = fold::tokens(name);
    if folded.is_empty() { vec![name.trim().to_uppercase()] } else { folded }
}
