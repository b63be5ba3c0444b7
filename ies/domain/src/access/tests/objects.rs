//! The policy on objects as the store reads them: requests, cards, Communities, cases.

use fnd_core::CountryCode;
use jiff::civil::date;

use super::super::*;
use super::{caller, session};
use crate::account::State as AccountState;
use crate::community::{self, Community, Membership, Verb};
use crate::contact::{Seen, Unseen};
use crate::registration::State as Request;
use crate::rights::{self, About, Arrival, Right};
use crate::role::{Emergency, EmergencyTarget, Scope};
use crate::sample::{Person, at, id, moment, registration, subject, switches};

#[test]
fn a_scan_is_looked_at_while_the_decision_is_open_and_is_not_there_after_it() {
    let session = session();
    let (validator, none) = ([Role::Validator], []);
    for state in Request::ALL {
        let theirs = Target::of_request(&registration(*state), &subject("val"));
        let own = Target::of_request(&registration(*state), &subject("maria"));
        let look = |roles: &[Role], target: &Target| {
            grant(&caller(Standing::User, roles, &session), Action::ViewScan, target, moment(at(0)))
        };
        assert_eq!(look(&validator, &theirs).is_ok(), state.is_before_decision(), "{state:?}");
        for (roles, target) in [(&validator[..], &own), (&none[..], &theirs), (&none[..], &own)] {
            assert_eq!(look(roles, target), Err(Refusal::NotFound), "{state:?}");
        }
    }
}

#[test]
fn emergency_access_ends_with_its_time_and_with_the_decision() {
    let (session, times) = (session(), switches().permission);
    let operator = Person::new(60, &[Role::SysAdmin], at(0));
    let emergency = Emergency {
        id: id(1),
        account: operator.account,
        target: EmergencyTarget::Scan(id(1)),
        reason: "The viewer fails.".into(),
        asked_at: at(0),
        first: Some(id(50)),
        second: Some((id(51), at(0))),
        ended_at: None,
    };
    let look_at = |object, state, account, hour| {
        let target = Target::of_request(&registration(state), &operator.subject);
        let target = target.in_emergency(object, &emergency, (account, at(hour)), &times);
        let caller = caller(Standing::User, &[Role::SysAdmin], &session);
        grant(&caller, Action::ViewScan, &target, moment(at(0))).is_ok()
    };
    let this = EmergencyTarget::Scan(id(1));
    let look = |state, account, hour| look_at(this, state, account, hour);
    assert!(look(Request::InReview, operator.account, 3));
    let others = [EmergencyTarget::Scan(id(2)), EmergencyTarget::Community(id(1))];
    for other in others {
        assert!(!look_at(other, Request::InReview, operator.account, 3), "it is for one object");
    }
    assert!(!look(Request::InReview, operator.account, 4));
    assert!(!look(Request::InReview, id(61), 3));
    assert!(!look(Request::Accepted, operator.account, 3));
    assert!(!look(Request::Refused, operator.account, 3));
}

#[test]
fn a_card_is_opened_by_the_one_rule_alone() {
    let session = session();
    let caller = caller(Standing::User, &[Role::ComCoordinator, Role::UserAdmin], &session);
    let read = |visibility| {
        let target = Target::of_card(&visibility);
        grant(&caller, Action::ReadCard, &target, moment(at(0))).map(|grant| grant.purpose())
    };
    assert_eq!(read(Ok(Seen::Fellow(vec![id(1)]))), Ok(Purpose::EnableContacts));
    for unseen in Unseen::ALL {
        assert_eq!(read(Err(*unseen)), Err(Refusal::NotFound), "{}", unseen.code());
    }
}

#[test]
fn a_foreign_community_answers_like_one_that_does_not_exist() {
    let session = session();
    let tom = caller(Standing::User, &[], &session);
    let hidden = Community {
        id: id(1),
        kind: community::CommunityKind::Study,
        visibility: community::Visibility::Hidden,
        join: community::JoinPolicy::Invite,
        country: None,
        third_country_since: None,
    };
    let listed = Community {
        visibility: community::Visibility::Listed,
        join: community::JoinPolicy::Apply,
        ..hidden
    };
    let of_members: Vec<_> = Verb::ALL.iter().map(|verb| Action::of(*verb)).collect();
    for action in of_members.iter().chain(&[Action::ReadNotice, Action::ApplyToJoin]) {
        let foreign = Target::of_community(&hidden, None, at(0));
        let missing = Target::nothing();
        let answers =
            [&foreign, &missing].map(|target| grant(&tom, *action, target, moment(at(0))));
        assert_eq!(answers, [Err(Refusal::NotFound), Err(Refusal::NotFound)], "{action:?}");
    }
    let open = Target::of_community(&listed, None, at(0));
    assert!(grant(&tom, Action::ApplyToJoin, &open, moment(at(0))).is_ok());
    assert_eq!(grant(&tom, Action::ReadContent, &open, moment(at(0))), Err(Refusal::NotFound));
    let member = |state, level| Membership {
        community: id(1),
        account: id(1),
        level,
        state,
        since: at(-1),
        expires_at: Some(at(5)),
        decided_by: None,
        notice_seen: None,
        end: None,
    };
    let reader = member(community::State::Active, Level::Reader);
    let inside = Target::of_community(&hidden, Some(&reader), at(0));
    assert!(grant(&tom, Action::ReadContent, &inside, moment(at(0))).is_ok());
    assert_eq!(
        grant(&tom, Action::EditContent, &inside, moment(at(0))),
        Err(Refusal::Forbidden),
        "who is inside learns that it is not for them"
    );
    let removed = member(community::State::Ended, Level::Lead);
    let outside = Target::of_community(&hidden, Some(&removed), at(0));
    assert_eq!(grant(&tom, Action::ReadContent, &outside, moment(at(0))), Err(Refusal::NotFound));
    let late = Target::of_community(&hidden, Some(&reader), at(5));
    assert_eq!(grant(&tom, Action::ReadContent, &late, moment(at(0))), Err(Refusal::NotFound));
}

#[test]
fn a_session_belongs_to_who_landed_where() {
    let cases = [
        (Known::Nobody, Standing::Applicant),
        (Known::Applicant, Standing::Applicant),
        (holder(AccountState::Active, true), Standing::User),
        (holder(AccountState::Active, false), Standing::ConsentDue),
        (holder(AccountState::Dormant, true), Standing::ConsentDue),
        (holder(AccountState::Suspended, true), Standing::Suspended),
        (holder(AccountState::DisabledPendingErasure, true), Standing::Closed),
        (holder(AccountState::Erased, true), Standing::Applicant),
    ];
    for (known, expected) in cases {
        assert_eq!(Standing::of(known), expected, "{known:?}");
    }
}

const fn holder(state: AccountState, is_consent_current: bool) -> Known {
    Known::Holder { state, is_consent_current }
}

#[test]
fn who_belongs_to_no_community_sees_their_own_and_the_public_part() {
    let session = session();
    let user = caller(Standing::User, &[], &session);
    let own = Target::of_account(id(1), Some(id(1)));
    let foreign = Target::of_account(id(2), Some(id(1)));
    let open = |target: &Target| -> Vec<&str> {
        let granted = |action: &&Action| grant(&user, **action, target, moment(at(0))).is_ok();
        Action::ALL.iter().filter(granted).map(Coded::code).collect()
    };
    let of_oneself: Vec<_> =
        open(&own).into_iter().filter(|code| !open(&foreign).contains(code)).collect();
    assert_eq!(
        of_oneself,
        [
            "read-own-case",
            "fetch-own-data",
            "read-own-profile",
            "edit-own-profile",
            "change-own-email",
            "read-own-activity",
            "read-own-memberships",
            "set-own-notices",
            "keep-own-tokens",
            "acknowledge-role",
            "end-role",
            "fetch-export",
        ]
    );
    assert_eq!(
        open(&foreign),
        [
            "read-public",
            "read-statement",
            "give-consent",
            "withdraw-consent",
            "read-own-consents",
            "exercise-right",
            "close-own-account",
            "search-contacts",
            "list-communities",
            "make-export",
        ]
    );
}

#[test]
fn a_case_is_for_officers_and_for_who_made_it() {
    let session = session();
    let arrival = Arrival {
        id: id(1),
        right: Right::Access,
        about: About::Holder(id(10)),
        channel: rights::Channel::Letter,
        received_on: date(2026, 7, 15),
        ground: None,
        has_acknowledged: false,
    };
    let case = rights::receive(&arrival, &[], at(0)).unwrap().request;
    let read = |roles: &[Role], about| {
        let target = Target::of_case(&case, about);
        grant(&caller(Standing::User, roles, &session), Action::ReadOwnCase, &target, moment(at(0)))
            .or_else(|_| {
                let caller = caller(Standing::User, roles, &session);
                grant(&caller, Action::ReadCase, &target, moment(at(0)))
            })
            .map(|grant| grant.party().code())
    };
    let officer = [Role::DpOfficer];
    assert_eq!(read(&[], About::Holder(id(10))), Ok("holder"));
    assert_eq!(read(&[], About::Holder(id(11))), Err(Refusal::NotFound));
    assert_eq!(read(&[], About::Nobody), Err(Refusal::NotFound));
    assert_eq!(read(&officer, About::Holder(id(11))), Ok("dp-officer"));
    assert_eq!(read(&officer, About::Holder(id(10))), Ok("holder"), "as the person, not in office");
    let auditor = [Role::LogAuditor];
    assert_eq!(read(&auditor, About::Holder(id(11))), Err(Refusal::NotFound));
}

#[test]
fn a_coordinator_proposes_for_the_own_country_and_never_for_themselves() {
    let session = session();
    let finland = CountryCode::of(b"FIN");
    let coordinator = caller(Standing::User, &[Role::NcpCoordinator], &session);
    let propose = |account, country, coordinates| {
        let about = (id(account), Scope::Country(country));
        let target = Target::of_proposal(about, (id(1), coordinates));
        grant(&coordinator, Action::ProposeRole, &target, moment(at(0))).is_ok()
    };
    assert!(propose(2, finland, Some(finland)));
    assert!(!propose(2, CountryCode::of(b"SWE"), Some(finland)));
    assert!(!propose(2, finland, None));
    assert!(!propose(1, finland, Some(finland)));
}
