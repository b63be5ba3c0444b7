//! Decisions, amendments and the history of what was there before. EES Art. 19, 34, 35.

use ees_domain::access::Action;
use ees_domain::authorised::{Decision, ExtensionGround, Ruling};
use ees_domain::authority::Purpose;
use ees_domain::crossing::{Departure, Left, leave};
use ees_domain::day::Day;
use ees_domain::decision::{StayDecision, Subject, record_decision};
use ees_domain::file::{BoundCode, Crossing, File, RecordedStay, Source};
use ees_domain::overstayer::{Lift, Mark};
use ees_domain::point::{Passage, PointCode, Zones};
use ees_domain::retention::file_kept_until_with;
use ees_domain::switches::Switches;
use ees_store::{Change, Deed, Outcome, Part, Register, Version};
use fnd_core::id::{Ids, RandomIds};
use fnd_core::{CountryCode, Id};
use jiff::tz::TimeZone;

use crate::kit::{Kit, access, document, identity, now, passage};

/// Every place keeps Coordinated Universal Time.
struct Utc;

impl Zones for Utc {
    fn zone(&self, _: &PointCode) -> TimeZone {
        TimeZone::UTC
    }
}

fn extension(until: Day) -> StayDecision {
    let ground = ExtensionGround::Bilateral;
    StayDecision {
        id: Id::from_uuid(RandomIds.next(now())),
        subject: Subject::Stay,
        decision: Decision {
            decided_on: Day::of(2026, 7, 15),
            state: CountryCode::of(b"ROU"),
            ruling: Ruling::Extended { until, ground },
        },
        authority: "General Inspectorate for Immigration".into(),
        place: "Bucharest".into(),
        sticker: None,
        recorded_at: now(),
    }
}

async fn versions(kit: &Kit, file: Id<File>) -> Vec<Version> {
    let mut unit =
        kit.register.consult(access(Action::ReadFile, Purpose::BorderEntry)).await.unwrap();
    let versions = unit.versions(file).await.unwrap();
    unit.end(Outcome::default()).await.unwrap();
    versions
}

/// Stores `after` in the place of the only record.
async fn amend(kit: &Kit, id: Id<File>, after: &Crossing, change: Change<'_>) {
    let mut work = kit.begin().await;
    let file = work.file_for_update(id).await.unwrap().unwrap();
    let before = file.crossings.first().unwrap();
    work.amend_crossing(&file, (before, after), change).await.unwrap();
    work.touch(id, file_kept_until_with(&file, after)).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
}

#[tokio::test]
async fn a_decision_reads_back_with_the_stay_it_makes_and_what_was_there_before() {
    let kit = Kit::new().await;
    let (id, crossing) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    let until = Day::of(2026, 12, 31);
    let decision = extension(until);
    let records = [crossing.clone()];
    let rules: (&dyn Zones, Switches) = (&Utc, Switches::default());
    let after =
        record_decision(&records, decision.clone(), (now(), Day::of(2026, 7, 15)), rules).unwrap();
    let mut work = kit.begin().await;
    let file = work.file_for_update(id).await.unwrap().unwrap();
    let change = Change { deed: Deed::Decided, reason: "Agreement of 1972, file 17." };
    work.amend_crossing(&file, (&crossing, &after), change).await.unwrap();
    work.add_decision(id, crossing.id, &decision).await.unwrap();
    work.touch(id, file_kept_until_with(&file, &after)).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();

    let read = kit.file(id).await.unwrap();
    assert_eq!(read.crossings, std::slice::from_ref(&after));
    assert_eq!(
        read.crossings[0].stay,
        RecordedStay::Until {
            last_day: until,
            bound: BoundCode::Decision,
            only_in: Some(CountryCode::of(b"ROU")),
        }
    );
    assert_eq!(after.ends_at, Some("2027-01-01T00:00:00Z".parse().unwrap()));
    let [version] = versions(&kit, id).await.try_into().unwrap();
    assert_eq!((version.version, version.part, version.deed), (2, Part::Crossing, Deed::Decided));
    assert_eq!(version.reason, "Agreement of 1972, file 17.");
    let stay = version.before.iter().find(|field| field.field == "stay").unwrap();
    assert_eq!(stay.value, "2026-10-12 ninety-days");
}

#[tokio::test]
async fn a_mark_and_its_end_read_back() {
    let kit = Kit::new().await;
    let (id, crossing) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    let marked = Crossing { mark: Some(Mark::Expired { at: now() }), ..crossing };
    amend(&kit, id, &marked, Change { deed: Deed::Recalculated, reason: "" }).await;
    assert_eq!(kit.file(id).await.unwrap().crossings, std::slice::from_ref(&marked));
    let lifted =
        Crossing { mark: Some(Mark::Lifted { ground: Lift::SeriousEvent, at: now() }), ..marked };
    amend(&kit, id, &lifted, Change { deed: Deed::Unlisted, reason: "Hospital letter." }).await;
    assert_eq!(kit.file(id).await.unwrap().crossings, [lifted]);
    assert_eq!(versions(&kit, id).await.len(), 2);
}

#[tokio::test]
async fn until_when_things_are_kept_moves_with_what_happens() {
    let kit = Kit::new().await;
    let (id, crossing) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    let kept = async |table: &str| {
        let client = kit.database.superuser().await;
        let sql = format!("SELECT kept_until::text FROM {table}");
        client.query_one(&sql, &[]).await.unwrap().get::<_, String>(0)
    };
    // RT4: the stay ends on 12 October, and five years later everything goes.
    assert_eq!(kept("crossing").await, "2031-10-12");
    let later = Passage { day: Day::of(2026, 7, 20), ..passage() };
    let departure = Departure {
        id: Id::from_uuid(RandomIds.next(now())),
        passage: later,
        entry_unknown: false,
        ground: None,
        source: Source::Live,
    };
    let Left::Closed { crossing, .. } = leave(&[crossing], departure, now()).unwrap() else {
        panic!("the open record is closed")
    };
    let mut work = kit.begin().await;
    let file = work.file_for_update(id).await.unwrap().unwrap();
    work.add_exit(id, &crossing).await.unwrap();
    work.touch(id, file_kept_until_with(&file, &crossing)).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
    // RT5, RT1: from the exit on, three years, and a day more for the file.
    assert_eq!(
        (kept("crossing").await, kept("file").await),
        ("2029-07-20".into(), "2029-07-21".into())
    );
}

#[tokio::test]
async fn nothing_of_a_history_stands_in_clear() {
    let kit = Kit::new().await;
    let (id, crossing) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    let change = Change { deed: Deed::Rectified, reason: "QXZWKANARIENVOGEL" };
    amend(&kit, id, &crossing, change).await;
    let client = kit.database.superuser().await;
    let sql = "SELECT count(*) FROM record_version v WHERE v::text LIKE '%QXZWKANARIENVOGEL%'";
    assert_eq!(client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0), 0);
    assert_eq!(versions(&kit, id).await[0].reason, "QXZWKANARIENVOGEL");
}
