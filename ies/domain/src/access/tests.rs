//! Tests of the policy.

mod objects;

use std::collections::BTreeSet;

use super::*;
use crate::community::Verb;
use crate::sample::{Person, at, moment, switches};
use crate::session::Session;

fn session() -> Session {
    Person::new(1, &[], at(0)).session
}

fn caller<'a>(standing: Standing, roles: &'a [Role], session: &'a Session) -> Caller<'a> {
    let session = (standing != Standing::Visitor).then_some(session);
    Caller { standing, roles, session, scope: None }
}

/// No fact, each fact, all facts, what each row asks for, and that with one fact missing; the
/// plainest of them at every level. Rows ask for facts and never for their absence, so larger
/// sets show nothing that these do not.
fn targets() -> Vec<Target> {
    let plain: Vec<Vec<Fact>> =
        vec![Vec::new(), vec![Fact::Own], vec![Fact::Others], Fact::ALL.to_vec()];
    let mut sets: Vec<Vec<Fact>> = Fact::ALL.iter().map(|fact| vec![*fact]).collect();
    for row in PERMITTED {
        sets.push(row.facts.to_vec());
        for missing in row.facts {
            sets.push(row.facts.iter().copied().filter(|fact| fact != missing).collect());
        }
    }
    sets.sort();
    sets.dedup();
    let levels = [None].into_iter().chain(Level::ALL.iter().copied().map(Some));
    let plain = levels.flat_map(|level| plain.iter().map(move |set| Target::made(set, level)));
    plain.chain(sets.iter().map(|set| Target::made(set, None))).collect()
}

#[test]
fn the_policy_is_the_golden_one() {
    assert_eq!(matrix(), include_str!("../access.golden.txt"), "read the difference as a lawyer");
}

#[test]
fn every_row_is_there_once_and_is_reached() {
    let lines: Vec<_> = matrix().lines().map(str::to_owned).collect();
    let unique: BTreeSet<_> = lines.iter().collect();
    assert_eq!((lines.len(), unique.len()), (PERMITTED.len(), PERMITTED.len()));
    let reached: BTreeSet<_> = PERMITTED.iter().map(|row| row.action).collect();
    assert_eq!(reached.len(), Action::ALL.len(), "an action nobody may do is no action");
    for row in PERMITTED {
        assert!(row.rule.contains('A') || row.rule.contains('R'), "{}", row.rule);
    }
}

/// The decision said another way: the rows, one after the other.
fn is_listed(standing: Standing, roles: &[Role], action: Action, target: &Target) -> bool {
    PERMITTED.iter().filter(|row| row.action == action).any(|row| {
        let is_party = match row.party {
            Party::Anyone => true,
            Party::Applicant => standing == Standing::Applicant,
            Party::Holder => {
                [Standing::ConsentDue, Standing::Suspended, Standing::User].contains(&standing)
            }
            Party::User => standing == Standing::User,
            Party::Member(level) => {
                standing == Standing::User && target.level().is_some_and(|own| level <= own)
            }
            Party::Role(role) => standing == Standing::User && roles.contains(&role),
        };
        is_party && row.facts.iter().all(|fact| target.has(*fact))
    })
}

#[test]
fn what_is_not_listed_is_refused_to_everybody_on_everything() {
    let (session, targets) = (session(), targets());
    let role_sets: Vec<Vec<Role>> =
        [Vec::new()].into_iter().chain(Role::ALL.iter().map(|role| vec![*role])).collect();
    for standing in Standing::ALL {
        for roles in &role_sets {
            let caller = caller(*standing, roles, &session);
            for action in Action::ALL {
                for target in &targets {
                    let is_granted = grant(&caller, *action, target, moment(at(0))).is_ok();
                    let expected = is_listed(*standing, roles, *action, target);
                    assert_eq!(
                        is_granted, expected,
                        "{standing:?} {roles:?} {action:?} {target:?}"
                    );
                    assert_eq!(may(&caller, *action, target), expected);
                }
            }
        }
    }
}

#[test]
fn what_a_caller_is_told_gives_nothing_away() {
    let (session, targets) = (session(), targets());
    for standing in Standing::ALL {
        let caller = caller(*standing, &[], &session);
        for action in Action::ALL {
            for target in &targets {
                let Err(refusal) = grant(&caller, *action, target, moment(at(0))) else { continue };
                let expected = match standing {
                    Standing::Visitor => Refusal::SignInFirst,
                    Standing::ConsentDue => Refusal::ConsentFirst,
                    Standing::Suspended => Refusal::Suspended,
                    Standing::Closed => Refusal::Closed,
                    Standing::Applicant | Standing::User => match action.secrecy() {
                        Secrecy::Function => Refusal::Forbidden,
                        Secrecy::Object(shown_by) => {
                            if is_listed(*standing, &[], shown_by, target) {
                                Refusal::Forbidden
                            } else {
                                Refusal::NotFound
                            }
                        }
                    },
                };
                assert_eq!(refusal, expected, "{standing:?} {action:?} {target:?}");
            }
        }
    }
}

#[test]
fn a_refusal_has_the_status_that_its_words_promise() {
    let cases = [
        (Refusal::SignInFirst, "sign-in-first", 401),
        (Refusal::ConsentFirst, "consent-first", 403),
        (Refusal::Suspended, "account-suspended", 403),
        (Refusal::Closed, "account-closed", 403),
        (Refusal::Weak(Weakness::OneFactor), "second-factor-needed", 403),
        (Refusal::Weak(Weakness::NotFresh), "fresh-sign-in-needed", 403),
        (Refusal::NotFound, "not-found", 404),
        (Refusal::Forbidden, "forbidden", 403),
        (Refusal::OutOfScope, "token-out-of-scope", 403),
    ];
    for (refusal, code, status) in cases {
        assert_eq!((refusal.code(), refusal.status()), (code, status));
        assert!(!refusal.rule().is_empty() && !refusal.to_string().is_empty());
    }
}

#[test]
fn a_visitor_gets_what_is_public_and_nothing_else() {
    let public: Vec<_> = PERMITTED
        .iter()
        .filter(|row| row.party == Party::Anyone)
        .map(|row| row.action.code())
        .collect();
    assert_eq!(public, ["read-public", "read-statement"]);
    let visitor = Caller { standing: Standing::Visitor, roles: &[], session: None, scope: None };
    assert!(grant(&visitor, Action::ReadPublic, &Target::nothing(), moment(at(0))).is_ok());
}

#[test]
fn who_owes_consent_can_give_it_refuse_it_and_use_their_rights() {
    let session = session();
    let (caller, own) =
        (caller(Standing::ConsentDue, &[], &session), Target::made(&[Fact::Own], None));
    let open: Vec<_> = Action::ALL
        .iter()
        .filter(|action| grant(&caller, **action, &own, moment(at(0))).is_ok())
        .map(Coded::code)
        .collect();
    assert_eq!(
        open,
        [
            "read-public",
            "read-statement",
            "give-consent",
            "withdraw-consent",
            "read-own-consents",
            "exercise-right",
            "close-own-account",
            "read-own-case",
            "fetch-own-data",
        ]
    );
}

#[test]
fn roles_of_the_platform_open_no_content_and_leading_opens_no_technical_data() {
    for row in PERMITTED {
        let Party::Role(role) = row.party else { continue };
        let is_content = matches!(
            row.action,
            Action::ReadContent | Action::AddContent | Action::EditContent | Action::ReadCard
        );
        assert!(
            !is_content || (role == Role::SysAdmin && row.facts.contains(&Fact::Emergency)),
            "{}",
            row.rule
        );
    }
    let session = session();
    let lead = Target::made(Fact::ALL, Some(Level::Lead));
    let caller = caller(Standing::User, &[], &session);
    assert_eq!(grant(&caller, Action::ReadLog, &lead, moment(at(0))), Err(Refusal::Forbidden));
    assert!(grant(&caller, Action::ReadHistory, &lead, moment(at(0))).is_ok());
}

#[test]
fn logs_scans_users_and_cases_are_each_for_one_role() {
    let only = |action: Action| -> BTreeSet<&str> {
        let rows = PERMITTED.iter().filter(|row| row.action == action);
        rows.map(|row| row.party.code()).collect()
    };
    let cases = [
        (Action::ReadLog, &["log-auditor"][..]),
        (Action::ViewScan, &["sys-admin", "validator"]),
        (Action::DecideRequest, &["validator"]),
        (Action::ReadUser, &["user-admin"]),
        (Action::EditExceptionally, &["user-admin"]),
        (Action::WorkCase, &["dp-officer"]),
        (Action::FetchCaseArchive, &["dp-officer"]),
        (Action::ReadCard, &["user"]),
        (Action::EditOwnProfile, &["user"]),
    ];
    for (action, parties) in cases {
        assert_eq!(only(action), parties.iter().copied().collect(), "{}", action.code());
    }
}

#[test]
fn who_decides_or_changes_for_others_never_does_so_for_themselves() {
    let about_others = [
        Action::ReadRequest,
        Action::ViewScan,
        Action::AskApplicant,
        Action::DecideRequest,
        Action::SuspendUser,
        Action::EditExceptionally,
        Action::ManageMembers,
        Action::ProposeRole,
        Action::ApproveRole,
        Action::CertifyRole,
        Action::ApproveEmergency,
        Action::WorkCase,
        Action::FetchCaseArchive,
    ];
    for row in PERMITTED.iter().filter(|row| about_others.contains(&row.action)) {
        assert!(row.facts.contains(&Fact::Others), "{:?}", row.action);
    }
}

#[test]
fn whatever_is_sensitive_asks_for_two_factors_shown_a_moment_ago() {
    let fresh = [
        Action::ViewScan,
        Action::DecideRequest,
        Action::SuspendUser,
        Action::EditExceptionally,
        Action::ProposeRole,
        Action::ApproveRole,
        Action::ApproveEmergency,
        Action::WorkCase,
        Action::FetchCaseArchive,
        Action::PublishStatement,
        Action::ChangeOwnEmail,
    ];
    for action in fresh {
        assert_eq!(strengths(action), [Strength::Fresh], "{}", action.code());
    }
    for row in PERMITTED.iter().filter(|row| matches!(row.party, Party::Role(_))) {
        assert!(row.strength.needs_two_factors(), "{}", row.action.code());
    }
    let rights = [Action::CloseOwnAccount, Action::WithdrawConsent, Action::FetchOwnData];
    for action in rights {
        assert_eq!(strengths(action), [Strength::Recent], "rights ask for no second factor");
    }
}

#[test]
fn a_weak_session_is_told_so_only_where_the_right_is_there() {
    let basic = Person::new(1, &[], at(0)).with_level(AuthenticationLevel::Basic).session;
    let one = caller(Standing::User, &[Role::Validator], &basic);
    let waiting = Target::made(&[Fact::Others, Fact::BeforeDecision, Fact::ScanViewable], None);
    let weak = Err(Refusal::Weak(Weakness::OneFactor));
    assert_eq!(grant(&one, Action::ViewScan, &waiting, moment(at(0))), weak);
    let over = Target::made(&[Fact::Others], None);
    assert_eq!(grant(&one, Action::ViewScan, &over, moment(at(0))), Err(Refusal::NotFound));
    let own = Target::made(&[Fact::Own], None);
    assert_eq!(grant(&one, Action::ReadOwnProfile, &own, moment(at(0))), weak);
    assert!(grant(&one, Action::CloseOwnAccount, &own, moment(at(0))).is_ok());
    let mut lowered = switches().session;
    lowered.least_level = AuthenticationLevel::Basic;
    let moment = Moment { now: at(0), times: &lowered };
    assert!(grant(&one, Action::ReadOwnProfile, &own, moment).is_ok());
    assert_eq!(grant(&one, Action::ViewScan, &waiting, moment), weak);
}

#[test]
fn a_token_does_what_its_scope_says_and_its_owner_may() {
    let (session, own) = (session(), Target::made(&[Fact::Own], None));
    let scope = [Action::ReadOwnProfile, Action::ReadLog];
    let token = Caller { scope: Some(&scope), ..caller(Standing::User, &[], &session) };
    let ask = |action| grant(&token, action, &own, moment(at(0))).map(|_| ());
    assert_eq!(ask(Action::ReadOwnProfile), Ok(()));
    assert_eq!(ask(Action::EditOwnProfile), Err(Refusal::OutOfScope));
    assert_eq!(ask(Action::ReadLog), Err(Refusal::Forbidden));
}

#[test]
fn verbs_of_a_community_are_rows_at_their_least_level() {
    for verb in Verb::ALL {
        let rows = PERMITTED.iter().filter(|row| {
            row.action == Action::of(*verb)
                && matches!(row.party, Party::Member(_))
                && !row.facts.contains(&Fact::Own)
        });
        let levels: Vec<_> = rows.map(|row| row.party).collect();
        assert_eq!(levels, [Party::Member(verb.least())], "{}", verb.code());
    }
}

#[test]
fn nothing_is_done_without_a_purpose_of_the_four() {
    let used: BTreeSet<_> = PERMITTED.iter().map(|row| row.action.purpose()).collect();
    assert_eq!(used, Purpose::ALL.iter().copied().collect());
}
