//! What is put is there, once, until it is settled and forgotten.

use ees_border::buffer::{
    Answer, BufferError, Kind, Message, MessageError, Put, Resolution, SHOWN_MAX, State, Traveller,
};
use jiff::{SignedDuration, Timestamp};

use crate::kit::{Place, body, id, message, second};

#[test]
fn a_message_that_is_repeated_is_the_same_and_one_with_other_content_is_refused() {
    let mut place = Place::new();
    let first = message(1, 1, 0);
    assert_eq!(place.buffer.put(&first).unwrap(), Put::New);
    let finer = first.at.checked_add(SignedDuration::from_nanos(999)).unwrap();
    let table = [
        ("the same", first.clone(), true),
        ("finer than a microsecond", Message { at: finer, ..first.clone() }, true),
        ("another body", Message { body: body("other"), ..first.clone() }, false),
        ("another kind", Message { kind: Kind::Exit, ..first.clone() }, false),
        ("another instant", Message { at: second(1), ..first.clone() }, false),
        (
            "another traveller",
            Message { traveller: Traveller::new([2; 16]), ..first.clone() },
            false,
        ),
    ];
    for (name, again, is_same) in table {
        match place.buffer.put(&again) {
            Ok(put) => assert!(is_same && put == Put::Same, "{name}"),
            Err(error) => {
                assert!(!is_same, "{name}");
                assert_eq!(error.code(), "message-has-other-content", "{name}");
            }
        }
    }
    assert_eq!(place.standing(), (1, 0, 0, 0));
    assert_eq!(place.buffer.find(first.id).unwrap().unwrap().body, Some(first.body));
}

#[test]
fn in_a_group_each_message_is_answered_for_itself() {
    let mut place = Place::new();
    place.buffer.put(&message(1, 1, 0)).unwrap();
    let group =
        [message(2, 1, 1), message(1, 1, 5), message(1, 1, 0), message(3, 2, 2), message(3, 2, 2)];
    let expected = [
        Ok(Put::New),
        Err(MessageError::OtherContent(id(1))),
        Ok(Put::Same),
        Ok(Put::New),
        Ok(Put::Same),
    ];
    assert_eq!(place.buffer.put_all(&group).unwrap(), expected);
    assert!(place.buffer.put_all(&[]).unwrap().is_empty());
    let mut place = place.reopened_after(|_| {}).unwrap();
    assert_eq!(place.standing(), (3, 0, 0, 0));
}

#[test]
fn who_entered_here_an_hour_ago_is_seen_here_also_when_the_register_has_it_already() {
    let mut place = Place::new();
    let group = [message(1, 7, 3_600), message(2, 7, 0), message(3, 8, 1), message(4, 7, -1)];
    for done in place.buffer.put_all(&group).unwrap() {
        done.unwrap();
    }
    assert_eq!(place.batch(1), [4]);
    place.taken(4);
    assert_eq!(place.batch(1), [2]);
    let mut seen = |since| -> Vec<(u128, State)> {
        let found = place.buffer.of_traveller(Traveller::new([7; 16]), since).unwrap();
        found.iter().map(|held| (held.id.to_uuid().as_u128(), held.state)).collect()
    };
    let all = [(4, State::Taken), (2, State::Sent), (1, State::Waiting)];
    assert_eq!(seen(Timestamp::MIN), all);
    assert_eq!(seen(second(0)), all[1..]);
    assert_eq!(seen(second(3_601)), []);
}

#[test]
fn of_a_traveller_with_very_many_events_the_latest_are_shown() {
    let mut place = Place::new();
    let group: Vec<_> =
        (0..150).map(|count| message(count, 1, i64::try_from(count).unwrap())).collect();
    place.buffer.put_all(&group).unwrap();
    let found = place.buffer.of_traveller(Traveller::new([1; 16]), Timestamp::MIN).unwrap();
    assert_eq!(found.len(), usize::try_from(SHOWN_MAX).unwrap());
    assert_eq!((found[0].id, found[99].id), (id(50), id(149)));
    assert_eq!(found[99].received, second(1_000));
}

#[test]
fn the_standing_tells_how_far_the_register_is_behind() {
    let mut place = Place::new();
    assert_eq!(place.buffer.standing().unwrap().oldest, None);
    let group = [message(1, 1, 30), message(2, 2, 20), message(3, 3, 10), message(4, 4, 40)];
    place.buffer.put_all(&group).unwrap();
    assert_eq!(place.batch(2), [3, 2]);
    assert_eq!(place.standing(), (2, 2, 0, 0));
    assert_eq!(place.buffer.standing().unwrap().oldest, Some(second(10)));
    place.refused(3, "already-inside", "This person is inside already.");
    // What a human has to decide does not make the link look slow.
    assert_eq!(place.standing(), (2, 1, 1, 0));
    assert_eq!(place.buffer.standing().unwrap().oldest, Some(second(20)));
    place.taken(2);
    assert_eq!(place.standing(), (2, 0, 1, 1));
    assert_eq!(place.buffer.standing().unwrap().oldest, Some(second(30)));
}

#[test]
fn what_the_register_has_is_forgotten_and_what_it_has_not_never() {
    let mut place = Place::new();
    let group = [message(1, 1, 0), message(2, 2, 1), message(3, 3, 2), message(4, 4, 3)];
    place.buffer.put_all(&group).unwrap();
    place.batch(3);
    place.taken(1);
    place.refused(2, "already-inside", "This person is inside already.");
    place.refused(3, "already-inside", "This person is inside already.");
    place.buffer.resolve(id(3), Resolution::Withdraw(body("recorded twice"))).unwrap();
    let kept = SignedDuration::from_secs(10);
    place.advance(10);
    assert_eq!(place.buffer.forget_settled(kept).unwrap(), 0, "not before its time");
    place.advance(1);
    assert_eq!(place.buffer.forget_settled(kept).unwrap(), 2);
    assert_eq!(place.standing(), (1, 0, 1, 0));
    assert_eq!(place.buffer.find(id(1)).unwrap(), None);
    let late = place.buffer.answer(id(1), Answer::Taken(body("taken"))).unwrap_err();
    assert_eq!(late.code(), "no-such-message");
    place.advance(1_000);
    assert_eq!(place.buffer.forget_settled(kept).unwrap(), 0);
}

#[test]
fn a_clock_that_was_ahead_keeps_nothing_that_is_settled() {
    let mut place = Place::new();
    place.buffer.put(&message(1, 1, 0)).unwrap();
    place.advance(31_536_000);
    assert_eq!(place.batch(1), [1]);
    place.taken(1);
    place.advance(-31_536_000);
    let kept = SignedDuration::from_hours(24);
    assert_eq!(place.buffer.forget_settled(kept).unwrap(), 1);
}

#[test]
fn what_the_register_fails_on_for_long_may_be_withdrawn_and_is_told() {
    let mut place = Place::new();
    place.buffer.put(&message(1, 1, 0)).unwrap();
    let told = message(2, 9, 5);
    for _ in 0..20 {
        let early = place.buffer.withdraw(id(1), body("why"), &told).unwrap_err();
        assert_eq!(early.code(), "message-out-of-turn");
        place.advance(1_000);
        assert_eq!(place.batch(1), [1], "nothing is told of what was not withdrawn");
        place.buffer.answer(id(1), Answer::Retry { not_before: None }).unwrap();
    }
    let done = place.buffer.withdraw(id(1), body("why"), &told).unwrap();
    assert_eq!((done, place.standing()), (State::Withdrawn, (1, 0, 0, 1)));
    assert_eq!(place.batch(9), [2]);
}

#[test]
fn an_answer_out_of_turn_is_refused_and_changes_nothing() {
    let mut place = Place::new();
    place.buffer.put_all(&[message(1, 1, 0), message(2, 2, 1)]).unwrap();
    assert_eq!(place.batch(1), [1]);
    let taken = || Answer::Taken(body("reply"));
    let again = Answer::Retry { not_before: None };
    let answers = vec![(id(1), taken()), (id(2), taken()), (id(1), again), (id(9), taken())];
    let done = place.buffer.answer_all(answers).unwrap();
    let codes: Vec<_> = done.iter().map(|one| one.as_ref().map_err(MessageError::code)).collect();
    let out_of_turn = Err("message-out-of-turn");
    assert_eq!(codes, [Ok(&State::Taken), out_of_turn, out_of_turn, Err("no-such-message")]);
    let refused = place.buffer.resolve(id(2), Resolution::Withdraw(body("why"))).unwrap_err();
    assert!(matches!(refused, BufferError::Message(MessageError::OutOfTurn { .. })), "{refused}");
    let held = place.buffer.find(id(1)).unwrap().unwrap();
    assert_eq!((held.state, held.remark), (State::Taken, Some(body("reply"))));
    assert_eq!(place.buffer.find(id(2)).unwrap().unwrap().state, State::Waiting);
}
