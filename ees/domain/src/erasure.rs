//! Erasing before the time: what may be ordered to go, and by which article.
//!
//! What goes because its time is over needs no order; see [`crate::retention`].

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

#[cfg(test)]
mod tests {
    use fnd_core::CountryCode;

    use super::*;

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
