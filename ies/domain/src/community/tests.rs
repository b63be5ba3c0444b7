//! Tests of Communities and memberships.

mod manage;

use fnd_core::CountryCode;
use fnd_register::Coded;

use super::*;
use crate::account;
use crate::mail::{Addressee, Mail, Notice};
use crate::organisation::{Abroad, Adequacy, Recipient};
use crate::person::OrganisationName;
use crate::role::Role;
use crate::sample::{Person, at, id, moment, on, switches};

fn community() -> Community {
    Community {
        id: id(1),
        kind: CommunityKind::ContactPoints,
        visibility: Visibility::Listed,
        join: JoinPolicy::Apply,
        country: None,
        third_country_since: None,
    }
}

fn recipient(number: u128) -> Recipient {
    Recipient {
        organisation: id(number),
        name: OrganisationName::read("Ministry").unwrap(),
        abroad: Abroad::ThirdCountry(CountryCode::of(b"GEO")),
        adequacy: Adequacy::NoDecision,
    }
}

fn notice(numbers: &[u128]) -> JoinNotice {
    JoinNotice::of(numbers.iter().map(|number| recipient(*number)))
}

fn membership(state: State, level: Level) -> Membership {
    Membership {
        community: id(1),
        account: id(10),
        level,
        state,
        since: on(0),
        expires_at: None,
        decided_by: None,
        notice_seen: None,
        end: None,
    }
}

fn joiner(seen: Option<&JoinNotice>, covers_transfers: bool) -> Joiner {
    Joiner {
        account: id(10),
        state: account::State::Active,
        recipient: None,
        covers_transfers,
        seen: seen.map(|notice| notice.seen(at(0))),
    }
}

fn lead() -> Person {
    Person::new(50, &[], at(0))
}

fn manager(person: &Person, level: Option<Level>) -> Manager<'_> {
    Manager { actor: person.actor(), level, moment: moment(at(0)) }
}

const OTHERS: Leads = Leads { others: 1 };
const ALONE: Leads = Leads { others: 0 };

#[test]
fn the_table_of_a_membership_is_this() {
    let mut lines = Vec::new();
    for state in State::ALL {
        for event in Event::ALL {
            if let Some(after) = state.after(*event) {
                lines.push(format!("{} {} {}", state.code(), event.code(), after.code()));
            }
        }
        let is_stuck = Event::ALL.iter().all(|event| state.after(*event).is_none());
        assert_eq!(is_stuck, state.is_end(), "{}", state.code());
    }
    let expected = [
        "applied admit active",
        "applied admit-to-new-notice invited",
        "applied decline declined",
        "applied lapse lapsed",
        "invited join active",
        "invited lapse lapsed",
        "active end ended",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn every_step_in_every_state_follows_the_table() {
    let (community, none) = (community(), notice(&[]));
    let room = Room { community: &community, notice: &none, now: at(0) };
    let (person, joiner) = (lead(), joiner(None, true));
    let by = manager(&person, Some(Level::Lead));
    let times = switches().permission;
    for state in State::ALL {
        let old = Membership { since: on(-31), ..membership(*state, Level::Reader) };
        let over = Membership { expires_at: Some(at(0)), ..old.clone() };
        let steps = [
            (Event::Admit, admit(room, &by, (&old, &joiner), (Level::Reader, None))),
            (Event::Decline, decline(&old, &by)),
            (Event::Join, join(room, &old, &joiner)),
            (Event::Lapse, turn_down(&old, id(10), at(0))),
            (Event::End, leave(&old, id(10), OTHERS, at(0))),
            (Event::End, remove(&old, &by, OTHERS)),
            (Event::End, expire(&over, OTHERS, at(0))),
        ];
        for (event, step) in steps {
            let after = step.as_ref().ok().map(|step| step.membership.state);
            assert_eq!(after, state.after(event), "{} {}", state.code(), event.code());
            if after.is_none() {
                assert_eq!(step, Err(MembershipError::NotNow));
            }
        }
        let lapsed = lapse(&old, at(0), &times).map(|step| step.membership.state);
        match state {
            State::Invited => assert_eq!(lapsed, Ok(State::Lapsed)),
            State::Applied => assert_eq!(lapsed, Err(MembershipError::NotYet)),
            State::Active | State::Declined | State::Lapsed | State::Ended => {
                assert_eq!(lapsed, Err(MembershipError::NotNow));
            }
        }
        let closed = close(&old, EndCause::AccountClosed, ALONE, at(0));
        assert_eq!(closed.is_err(), state.is_end(), "{}", state.code());
    }
}

#[test]
fn levels_are_ordered_and_each_may_what_the_lower_ones_may() {
    assert!(Level::ALL.windows(2).all(|pair| pair[0] < pair[1]));
    for verb in Verb::ALL {
        for pair in Level::ALL.windows(2) {
            assert!(pair[1].may(*verb) || !pair[0].may(*verb), "{}", verb.code());
        }
        assert!(Level::Lead.may(*verb));
    }
    let of_readers: Vec<_> =
        Verb::ALL.iter().filter(|verb| Level::Reader.may(**verb)).map(Coded::code).collect();
    assert_eq!(of_readers, ["read", "see-members", "leave"]);
    assert!(!Level::Editor.may(Verb::ReadHistory));
}

#[test]
fn a_hidden_community_is_not_there_for_others() {
    let hidden =
        Community { visibility: Visibility::Hidden, join: JoinPolicy::Invite, ..community() };
    for standing in [None].into_iter().chain(State::ALL.iter().copied().map(Some)) {
        let knows = matches!(standing, Some(State::Active | State::Invited));
        assert_eq!(hidden.is_known_to(standing), knows, "{standing:?}");
        assert!(community().is_known_to(standing));
    }
    let none = notice(&[]);
    let room = Room { community: &hidden, notice: &none, now: at(0) };
    let step = apply(room, &joiner(None, true), None, "Please");
    assert_eq!(step, Err(MembershipError::NotThere));
}

#[test]
fn what_nobody_sees_takes_no_applications() {
    let hidden = Community { visibility: Visibility::Hidden, ..community() };
    assert_eq!(hidden.check(), Err(CommunityError::HiddenNeedsInvitations));
    let national = Community { kind: CommunityKind::NationalNetwork, ..community() };
    assert_eq!(national.check(), Err(CommunityError::CountryMissing));
    let romania = Some(CountryCode::of(b"ROU"));
    assert_eq!(Community { country: romania, ..national }.check(), Ok(()));
    let board = Community { country: romania, ..community() };
    assert_eq!(board.check(), Err(CommunityError::CountryNotAsked));
}

#[test]
fn asking_to_join_needs_a_word_and_a_way_in() {
    let (listed, none) = (community(), notice(&[]));
    let by_invitation = Community { join: JoinPolicy::Invite, ..listed };
    let asleep = Joiner { state: account::State::Dormant, ..joiner(None, true) };
    let applied = membership(State::Applied, Level::Reader);
    let ask = |community: &Community, joiner: &Joiner, standing, message| {
        let room = Room { community, notice: &none, now: at(0) };
        apply(room, joiner, standing, message).map_err(|error| error.code())
    };
    let step = ask(&listed, &joiner(None, true), None, "I work on return.").unwrap();
    assert_eq!(step.membership.state, State::Applied);
    assert_eq!(step.mails, [Mail::of(Notice::ApplicationWaiting, Addressee::Leads)]);
    let cases = [
        (ask(&listed, &joiner(None, true), None, " "), "text-unread"),
        (ask(&listed, &joiner(None, true), Some(&applied), "Again"), "already-member"),
        (ask(&by_invitation, &joiner(None, true), None, "Please"), "invitation-only"),
        (ask(&listed, &asleep, None, "Please"), "account-not-active"),
    ];
    for (step, code) in cases {
        assert_eq!(step.map(|_| ()), Err(code));
    }
}

#[test]
fn who_joins_has_seen_every_recipient_abroad_and_consented() {
    let listed = community();
    let (two, one) = (notice(&[100, 101]), notice(&[100]));
    let more = notice(&[100, 101, 102]);
    let invited = membership(State::Invited, Level::Reader);
    let cases = [
        ("nobody abroad", notice(&[]), None, false, Ok(())),
        ("seen and consented", two.clone(), Some(&two), true, Ok(())),
        ("one has left since", two.clone(), Some(&more), true, Ok(())),
        ("not seen", two.clone(), None, true, Err("notice-not-seen")),
        ("one has come since", two.clone(), Some(&one), true, Err("notice-not-seen")),
        ("no consent", two.clone(), Some(&two), false, Err("transfer-consent-missing")),
    ];
    for (rule, notice, seen, covers, expected) in cases {
        let room = Room { community: &listed, notice: &notice, now: at(0) };
        let joiner = joiner(seen, covers);
        let result = join(room, &invited, &joiner).map(|_| ()).map_err(|error| error.code());
        assert_eq!(result, expected, "{rule}");
        let asked = apply(room, &joiner, None, "Please").map(|_| ());
        assert_eq!(asked.map_err(|error| error.code()), expected, "{rule}");
    }
}

#[test]
fn who_asked_before_a_recipient_came_is_asked_again() {
    let listed = community();
    let (before, after) = (notice(&[100]), notice(&[100, 101]));
    let applied = Membership {
        notice_seen: Some(before.seen(on(-1))),
        ..membership(State::Applied, Level::Reader)
    };
    let person = lead();
    let by = manager(&person, Some(Level::Lead));
    let admit = |notice: &JoinNotice| {
        let room = Room { community: &listed, notice, now: at(0) };
        admit(room, &by, (&applied, &joiner(None, true)), (Level::Reader, None)).unwrap()
    };
    assert_eq!(admit(&before).membership.state, State::Active);
    let asked_again = admit(&after);
    assert_eq!(asked_again.membership.state, State::Invited);
    assert_eq!(asked_again.mails, [Mail::of(Notice::Invitation, Addressee::Holder)]);
}

#[test]
fn the_first_member_abroad_is_announced_to_all_and_the_second_is_not() {
    let listed = community();
    let invited = membership(State::Invited, Level::Reader);
    let abroad = Joiner { recipient: Some(recipient(100)), ..joiner(None, true) };
    let none = notice(&[]);
    let room = Room { community: &listed, notice: &none, now: at(0) };
    let step = join(room, &invited, &abroad).unwrap();
    assert_eq!(step.community.unwrap().third_country_since, Some(at(0)));
    assert!(step.mails.contains(&Mail::of(Notice::ThirdCountryJoined, Addressee::Members)));

    let since = Community { third_country_since: Some(on(-9)), ..listed };
    let there = notice(&[101]);
    let room = Room { community: &since, notice: &there, now: at(0) };
    let abroad = Joiner { seen: Some(there.seen(at(0))), ..abroad };
    let step = join(room, &invited, &abroad).unwrap();
    assert_eq!(step.community, None);
    assert_eq!(step.mails, [Mail::of(Notice::MembershipBegun, Addressee::Holder)]);

    let (emptied, is_first) = newly_abroad(&since, &none, at(0));
    assert_eq!((emptied.third_country_since, is_first), (None, false));
}

#[test]
fn a_notice_names_each_recipient_and_country_once() {
    let notice = notice(&[102, 100, 102, 101]);
    let numbers: Vec<_> = notice.recipients().iter().map(|one| one.organisation).collect();
    assert_eq!(numbers, [id(100), id(101), id(102)]);
    assert_eq!(notice.countries(), [CountryCode::of(b"GEO")]);
    assert!(TRANSFER_BASIS.contains("50(1)(a)") && TRANSFER_BASIS.contains("50(1)(d)"));
}

#[test]
fn the_last_lead_finds_another_first_unless_the_account_is_closed() {
    let person = lead();
    let by = manager(&person, Some(Level::Lead));
    for level in Level::ALL {
        let active = membership(State::Active, *level);
        let is_last = *level == Level::Lead;
        let steps = [
            leave(&active, id(10), ALONE, at(0)),
            remove(&active, &by, ALONE),
            change_level(&active, &by, next(*level), ALONE),
        ];
        for step in steps {
            assert_eq!(step == Err(MembershipError::LastLead), is_last, "{}", level.code());
        }
        assert!(leave(&active, id(10), OTHERS, at(0)).is_ok());
        let closed = close(&active, EndCause::AccountClosed, ALONE, at(0)).unwrap();
        let told = closed.mails.iter().any(|mail| mail.notice == Notice::NobodyLeads);
        assert_eq!(told, is_last);
        let over = Membership { expires_at: Some(at(0)), ..active };
        assert!(expire(&over, ALONE, at(0)).is_ok());
        assert_eq!(expire(&over, ALONE, at(-1)), Err(MembershipError::NotYet));
    }
}

/// Another level than this one.
fn next(level: Level) -> Level {
    if level == Level::Reader { Level::Contributor } else { Level::Reader }
}

#[test]
fn members_are_managed_by_who_leads_or_by_an_administrator_who_was_asked() {
    let applied = membership(State::Applied, Level::Reader);
    let admin = Person::new(51, &[Role::UserAdmin], at(0));
    let stale = admin.clone().signed_in_minutes_ago(at(0), 20);
    let oneself = Person::new(10, &[Role::UserAdmin], at(0));
    let cases = [
        ("a lead", lead(), Some(Level::Lead), Ok(())),
        ("an editor", lead(), Some(Level::Editor), Err("not-lead")),
        ("an outsider", lead(), None, Err("not-lead")),
        ("an administrator", admin, None, Ok(())),
        ("who signed in long ago", stale, None, Err("fresh-sign-in-needed")),
        ("the person", oneself, Some(Level::Lead), Err("concerns-yourself")),
    ];
    for (rule, person, level, expected) in cases {
        let declined = decline(&applied, &manager(&person, level));
        assert_eq!(declined.map(|_| ()).map_err(|error| error.code()), expected, "{rule}");
    }
}

#[test]
fn one_can_step_down_and_never_up_by_ones_own_hand() {
    let oneself = Person::new(10, &[], at(0));
    for level in Level::ALL {
        for wanted in Level::ALL {
            let active = membership(State::Active, *level);
            let by = manager(&oneself, Some(*level));
            let step = change_level(&active, &by, *wanted, OTHERS);
            assert_eq!(step.is_ok(), wanted < level, "{} {}", level.code(), wanted.code());
        }
    }
}

#[test]
fn an_invitation_is_for_one_person_at_a_level_and_for_a_time() {
    let (listed, none) = (community(), notice(&[]));
    let room = Room { community: &listed, notice: &none, now: at(0) };
    let person = lead();
    let by = manager(&person, Some(Level::Lead));
    let active = membership(State::Active, Level::Reader);
    let invited = invite(room, &by, (id(10), None), (Level::Editor, Some(on(90)))).unwrap();
    assert_eq!(invited.membership.level, Level::Editor);
    let again = invite(room, &by, (id(10), Some(&active)), (Level::Reader, None));
    assert_eq!(again, Err(MembershipError::AlreadyThere));
    let past = invite(room, &by, (id(10), None), (Level::Reader, Some(at(0))));
    assert_eq!(past, Err(MembershipError::EndInPast));
    let stranger = Joiner { account: id(11), ..joiner(None, true) };
    let taken = join(room, &invited.membership, &stranger);
    assert_eq!(taken, Err(MembershipError::NotThere));
    let times = switches().permission;
    assert_eq!(lapse(&invited.membership, on(29), &times), Err(MembershipError::NotYet));
    assert!(lapse(&invited.membership, on(30), &times).is_ok());
}

#[test]
fn a_membership_counts_until_the_instant_of_its_end() {
    let ends = Membership { expires_at: Some(at(5)), ..membership(State::Active, Level::Editor) };
    assert_eq!(ends.live_level(at(4)), Some(Level::Editor));
    assert_eq!(ends.live_level(at(5)), None);
    for state in State::ALL {
        let is_live = membership(*state, Level::Reader).is_live(at(0));
        assert_eq!(is_live, *state == State::Active, "{}", state.code());
    }
}

#[test]
fn of_all_memberships_the_one_that_has_not_ended_counts() {
    let ended = membership(State::Ended, Level::Lead);
    let applied = membership(State::Applied, Level::Reader);
    let other = Membership { community: id(2), ..membership(State::Active, Level::Lead) };
    let all = [ended.clone(), other, applied.clone()];
    assert_eq!(standing_in(&all, (id(1), id(10))), Some(&applied));
    assert_eq!(standing_in(&[ended], (id(1), id(10))), None);
}
