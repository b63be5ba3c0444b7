//! How alike two names are.
//!
//! Tokens are compared in any order. The measure of two tokens is the share of letters that
//! differ, by the number of changes between them; of names of the Arabic script also what is
//! left of them without vowels.

use super::distance::distance;
use super::fold::{TOKENS_MAX, Token};
use super::letters::Letters;

/// The likeness of equal names; no likeness is greater.
pub const SAME: u32 = 1000;
/// A token that is the beginning of the other, as a truncated zone leaves it.
const TRUNCATED: u32 = 900;
/// An initial and a token that begins with it.
const INITIAL: u32 = 800;
/// Less than this between two tokens counts as nothing in common.
const TOKEN_MIN: u32 = 600;
/// Least length of a beginning that counts as truncated.
const TRUNCATED_CHARS_MIN: usize = 3;
/// A missing token weighs this part of a contradicting one.
const MISSING_PART: u32 = 4;
/// Written together or apart: taken only when this alike, and then with this deduction.
const JOINED_MIN: u32 = 800;
const JOINED_DEDUCTION: u32 = 20;
/// Tokens of the same three or more consonants.
const CONSONANTS: u32 = 900;
/// Tokens of the same two consonants.
const TWO_CONSONANTS: u32 = 800;
/// Tokens of four or more consonants of which one differs.
const NEAR_CONSONANTS: u32 = 700;

/// Most tokens of the names of one person.
const ALL_TOKENS_MAX: usize = TOKENS_MAX * 2;
/// Longest run of letters of tokens written together; longer ones are compared as far.
const RUN_LETTERS_MAX: usize = 160;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The folded letters.
    Letters,
    /// The folded letters or the consonants, whichever are more alike: for names of the Arabic
    /// script, which leaves vowels out.
    Consonants,
}

/// Likeness of two folded tokens, 0 to [`SAME`]; symmetric.
pub fn token_likeness(a: &Token, b: &Token, measure: Measure) -> u32 {
    let letters = letters_likeness(a, b);
    match measure {
        Measure::Consonants if letters < CONSONANTS => letters.max(consonants_likeness(a, b)),
        Measure::Consonants | Measure::Letters => letters,
    }
}

fn letters_likeness(a: &Token, b: &Token) -> u32 {
    let (short, long) = if a.as_bytes().len() <= b.as_bytes().len() { (a, b) } else { (b, a) };
    let (short_text, long_text) = (short.as_bytes(), long.as_bytes());
    if long_text.starts_with(short_text) {
        match short_text.len() {
            length if length == long_text.len() => return SAME,
            1 => return INITIAL,
            TRUNCATED_CHARS_MIN.. => return TRUNCATED,
            _ => {}
        }
    }
    share_alike(short_text, long_text, (short.set(), long.set()), TOKEN_MIN)
}

/// Of four consonants and more, one may differ.
fn consonants_likeness(a: &Token, b: &Token) -> u32 {
    let (a, b) = (a.consonants(), b.consonants());
    match a.len().max(b.len()) {
        _ if a.is_empty() || b.is_empty() => 0,
        2 if a == b => TWO_CONSONANTS,
        _ if a == b => CONSONANTS,
        4.. if distance(a.as_bytes(), b.as_bytes(), 1).is_some() => NEAR_CONSONANTS,
        _ => 0,
    }
}

/// [`SAME`] less the share of letters that differ, or 0 when that is less than `least`.
///
/// `sets` are the letters that occur in each, which rule out most pairs of strangers.
fn share_alike(a: &[u8], b: &[u8], sets: (u32, u32), least: u32) -> u32 {
    let longest = a.len().max(b.len());
    let differing = usize::try_from(SAME.saturating_sub(least)).unwrap_or(0);
    // The greatest distance whose share, rounded down, leaves enough.
    let whole = differing.saturating_add(1).saturating_mul(longest).saturating_sub(1);
    let most = whole.div_euclid(1000);
    if most < lone_letters(sets) {
        return 0;
    }
    let Some(found) = distance(a, b, most) else { return 0 };
    let share = found.saturating_mul(1000).checked_div(longest).unwrap_or(0);
    SAME.saturating_sub(u32::try_from(share).unwrap_or(SAME))
}

/// The least changes that letters ask for of which only one text has any.
fn lone_letters((a, b): (u32, u32)) -> usize {
    let lone = (a & !b).count_ones().max((b & !a).count_ones());
    usize::try_from(lone).unwrap_or(0)
}

/// Likeness of two names as folded tokens in any order, 0 to [`SAME`]; symmetric.
///
/// A token that only one name has weighs little, for given names are often left out. Tokens
/// that stand against each other weigh fully. Tokens written together and apart are compared
/// also as one run of letters.
pub fn compare(a: &[Token], b: &[Token], measure: Measure) -> u32 {
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let table = Table::of(a, b, measure);
    let by_token = table.matched(Order::First).max(table.matched(Order::Second));
    // Written together they have less than this at most, and nothing when nothing is alike.
    if SAME.saturating_sub(JOINED_DEDUCTION) <= by_token {
        return by_token;
    }
    by_token.max(joined_likeness(a, b))
}

/// Likeness of all tokens written together, in their order or in that of their letters.
fn joined_likeness(a: &[Token], b: &[Token]) -> u32 {
    let length =
        |tokens: &[Token]| tokens.iter().map(|token| token.as_bytes().len()).sum::<usize>();
    let set = |tokens: &[Token]| tokens.iter().fold(0, |set, token| set | token.set());
    let (length_a, length_b, sets) = (length(a), length(b), (set(a), set(b)));
    // Letters that only one has, and the difference in length, rule out most strangers.
    let differing = lone_letters(sets).max(length_a.abs_diff(length_b));
    if length_a.max(length_b) < differing.saturating_mul(5) {
        return 0;
    }
    let alike = |a: &Run, b: &Run| share_alike(a.as_bytes(), b.as_bytes(), sets, JOINED_MIN);
    let found = alike(&run(a), &run(b)).max(alike(&sorted_run(a), &sorted_run(b)));
    if found < JOINED_MIN { 0 } else { found.saturating_sub(JOINED_DEDUCTION) }
}

/// Letters of tokens written together.
type Run = Letters<RUN_LETTERS_MAX>;

fn run<'a>(tokens: impl IntoIterator<Item = &'a Token>) -> Run {
    let mut run = Run::NONE;
    tokens.into_iter().flat_map(Token::as_bytes).all(|letter| run.push(*letter));
    run
}

fn sorted_run(tokens: &[Token]) -> Run {
    let Some(first) = tokens.first() else { return Run::NONE };
    let mut sorted = [first; ALL_TOKENS_MAX];
    sorted.iter_mut().zip(tokens).for_each(|(place, token)| *place = token);
    let sorted = sorted.get_mut(..tokens.len()).unwrap_or_default();
    sorted.sort_unstable_by_key(|token| token.as_bytes());
    run(sorted.iter().copied())
}

/// The likeness of each token of one name to each of another.
struct Table<'a> {
    a: &'a [Token],
    b: &'a [Token],
    rows: [[u32; ALL_TOKENS_MAX]; ALL_TOKENS_MAX],
}

/// Which name's later tokens come first when pairs are equally alike.
#[derive(Debug, Clone, Copy)]
enum Order {
    First,
    Second,
}

impl<'a> Table<'a> {
    fn of(a: &'a [Token], b: &'a [Token], measure: Measure) -> Self {
        let mut rows = [[0; ALL_TOKENS_MAX]; ALL_TOKENS_MAX];
        for (row, token) in rows.iter_mut().zip(a) {
            for (likeness, other) in row.iter_mut().zip(b) {
                *likeness = token_likeness(token, other, measure);
            }
        }
        Self { a, b, rows }
    }

    /// Matches the tokens greedily, the most alike first, and weighs them.
    fn matched(&self, order: Order) -> u32 {
        let (mut free_a, mut free_b) = ([true; ALL_TOKENS_MAX], [true; ALL_TOKENS_MAX]);
        let (mut gained, mut weighed) = (0_u32, 0_u32);
        while let Some((likeness, at, other_at)) = self.best(&free_a, &free_b, order) {
            take(&mut free_a, at);
            take(&mut free_b, other_at);
            let weight = weight_of(self.a.get(at)).max(weight_of(self.b.get(other_at)));
            gained = gained.saturating_add(likeness.saturating_mul(weight));
            weighed = weighed.saturating_add(weight);
        }
        let (left_a, left_b) = (weight_left(self.a, &free_a), weight_left(self.b, &free_b));
        let missing = left_a.abs_diff(left_b).div_ceil(MISSING_PART);
        let against = weighed.saturating_add(left_a.min(left_b)).saturating_add(missing);
        gained.checked_div(against).unwrap_or(0)
    }

    /// The most alike pair of tokens that are free and have something in common.
    fn best(&self, free_a: &Free, free_b: &Free, order: Order) -> Option<(u32, usize, usize)> {
        let mut best = (0, 0, 0);
        for (at, (row, _)) in self.rows.iter().zip(self.a).enumerate() {
            if !free_a.get(at).is_some_and(|free| *free) {
                continue;
            }
            for (other_at, (likeness, _)) in row.iter().zip(self.b).enumerate() {
                let candidate = match order {
                    Order::First => (*likeness, at, other_at),
                    Order::Second => (*likeness, other_at, at),
                };
                if best <= candidate && free_b.get(other_at).is_some_and(|free| *free) {
                    best = candidate;
                }
            }
        }
        let (likeness, one, other) = best;
        match order {
            _ if likeness == 0 => None,
            Order::First => Some((likeness, one, other)),
            Order::Second => Some((likeness, other, one)),
        }
    }
}

/// Which tokens have no partner yet.
type Free = [bool; ALL_TOKENS_MAX];

fn take(free: &mut Free, at: usize) {
    if let Some(free) = free.get_mut(at) {
        *free = false;
    }
}

/// Tokens weigh alike, but those of one or two letters, often particles, a little less.
fn weight_of(token: Option<&Token>) -> u32 {
    token.map_or(0, |token| if token.as_bytes().len() < 3 { 3 } else { 4 })
}

fn weight_left(tokens: &[Token], free: &Free) -> u32 {
    tokens
        .iter()
        .zip(free)
        .filter(|(_, free)| **free)
        .fold(0, |sum, (token, _)| sum.saturating_add(weight_of(Some(token))))
}
