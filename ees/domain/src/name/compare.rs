//! How alike two names are.
//!
//! Tokens are compared in any order. The measure of two tokens is the distance of Damerau in its
//! form with optimal string alignment: insertions, deletions, substitutions, and exchanges of
//! neighbours, each of cost 1.

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

/// Likeness of two folded tokens, 0 to [`SAME`]; symmetric.
pub fn token_likeness(a: &str, b: &str) -> u32 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short == long {
        return SAME;
    }
    if short.len() == 1 && long.starts_with(short) {
        return INITIAL;
    }
    if TRUNCATED_CHARS_MIN <= short.len() && long.starts_with(short) {
        return TRUNCATED;
    }
    let likeness = spelling_likeness(a, b);
    if likeness < TOKEN_MIN { 0 } else { likeness }
}

/// [`SAME`] less the share of letters that differ.
fn spelling_likeness(a: &str, b: &str) -> u32 {
    let longest = a.len().max(b.len());
    let differing = distance(a.as_bytes(), b.as_bytes()).saturating_mul(1000);
    let share = differing.checked_div(longest).unwrap_or(0);
    SAME.saturating_sub(u32::try_from(share).unwrap_or(SAME))
}

/// Likeness of two names as folded tokens in any order, 0 to [`SAME`]; symmetric.
///
/// A token that only one name has weighs little, for given names are often left out. Tokens
/// that stand against each other weigh fully. Tokens written together and apart are compared
/// also as one run of letters.
pub fn compare(a: &[String], b: &[String]) -> u32 {
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let by_token = matched(a, b).max(matched(b, a));
    if by_token == SAME {
        return SAME;
    }
    let joined = run_likeness(&joined_sorted(a), &joined_sorted(b))
        .max(run_likeness(&a.concat(), &b.concat()));
    let joined = if JOINED_MIN <= joined { joined.saturating_sub(JOINED_DEDUCTION) } else { 0 };
    by_token.max(joined)
}

/// [`spelling_likeness`] of two runs of letters, or 0 when their lengths alone rule out
/// [`JOINED_MIN`].
fn run_likeness(a: &str, b: &str) -> u32 {
    let longest = a.len().max(b.len());
    let alike = longest.saturating_sub(a.len().abs_diff(b.len())).saturating_mul(1000);
    let most = u32::try_from(alike.checked_div(longest).unwrap_or(0)).unwrap_or(SAME);
    if most < JOINED_MIN { 0 } else { spelling_likeness(a, b) }
}

fn joined_sorted(tokens: &[String]) -> String {
    let mut sorted = tokens.to_vec();
    sorted.sort_unstable();
    sorted.concat()
}

/// Matches the tokens greedily, the most alike first, and weighs them.
fn matched(a: &[String], b: &[String]) -> u32 {
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    for (at, token) in a.iter().enumerate() {
        for (other_at, other) in b.iter().enumerate() {
            pairs.push((token_likeness(token, other), at, other_at));
        }
    }
    pairs.sort_unstable_by(|x, y| y.cmp(x));
    let (mut free_a, mut free_b) = (vec![true; a.len()], vec![true; b.len()]);
    let (mut gained, mut weighed) = (0_u32, 0_u32);
    for (likeness, at, other_at) in pairs.into_iter().filter(|(likeness, _, _)| 0 < *likeness) {
        let (Some(mine), Some(theirs)) = (free_a.get_mut(at), free_b.get_mut(other_at)) else {
            continue;
        };
        if *mine && *theirs {
            (*mine, *theirs) = (false, false);
            let weight = weight_of(a.get(at)).max(weight_of(b.get(other_at)));
            gained = gained.saturating_add(likeness.saturating_mul(weight));
            weighed = weighed.saturating_add(weight);
        }
    }
    let (left_a, left_b) = (weight_left(a, &free_a), weight_left(b, &free_b));
    let missing = left_a.abs_diff(left_b).div_ceil(MISSING_PART);
    let against = weighed.saturating_add(left_a.min(left_b)).saturating_add(missing);
    gained.checked_div(against).unwrap_or(0)
}

/// Tokens weigh alike, but those of one or two letters, often particles, a little less.
fn weight_of(token: Option<&String>) -> u32 {
    token.map_or(0, |token| if token.len() < 3 { 3 } else { 4 })
}

fn weight_left(tokens: &[String], free: &[bool]) -> u32 {
    tokens
        .iter()
        .zip(free)
        .filter(|(_, free)| **free)
        .fold(0, |sum, (token, _)| sum.saturating_add(weight_of(Some(token))))
}

/// The distance of Damerau with optimal string alignment.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut last_a = None;
    for (at, &x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(above.len());
        row.push(at.saturating_add(1));
        let mut last_b = None;
        for (other_at, &y) in b.iter().enumerate() {
            let substituted = cost(&above, other_at).saturating_add(usize::from(x != y));
            let deleted = cost(&above, other_at.saturating_add(1)).saturating_add(1);
            let inserted = cost(&row, other_at).saturating_add(1);
            let exchanged = if last_a == Some(y) && last_b == Some(x) {
                cost(&before, other_at.saturating_sub(1)).saturating_add(1)
            } else {
                usize::MAX
            };
            row.push(substituted.min(deleted).min(inserted).min(exchanged));
            last_b = Some(y);
        }
        last_a = Some(x);
        before = std::mem::replace(&mut above, row);
    }
    cost(&above, b.len())
}

fn cost(row: &[usize], at: usize) -> usize {
    row.get(at).copied().unwrap_or(usize::MAX)
}
