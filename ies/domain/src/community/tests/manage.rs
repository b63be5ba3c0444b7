//! Tests of what leads arrange.

use super::*;

#[test]
fn who_makes_a_community_leads_it_and_it_can_only_be_one_that_may_be() {
    let (listed, none) = (community(), notice(&[]));
    let room = Room { community: &listed, notice: &none, now: at(0) };
    let step = found(room, &joiner(None, true)).unwrap();
    assert_eq!((step.membership.level, step.membership.state), (Level::Lead, State::Active));
    assert_eq!(step.community, None);
    let abroad = Joiner { recipient: Some(recipient(7)), ..joiner(None, true) };
    let begun = found(room, &abroad).unwrap().community.unwrap();
    assert_eq!(begun.third_country_since, Some(at(0)), "from its first day");
    let odd = Community { visibility: Visibility::Hidden, ..listed };
    let room = Room { community: &odd, ..room };
    let refused = found(room, &joiner(None, true)).unwrap_err();
    assert_eq!(refused.code(), "hidden-needs-invitations");
}

#[test]
fn the_end_of_a_membership_is_moved_by_others_and_into_the_future() {
    let person = lead();
    let by = manager(&person, Some(Level::Lead));
    let active = membership(State::Active, Level::Reader);
    let timed = Membership { expires_at: Some(on(90)), ..active.clone() };
    let over = Membership { expires_at: Some(at(0)), ..active.clone() };
    let cases = [
        ("it gets an end", &active, Some(on(90)), Ok(())),
        ("it loses its end", &timed, None, Ok(())),
        ("an end in the past", &active, Some(at(0)), Err("end-in-past")),
        ("nothing changes", &timed, Some(on(90)), Err("membership-not-in-state")),
        ("it is over already", &over, Some(on(90)), Err("membership-not-in-state")),
    ];
    for (rule, before, end, expected) in cases {
        let changed = change_end(before, &by, end);
        assert_eq!(changed.map(|_| ()).map_err(|error| error.code()), expected, "{rule}");
    }
    let reader = manager(&person, Some(Level::Reader));
    assert_eq!(change_end(&active, &reader, Some(on(90))), Err(MembershipError::NotLead));
}

#[test]
fn only_an_invitation_is_taken_back() {
    let person = lead();
    let by = manager(&person, Some(Level::Lead));
    for state in State::ALL {
        let taken = withdraw_invitation(&membership(*state, Level::Reader), &by);
        assert_eq!(taken.is_ok(), *state == State::Invited, "{}", state.code());
    }
}
