//! Six years, day by day: each thing is there to its last day and gone on the next. EES Art. 34,
//! 35(6), 46(4).

use std::collections::BTreeMap;
use std::sync::Arc;

use ees_domain::crossing::{Arrival, Departure, Left, enter, leave};
use ees_domain::day::Day;
use ees_domain::erasure::EarlyErasure;
use ees_domain::file::{Crossing, File, RecordedGround, Source};
use ees_domain::identity::{Identity, TravelDocument};
use ees_domain::point::Passage;
use ees_domain::refusal::{Reason, Refusal};
use ees_domain::retention::{file_kept_until_with, kept_until};
use ees_domain::switches::{RetentionSwitches, Switches};
use ees_store::retention::{How, carry_out_orders, erase_due};
use ees_store::rounds::{mark_overstays, warn_of_erasures};
use ees_store::{
    Access, Change, Deed, ErasureOrder, NewFile, Outcome, Part, Register, Work, schema,
};
use fnd_core::Id;
use fnd_core::clock::FixedClock;
use fnd_core::id::{Ids, RandomIds};
use fnd_pg::log::Sealer;
use fnd_pg::log::mirror::Mirror;
use fnd_pg::log::verify::verify;
use fnd_vault::KeyRing;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use tokio_postgres::Client;
use uuid::Uuid;

use crate::kit::{Kit, access, document, identity, new_file};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;

/// What happens to somebody on a day.
#[derive(Debug, Clone, Copy)]
enum Event {
    Enters,
    EntersAsFamily,
    Leaves,
    IsRefused,
    IsNaturalised,
}

/// A case of the specification: what happens, and the last day of each record and of the file.
struct Case {
    name: &'static str,
    events: &'static [(Day, Event)],
    records: &'static [Day],
    file: Day,
    warned: Option<Day>,
}

const fn case(
    name: &'static str,
    events: &'static [(Day, Event)],
    (records, file): (&'static [Day], Day),
) -> Case {
    Case { name, events, records, file, warned: None }
}

const CASES: [Case; 8] = {
    use Event as E;
    const fn on(year: i16, month: i8, day: i8) -> Day {
        Day::of(year, month, day)
    }
    [
        case(
            "RT1",
            &[(on(2026, 7, 1), E::Enters), (on(2026, 7, 15), E::Leaves)],
            (&[on(2029, 7, 15)], on(2029, 7, 16)),
        ),
        case(
            "RT2",
            &[
                (on(2026, 7, 1), E::Enters),
                (on(2026, 7, 15), E::Leaves),
                (on(2029, 7, 10), E::Enters),
                (on(2029, 7, 20), E::Leaves),
            ],
            (&[on(2029, 7, 15), on(2032, 7, 20)], on(2032, 7, 21)),
        ),
        case("RT3", &[(on(2026, 5, 1), E::IsRefused)], (&[on(2029, 5, 1)], on(2029, 5, 2))),
        Case {
            name: "RT4",
            events: &[(on(2026, 5, 1), E::Enters)],
            records: &[on(2031, 7, 29)],
            file: on(2031, 7, 29),
            warned: Some(on(2031, 4, 29)),
        },
        case(
            "RT5",
            &[(on(2026, 5, 1), E::Enters), (on(2027, 1, 10), E::Leaves)],
            (&[on(2030, 1, 10)], on(2030, 1, 11)),
        ),
        case(
            "RT6",
            &[(on(2026, 7, 1), E::EntersAsFamily), (on(2026, 7, 15), E::Leaves)],
            (&[on(2027, 7, 15)], on(2029, 7, 16)),
        ),
        case("RT7", &[(on(2026, 5, 1), E::EntersAsFamily)], (&[on(2031, 5, 1)], on(2031, 5, 1))),
        case(
            "RT8",
            &[(on(2026, 5, 1), E::Enters), (on(2026, 6, 1), E::IsNaturalised)],
            (&[on(2026, 5, 31)], on(2026, 5, 31)),
        ),
    ]
};

/// The first day, and the day after the last.
const FIRST: Day = Day::of(2026, 5, 1);
const END: Day = Day::of(2032, 7, 25);

/// One person of a case.
struct Person {
    identity: Identity,
    document: TravelDocument,
    file: Id<File>,
    records: Vec<Uuid>,
}

/// Nine o'clock UTC.
fn at(day: Day) -> Timestamp {
    day.date().at(9, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp()
}

fn of(day: Day) -> Access {
    Access { at: at(day), ..access(Action::RecordEntry, Purpose::BorderEntry) }
}

fn passage(day: Day) -> Passage {
    Passage { at: at(day), offset_minutes: 180, day, point: "ROU-A-OTP".parse().unwrap() }
}

fn entered(records: &[Crossing], day: Day, ground: RecordedGround) -> Crossing {
    let arrival = Arrival {
        id: Id::from_uuid(RandomIds.next(at(day))),
        passage: passage(day),
        authority: "Border Police Otopeni".into(),
        ground,
        supersedes: None,
        source: Source::Live,
        zone: TimeZone::UTC,
    };
    enter(records, arrival, at(day), Switches::default()).unwrap().crossing
}

fn refused(day: Day) -> Refusal {
    Refusal {
        id: Id::from_uuid(RandomIds.next(at(day))),
        at: at(day),
        day,
        point: "ROU-A-OTP".into(),
        authority: "Border Police Otopeni".into(),
        reasons: vec![Reason::E],
    }
}

/// The file held, made with `kept_until` when it is not there yet.
async fn held(work: &mut Box<dyn Work>, person: &Person, (day, until): (Day, Day)) -> File {
    if work.file_for_update(person.file).await.unwrap().is_none() {
        let made = new_file(person.identity.clone(), person.document.clone());
        let (at, kept_until) = (at(day), Some(until));
        work.add_file(&NewFile { id: person.file, at, kept_until, ..made }).await.unwrap();
    }
    work.file_for_update(person.file).await.unwrap().unwrap()
}

async fn happen(kit: &Kit, person: &mut Person, (day, event): (Day, Event)) {
    let mut work = kit.register.begin(of(day)).await.unwrap();
    match event {
        Event::Enters | Event::EntersAsFamily => {
            let is_family = matches!(event, Event::EntersAsFamily);
            let ground = if is_family {
                RecordedGround::FamilyMember(None)
            } else {
                RecordedGround::VisaExempt
            };
            let first = entered(&[], day, ground.clone());
            let until = kept_until([&first], []).unwrap();
            let file = held(&mut work, person, (day, until)).await;
            let crossing = entered(&file.crossings, day, ground);
            work.add_crossing(person.file, &crossing).await.unwrap();
            let moved = (person.file, crossing.id);
            work.add_movement(crossing.id, moved, "asked").await.unwrap();
            work.touch(person.file, file_kept_until_with(&file, &crossing)).await.unwrap();
            person.records.push(crossing.id.to_uuid());
        }
        Event::Leaves => {
            let file = work.file_for_update(person.file).await.unwrap().unwrap();
            let id = Id::from_uuid(RandomIds.next(at(day)));
            let departure = Departure {
                id,
                passage: passage(day),
                entry_unknown: false,
                ground: None,
                source: Source::Live,
            };
            let Left::Closed { crossing, .. } = leave(&file.crossings, departure, at(day)).unwrap()
            else {
                panic!("the record is open")
            };
            work.add_exit(person.file, &crossing).await.unwrap();
            work.add_movement(id, (person.file, crossing.id), "asked").await.unwrap();
            // The same once more as an amendment, so that there is a version of it.
            let change = Change { deed: Deed::Completed, reason: "Ticket." };
            work.amend_crossing(&file, (&crossing, &crossing), change).await.unwrap();
            work.touch(person.file, file_kept_until_with(&file, &crossing)).await.unwrap();
        }
        Event::IsRefused => {
            let refusal = refused(day);
            let until = kept_until([], [&refusal]).unwrap();
            held(&mut work, person, (day, until)).await;
            work.add_refusal(person.file, &refusal.clone().into()).await.unwrap();
            person.records.push(refusal.id.to_uuid());
        }
        Event::IsNaturalised => {
            work.file_for_update(person.file).await.unwrap().unwrap();
            let (id, part_id) = (RandomIds.next(at(day)), person.file.to_uuid());
            let reason = EarlyErasure::Naturalised;
            let order = ErasureOrder { id, part: Part::File, part_id, reason };
            work.order_erasure(person.file, &order).await.unwrap();
            work.order_erasure(person.file, &order).await.unwrap();
        }
    }
    work.commit(Outcome { file: Some(person.file), ..Outcome::default() }).await.unwrap();
}

/// Everything that is there, by identifier.
async fn there(client: &Client) -> Vec<Uuid> {
    let sql = "SELECT crossing_id FROM crossing UNION ALL SELECT refusal_id FROM refusal
               UNION ALL SELECT file_id FROM file";
    client.query(sql, &[]).await.unwrap().iter().map(|row| row.get(0)).collect()
}

/// Rows about files that are not there, in every table but the log and its list of erased files.
async fn left_over(client: &Client) -> i64 {
    let mut counts: Vec<i64> = Vec::new();
    for table in [
        "file_key",
        "identity",
        "travel_document",
        "document_key",
        "identity_key",
        "crossing",
        "refusal",
        "movement",
        "stay_decision",
        "record_version",
        "erasure_order",
    ] {
        let sql = format!(
            "SELECT count(*) FROM {table} t
              WHERE NOT EXISTS (SELECT 1 FROM file f WHERE f.file_id = t.file_id)"
        );
        counts.push(client.query_one(&sql, &[]).await.unwrap().get(0));
    }
    counts.into_iter().sum()
}

/// The rounds of one day, at noon.
async fn rounds(upkeep: &mut Client, retention: &mut Client, day: Day) {
    let now = at(day).checked_add(3.hours()).unwrap();
    let switches = RetentionSwitches::default();
    let how = How { ids: &RandomIds, now, switches };
    mark_overstays(upkeep, &RandomIds, now).await.unwrap();
    warn_of_erasures(upkeep, (&RandomIds, now), switches).await.unwrap();
    carry_out_orders(retention, how).await.unwrap().unwrap();
    erase_due(retention, how).await.unwrap().unwrap();
}

/// One for each case; nobody is like anybody else.
fn people() -> Vec<Person> {
    let names =
        ["Beridze", "Okonkwo", "Yamamoto", "Kowalczyk", "Nguyen", "Haddad", "Wu", "Fernandez"];
    let person = |(number, name): (u128, &&str)| Person {
        identity: identity(name, "Nino", &format!("19{number}8-04-01")),
        document: document(&format!("GE{number}")),
        file: Id::from_uuid(Uuid::from_u128(number)),
        records: Vec::new(),
    };
    (1..).zip(&names).map(person).collect()
}

#[tokio::test]
async fn in_six_years_each_thing_is_there_to_its_last_day_and_gone_on_the_next() {
    let kit = Kit::new().await;
    let eyes = kit.database.superuser().await;
    let mut upkeep = kit.database.client(schema::UPKEEP).await;
    let mut retention = kit.database.client(schema::RETENTION).await;
    let mut seal = Seal::new(&kit).await;
    let mut people = people();
    let (mut seen, mut logged, mut warned) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut day = FIRST;
    while day < END {
        for (case, person) in CASES.iter().zip(&mut people) {
            for event in case.events.iter().filter(|(on, _)| *on == day) {
                happen(&kit, person, *event).await;
            }
        }
        if day.date().day() % 14 == 1 {
            seal.now().await;
        }
        rounds(&mut upkeep, &mut retention, day).await;
        for id in there(&eyes).await {
            seen.insert(id, day);
        }
        let sql = "SELECT DISTINCT object FROM log_entry
                    WHERE object IS NOT NULL AND action = 'record-entry'";
        for row in eyes.query(sql, &[]).await.unwrap() {
            logged.insert(row.get::<_, Uuid>(0), day);
        }
        for row in eyes
            .query("SELECT file_id FROM crossing WHERE warned_at IS NOT NULL", &[])
            .await
            .unwrap()
        {
            warned.entry(row.get::<_, Uuid>(0)).or_insert(day);
        }
        day = Day::from(day.date().tomorrow().unwrap());
    }
    for (case, person) in CASES.iter().zip(&people) {
        let name = case.name;
        let last: Vec<Day> = person.records.iter().map(|id| seen[id]).collect();
        assert_eq!(last, case.records, "{name}: the last days of the records");
        let file = person.file.to_uuid();
        assert_eq!(seen[&file], case.file, "{name}: the last day of the file");
        assert_eq!(warned.get(&file).copied(), case.warned, "{name}: the warning");
        assert!(kit.file(person.file).await.is_none(), "{name}");
        assert!(kit.find(&person.identity).await.is_empty(), "{name}: no key finds it");
        let year_after = case.file.date().checked_add(1.year()).unwrap();
        if year_after < END.date() {
            // The naturalised person's file has no day of its own: it went on the day after.
            let begun = if name == "RT8" { year_after.tomorrow().unwrap() } else { year_after };
            assert_eq!(logged[&file].date(), begun, "{name}: the last day of its log rows");
        }
    }
    assert_eq!(left_over(&eyes).await, 0);
    assert!(there(&eyes).await.is_empty());
    seal.verify(&kit).await;
    told(&eyes).await;
}

/// What Member States and the account were told.
async fn told(client: &Client) {
    let number = async |sql: &str| -> i64 { client.query_one(sql, &[]).await.unwrap().get(0) };
    // Notices are long gone; the account and the log tell of them.
    assert_eq!(number("SELECT sum(warnings)::bigint FROM retention_run").await, 1);
    assert_eq!(number("SELECT sum(files)::bigint FROM retention_run").await, 8);
    assert_eq!(number("SELECT sum(refusals)::bigint FROM retention_run").await, 1);
    let notices = "SELECT sum(notices)::bigint FROM retention_run";
    assert_eq!(number(notices).await, 3, "of two stays of one day, a warning, an early erasure");
    let unended = "SELECT count(*) FROM retention_run WHERE ended_at IS NULL OR held > 0";
    assert_eq!(number(unended).await, 0);
}

/// Seals and verifies the log of a kit.
pub(crate) struct Seal {
    sealer: Sealer,
    client: Client,
    folder: tempfile::TempDir,
    ring: KeyRing,
}

impl Seal {
    pub(crate) async fn new(kit: &Kit) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ring = KeyRing::load(&kit.keys.path().join("keys.toml")).unwrap();
        let config = kit.database.config(schema::SEALER);
        let mirror = Mirror::new(folder.path()).unwrap();
        let sealer = Sealer::new(config, ring.signer("test"), mirror);
        Self { sealer, client: kit.database.client(schema::SEALER).await, folder, ring }
    }

    pub(crate) async fn now(&mut self) {
        let clock = Arc::new(FixedClock::new(at(FIRST)));
        while 0 < self.sealer.seal(&mut self.client, &*clock).await.unwrap() {}
    }

    pub(crate) async fn verify(&mut self, kit: &Kit) {
        self.now().await;
        let mirror = Mirror::new(self.folder.path()).unwrap();
        let client = kit.database.client(schema::SEALER).await;
        let report = verify(&client, &self.ring.signer("test").verifier(), &mirror).await;
        let report = report.unwrap().unwrap();
        assert!(0 < report.erased && report.unsealed == 0, "{report:?}");
    }
}
