//! Log rows that a monitoring procedure needs. EES Art. 46(4).

use ees_domain::access::{Action, grant};
use ees_domain::authority::{AuthorityKind, Purpose, Role};
use ees_domain::day::Day;
use ees_domain::file::File;
use ees_domain::monitoring::{Procedure, Scope};
use ees_domain::retention::file_kept_until_with;
use ees_domain::switches::RetentionSwitches;
use ees_store::retention::{Erased, How, erase_due};
use ees_store::{Access, Outcome, Register, schema};
use fnd_core::id::{Ids, RandomIds};
use fnd_core::{CountryCode, Id};
use jiff::Timestamp;

use crate::kit::{Kit, access, document, identity, now};
use crate::six_years::Seal;

/// Noon of a day on which the files of 15 July 2026 are long gone, and their rows are due.
const DUE: &str = "2033-06-01T12:00:00Z";

async fn run(kit: &Kit, now: &str) -> Erased {
    let mut client = kit.database.client(schema::RETENTION).await;
    let now: Timestamp = now.parse().unwrap();
    let how = How { ids: &RandomIds, now, switches: RetentionSwitches::default() };
    erase_due(&mut client, how).await.unwrap().unwrap().1
}

/// Somebody who entered on 15 July 2026, whose file has its day.
async fn admit(kit: &Kit, number: &str) -> Id<File> {
    let (id, crossing) =
        kit.admit(identity("Beridze", "Nino", "1988-04-01"), document(number)).await;
    let mut work = kit.begin().await;
    let file = work.file_for_update(id).await.unwrap().unwrap();
    work.touch(id, file_kept_until_with(&file, &crossing)).await.unwrap();
    work.commit(Outcome { file: Some(id), ..Outcome::default() }).await.unwrap();
    id
}

/// How many rows of the log are about the file.
async fn rows(kit: &Kit, file: Id<File>) -> i64 {
    let sql = "SELECT count(*) FROM log_entry WHERE object = $1";
    let client = kit.database.superuser().await;
    client.query_one(sql, &[&file.to_uuid()]).await.unwrap().get(0)
}

fn auditor() -> Access {
    let mut asked = access(Action::ReadFile, Purpose::BorderEntry);
    asked.actor.authority = AuthorityKind::Supervisory;
    asked.actor.role = Role::Auditor;
    asked.actor.office = "Supervisory authority".into();
    asked.grant = grant(&asked.actor, Action::HoldLog, Purpose::Monitoring).unwrap();
    asked
}

async fn begin(kit: &Kit, scope: Scope) -> Procedure {
    let made = Procedure {
        id: Id::from_uuid(RandomIds.next(now())),
        scope,
        reference: "17/2026".into(),
        reason: "A complaint".into(),
        state: CountryCode::of(b"ROU"),
        office: "Supervisory authority".into(),
        begun_at: now(),
        ended_at: None,
    };
    let mut unit = kit.register.oversee(auditor()).await.unwrap();
    unit.add_procedure(&made).await.unwrap();
    unit.end(Outcome::default()).await.unwrap();
    made
}

async fn end(kit: &Kit, begun: &Procedure, at: &str) {
    let mut unit = kit.register.oversee(auditor()).await.unwrap();
    let known = unit.find_procedure(begun.id).await.unwrap().unwrap();
    assert_eq!(&known, begun, "it reads back");
    unit.end_procedure(&known.end(at.parse().unwrap()).unwrap()).await.unwrap();
    unit.end(Outcome::default()).await.unwrap();
}

/// Two files that are gone, with sealed rows about both.
async fn two_gone() -> (Kit, Seal, Id<File>, Id<File>) {
    let kit = Kit::new().await;
    let mut seal = Seal::new(&kit).await;
    let (first, second) = (admit(&kit, "A1").await, admit(&kit, "A2").await);
    assert_eq!(run(&kit, "2031-10-13T12:00:00Z").await.files, 2);
    seal.now().await;
    assert_eq!((rows(&kit, first).await, rows(&kit, second).await), (2, 2));
    (kit, seal, first, second)
}

#[tokio::test]
async fn rows_about_a_file_stay_while_a_procedure_needs_them_and_go_once_it_has_ended() {
    let (kit, mut seal, first, second) = two_gone().await;
    let begun = begin(&kit, Scope::File(first)).await;
    seal.now().await;
    run(&kit, DUE).await;
    assert_eq!((rows(&kit, first).await, rows(&kit, second).await), (2, 0));
    assert_eq!(kit.count("erased_file").await, 1, "it stays noted that they are due");
    run(&kit, "2040-06-01T12:00:00Z").await;
    assert_eq!(rows(&kit, first).await, 2, "however long it lasts");
    end(&kit, &begun, "2040-06-02T09:00:00Z").await;
    seal.now().await;
    run(&kit, "2040-06-02T12:00:00Z").await;
    assert_eq!(rows(&kit, first).await, 0, "in the next run");
    assert_eq!(kit.count("erased_file").await, 0);
    assert_eq!(kit.count("monitoring_procedure").await, 1, "it is kept for a year itself");
    run(&kit, "2041-06-02T12:00:00Z").await;
    assert_eq!(kit.count("monitoring_procedure").await, 1);
    run(&kit, "2041-06-04T12:00:00Z").await;
    assert_eq!(kit.count("monitoring_procedure").await, 0);
    seal.verify(&kit).await;
}

#[tokio::test]
async fn rows_of_an_office_stay_that_are_of_the_days_a_procedure_looks_into() {
    let (kit, mut seal, first, second) = two_gone().await;
    let of = |from, to| Scope::Office {
        office: "Border Police Otopeni".into(),
        state: CountryCode::of(b"ROU"),
        from,
        to,
    };
    let day = Day::of(2026, 7, 15);
    let begun = begin(&kit, of(day, day)).await;
    // Rows that name no file, of the same office: a search.
    kit.find(&identity("Lomidze", "Ana", "1990-01-01")).await;
    let searches = "SELECT count(*) FROM log_entry WHERE action = 'check'";
    let searches = async || -> i64 {
        kit.database.superuser().await.query_one(searches, &[]).await.unwrap().get(0)
    };
    seal.now().await;
    run(&kit, "2040-06-01T12:00:00Z").await;
    assert_eq!((rows(&kit, first).await, rows(&kit, second).await), (2, 2));
    assert_eq!(searches().await, 1);
    end(&kit, &begun, "2040-06-02T09:00:00Z").await;
    // Another one that looks into other days, another office or another State holds none of them.
    let other = |office: &str, state: &[u8; 3]| Scope::Office {
        office: office.into(),
        state: CountryCode::of(state),
        from: day,
        to: day,
    };
    begin(&kit, of(Day::of(2026, 7, 16), Day::of(2026, 7, 20))).await;
    begin(&kit, other("Border Police Henri Coanda", b"ROU")).await;
    begin(&kit, other("Border Police Otopeni", b"BGR")).await;
    seal.now().await;
    run(&kit, "2040-06-02T12:00:00Z").await;
    assert_eq!((rows(&kit, first).await, rows(&kit, second).await), (0, 0));
    assert_eq!(searches().await, 0);
}

#[tokio::test]
async fn a_body_reads_its_own_procedures_those_that_last_first() {
    let kit = Kit::new().await;
    let file = Id::from_uuid(RandomIds.next(now()));
    let (first, second) =
        (begin(&kit, Scope::File(file)).await, begin(&kit, Scope::File(file)).await);
    end(&kit, &first, "2026-07-16T09:00:00Z").await;
    let mut unit = kit.register.oversee(auditor()).await.unwrap();
    let romania = CountryCode::of(b"ROU");
    let own = unit.procedures((romania, "Supervisory authority")).await.unwrap();
    let others = unit.procedures((romania, "Another")).await.unwrap();
    unit.end(Outcome::default()).await.unwrap();
    let ids: Vec<_> = own.iter().map(|one| one.id).collect();
    assert_eq!((ids, others.len()), (vec![second.id, first.id], 0));
    assert!(own[1].ended_at.is_some());
}
