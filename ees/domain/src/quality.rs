//! Numbers on the quality of data, and how they are told so that they point at nobody.
//!
//! Law: EES Art. 38(4), Member States monitor the quality of the data; Art. 63(1), numbers do not
//! identify individuals.

/// From which number on a number is told; a smaller one might point at somebody.
///
/// Source: ours; the Regulation names no number.
pub const TOLD_FROM: u64 = 5;

/// The number as it is told: 0, or [`TOLD_FROM`] and more; `None` for what lies between.
///
/// Law: EES Art. 63(1).
pub const fn told(count: u64) -> Option<u64> {
    if 0 < count && count < TOLD_FROM { None } else { Some(count) }
}

/// How many of `of` there are in a thousand, rounded down; `None` when there is nothing to count
/// in, or the number is not told.
pub fn in_thousand(count: u64, of: u64) -> Option<u64> {
    told(count)?.saturating_mul(1_000).checked_div(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_might_point_at_somebody_is_not_told() {
        let cases = [(0, Some(0)), (1, None), (4, None), (5, Some(5)), (1_000, Some(1_000))];
        for (count, expected) in cases {
            assert_eq!(told(count), expected, "{count}");
        }
        assert_eq!(in_thousand(10, 2_000), Some(5));
        assert_eq!((in_thousand(3, 2_000), in_thousand(10, 0)), (None, None));
    }
}
