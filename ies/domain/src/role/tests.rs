//! Tests of roles.

use fnd_core::CountryCode;
use fnd_register::Coded;

use super::*;
use crate::mail::{Addressee, Notice};
use crate::registration::Registration;
use crate::sample::{Person, at, id, moment, on, switches};
use crate::session::AuthenticationLevel;

fn of_controller(person: &Person) -> Granter<'_> {
    Granter { actor: person.actor(), is_of_controller: true, coordinates: None }
}

fn admin(number: u128) -> Person {
    Person::new(number, &[Role::UserAdmin], at(0))
}

fn officer(number: u128) -> Person {
    Person::new(number, &[Role::DpOfficer], at(0))
}

fn scope_of(role: Role) -> Scope {
    let scopes = [Scope::Platform, Scope::Programme, Scope::Country(CountryCode::of(b"FIN"))];
    scopes.into_iter().find(|scope| role.fits(*scope)).unwrap()
}

fn proposal(role: Role) -> Proposal<'static> {
    Proposal { id: id(1), account: id(10), held: &[], role, scope: scope_of(role), months: 12 }
}

fn proposed(role: Role) -> RoleGrant {
    let admin = admin(50);
    propose(&proposal(role), &of_controller(&admin), moment(at(0)), &switches().permission).unwrap()
}

/// A role that works: proposed, approved and acknowledged.
fn working_grant(role: Role) -> RoleGrant {
    let grant = proposed(role);
    if !role.is_privileged() {
        return grant;
    }
    let (officer, holder) = (officer(51), Person::new(10, &[], at(0)));
    let approved = grant.approve(&of_controller(&officer), moment(at(0))).unwrap();
    approved.acknowledge(&holder.actor(), "Ares(2026)1", moment(at(0))).unwrap()
}

#[test]
fn a_privileged_role_works_once_two_have_signed_and_the_holder_has_acknowledged() {
    for role in Role::ALL {
        let grant = proposed(*role);
        if !role.is_privileged() {
            assert_eq!(grant.standing(at(0)), Ok(()), "{}", role.code());
            continue;
        }
        assert_eq!(grant.standing(at(0)), Err(Inert::NotApproved), "{}", role.code());
        let officer = officer(51);
        let approved = grant.approve(&of_controller(&officer), moment(at(0))).unwrap();
        assert_eq!(approved.standing(at(0)), Err(Inert::NotAcknowledged), "{}", role.code());
        assert_eq!(working_grant(*role).standing(at(0)), Ok(()), "{}", role.code());
    }
    let privileged: Vec<_> =
        Role::ALL.iter().filter(|role| role.is_privileged()).map(Coded::code).collect();
    assert_eq!(privileged, ["validator", "user-admin", "dp-officer", "log-auditor", "sys-admin"]);
}

#[test]
fn nobody_grants_themselves_anything_and_nobody_signs_twice() {
    let times = switches().permission;
    let oneself = Person::new(10, &[Role::UserAdmin], at(0));
    for role in Role::ALL {
        let by = of_controller(&oneself);
        let own = propose(&proposal(*role), &by, moment(at(0)), &times);
        assert_eq!(own.map_err(|error| error.code()), Err("concerns-yourself"), "{}", role.code());
    }
    let (first, holder) = (admin(50), Person::new(10, &[Role::DpOfficer], at(0)));
    let grant = proposed(Role::Validator);
    let twice = grant.approve(&of_controller(&first), moment(at(0)));
    assert_eq!(twice, Err(RoleError::SamePerson));
    let own = grant.approve(&of_controller(&holder), moment(at(0)));
    assert_eq!(own.map_err(|error| error.code()), Err("concerns-yourself"));
    let second = admin(52);
    let approved = grant.approve(&of_controller(&second), moment(at(0))).unwrap();
    let again = approved.approve(&of_controller(&officer(51)), moment(at(0)));
    assert_eq!(again, Err(RoleError::NothingToDo));
}

#[test]
fn roles_of_the_platform_are_granted_by_the_controller_alone() {
    let times = switches().permission;
    let admin = admin(50);
    let outside = Granter { is_of_controller: false, ..of_controller(&admin) };
    for role in Role::ALL {
        let result = propose(&proposal(*role), &outside, moment(at(0)), &times);
        let is_of_country = matches!(scope_of(*role), Scope::Country(_));
        let expected = if is_of_country { Ok(()) } else { Err(RoleError::NotOfController) };
        assert_eq!(result.map(|_| ()), expected, "{}", role.code());
    }
    let officer = officer(51);
    let outside = Granter { is_of_controller: false, ..of_controller(&officer) };
    let approved = proposed(Role::Validator).approve(&outside, moment(at(0)));
    assert_eq!(approved, Err(RoleError::NotOfController));
}

#[test]
fn a_coordinator_grants_experts_of_the_own_country() {
    let times = switches().permission;
    let coordinator = Person::new(53, &[Role::NcpCoordinator], at(0));
    let propose = |country: &[u8; 3], role| {
        let by = Granter {
            actor: coordinator.actor(),
            is_of_controller: false,
            coordinates: Some(CountryCode::of(b"FIN")),
        };
        let scope = Scope::Country(CountryCode::of(country));
        let proposal = Proposal { role, scope, ..proposal(Role::NcpExpert) };
        propose(&proposal, &by, moment(at(0)), &times).map(|_| ()).map_err(|error| error.code())
    };
    assert_eq!(propose(b"FIN", Role::NcpExpert), Ok(()));
    assert_eq!(propose(b"SWE", Role::NcpExpert), Err("other-country"));
    assert_eq!(propose(b"FIN", Role::NcpCoordinator), Err("not-in-role"));
}

#[test]
fn roles_that_may_not_meet_do_not_meet() {
    let times = switches().permission;
    let admin = admin(50);
    for one in Role::ALL {
        assert_eq!(conflict_with(*one, &[*one]), None);
        for other in Role::ALL {
            let is_conflict = conflict_with(*one, &[*other]).is_some();
            assert_eq!(is_conflict, conflict_with(*other, &[*one]).is_some());
            let held = [*other];
            let proposal = Proposal { held: &held, ..proposal(*one) };
            let result = propose(&proposal, &of_controller(&admin), moment(at(0)), &times);
            let was_conflict = matches!(result, Err(RoleError::Conflict(_)));
            assert_eq!(was_conflict, is_conflict, "{} {}", one.code(), other.code());
        }
    }
    let three = [Role::Validator, Role::LogAuditor, Role::SysAdmin];
    for one in three {
        for other in three {
            assert_eq!(conflict_with(one, &[other]).is_some(), one != other);
        }
    }
    for content in [Role::NcpExpert, Role::NcpCoordinator, Role::ComCoordinator, Role::SpEditor] {
        assert_eq!(conflict_with(content, Role::ALL), None, "{}", content.code());
    }
}

#[test]
fn grants_that_met_another_way_cancel_each_other() {
    let grants = [working_grant(Role::Validator), working_grant(Role::SysAdmin)];
    assert_eq!(working(&grants, at(0)), []);
    let grants = [working_grant(Role::Validator), working_grant(Role::NcpExpert)];
    assert_eq!(working(&grants, at(0)), [Role::NcpExpert, Role::Validator]);
    let ended = grants[0].close(at(0)).unwrap();
    assert_eq!(working(&[ended, grants[1].clone()], at(0)), [Role::NcpExpert]);
}

#[test]
fn a_role_ends_after_a_year_unless_somebody_else_certifies_it() {
    let times = switches().permission;
    let grant = working_grant(Role::Validator);
    let year_later = "2027-07-15T12:00:00Z".parse().unwrap();
    assert_eq!(grant.expires_at, year_later);
    assert_eq!(grant.standing(year_later), Err(Inert::Expired));
    assert_eq!(grant.expire(at(0)), None);
    let ended = grant.expire(year_later).unwrap();
    assert_eq!(ended.ended, Some((year_later, EndCause::Expired)));
    assert!(!certifiable(&grant, on(334), &times));
    assert!(certifiable(&grant, on(335), &times));

    let certify = |number, months| {
        let now = on(340);
        let person = Person::new(number, &[Role::UserAdmin], now);
        grant.certify(&of_controller(&person), months, moment(now), &times)
    };
    let renewed = certify(52, 12).unwrap();
    assert!(year_later < renewed.expires_at);
    assert_eq!(renewed.standing(year_later), Ok(()));
    for months in [0, 13] {
        assert_eq!(certify(52, months), Err(RoleError::Months { most: 12 }));
    }
    let own = certify(10, 12).map_err(|error| error.code());
    assert_eq!(own, Err("concerns-yourself"));
    let late = Person::new(52, &[Role::UserAdmin], year_later);
    let too_late = grant.certify(&of_controller(&late), 12, moment(year_later), &times);
    assert_eq!(too_late, Err(RoleError::Ended));
}

#[test]
fn only_the_holder_acknowledges_and_names_the_document() {
    let officer = officer(51);
    let approved =
        proposed(Role::LogAuditor).approve(&of_controller(&officer), moment(at(0))).unwrap();
    let (holder, other) = (Person::new(10, &[], at(0)), Person::new(11, &[], at(0)));
    let acknowledge = |grant: &RoleGrant, person: &Person, document| {
        grant
            .acknowledge(&person.actor(), document, moment(at(0)))
            .map(|_| ())
            .map_err(|error| error.code())
    };
    assert_eq!(acknowledge(&approved, &holder, "Ares(2026)1"), Ok(()));
    assert_eq!(acknowledge(&approved, &other, "Ares(2026)1"), Err("not-in-role"));
    assert_eq!(acknowledge(&approved, &holder, " "), Err("document-unnamed"));
    let unapproved = proposed(Role::LogAuditor);
    assert_eq!(acknowledge(&unapproved, &holder, "Ares(2026)1"), Err("nothing-to-do"));
    let stale = holder.clone().signed_in_minutes_ago(at(0), 15);
    assert_eq!(acknowledge(&approved, &stale, "Ares(2026)1"), Err("fresh-sign-in-needed"));
}

#[test]
fn a_role_is_laid_down_by_its_holder_and_taken_back_by_who_could_grant_it() {
    let grant = working_grant(Role::Validator);
    let end = |person: &Person| {
        grant
            .end(&of_controller(person), moment(at(0)))
            .map(|grant| grant.ended.unwrap().1)
            .map_err(|error| error.code())
    };
    assert_eq!(end(&Person::new(10, &[], at(0))), Ok(EndCause::LaidDown));
    assert_eq!(end(&admin(52)), Ok(EndCause::Withdrawn));
    assert_eq!(end(&officer(51)), Ok(EndCause::Withdrawn));
    assert_eq!(end(&Person::new(54, &[Role::LogAuditor], at(0))), Err("not-in-role"));
    let turned_down = proposed(Role::Validator).end(&of_controller(&officer(51)), moment(at(0)));
    assert_eq!(turned_down.unwrap().ended.unwrap().1, EndCause::TurnedDown);
    let ended = grant.end(&of_controller(&admin(52)), moment(at(0))).unwrap();
    assert_eq!(ended.end(&of_controller(&admin(52)), moment(at(0))), Err(RoleError::Ended));
    assert_eq!(ended.close(at(0)), None);
}

#[test]
fn a_role_has_a_scope_that_fits_and_is_held_once() {
    let times = switches().permission;
    let admin = admin(50);
    let propose =
        |proposal: &Proposal<'_>| propose(proposal, &of_controller(&admin), moment(at(0)), &times);
    for role in Role::ALL {
        for other in Role::ALL {
            let scope = scope_of(*other);
            let result = propose(&Proposal { scope, ..proposal(*role) });
            assert_eq!(result == Err(RoleError::WrongScope), !role.fits(scope));
        }
        let held = [*role];
        let again = propose(&Proposal { held: &held, ..proposal(*role) });
        let is_of_country = matches!(scope_of(*role), Scope::Country(_));
        assert_eq!(again == Err(RoleError::AlreadyHeld), !is_of_country, "{}", role.code());
    }
}

#[test]
fn the_first_three_roles_come_with_the_installation_and_no_fourth() {
    let times = switches().permission;
    let first = install((id(1), id(10), Role::UserAdmin), &[], at(0), &times).unwrap();
    assert_eq!(first.proposed.by, Hand::Installation);
    let second =
        install((id(2), id(11), Role::DpOfficer), std::slice::from_ref(&first), at(0), &times);
    let both = [first.clone(), second.unwrap()];
    let third = install((id(3), id(12), Role::Validator), &both, at(0), &times).unwrap();
    let all = [&both[..], &[third]].concat();
    let cases = [
        ("another of the kind", (id(4), id(13), Role::UserAdmin), &all[..]),
        ("another role", (id(4), id(13), Role::LogAuditor), &all[..]),
        ("two to one", (id(3), id(10), Role::DpOfficer), &both[..1]),
    ];
    for (rule, wanted, existing) in cases {
        assert!(install(wanted, existing, at(0), &times).is_err(), "{rule}");
    }
    assert_eq!(first.standing(at(0)), Err(Inert::NotAcknowledged));
}

fn emergency() -> Emergency {
    let operator = Person::new(60, &[Role::SysAdmin], at(0));
    let target = EmergencyTarget::Scan(id::<Registration>(1));
    let reason = "The viewer fails and a decision is due.";
    Emergency::ask((id(1), target), &operator.actor(), reason, moment(at(0))).unwrap().0
}

#[test]
fn emergency_access_takes_two_others_and_lasts_four_hours() {
    let times = switches().permission;
    let approve = |emergency: &Emergency, person: &Person, hour| {
        let person = Person { session: Person::new(0, &[], at(hour)).session, ..person.clone() };
        emergency.approve(&person.actor(), moment(at(hour)), &times).map_err(|error| error.code())
    };
    let asked = emergency();
    assert!(!asked.is_open(at(0), &times));
    let (once, mails) = approve(&asked, &admin(50), 0).unwrap();
    assert!(mails.is_empty() && !once.is_open(at(0), &times));
    assert_eq!(approve(&once, &admin(50), 0).map(|_| ()), Err("second-person-needed"));
    let (twice, mails) = approve(&once, &officer(51), 1).unwrap();
    let told: Vec<_> = mails.iter().map(|mail| (mail.notice, mail.to)).collect();
    let expected = [Addressee::Validators, Addressee::Officers];
    assert_eq!(told, expected.map(|to| (Notice::EmergencyBegun, to)));
    for (hour, expected) in [(0, false), (1, true), (4, true), (5, false)] {
        assert_eq!(twice.is_open(at(hour), &times), expected, "{hour}");
    }
    assert_eq!(approve(&twice, &admin(52), 1).map(|_| ()), Err("emergency-over"));
    assert_eq!(approve(&once, &officer(51), 4).map(|_| ()), Err("emergency-over"));
    let oneself = Person::new(60, &[Role::UserAdmin], at(0));
    assert_eq!(approve(&asked, &oneself, 0).map(|_| ()), Err("concerns-yourself"));
    let ended = twice.end(&officer(51).actor(), moment(at(2)), &times).unwrap();
    assert!(!ended.is_open(at(2), &times));
    assert!(ended.end(&officer(51).actor(), moment(at(2)), &times).is_err());
    assert!(twice.end(&officer(51).actor(), moment(at(5)), &times).is_err(), "it is over anyway");
}

#[test]
fn how_far_emergency_access_is_follows_from_who_approved_and_the_hour() {
    let times = switches().permission;
    let asked = emergency();
    let once = Emergency { first: Some(id(50)), ..asked.clone() };
    let twice = Emergency { second: Some((id(51), at(1))), ..once.clone() };
    let ended = Emergency { ended_at: Some(at(2)), ..twice.clone() };
    let cases = [
        (&asked, 0, Phase::Asked, 4),
        (&asked, 4, Phase::Over, 4),
        (&once, 3, Phase::ApprovedOnce, 4),
        (&twice, 4, Phase::Open, 5),
        (&twice, 5, Phase::Over, 5),
        (&ended, 3, Phase::Over, 2),
    ];
    for (emergency, hour, phase, until) in cases {
        assert_eq!(emergency.phase(at(hour), &times), phase, "{emergency:?} at {hour}");
        assert_eq!(emergency.until(&times), at(until), "{emergency:?}");
    }
}

#[test]
fn emergency_access_to_a_scan_ends_with_the_decision_on_its_request() {
    let times = switches().permission;
    let open = Emergency { first: Some(id(50)), second: Some((id(51), at(1))), ..emergency() };
    let mut request = crate::sample::registration(crate::registration::State::InReview);
    assert!(open.clone().ended_with(Some(&request)).is_open(at(2), &times));
    request.state = crate::registration::State::Refused;
    request.ended_at = Some(at(2));
    let decided = open.clone().ended_with(Some(&request));
    assert_eq!((decided.ended_at, decided.is_open(at(2), &times)), (Some(at(2)), false));
    assert!(!open.clone().ended_with(None).is_open(at(2), &times), "nothing is there any more");
    assert_eq!(
        EmergencyTarget::scan_of(Some(&request)).map_err(|error| error.code()),
        Err("emergency-nothing-there")
    );
    assert_eq!(EmergencyTarget::scan_of(None), Err(EmergencyError::NothingThere));
}

#[test]
fn emergency_access_to_a_community_is_told_to_those_who_lead_it() {
    let times = switches().permission;
    let target = EmergencyTarget::Community(id(7));
    let (once, _) = Emergency { target, ..emergency() }
        .approve(&admin(50).actor(), moment(at(0)), &times)
        .unwrap();
    let (_, mails) = once.approve(&officer(51).actor(), moment(at(0)), &times).unwrap();
    assert_eq!(mails[0].to, Addressee::Leads);
}

#[test]
fn who_asks_for_emergency_access_runs_the_machines_and_says_why() {
    let target = EmergencyTarget::Scan(id(1));
    let ask = |person: &Person, reason| {
        Emergency::ask((id(1), target), &person.actor(), reason, moment(at(0)))
            .map(|(_, mails)| mails.iter().map(|mail| mail.to).collect::<Vec<_>>())
            .map_err(|error| error.code())
    };
    let operator = Person::new(60, &[Role::SysAdmin], at(0));
    let told = vec![Addressee::UserAdmins, Addressee::Officers];
    assert_eq!(ask(&operator, "The viewer fails."), Ok(told));
    assert_eq!(ask(&operator, "  "), Err("reason-unsaid"));
    assert_eq!(ask(&admin(50), "Curious."), Err("not-in-role"));
    let weak = operator.with_level(AuthenticationLevel::Basic);
    assert_eq!(ask(&weak, "The viewer fails."), Err("second-factor-needed"));
}
