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
//! A token is folded, and `G` is written `H`: Ukrainian and Belarusian `Г` is `H` in a zone, and
//! `G` where Russian was the habit. For names of the Arabic script, and for people who often have
//! such names, each token stands a second time in `t` and in the pairs with its consonants alone,
//! in small letters, because the script leaves vowels out.
//!
//! Not found: a whole date of birth that is wrong otherwise than by exchange of day and month;
//! a partial date together with fewer than two tokens right.

use crate::identity::Identity;
use crate::name::fold::Token;
use crate::name::full::FullName;

use super::SearchKey;
use super::likeness::names_of;

/// Most strings of one identity, for storing and for looking.
pub const KEYS_MAX: usize = 48;

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
            parts.by_day(day, parts.letters.all.len() == 1, &mut keys);
            parts.by_year('y', year, &mut keys);
            parts.by_nationality('q', &mut keys);
        }
        (None, Some(year)) => {
            parts.by_year('z', year, &mut keys);
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
            parts.by_year('z', year, &mut keys);
            parts.by_year_alone('z', year, &mut keys);
        }
        (None, Some(year)) => {
            for kind in ['y', 'z'] {
                parts.by_year(kind, year, &mut keys);
                parts.by_year_alone(kind, year, &mut keys);
            }
        }
        (_, None) => parts.by_nationality('q', &mut keys),
    }
    parts.by_nationality('u', &mut keys);
    bounded(keys)
}

fn bounded(mut keys: Vec<SearchKey>) -> Vec<SearchKey> {
    keys.sort_unstable();
    keys.dedup();
    keys.truncate(KEYS_MAX);
    keys
}

/// What the strings are made of.
struct Parts<'a> {
    /// Tokens of all names by their letters.
    letters: Tokens,
    /// The same by their consonants, for names of the Arabic script; otherwise none.
    consonants: Tokens,
    nationalities: Vec<&'a str>,
    /// Year and, the smaller first, day and month; `None` when one is unknown.
    day: Option<String>,
    year: Option<String>,
}

impl<'a> Parts<'a> {
    fn of(identity: &'a Identity) -> Self {
        let names = names_of(identity);
        let birth = identity.birth;
        Self {
            letters: Tokens::of(&names, by_letters),
            consonants: if names.is_arabic() {
                Tokens::of(&names, by_consonants)
            } else {
                Tokens::default()
            },
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
        for token in self.letters.all.iter().chain(&self.consonants.all) {
            keys.push(SearchKey::new('t', &[token, day]));
        }
        for nationality in &self.nationalities {
            for token in self.letters.first() {
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
            keys.extend(self.pairs().map(|pair| SearchKey::new(kind, &[&pair, nationality])));
        }
    }

    /// One string for each pair of names.
    fn by_year(&self, kind: char, year: &str, keys: &mut Vec<SearchKey>) {
        keys.extend(self.pairs().map(|pair| SearchKey::new(kind, &[&pair, year])));
    }

    /// One string for each name. Single tokens find who is stored with one token alone.
    fn by_year_alone(&self, kind: char, year: &str, keys: &mut Vec<SearchKey>) {
        let first = self.letters.first().iter().chain(self.consonants.first());
        keys.extend(first.map(|token| SearchKey::new(kind, &[token, year])));
    }

    fn pairs(&self) -> impl Iterator<Item = String> {
        self.letters.pairs().into_iter().chain(self.consonants.pairs())
    }
}

/// The tokens that count, each once, in an order that does not hang on the order of the names:
/// the longest first, then by letters.
#[derive(Default)]
struct Tokens {
    all: Vec<String>,
}

impl Tokens {
    fn of(names: &FullName, form: fn(&Token) -> Option<String>) -> Self {
        let mut all: Vec<String> = names.all().iter().filter_map(form).collect();
        all.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        all.dedup();
        all.truncate(TOKENS_MAX);
        Self { all }
    }

    /// Those that make pairs, and first letters.
    fn first(&self) -> &[String] {
        self.all.get(..PAIRED_MAX).unwrap_or(&self.all)
    }

    /// All pairs of the first tokens; a single token alone.
    fn pairs(&self) -> Vec<String> {
        let mut first: Vec<&str> = self.first().iter().map(String::as_str).collect();
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
}

/// The letters of a token, `G` and `H` as one.
#[expect(clippy::unnecessary_wraps, reason = "a form of tokens like the other")]
fn by_letters(token: &Token) -> Option<String> {
    Some(token.as_str().replace('G', "H"))
}

/// The consonants of a token, or its letters where there are too few.
fn by_consonants(token: &Token) -> Option<String> {
    match token.consonants() {
        _ if token.is_particle() => None,
        "" => by_letters(token),
        consonants => Some(consonants.to_owned()),
    }
}
