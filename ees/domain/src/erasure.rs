//! Erasing before the time: what may be ordered to go, and by which article.
//!
//! What goes because its time is over needs no order; see [`crate::retention`].

use jiff::SignedDuration;

use crate::amendment::Wish;

/// Why data is erased although its period is not over. Law: EES Art. 35.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EarlyErasure {
    /// It was recorded unlawfully or is wrong beyond correction.
    Unlawful,
    /// The person has become a national of a Member State.
    Naturalised,
    /// The person falls outside the scope, Art. 2(3), by a permit, a card or a long-stay visa.
    OutOfScope,
    /// The person has become a national of Andorra, Monaco or San Marino, or holds a passport of
    /// the Vatican City State or the Holy See.
    Microstate,
}

impl EarlyErasure {
    /// All reasons with their codes and their articles.
    pub const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Unlawful, "unlawful", "EES Art. 35(1), (2)"),
        (Self::Naturalised, "naturalised", "EES Art. 35(6)"),
        (Self::OutOfScope, "out-of-scope", "EES Art. 35(6)"),
        (Self::Microstate, "microstate", "EES Art. 35(6)"),
    ];

    /// The reason that a case of amendment gives, if what is wished for is an erasure.
    ///
    /// Law: EES Art. 35(1), (2) and (6).
    pub const fn of(wish: Wish) -> Option<Self> {
        match wish {
            Wish::Erase => Some(Self::Unlawful),
            Wish::Naturalised(_) => Some(Self::Naturalised),
            Wish::OutOfScope(_) => Some(Self::OutOfScope),
            Wish::Microstate => Some(Self::Microstate),
            Wish::Rectify | Wish::Complete | Wish::Unlist => None,
        }
    }

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(one, ..)| *one == self).map_or("", |(_, code, _)| code)
    }

    /// The article.
    pub fn basis(self) -> &'static str {
        Self::ALL.into_iter().find(|(one, ..)| *one == self).map_or("", |(.., basis)| basis)
    }

    /// The reason with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known, _)| *known == code).map(|(one, ..)| one)
    }

    /// Whether the whole file goes with its records, and not one record alone.
    ///
    /// Law: EES Art. 35(6).
    pub const fn erases_all(self) -> bool {
        match self {
            Self::Naturalised | Self::OutOfScope | Self::Microstate => true,
            Self::Unlawful => false,
        }
    }
}

/// Why an order of erasure could not be carried out. Whoever ordered answers for the erasure
/// "without delay", Art. 35(1) and (6), so that a failure is told and not only tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Obstacle {
    /// Officers changed the file at the same moment, several times in turn.
    Busy,
    /// The database refused.
    Refused,
    /// What is stored breaks a rule, or cannot be opened.
    Inconsistent,
}

impl Obstacle {
    /// All obstacles with their codes.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Busy, "busy"), (Self::Refused, "refused"), (Self::Inconsistent, "inconsistent")];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(one, _)| *one == self).map_or("", |(_, code)| code)
    }

    /// The obstacle with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(one, _)| one)
    }
}

/// Longest time until an order that failed is tried again.
const RETRY_MAX: SignedDuration = SignedDuration::from_hours(1);

/// How long an order waits that has failed `tries` times: a minute, and each time twice as long,
/// an hour at most. Law: EES Art. 35(1), (6), without delay.
pub fn retry_after(tries: u32) -> SignedDuration {
    let doubled = 2_i32.checked_pow(tries.saturating_sub(1)).unwrap_or(i32::MAX);
    SignedDuration::from_mins(1).checked_mul(doubled).map_or(RETRY_MAX, |it| it.min(RETRY_MAX))
}

#[cfg(test)]
mod tests {
    use fnd_core::CountryCode;

    use super::*;

    #[test]
    fn an_order_that_fails_is_tried_again_ever_later_and_each_hour_at_least() {
        let minutes: Vec<i64> =
            [1, 2, 3, 4, 7, 8, 40, u32::MAX].map(|tries| retry_after(tries).as_mins()).into();
        assert_eq!(minutes, [1, 2, 4, 8, 60, 60, 60, 60]);
        for (obstacle, code) in Obstacle::ALL {
            assert_eq!((Obstacle::find(code), obstacle.code()), (Some(obstacle), code));
        }
    }

    #[test]
    fn what_is_wished_for_gives_the_article_by_which_it_goes() {
        let france = CountryCode::of(b"FRA");
        let cases = [
            (Wish::Erase, Some("EES Art. 35(1), (2)")),
            (Wish::Naturalised(france), Some("EES Art. 35(6)")),
            (Wish::OutOfScope(france), Some("EES Art. 35(6)")),
            (Wish::Microstate, Some("EES Art. 35(6)")),
            (Wish::Rectify, None),
            (Wish::Complete, None),
            (Wish::Unlist, None),
        ];
        for (wish, basis) in cases {
            let found = EarlyErasure::of(wish);
            assert_eq!(found.map(EarlyErasure::basis), basis, "{}", wish.code());
            if let Some(found) = found {
                assert_eq!(EarlyErasure::find(found.code()), Some(found));
                assert_eq!(found.erases_all(), wish.erases_all(), "{}", wish.code());
            }
        }
    }
}
