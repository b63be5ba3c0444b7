//! What is sent when, and what holds what back.

use ees_border::buffer::{Answer, BODY_BYTES_MAX, Body, Message, Put, Resolution, State};
use jiff::SignedDuration;

use crate::kit::{Place, body, id, message, second};

#[test]
fn the_oldest_event_goes_first_and_one_of_a_traveller_at_a_time() {
    let mut place = Place::new();
    // Put in another order than they happened; 5 happened in the same microsecond as 4.
    let group = [
        message(1, 1, 50),
        message(2, 2, 40),
        message(3, 1, 30),
        message(4, 3, 20),
        message(5, 3, 20),
        message(6, 2, 10),
    ];
    place.buffer.put_all(&group).unwrap();
    assert_eq!(place.batch(2), [6, 4]);
    assert_eq!(place.batch(10), [3]);
    assert_eq!(place.batch(10), [], "every traveller has one on its way");
    place.taken(4);
    assert_eq!(place.batch(10), [5]);
    place.taken(6);
    place.taken(3);
    assert_eq!(place.batch(10), [2, 1]);
    assert_eq!(place.batch(0), []);
}

#[test]
fn of_two_events_in_one_microsecond_the_one_that_was_put_first_goes_first() {
    let mut place = Place::new();
    place.buffer.put_all(&[message(9, 1, 20), message(1, 1, 20)]).unwrap();
    assert_eq!(place.batch(10), [9]);
    place.taken(9);
    assert_eq!(place.batch(10), [1]);
}

#[test]
fn an_event_that_is_put_late_does_not_overtake_what_is_on_its_way() {
    let mut place = Place::new();
    place.buffer.put(&message(1, 1, 50)).unwrap();
    assert_eq!(place.batch(10), [1]);
    place.buffer.put(&message(2, 1, 40)).unwrap();
    assert_eq!(place.batch(10), []);
    // But it goes before what happened later and is sent again.
    place.buffer.answer(id(1), Answer::Retry { not_before: None }).unwrap();
    place.advance(60);
    assert_eq!(place.batch(10), [2]);
}

#[test]
fn a_conflict_holds_back_what_happened_later_to_that_traveller_alone() {
    let mut place = Place::new();
    let group = [message(1, 1, 10), message(2, 1, 20), message(3, 2, 30), message(4, 1, 5)];
    place.buffer.put_all(&group[..3]).unwrap();
    assert_eq!(place.batch(10), [1, 3]);
    place.refused(1, "already-inside", "This person is inside already.");
    place.advance(86_400);
    assert_eq!(place.batch(10), [], "3 is on its way and 2 waits for a human");
    place.buffer.put(&group[3]).unwrap();
    assert_eq!(place.batch(10), [4], "what happened before the conflict is not held back");
    place.taken(4);
    let listed = place.buffer.conflicts().unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].held.id, listed[0].code.as_str()), (id(1), "already-inside"));
    assert_eq!(listed[0].sentence.as_text(), Some("This person is inside already."));
    assert_eq!(listed[0].held.body, Some(body("body of 1")));
}

#[test]
fn an_officer_sends_again_with_another_body_or_withdraws() {
    let mut place = Place::new();
    place.buffer.put_all(&[message(1, 1, 10), message(2, 1, 20)]).unwrap();
    assert_eq!(place.batch(10), [1]);
    place.refused(1, "wrong-document", "The document has expired.");
    let resend = Resolution::Resend(body("mended"));
    assert_eq!(place.buffer.resolve(id(1), resend).unwrap(), State::Waiting);
    let sent = place.buffer.next_batch(10).unwrap();
    assert_eq!((sent[0].message.body.clone(), sent[0].attempt), (body("mended"), 1));
    // The client repeats what it sent at first; that is still the same message.
    assert_eq!(place.buffer.put(&message(1, 1, 10)).unwrap(), Put::Same);

    place.refused(1, "wrong-document", "The document has expired.");
    let mend_again = Resolution::Resend(body("mended again"));
    place.buffer.resolve(id(1), mend_again).unwrap();
    assert_eq!(place.buffer.put(&message(1, 1, 10)).unwrap(), Put::Same);
    assert_eq!(place.batch(10), [1]);
    place.refused(1, "wrong-document", "The document has expired.");
    let withdraw = Resolution::Withdraw(body("the person was sent back"));
    assert_eq!(place.buffer.resolve(id(1), withdraw).unwrap(), State::Withdrawn);
    let held = place.buffer.find(id(1)).unwrap().unwrap();
    assert_eq!(held.remark, Some(body("the person was sent back")));
    assert_eq!(place.batch(10), [2]);
}

#[test]
fn what_is_not_answered_is_sent_again_later_and_later() {
    let mut place = Place::new();
    place.buffer.put(&message(1, 1, 0)).unwrap();
    for (attempt, wait) in [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 32), (7, 60), (8, 60)] {
        let sent = place.buffer.next_batch(10).unwrap();
        assert_eq!(sent[0].attempt, attempt);
        let again = Answer::Retry { not_before: None };
        assert_eq!(place.buffer.answer(id(1), again).unwrap(), State::Waiting);
        place.advance(wait - 1);
        assert_eq!(place.batch(10), [], "attempt {attempt}");
        place.advance(1);
    }
    assert_eq!(place.batch(10), [1]);
    let asked = second(10_000);
    place.clock.set(second(9_500));
    place.buffer.answer(id(1), Answer::Retry { not_before: Some(asked) }).unwrap();
    place.clock.set(second(9_999));
    assert_eq!(place.batch(10), []);
    place.clock.set(asked);
    assert_eq!(place.batch(10), [1]);
}

#[test]
fn a_clock_that_was_wrong_by_a_day_and_is_put_right_holds_nothing_back() {
    let mut place = Place::new();
    place.buffer.put(&message(1, 1, 0)).unwrap();
    place.advance(86_400);
    place.buffer.put(&message(2, 2, 1)).unwrap();
    assert_eq!(place.batch(1), [1]);
    place.buffer.answer(id(1), Answer::Retry { not_before: None }).unwrap();
    place.clock.advance(SignedDuration::from_secs(-86_400));
    assert_eq!(place.batch(10), [1, 2]);
}

#[test]
fn what_was_on_its_way_when_the_program_ended_is_sent_again_at_once() {
    let mut place = Place::new();
    place.buffer.put_all(&[message(1, 1, 0), message(2, 2, 1), message(3, 3, 2)]).unwrap();
    assert_eq!(place.batch(2), [1, 2]);
    place.taken(1);
    let mut place = place.reopened_after(|_| {}).unwrap();
    assert_eq!(place.standing(), (2, 0, 0, 1));
    let sent = place.buffer.next_batch(10).unwrap();
    let attempts: Vec<_> = sent.iter().map(|one| (one.message.id, one.attempt)).collect();
    assert_eq!(attempts, [(id(2), 2), (id(3), 1)]);
}

#[test]
fn a_batch_has_a_bound_in_bytes_and_is_never_empty_for_it() {
    // Eight of the first kind are half a MiB; one of the second is more than that by itself.
    for (bytes, expected) in [(BODY_BYTES_MAX / 16, [8, 8]), (BODY_BYTES_MAX, [1, 1])] {
        let mut place = Place::new();
        let group: Vec<_> = (0..20)
            .map(|count| Message {
                body: Body::new(vec![0; bytes]).unwrap(),
                ..message(count, u8::try_from(count).unwrap(), 0)
            })
            .collect();
        place.buffer.put_all(&group).unwrap();
        assert_eq!([place.batch(1_000).len(), place.batch(1_000).len()], expected, "{bytes}");
    }
}

#[test]
fn ten_thousand_messages_of_a_thousand_travellers_all_go_in_their_order() {
    let mut place = Place::new();
    let group: Vec<_> = (0..10_000_u32)
        .map(|count| {
            // Neither travellers nor instants follow the order in which messages are put.
            let at = i64::from(count.wrapping_mul(7_919) % 10_000);
            let mut one = message(u128::from(count), 0, at);
            let mut traveller = [0; 16];
            traveller[..4].copy_from_slice(&(count % 1_000).to_be_bytes());
            one.traveller = ees_border::buffer::Traveller::new(traveller);
            one
        })
        .collect();
    for part in group.chunks(1_000) {
        place.buffer.put_all(part).unwrap();
    }
    let mut last = std::collections::HashMap::new();
    let mut sent = 0;
    loop {
        let batch = place.buffer.next_batch(500).unwrap();
        if batch.is_empty() {
            break;
        }
        sent += batch.len();
        for one in &batch {
            let before = last.insert(one.message.traveller, one.message.at);
            assert!(before < Some(one.message.at), "{:?}", one.message.id);
        }
        let answers = batch.iter().map(|one| (one.message.id, Answer::Taken(body("taken"))));
        let done = place.buffer.answer_all(answers.collect()).unwrap();
        assert!(done.iter().all(Result::is_ok));
    }
    assert_eq!(sent, 10_000);
    assert_eq!(place.standing(), (0, 0, 0, 10_000));
}
