//! How many letters two texts differ by.
//!
//! The measure is the distance of Damerau in its form with optimal string alignment: insertions,
//! deletions, substitutions, and exchanges of neighbours, each of cost 1.

/// Longest text of which one word holds a bit for each letter.
const WORD_LETTERS: usize = 64;

/// The distance of `a` and `b` when it is at most `most`.
pub(super) fn distance(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    let (a, b) = without_common_ends(a, b);
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if most < long.len().saturating_sub(short.len()) {
        return None;
    }
    if short.is_empty() {
        return Some(long.len());
    }
    let are_capitals = [short, long].iter().all(|text| text.iter().all(u8::is_ascii_uppercase));
    if short.len() <= WORD_LETTERS && are_capitals {
        by_bits(short, long, most)
    } else {
        Some(by_rows(short, long)).filter(|found| *found <= most)
    }
}

/// What is left when both begin alike and end alike, which never makes a difference.
fn without_common_ends<'a>(mut a: &'a [u8], mut b: &'a [u8]) -> (&'a [u8], &'a [u8]) {
    while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b)
        && x == y
    {
        (a, b) = (rest_a, rest_b);
    }
    while let ([rest_a @ .., x], [rest_b @ .., y]) = (a, b)
        && x == y
    {
        (a, b) = (rest_a, rest_b);
    }
    (a, b)
}

/// One column of the table of distances after another, each in two words: bit `i` tells whether
/// row `i + 1` is one more, or one less, than row `i`.
///
/// Hyyrö 2003, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances".
/// `short` has 1 to [`WORD_LETTERS`] letters, `A` to `Z` as those of `long`.
fn by_bits(short: &[u8], long: &[u8], most: usize) -> Option<usize> {
    // Where each letter stands in `short`; the lowest five bits number the alphabet.
    let mut places = [0_u64; 32];
    let mut bit = 1_u64;
    for letter in short {
        if let Some(place) = places.get_mut(usize::from(letter & 31)) {
            *place |= bit;
        }
        bit = bit.wrapping_shl(1);
    }
    let last = 1_u64.wrapping_shl(u32::try_from(short.len()).ok()?.wrapping_sub(1));
    let (mut more, mut less, mut diagonal, mut same_before) = (u64::MAX, 0_u64, 0_u64, 0_u64);
    let mut found = short.len();
    let mut rest = long.len();
    for letter in long {
        let same = places.get(usize::from(letter & 31)).copied().unwrap_or(0);
        let exchanged = ((!diagonal & same) << 1) & same_before;
        diagonal = ((same & more).wrapping_add(more) ^ more) | same | less | exchanged;
        let right_more = less | !(diagonal | more);
        let right_less = diagonal & more;
        found = found.saturating_add(usize::from(right_more & last != 0));
        found = found.saturating_sub(usize::from(right_less & last != 0));
        rest = rest.saturating_sub(1);
        // Each letter that is left brings the distance down by one at most.
        if most < found.saturating_sub(rest) {
            return None;
        }
        let right_more = (right_more << 1) | 1;
        less = right_more & diagonal;
        more = (right_less << 1) | !(diagonal | right_more);
        same_before = same;
    }
    (found <= most).then_some(found)
}

/// Row after row, for texts of any length and any script.
fn by_rows(a: &[u8], b: &[u8]) -> usize {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_change_counts_once() {
        for (a, b, expected) in [
            ("", "", 0),
            ("ANNA", "", 4),
            ("ANNA", "ANA", 1),
            ("ANNA", "ANAN", 1),
            ("CA", "ABC", 3),
            ("ERIKSEN", "ERIKSON", 1),
            ("SATURDAY", "SUNDAY", 3),
            ("ЖУК", "ЖУК", 0),
        ] {
            assert_eq!(distance(a.as_bytes(), b.as_bytes(), 9), Some(expected), "{a} {b}");
        }
        assert_eq!(distance(b"SATURDAY", b"SUNDAY", 2), None);
    }

    proptest! {
        #[test]
        fn bits_and_rows_agree(a in "[A-D]{0,70}", b in "[A-D]{0,70}", most in 0_usize..80) {
            let expected = Some(by_rows(a.as_bytes(), b.as_bytes())).filter(|d| *d <= most);
            prop_assert_eq!(distance(a.as_bytes(), b.as_bytes(), most), expected);
        }

        #[test]
        fn bits_and_rows_agree_on_short_names(a in "[A-C]{0,9}", b in "[A-C]{0,9}") {
            let expected = Some(by_rows(a.as_bytes(), b.as_bytes()));
            prop_assert_eq!(distance(a.as_bytes(), b.as_bytes(), usize::MAX), expected);
        }
    }
}
