//! Our client against our service.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ees_biometrics::matcher::{Captured, Keeper, Matcher, MatcherError, Picture, Shows};
use ees_match::compare::calibration::Strength;
use ees_match::gallery::{Reference, Samples, Wanted};
use ees_match::image::encode_png;
use ees_match::net::Cpu;
use ees_match::record::Position;
use ees_match::synthetic::{Conditions, Finger};

use crate::kit::{Served, folder, osia, person, secret, wanted};

#[tokio::test]
async fn who_was_put_is_found_and_who_was_removed_is_not() {
    let folder = folder();
    let served = Served::of(folder.path());
    let osia = osia(&served, folder.path());
    // Nobody was ever put there: the gallery is not known yet, and nobody is found.
    assert!(osia.search(&person(1, 1), wanted()).await.unwrap().candidates.is_empty());
    for number in 1..=4 {
        osia.put(Reference(number.into()), &person(number, 1)).await.unwrap();
    }
    let found = osia.search(&person(3, 2), wanted()).await.unwrap().candidates;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].reference, Reference(3));
    assert!(wanted().threshold <= found[0].strength);
    let positions: Vec<Position> = found[0].fingers.iter().map(|(position, _)| *position).collect();
    assert_eq!(positions, [Position::RIGHT_INDEX, Position::RIGHT_MIDDLE]);

    assert!(osia.remove(Reference(3)).await.unwrap());
    assert!(!osia.remove(Reference(3)).await.unwrap());
    assert!(osia.search(&person(3, 2), wanted()).await.unwrap().candidates.is_empty());
    served.stop().await;
}

#[tokio::test]
async fn what_is_put_again_takes_the_place_of_what_was_there() {
    let folder = folder();
    let served = Served::of(folder.path());
    let osia = osia(&served, folder.path());
    let one = Reference(u128::MAX);
    osia.put(one, &person(1, 1)).await.unwrap();
    osia.put(one, &person(1, 1)).await.unwrap();
    osia.put(one, &person(2, 1)).await.unwrap();
    let who = |number| {
        let osia = osia.clone();
        async move { osia.search(&person(number, 2), wanted()).await.unwrap().candidates }
    };
    assert!(who(1).await.is_empty());
    assert_eq!(who(2).await[0].reference, one);
    let (_, all) = served.ask().get("/v1/galleries/EES").await;
    assert_eq!(all.as_array().unwrap().len(), 1, "{all}");
    served.stop().await;
}

#[tokio::test]
async fn two_sets_are_compared_as_they_are_here() {
    let folder = folder();
    let served = Served::of(folder.path());
    let osia = osia(&served, folder.path());
    let same = osia.compare(&person(1, 1), &person(1, 2)).await.unwrap();
    let other = osia.compare(&person(1, 1), &person(2, 1)).await.unwrap();
    assert!(wanted().threshold <= same.strength && other.strength < wanted().threshold);
    assert_eq!(same.fingers.len(), 2);
    // The scale of the service is ours, so the way there and back changes nothing.
    let method = ees_match::compare::Method::Both;
    let (one, two) = (person(1, 1).samples, person(1, 2).samples);
    let here = ees_match::gallery::likeness((method, Cpu::detect()), &one, &two).unwrap();
    assert!((here.strength.decibels() - same.strength.decibels()).abs() < 0.01, "{here:?}");
    served.stop().await;
}

#[tokio::test]
async fn images_become_templates_there() {
    let folder = folder();
    let served = Served::of(folder.path());
    let osia = osia(&served, folder.path());
    let cpu = Cpu::detect();
    let finger = Finger::grow(5, cpu);
    let image = |seed| {
        let image = finger.impression(seed, &Conditions::GOOD).unwrap();
        let shows = Shows::Finger(Position::LEFT_INDEX);
        let picture = Picture { shows, bytes: encode_png(&image).unwrap(), ppi: 500 };
        Captured { samples: Samples::default(), pictures: vec![picture] }
    };
    osia.put(Reference(7), &image(1)).await.unwrap();
    let found = osia.search(&image(2), wanted()).await.unwrap().candidates;
    assert_eq!(found.first().map(|one| one.reference), Some(Reference(7)), "{found:?}");
    let ask = served.ask();
    let id = uuid::Uuid::from_u128(7);
    let (_, kept) = ask.get(&format!("/v1/persons/{id}/encounters/{id}")).await;
    let sent = STANDARD.encode(&image(1).pictures[0].bytes);
    assert_eq!(kept["biometricData"][0]["image"], sent);
    served.stop().await;
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_before_anything_is_sent() {
    let folder = folder();
    let served = Served::of(folder.path());
    let osia = osia(&served, folder.path());
    let nothing = osia.search(&Captured::default(), wanted()).await;
    assert!(matches!(nothing, Err(MatcherError::Samples(_))), "{nothing:?}");
    let beyond = Wanted { threshold: Strength::of_rate(1e-200), most: 1 };
    let refused = osia.search(&person(1, 1), beyond).await.unwrap_err().to_string();
    assert!(refused.contains("calibrated down to"), "{refused}");
    served.stop().await;
}

#[tokio::test]
async fn a_token_that_is_changed_is_used_at_once_and_never_said() {
    let folder = folder();
    let served = Served::of(folder.path());
    let osia = osia(&served, folder.path());
    let path = folder.path().join("token");
    secret(&path, "another-token");
    let refused = osia.remove(Reference(1)).await.unwrap_err().to_string();
    assert!(refused.contains("401") && !refused.contains("another-token"), "{refused}");
    secret(&path, "two words");
    let refused = osia.remove(Reference(1)).await.unwrap_err().to_string();
    assert!(refused.contains("holds no Bearer token"), "{refused}");
    secret(&path, crate::kit::TOKEN);
    assert!(!osia.remove(Reference(1)).await.unwrap());
    served.stop().await;
}
