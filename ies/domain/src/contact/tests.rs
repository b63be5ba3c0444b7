//! The one rule of visibility, on every small world.

use super::*;
use crate::community::{Level, State as Membered};
use crate::sample::{at, id, switches};

/// What somebody can be to one Community: nothing, in each state, or in it until now.
fn standings(account: u128, community: u128) -> Vec<Option<Membership>> {
    let membership = |state, expires_at| {
        Some(Membership {
            community: id(community),
            account: id(account),
            level: Level::Reader,
            state,
            since: at(-1),
            expires_at,
            decided_by: None,
            notice_seen: None,
            end: None,
        })
    };
    let in_states = Membered::ALL.iter().map(|state| membership(*state, None));
    let timed =
        [membership(Membered::Active, Some(at(0))), membership(Membered::Active, Some(at(1)))];
    [None].into_iter().chain(in_states).chain(timed).collect()
}

/// Every pair of what somebody can be to two Communities.
fn worlds(account: u128) -> Vec<Vec<Membership>> {
    let mut worlds = Vec::new();
    for one in standings(account, 1) {
        for other in standings(account, 2) {
            worlds.push(one.iter().chain(&other).cloned().collect());
        }
    }
    worlds
}

/// The rule said another way: is there a Community of the two in which both are?
fn is_shared(ours: &[Membership], theirs: &[Membership]) -> bool {
    let is_in = |memberships: &[Membership], community| {
        memberships.iter().any(|membership| {
            membership.community == id(community)
                && membership.state == Membered::Active
                && membership.expires_at != Some(at(0))
        })
    };
    [1, 2].iter().any(|community| is_in(ours, *community) && is_in(theirs, *community))
}

#[test]
fn a_card_is_seen_if_and_only_if_both_are_active_and_share_a_community_now() {
    let (ours, theirs) = (worlds(10), worlds(11));
    assert_eq!(ours.len(), 81);
    let mut seen = 0;
    for mine in &ours {
        for other in &theirs {
            for viewer_state in State::ALL {
                for subject_state in State::ALL {
                    let viewer = person(10, *viewer_state, mine);
                    let subject = person(11, *subject_state, other);
                    let is_seen = visibility(viewer, subject, at(0)).is_ok();
                    let both = [viewer_state, subject_state].iter().all(|s| **s == State::Active);
                    assert_eq!(is_seen, both && is_shared(mine, other), "{mine:?} {other:?}");
                    let is_mutual = visibility(subject, viewer, at(0)).is_ok();
                    assert_eq!(is_seen, is_mutual, "who sees is seen");
                    seen += usize::from(is_seen);
                }
            }
        }
    }
    // Of the 81 pairs of standings in one Community, 4 are live on both sides.
    let apart = 81 - 4;
    assert_eq!(seen, 81 * 81 - apart * apart);
}

fn person(number: u128, state: State, memberships: &[Membership]) -> Person<'_> {
    Person { account: id(number), state, memberships, is_abroad: false, covers_transfers: true }
}

fn member_of(account: u128, communities: &[u128]) -> Vec<Membership> {
    communities
        .iter()
        .filter_map(|community| standings(account, *community).into_iter().nth(3).flatten())
        .collect()
}

#[test]
fn the_reason_is_the_first_clause_that_fails() {
    let (mine, theirs) = (member_of(10, &[1]), member_of(11, &[1]));
    let active = |number, memberships| person(number, State::Active, memberships);
    let cases = [
        (person(10, State::Suspended, &mine), active(11, &theirs), Unseen::ViewerNotActive),
        (active(10, &mine), person(11, State::Dormant, &theirs), Unseen::SubjectNotActive),
        (active(10, &mine), active(11, &[]), Unseen::NothingShared),
    ];
    for (viewer, subject, expected) in cases {
        assert_eq!(visibility(viewer, subject, at(0)), Err(expected));
    }
}

#[test]
fn without_consent_nothing_goes_abroad_and_everything_stays_at_home() {
    let (mine, theirs) = (member_of(10, &[1]), member_of(11, &[1]));
    for is_abroad in [false, true] {
        for covers_transfers in [false, true] {
            let viewer = Person { is_abroad, ..person(10, State::Active, &mine) };
            let subject = Person { covers_transfers, ..person(11, State::Active, &theirs) };
            let expected = if is_abroad && !covers_transfers {
                Err(Unseen::NoConsentToTransfer)
            } else {
                Ok(Seen::Fellow(vec![id(1)]))
            };
            assert_eq!(visibility(viewer, subject, at(0)), expected);
        }
    }
}

#[test]
fn the_communities_that_are_shared_are_named_and_no_other() {
    let (mine, theirs) = (member_of(10, &[3, 1, 2]), member_of(11, &[4, 2, 3]));
    let seen =
        visibility(person(10, State::Active, &mine), person(11, State::Active, &theirs), at(0));
    assert_eq!(seen, Ok(Seen::Fellow(vec![id(2), id(3)])));
}

#[test]
fn one_sees_oneself_whatever_else_holds() {
    for state in State::ALL {
        let oneself = person(10, *state, &[]);
        assert_eq!(visibility(oneself, oneself, at(0)), Ok(Seen::Oneself));
    }
}

#[test]
fn who_collects_cards_is_noticed() {
    let times = switches().permission;
    let opened = |count| vec![at(0); count];
    let just_after = at(0) + jiff::SignedDuration::from_mins(59);
    assert!(!is_collecting(&opened(50), just_after, &times));
    assert!(is_collecting(&opened(51), just_after, &times));
    assert!(!is_collecting(&opened(51), at(1), &times), "an hour later they do not count");
    assert!(!is_collecting(&opened(51), at(-1), &times));
}

#[test]
fn who_reads_the_log_is_told_once_as_somebody_begins_to_collect_cards() {
    let times = switches().permission;
    let opened = |count| vec![at(0); count];
    let soon = at(0) + jiff::SignedDuration::from_mins(59);
    let told = Some(Mail::of(Notice::CardsCollected, Addressee::Auditors));
    for (before, cards, now, mail) in [
        (49, 1, soon, None),
        (50, 0, soon, None),
        (50, 1, soon, told),
        (0, 51, soon, told),
        (51, 1, soon, None),
        (51, 60, soon, None),
        (51, 50, at(1), None),
        (51, 51, at(1), told),
    ] {
        let alarm = alarm(&opened(before), cards, now, &times);
        assert_eq!(alarm.map(|alarm| alarm.mail), mail, "{before} and {cards} at {now}");
        assert!(alarm.is_none_or(|alarm| alarm.event == Event::ManyCardsOpened));
    }
}

#[test]
fn whatever_shows_fellows_their_contact_details_counts_as_opening_cards() {
    use crate::access::Action;
    use crate::register::serves;
    let counts = |action: &Action| OPENINGS.iter().any(|(counted, _)| counted == action);
    let shows = |action: &&Action| serves(**action).contains(&"contact-details");
    for action in Action::ALL.iter().filter(shows) {
        assert_eq!(counts(action), !OTHERWISE.contains(action), "{action:?}");
    }
    assert!(OPENINGS.iter().all(|(action, _)| serves(*action).contains(&"contact-details")));
}

/// What opens contact details, and is no directory of fellows: one's own, and what a role opens
/// for the work it is for.
const OTHERWISE: [crate::access::Action; 12] = {
    use crate::access::Action as A;
    [
        A::ReadOwnProfile,
        A::EditOwnProfile,
        A::SetOwnNotices,
        A::ChangeOwnEmail,
        A::FetchOwnData,
        A::ListUsers,
        A::ReadUser,
        A::SuspendUser,
        A::EditExceptionally,
        A::ReadCase,
        A::WorkCase,
        A::KeepBreaches,
    ]
};
