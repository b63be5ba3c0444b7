//! The comparison of names written plainly: every pair is listed and sorted, every distance is
//! counted row by row. It shares with [`super::super::compare`] the measure and no code.

use super::super::fold::Token;

/// Likeness of two names as their folded letters, 0 to 1000.
pub(super) fn compare(a: &[Token], b: &[Token]) -> u32 {
    let texts = |tokens: &[Token]| -> Vec<String> {
        tokens.iter().map(|token| token.as_str().to_owned()).collect()
    };
    let (a, b) = (texts(a), texts(b));
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let sorted = |tokens: &[String]| {
        let mut sorted = tokens.to_vec();
        sorted.sort();
        sorted.concat()
    };
    let joined = spelling(&sorted(&a), &sorted(&b)).max(spelling(&a.concat(), &b.concat()));
    let joined = if joined < 800 { 0 } else { joined.saturating_sub(20) };
    matched(&a, &b).max(matched(&b, &a)).max(joined)
}

fn token(a: &str, b: &str) -> u32 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    match short.len() {
        _ if short == long => 1000,
        1 if long.starts_with(short) => 800,
        3.. if long.starts_with(short) => 900,
        _ => Some(spelling(a, b)).filter(|likeness| 600 <= *likeness).unwrap_or(0),
    }
}

/// 1000 less the share of letters that differ.
fn spelling(a: &str, b: &str) -> u32 {
    let share = distance(a.as_bytes(), b.as_bytes()) * 1000 / a.len().max(b.len());
    1000 - u32::try_from(share).unwrap()
}

fn matched(a: &[String], b: &[String]) -> u32 {
    let mut pairs = Vec::new();
    for (at, one) in a.iter().enumerate() {
        for (other_at, other) in b.iter().enumerate() {
            pairs.push((token(one, other), at, other_at));
        }
    }
    pairs.sort_unstable_by(|x, y| y.cmp(x));
    let weight = |token: &String| if token.len() < 3 { 3 } else { 4 };
    let (mut free_a, mut free_b) = (vec![true; a.len()], vec![true; b.len()]);
    let (mut gained, mut weighed) = (0, 0);
    for (likeness, at, other_at) in pairs {
        if 0 < likeness && free_a[at] && free_b[other_at] {
            (free_a[at], free_b[other_at]) = (false, false);
            let heavier = weight(&a[at]).max(weight(&b[other_at]));
            gained += likeness * heavier;
            weighed += heavier;
        }
    }
    let left = |tokens: &[String], free: &[bool]| -> u32 {
        tokens.iter().zip(free).filter(|(_, free)| **free).map(|(token, _)| weight(token)).sum()
    };
    let (left_a, left_b) = (left(a, &free_a), left(b, &free_b));
    gained / (weighed + left_a.min(left_b) + left_a.abs_diff(left_b).div_ceil(4)).max(1)
}

/// Cell by cell of the whole table.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let mut least = if i == 0 || j == 0 { i + j } else { usize::MAX };
            if 0 < i && 0 < j {
                let differs = usize::from(a[i - 1] != b[j - 1]);
                least = least.min(table[i - 1][j - 1] + differs);
                least = least.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
            }
            if 1 < i && 1 < j && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(table[i - 2][j - 2] + 1);
            }
            table[i][j] = least;
        }
    }
    table[a.len()][b.len()]
}
