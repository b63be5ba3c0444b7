//! Many people: the rule in SQL against the rule, and a Community of three thousand.

use fnd_core::id::RandomIds;
use fnd_core::{Id, Ids, Language};
use ies_domain::account::Account;
use ies_domain::community::{Community, Level, Membership, State};
use ies_domain::consent::Consent;
use ies_domain::log::{Doer, Event};
use ies_domain::organisation::{Organisation, OrganisationKind};
use ies_domain::person::{ContactCard, ContactInput, OrganisationName};
use ies_domain::registration::NewAccount;
use ies_domain::session::Subject;
use ies_store::{Access, Outcome};

use super::{GEORGIA, MINISTRY, Room};
use crate::kit::Site;

/// Opens `count` accounts for staff of `employer`.
async fn crowd(
    site: &Site,
    (name, kind, seat): (&str, OrganisationKind, &str),
    count: usize,
) -> Vec<Id<Account>> {
    let (now, ids) = (site.app.clock.now(), RandomIds);
    let access = Access::happened(now, Doer::System, Event::AccountOpened, ids.next(now));
    let mut unit = site.app.store.install(access).await.unwrap();
    let id = Id::from_uuid(ids.next(now));
    let employer = Organisation {
        id,
        name: OrganisationName::read(name).unwrap(),
        kind,
        seat: seat.parse().unwrap(),
    };
    unit.add_organisation(&employer).await.unwrap();
    let consent = site.consent().await;
    let mut made = Vec::new();
    for number in 0..count {
        let login = format!("{}-{number}", seat.to_lowercase());
        let new = NewAccount {
            id: Id::from_uuid(ids.next(now)),
            subject: Subject::read(&login).unwrap(),
            organisation: id,
            kind,
            communities: Vec::new(),
        };
        let card = card(&login, name);
        let consent = Consent { id: Id::from_uuid(ids.next(now)), ..consent };
        unit.add_account(&new, (&card, Language::ENGLISH), &consent).await.unwrap();
        made.push(new.id);
    }
    unit.end(Outcome::default()).await.unwrap();
    made
}

fn card(login: &str, organisation: &str) -> ContactCard {
    let email = format!("{login}@example.test");
    // Names hold no digits.
    let last: String = login.bytes().map(|byte| char::from(byte % 26 + b'a')).collect();
    let input = ContactInput {
        first_name: "Person",
        last_name: &last,
        email: &email,
        telephone: "+32 2 555 01 02",
        work_address: "Street 1",
        organisation,
        job_title: "Adviser",
    };
    ContactCard::read(&input).unwrap()
}

async fn join(site: &Site, community: Id<Community>, members: &[(Id<Account>, State, bool)]) {
    let (now, ids) = (site.app.clock.now(), RandomIds);
    let access = Access::happened(now, Doer::System, Event::MembershipBegun, ids.next(now));
    let mut unit = site.app.store.install(access).await.unwrap();
    for (account, state, is_over) in members {
        let membership = Membership {
            community,
            account: *account,
            level: Level::Reader,
            state: *state,
            since: now,
            expires_at: is_over.then_some(now),
            decided_by: None,
            notice_seen: None,
            end: None,
        };
        unit.add_membership(&membership).await.unwrap();
    }
    unit.end(Outcome::default()).await.unwrap();
}

/// Numbers that look drawn and are always the same.
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// Gives the accounts drawn states, consents and standings in three Communities.
async fn mix(room: &Room, people: &[Id<Account>]) {
    let mut drawn = Drawn(7);
    for slug in ["one", "two", "three"] {
        let community = room.site.community(slug, &[]).await;
        let mut members = Vec::new();
        for account in people {
            let state = match drawn.below(5) {
                0 => continue,
                1 => State::Applied,
                2 => State::Invited,
                _ => State::Active,
            };
            members.push((*account, state, state == State::Active && drawn.below(4) == 0));
        }
        join(&room.site, community, &members).await;
    }
    let mut sql = String::new();
    for account in people {
        let id = account.to_uuid();
        let state = match drawn.below(5) {
            0 => "state = 'suspended', suspended_reason = 'terms-broken'",
            1 => "state = 'dormant'",
            _ => "state = 'active'",
        };
        sql.push_str(&format!("UPDATE account SET {state} WHERE account_id = '{id}';"));
        let consent = match drawn.below(5) {
            0 => "is_transfer = false",
            1 => "transfer_withdrawn_at = given_at",
            2 => "withdrawn_at = given_at + interval '1 hour'",
            _ => continue,
        };
        sql.push_str(&format!("UPDATE consent SET {consent} WHERE account_id = '{id}';"));
    }
    room.sql(&sql).await;
}

#[tokio::test]
async fn the_rule_in_sql_is_the_rule() {
    let room = Room::with(None).await;
    let home = crowd(&room.site, MINISTRY, 26).await;
    let abroad = crowd(&room.site, GEORGIA, 10).await;
    let people = [home, abroad].concat();
    mix(&room, &people).await;
    let (store, now) = (&room.site.app.store, room.site.app.clock.now());
    let (mut seen, mut unseen) = (0, 0);
    for viewer in &people {
        let event = Event::ManyCardsOpened;
        let access = Access::happened(now, Doer::Account(*viewer), event, RandomIds.next(now));
        let unit = store.contacts(access).await.unwrap();
        let found = unit.some(&people).await.unwrap();
        unit.end(Outcome::default()).await.unwrap();
        for subject in &people {
            let rule = store.sees((*viewer, *subject), now).await.unwrap();
            let is_found = found.iter().any(|fellow| fellow.account == *subject);
            assert_eq!(is_found, rule.is_ok(), "{rule:?}");
            if is_found { seen += 1 } else { unseen += 1 }
        }
    }
    assert!(100 < seen && 100 < unseen, "{seen} seen, {unseen} not: the sample tells nothing");
}

/// Statements that the server ran for one page. A connection that was not used before asks for
/// the types of what it reads as well, so the least of several requests counts.
async fn statements(room: &Room, path: &str) -> usize {
    let mut least = usize::MAX;
    for _ in 0..5 {
        least = least.min(statements_once(room, path).await);
    }
    least
}

async fn statements_once(room: &Room, path: &str) -> usize {
    let log = room.site.database.data_folder().with_file_name("server.log");
    let length = std::fs::metadata(&log).unwrap().len();
    let page = room.led(path).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let text = std::fs::read(&log).unwrap();
    let new = String::from_utf8_lossy(&text[usize::try_from(length).unwrap()..]).into_owned();
    new.lines().filter(|line| line.contains("LOG:  ")).count()
}

#[tokio::test]
async fn a_page_of_a_community_of_three_thousand_asks_as_often_as_one_of_two() {
    let mut room = Room::with(Some(Level::Reader)).await;
    room.site.pause();
    let people = crowd(&room.site, MINISTRY, 3000).await;
    // New connections of this database tell the server's log what they ask.
    let client = room.site.database.superuser().await;
    let name: String = client.query_one("SELECT current_database()", &[]).await.unwrap().get(0);
    let told = format!(
        "ALTER DATABASE {name} SET log_statement = 'all';
         SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = '{name}' AND usename = 'ies_app';"
    );
    client.batch_execute(&told).await.unwrap();
    let pages = [
        "/communities/asylum/members",
        "/communities/asylum/members?q=person",
        "/people?q=tom",
        "/communities/asylum/memberships",
        "/communities/asylum",
        "/communities",
    ];
    for page in pages {
        room.led(page).await;
    }
    let mut few = Vec::new();
    for page in pages {
        few.push(statements(&room, page).await);
    }
    let community = client.query_one("SELECT community_id FROM community", &[]).await.unwrap();
    let community = Id::from_uuid(community.get(0));
    let members: Vec<_> = people.iter().map(|id| (*id, State::Active, false)).collect();
    join(&room.site, community, &members).await;
    let page = room.led("/communities/asylum/members?page=60").await;
    assert!(page.text.contains("3002 members"), "{}", page.text);
    for (page, few) in pages.iter().zip(few) {
        let many = statements(&room, page).await;
        assert!(0 < few && few < 60 && many <= few.saturating_add(8), "{page}: {few}, {many}");
    }
}
