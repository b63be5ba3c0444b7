//! The buffer beside a model in memory that is slow and evidently right, through whatever happens
//! in an order that looks like chance.

use ees_border::buffer::{Answer, Resolution, State, due_after, is_due};
use fnd_core::Clock;
use fnd_core::random::Random;
use jiff::Timestamp;

use crate::kit::{Place, body, id, message, second};

/// What the model knows of a message; its number is also the order in which it was put.
#[derive(Debug, Clone)]
struct Known {
    number: u128,
    traveller: u8,
    at: i64,
    state: State,
    attempts: u32,
    due: Timestamp,
}

/// What has to be handed out now: by the words of the rule, message by message.
fn expected(known: &[Known], now: Timestamp, limit: usize) -> Vec<u128> {
    let mut ordered: Vec<&Known> = known.iter().filter(|one| !one.state.is_settled()).collect();
    ordered.sort_by_key(|one| (one.at, one.number));
    let mut batch = Vec::new();
    for (place, one) in ordered.iter().enumerate() {
        let of_same = |other: &&&Known| other.traveller == one.traveller;
        let comes_first = !ordered.iter().take(place).any(|other| of_same(&other));
        let on_its_way = ordered.iter().filter(of_same).any(|other| other.state == State::Sent);
        if one.state == State::Waiting && is_due(one.due, now) && comes_first && !on_its_way {
            batch.push(one.number);
        }
    }
    batch.truncate(limit);
    batch
}

/// One of those in `state`, if there is one.
fn any_in<'a>(known: &'a mut [Known], state: State, random: &mut Random) -> Option<&'a mut Known> {
    let mut found: Vec<_> = known.iter_mut().filter(|one| one.state == state).collect();
    let chosen = random.below(u64::try_from(found.len()).unwrap());
    (!found.is_empty()).then(|| found.swap_remove(usize::try_from(chosen).unwrap()))
}

fn answer(place: &mut Place, known: &mut [Known], random: &mut Random) {
    let now = place.clock.now();
    let Some(one) = any_in(known, State::Sent, random) else { return };
    let answer = match random.below(3) {
        0 => Answer::Taken(body("taken")),
        1 => Answer::Refused { code: "refused".into(), sentence: body("No.") },
        _ => {
            one.due = due_after(now, one.attempts, None);
            Answer::Retry { not_before: None }
        }
    };
    one.state = place.buffer.answer(id(one.number), answer).unwrap();
}

fn resolve(place: &mut Place, known: &mut [Known], random: &mut Random) {
    let now = place.clock.now();
    let Some(one) = any_in(known, State::Conflict, random) else { return };
    let resolution = if random.below(2) == 0 {
        (one.attempts, one.due) = (0, now);
        Resolution::Resend(body(&format!("body of {}", one.number)))
    } else {
        Resolution::Withdraw(body("why"))
    };
    one.state = place.buffer.resolve(id(one.number), resolution).unwrap();
}

fn put(place: &mut Place, known: &mut Vec<Known>, random: &mut Random) {
    let number = u128::try_from(known.len()).unwrap();
    let traveller = u8::try_from(random.below(4)).unwrap();
    let at = i64::try_from(random.below(12)).unwrap();
    place.buffer.put(&message(number, traveller, at)).unwrap();
    let due = place.clock.now();
    known.push(Known { number, traveller, at, state: State::Waiting, attempts: 0, due });
}

fn hand_out(place: &mut Place, known: &mut [Known], random: &mut Random) {
    let limit = u32::try_from(random.below(4)).unwrap();
    let now = place.clock.now();
    let batch = expected(known, now, usize::try_from(limit).unwrap());
    let sent = place.buffer.next_batch(limit).unwrap();
    let numbers: Vec<_> = sent.iter().map(crate::kit::number).collect();
    assert_eq!(numbers, batch, "{known:?}");
    for (one, sent) in known.iter_mut().filter_map(|one| {
        let found = sent.iter().find(|sent| crate::kit::number(sent) == one.number);
        found.map(|sent| (one, sent))
    }) {
        (one.state, one.attempts) = (State::Sent, one.attempts + 1);
        assert_eq!((sent.attempt, sent.message.at), (one.attempts, second(one.at)));
    }
}

#[test]
fn whatever_happens_the_buffer_does_what_the_model_does() {
    for seed in 0..12 {
        let mut random = Random::of(23, seed);
        let (mut place, mut known) = (Place::new(), Vec::new());
        for _ in 0..150 {
            match random.below(20) {
                0..5 => put(&mut place, &mut known, &mut random),
                5..10 => hand_out(&mut place, &mut known, &mut random),
                10..15 => answer(&mut place, &mut known, &mut random),
                15 | 16 => resolve(&mut place, &mut known, &mut random),
                17 | 18 => place.advance(random.below(9).try_into().unwrap()),
                _ => {
                    place = place.reopened_after(|_| {}).unwrap();
                    let now = place.clock.now();
                    for one in known.iter_mut().filter(|one| one.state == State::Sent) {
                        (one.state, one.due) = (State::Waiting, now);
                    }
                }
            }
        }
        for one in &known {
            let held = place.buffer.find(id(one.number)).unwrap().unwrap();
            assert_eq!(
                (held.state, held.attempts),
                (one.state, one.attempts),
                "seed {seed}: {one:?}"
            );
        }
    }
}
