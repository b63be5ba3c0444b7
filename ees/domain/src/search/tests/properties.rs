//! What holds for all identities.

use proptest::prelude::*;

use super::super::*;
use super::finds;
use super::synthetic::nationality;
use crate::identity::{Identity, Name, Sex};
use crate::partial_date::PartialDate;

fn any_identity() -> impl Strategy<Value = Identity> {
    let names = "[\\p{Latin}\\p{Cyrillic}\\p{Greek}\\p{Arabic}\\p{Han} '-]{0,30}";
    let birth = (
        proptest::option::of(1930_i16..2020),
        proptest::option::of(1_i8..=12),
        proptest::option::of(1_i8..=28),
    );
    let sex = prop::sample::select(vec![Sex::Female, Sex::Male, Sex::Unspecified]);
    let code = prop::sample::select(vec!["MDA", "IND", "XXA"]);
    (names, names, birth, sex, code).prop_filter_map(
        "a surname has a letter",
        |(surname, given, (year, month, day), sex, code)| {
            Some(Identity {
                surname: Name::new(&surname).ok()?,
                given_names: Name::new(&given).ok(),
                birth: PartialDate::new(year, month, day).ok()?,
                nationalities: nationality(code),
                sex,
            })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn everybody_is_found_under_their_own_keys(person in any_identity()) {
        prop_assert!(finds(&person, &person));
        for keys in [stored_keys(&person), query_keys(&person)] {
            prop_assert!(!keys.is_empty() && keys.len() <= KEYS_MAX);
            prop_assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }

    #[test]
    fn likeness_is_symmetric(a in any_identity(), b in any_identity()) {
        prop_assert_eq!(likeness(&a, &b), likeness(&b, &a));
    }

    #[test]
    fn everybody_is_like_themselves(person in any_identity()) {
        let found = likeness(&person, &person).unwrap();
        prop_assert!(880 <= found.score && found.score <= 1000);
    }

    #[test]
    fn the_order_of_names_does_not_change_the_keys(
        tokens in proptest::collection::vec("[A-Z]{1,9}", 2..6),
        person in any_identity(),
    ) {
        let named = |tokens: &[String]| {
            let (surname, given) = tokens.split_first().unwrap();
            Identity {
                surname: Name::new(surname).unwrap(),
                given_names: Name::new(&given.join(" ")).ok(),
                ..person.clone()
            }
        };
        let mut turned = tokens.clone();
        turned.reverse();
        prop_assert_eq!(stored_keys(&named(&tokens)), stored_keys(&named(&turned)));
        prop_assert_eq!(query_keys(&named(&tokens)), query_keys(&named(&turned)));
    }
}
