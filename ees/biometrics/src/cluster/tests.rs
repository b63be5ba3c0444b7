//! Parts that answer, and parts that do not.
#![expect(clippy::arithmetic_side_effects, reason = "a file of tests")]

use std::collections::BTreeMap;
use std::future::pending;

use ees_match::compare::Method;
use ees_match::compare::calibration::Strength;
use ees_match::net::Cpu;
use ees_match::record::Position;
use ees_match::synthetic::population::{Minutiae, Noise};

use super::*;

fn person(number: u64, capture: u64) -> Samples {
    let noise = Noise { spread: 0.0, ..Noise::MEASURED };
    let fingers = (0..).zip([Position::RIGHT_INDEX, Position::RIGHT_MIDDLE]);
    let fingers = fingers.map(|(finger, position)| {
        (position, Minutiae::of(10 * number + finger).capture(capture, &noise))
    });
    Samples { face: None, fingers: fingers.collect() }
}

/// What a part does when it is asked.
#[derive(Clone, Copy, PartialEq)]
enum Does {
    Answers,
    StaysSilent,
    IsAway,
    SaysNonsense,
    AnswersFor(u32),
}

struct Parts {
    galleries: BTreeMap<u32, Gallery>,
    does: BTreeMap<u32, Does>,
    of: u32,
}

impl Parts {
    fn new(of: u32, people: u64) -> Self {
        let gallery = |number| {
            let share = Share::new(number, of).unwrap();
            let mut gallery = Gallery::new(Method::Both, Cpu::detect());
            for number in (0..people).filter(|number| share.has(Reference((*number).into()))) {
                gallery.put(Reference(number.into()), &person(number, 1)).unwrap();
            }
            (number, gallery)
        };
        Self { galleries: (1..=of).map(gallery).collect(), does: BTreeMap::new(), of }
    }

    fn but(mut self, number: u32, does: Does) -> Self {
        self.does.insert(number, does);
        self
    }
}

impl Transport for Parts {
    async fn ask(&self, share: Share, question: &[u8]) -> Result<Vec<u8>, Unreachable> {
        let gallery = &self.galleries[&share.number()];
        match self.does.get(&share.number()).copied().unwrap_or(Does::Answers) {
            Does::Answers => Ok(answer(share, gallery, question)),
            Does::StaysSilent => pending().await,
            Does::IsAway => Err(Unreachable("no responders".to_owned())),
            Does::SaysNonsense => Ok(b"{\"version\":1".to_vec()),
            Does::AnswersFor(other) => {
                Ok(answer(Share::new(other, self.of).unwrap(), gallery, question))
            }
        }
    }
}

fn cluster(parts: Parts) -> Cluster<Parts> {
    let of = parts.of;
    // Long enough for every part that answers at all; who is silent is silent for ever.
    Cluster::new(parts, of, Duration::from_secs(20)).unwrap()
}

fn wanted() -> Wanted {
    Wanted { threshold: Strength::of_rate(1e-6), most: 3 }
}

#[test]
fn every_reference_is_in_one_part() {
    for of in [1, 2, 3, 16] {
        let shares: Vec<Share> = (1..=of).map(|number| Share::new(number, of).unwrap()).collect();
        let mut counts = vec![0_u32; shares.len()];
        for number in 0..2_000_u128 {
            let reference = Reference(0x0197_0000_0000_7000_8000_0000_0000_0000 + number * 977);
            let homes: Vec<usize> = shares
                .iter()
                .enumerate()
                .filter_map(|(place, share)| share.has(reference).then_some(place))
                .collect();
            assert_eq!(homes.len(), 1, "{number} of {of}");
            counts[homes[0]] += 1;
        }
        assert!(counts.iter().all(|count| 2_000 / of / 2 < *count), "{counts:?}");
    }
}

#[test]
fn a_share_is_a_number_of_a_number() {
    assert_eq!("2/3".parse(), Share::new(2, 3));
    assert_eq!(Share::new(2, 3).unwrap().to_string(), "2/3");
    for wrong in ["", "1", "0/1", "2/1", "1/0", "a/b", "1/2/3", "1/1025", "-1/2"] {
        assert_eq!(wrong.parse::<Share>(), Err(NoShare), "{wrong}");
    }
}

#[tokio::test]
async fn who_is_in_any_part_is_found() {
    let cluster = cluster(Parts::new(3, 12));
    for number in 0..12 {
        let found = cluster.search(&person(number, 2), wanted()).await.unwrap();
        assert_eq!(found.candidates[0].reference, Reference(number.into()));
        assert_eq!((found.people, found.missing.len()), (12, 0));
        assert_eq!(found.candidates[0].fingers.len(), 2);
    }
}

#[tokio::test]
async fn a_part_that_is_missing_is_said_and_the_others_answer() {
    let number = (0..12).find(|n| Share::new(2, 3).unwrap().has(Reference(*n))).unwrap();
    for (does, expected) in [
        (Does::IsAway, "could not be asked"),
        (Does::SaysNonsense, "cannot be read"),
        (Does::AnswersFor(3), "part 3/3 answered"),
    ] {
        let cluster = cluster(Parts::new(3, 12).but(1, does));
        let probe = person(u64::try_from(number).unwrap(), 2);
        let found = cluster.search(&probe, wanted()).await.unwrap();
        assert_eq!(found.candidates[0].reference, Reference(number));
        let (share, why) = &found.missing[0];
        assert_eq!((share.number(), found.missing.len()), (1, 1));
        assert!(why.to_string().contains(expected), "{why}");
        assert!(found.people < 12);
    }
}

#[tokio::test]
async fn a_part_that_stays_silent_is_late() {
    let parts = Parts::new(2, 6).but(2, Does::StaysSilent);
    let cluster = Cluster::new(parts, 2, Duration::from_millis(500)).unwrap();
    let found = cluster.search(&person(0, 2), wanted()).await.unwrap();
    assert_eq!(found.missing.last().unwrap(), &(Share::new(2, 2).unwrap(), Missing::Late));
}

#[tokio::test]
async fn a_question_that_is_wrong_is_refused_by_every_part() {
    let cluster = cluster(Parts::new(2, 2));
    let found = cluster.search(&Samples::default(), wanted()).await.unwrap();
    assert_eq!(found.missing.len(), 2);
    assert!(matches!(&found.missing[0].1, Missing::Refused(why) if why.contains("neither")));
}

#[test]
fn bytes_of_strangers_are_refused_in_words() {
    let gallery = Gallery::new(Method::Both, Cpu::detect());
    let long = vec![b' '; MESSAGE_BYTES_MAX + 1];
    let other = br#"{"version":9,"threshold":1,"most":1}"#;
    for wrong in [&b""[..], b"null", b"{}", &long, other] {
        let said = String::from_utf8(answer(Share::WHOLE, &gallery, wrong)).unwrap();
        assert!(said.contains("\"refused\":\""), "{said}");
    }
}
