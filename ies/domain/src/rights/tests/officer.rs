//! What an officer sends, and to whom.

use super::*;

#[test]
fn an_archive_is_sent_only_to_who_asked_for_it_by_letter_and_is_known() {
    for state in State::ALL {
        let is_sent =
            matches!(state, State::InProgress | State::Extended | State::Fulfilled | State::Partly);
        assert_eq!(request(Right::Access, *state).is_answered_by_post(), is_sent, "{state:?}");
    }
    for right in Right::ALL {
        let is_copy = matches!(right, Right::Access | Right::Portability);
        assert_eq!(request(*right, State::InProgress).is_answered_by_post(), is_copy, "{right:?}");
    }
    let letter = request(Right::Access, State::InProgress);
    for about in [About::Nobody, About::Applicant(id(3))] {
        assert!(!Request { about, ..letter.clone() }.is_answered_by_post(), "{about:?}");
    }
    assert!(!Request { channel: Channel::Page, ..letter }.is_answered_by_post());
}

#[test]
fn each_is_told_only_when_somebody_is_noted_and_who_is_noted_later_at_once() {
    let (officer, now) = (officer(), moment(at(0)));
    let by = officer.actor();
    let breach = breach(Risk::High);
    let nobody = breach.tell(&by, (Told::Directly(at(0)), 0), now);
    assert_eq!(nobody, Err(BreachError::NobodyAffected));
    assert!(breach.tell(&by, (Told::Publicly(at(0)), 0), now).is_ok());
    assert_eq!((breach.affect(&by, now), breach.spare(&by, now)), (Ok(None), Ok(())));
    let (told, _, _) = breach.tell(&by, (Told::Directly(at(0)), 2), now).unwrap();
    let mail = Mail::of(Notice::BreachTold, Addressee::Holder);
    assert_eq!(told.affect(&by, now), Ok(Some(mail)));
    assert_eq!(told.spare(&by, now), Err(BreachError::AlreadyDone));
    let closed = Breach { closed_at: Some(at(0)), ..told };
    assert_eq!(closed.affect(&by, now), Err(BreachError::Closed));
    assert_eq!(closed.spare(&by, now), Err(BreachError::Closed));
}
