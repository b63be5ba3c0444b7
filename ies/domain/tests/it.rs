//! Scenarios from end to end, by what the crate shows to others alone.

#![expect(clippy::unwrap_used, reason = "a file of tests")]

use fnd_core::{CountryCode, Id};
use ies_domain::access::{self, Action, Caller, Refusal, Standing, Target};
use ies_domain::account::{self, Account, Duty};
use ies_domain::actor::{Actor, Moment};
use ies_domain::community::{
    self, Community, CommunityKind, JoinNotice, JoinPolicy, Joiner, Leads, Level, Manager,
    Membership, Room, Visibility,
};
use ies_domain::consent::{self, Given, Occasion, Statement, StatementKind, Statements};
use ies_domain::contact::{self, Person, Seen, Unseen};
use ies_domain::mail::Notice;
use ies_domain::organisation::{Countries, Organisation, OrganisationKind};
use ies_domain::person::{ContactCard, ContactInput, OrganisationName};
use ies_domain::registration::{self, Acceptance, Applicant, Decider, Form, Registration};
use ies_domain::rights::{self, About, Arrival, Channel, Right};
use ies_domain::role::Role;
use ies_domain::scan::{self, Cause, Verdict};
use ies_domain::session::{AuthenticationLevel, Epoch, Known, Landing, Session, Subject, land};
use ies_domain::switches::Switches;
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

const JULY: Date = date(2026, 7, 15);
const PICTURE: &[u8] = b"\xFF\xD8\xFF\xE0 a page of a passport \xFF\xD9";

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn at(minute: i64) -> Timestamp {
    let nine: Timestamp = "2026-07-15T09:00:00Z".parse().unwrap();
    nine.checked_add(SignedDuration::from_mins(minute)).unwrap()
}

fn session(minute: i64) -> Session {
    Session {
        begun_at: at(minute),
        used_at: at(minute),
        authenticated_at: at(minute),
        level: AuthenticationLevel::Medium,
        epoch: Epoch::default(),
    }
}

fn statements() -> [Statement; 2] {
    let statement = |kind| Statement {
        kind,
        version: 1,
        since: at(-10_000),
        is_material: true,
        digest: [1; 32],
    };
    [statement(StatementKind::Privacy), statement(StatementKind::Terms)]
}

fn card() -> ContactCard {
    let input = ContactInput {
        first_name: "Maria",
        last_name: "Maisuradze",
        email: "maria@example.test",
        telephone: "+995 32 241 19 59",
        work_address: "10 Gulua Street, Tbilisi",
        organisation: "Ministry of Internal Affairs",
        job_title: "Head of Unit",
    };
    ContactCard::read(&input).unwrap()
}

/// The ministry of an observer of the network: a third country.
fn ministry() -> Organisation {
    Organisation {
        id: id(700),
        name: OrganisationName::read("Ministry of Internal Affairs").unwrap(),
        kind: OrganisationKind::NationalAuthority,
        seat: CountryCode::of(b"GEO"),
    }
}

fn contact_points() -> Community {
    Community {
        id: id(800),
        kind: CommunityKind::ContactPoints,
        visibility: Visibility::Listed,
        join: JoinPolicy::Apply,
        country: None,
        third_country_since: None,
    }
}

/// A request of Maria's, submitted and being reviewed.
fn in_review(maria: &Subject, validator: &Actor<'_>, moment: Moment<'_>) -> Registration {
    let given = Given { general: true, transfer: true };
    let act = consent::Act {
        id: id(2),
        occasion: Occasion::Registration,
        privacy_shown: 1,
        terms_shown: 1,
        given,
        channel: consent::Channel::Page,
    };
    let consent = consent::give(act, Statements(&statements()), at(1)).unwrap();
    let begun = registration::begin(id(1), Applicant(maria), (false, false), at(1)).unwrap();
    let held = scan::examine(PICTURE, [7; 32], at(2)).unwrap();
    let draft = begun.registration;
    let uploaded = draft.scan.replace(held, draft.state).unwrap().scan;
    let available = uploaded.judge(Verdict::Clean, at(3)).unwrap().scan;
    let draft = Registration { scan: available, ..draft };
    let (card, wish) = (card(), [contact_points().id]);
    let form = Form {
        card: Some(&card),
        kind: Some(OrganisationKind::NationalAuthority),
        seat: Some(CountryCode::of(b"FIN")),
        justification: Some("I coordinate the contact point."),
        communities: &wish,
        consent: consent.given,
    };
    let submitted = registration::submit(&draft, Applicant(maria), &form, at(4)).unwrap();
    registration::begin_review(&submitted.registration, validator, moment).unwrap().registration
}

fn look_at_scan(
    request: &Registration,
    validator: &Actor<'_>,
    moment: Moment<'_>,
) -> Result<(), Refusal> {
    let caller = Caller {
        standing: Standing::User,
        roles: validator.roles,
        session: Some(validator.session),
        scope: None,
    };
    let target = Target::of_request(request, validator.subject);
    access::grant(&caller, Action::ViewScan, &target, moment).map(|_| ())
}

#[test]
fn maria_joins_and_her_scan_is_gone_with_the_decision() {
    let switches = Switches::default();
    let (maria, validator) = (Subject::read("nmaria").unwrap(), Subject::read("nval").unwrap());
    let (session, roles) = (session(5), [Role::Validator]);
    let by = Actor { account: id(50), subject: &validator, roles: &roles, session: &session };
    let moment = Moment { now: at(10), times: &switches.session };

    assert_eq!(land(Known::Nobody), Landing::Apply);
    let request = in_review(&maria, &by, moment);
    assert_eq!(look_at_scan(&request, &by, moment), Ok(()));

    let wish = [contact_points().id];
    let decider = Decider { actor: by, has_looked: true, moment };
    let acceptance = Acceptance {
        account: id(10),
        organisation: ministry().id,
        kind: ministry().kind,
        seat: ministry().seat,
        is_email_taken: false,
        eligibility: None,
        communities: &wish,
    };
    let at_day = (Countries::default(), JULY);
    let accepted = registration::accept(&request, &decider, &acceptance, at_day).unwrap();
    assert_eq!(accepted.effects.destroy_scan, Some(Cause::Accepted));
    let again = registration::accept(&accepted.registration, &decider, &acceptance, at_day);
    assert_eq!(again.unwrap_err().code(), "request-ended");
    assert_eq!(look_at_scan(&accepted.registration, &by, moment), Err(Refusal::NotFound));

    let new = accepted.effects.account.unwrap();
    let account = account::open(&new, at(10)).account;
    assert_eq!(account.subject, Some(maria));
    assert_eq!(new.communities, wish, "wishes, not yet memberships");
}

fn member(account: u128, level: Level) -> Membership {
    Membership {
        community: contact_points().id,
        account: id(account),
        level,
        state: community::State::Active,
        since: at(-10_000),
        expires_at: None,
        decided_by: None,
        notice_seen: None,
        end: None,
    }
}

fn person(account: u128, memberships: &[Membership]) -> Person<'_> {
    Person {
        account: id(account),
        state: account::State::Active,
        memberships,
        is_abroad: false,
        covers_transfers: true,
    }
}

#[test]
fn maria_enters_the_community_and_everybody_learns_that_data_now_goes_abroad() {
    let switches = Switches::default();
    let subject = Subject::read("nlead").unwrap();
    let session = session(5);
    let moment = Moment { now: at(10), times: &switches.session };
    let actor = Actor { account: id(20), subject: &subject, roles: &[], session: &session };
    let lead = Manager { actor, level: Some(Level::Lead), moment };
    let (room_before, nobody_abroad) = (contact_points(), JoinNotice::of([]));
    let room = Room { community: &room_before, notice: &nobody_abroad, now: at(10) };
    let recipient = ministry().recipient(Countries::default(), JULY);
    assert_eq!(recipient.as_ref().unwrap().codes(), ("third-country", "no-decision"));
    let maria = Joiner {
        account: id(10),
        state: account::State::Active,
        recipient,
        covers_transfers: true,
        seen: Some(nobody_abroad.seen(at(9))),
    };

    let applied = community::apply(room, &maria, None, "I coordinate.").unwrap().membership;
    let (lea, outside) = ([member(20, Level::Lead)], [applied.clone()]);
    let seen = contact::visibility(person(20, &lea), person(10, &outside), at(10));
    assert_eq!(seen, Err(Unseen::NothingShared));

    let step = community::admit(room, &lead, (&applied, &maria), (Level::Reader, None)).unwrap();
    assert!(step.mails.iter().any(|mail| mail.notice == Notice::ThirdCountryJoined));
    assert_eq!(step.community.unwrap().third_country_since, Some(at(10)));

    let inside = [step.membership];
    let abroad = Person { is_abroad: true, ..person(10, &inside) };
    let shared = Ok(Seen::Fellow(vec![contact_points().id]));
    assert_eq!(contact::visibility(person(20, &lea), abroad, at(10)), shared);
    assert_eq!(contact::visibility(abroad, person(20, &lea), at(10)), shared);
    let unwilling = Person { covers_transfers: false, ..person(20, &lea) };
    let seen = contact::visibility(abroad, unwilling, at(10));
    assert_eq!(seen, Err(Unseen::NoConsentToTransfer));

    let gone = community::leave(&inside[0], id(10), Leads { others: 1 }, at(11)).unwrap();
    let left = [gone.membership];
    let seen = contact::visibility(person(20, &lea), person(10, &left), at(11));
    assert_eq!(seen, Err(Unseen::NothingShared), "at once");
}

#[test]
fn ana_withdraws_her_consent_and_is_gone_within_the_day() {
    let switches = Switches::default();
    let mine = session(0);
    let ana = Account {
        id: id(30),
        subject: Some(Subject::read("nana").unwrap()),
        state: account::State::Active,
        epoch: Epoch::default(),
        organisation: id(701),
        created_at: at(-10_000),
        modified_at: at(-10_000),
        used_at: at(0),
        warned_at: None,
        suspended: None,
        disabled: None,
    };
    let arrival = Arrival {
        id: id(3),
        right: Right::ConsentWithdrawal,
        about: About::Holder(ana.id),
        channel: Channel::Page,
        received_on: JULY,
        ground: None,
        has_acknowledged: false,
    };
    let unread = rights::receive(&arrival, &[], at(1)).unwrap_err();
    assert!(unread.to_string().contains(rights::CONSEQUENCE));
    let arrival = Arrival { has_acknowledged: true, ..arrival };
    let taken = rights::receive(&arrival, &[], at(1)).unwrap();

    let cause = taken.effects.close_account.unwrap();
    let closed = account::disable(&ana, cause, at(1), &switches).unwrap();
    assert!(closed.effects.has(Duty::EndMemberships) && closed.effects.has(Duty::HandOverDrafts));
    let ended = mine.check(closed.account.epoch, at(1), &switches.session).unwrap_err();
    assert_eq!(ended.code(), "session-ended", "the other tab, at its next request");
    let known = Known::Holder { state: closed.account.state, is_consent_current: true };
    assert_eq!(land(known), Landing::Closed);

    let by_then = closed.account.disabled.unwrap().erase_by.unwrap();
    assert_eq!(by_then, at(1 + 24 * 60));
    let (erased, tombstone) = account::erase(&closed.account, at(60), &switches.account).unwrap();
    assert_eq!(erased.account.subject, None);
    assert_eq!(tombstone.account, ana.id);
    let known = Known::Holder { state: erased.account.state, is_consent_current: false };
    assert_eq!(land(known), Landing::Apply, "an unknown person");
    let author = account::Author::seen(erased.account.state, None, false, Some("Ministry"));
    assert_eq!(author, account::Author::Former { organisation: Some("Ministry") });
}
