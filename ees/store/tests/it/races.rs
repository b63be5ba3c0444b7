//! Two officers at once.

use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::crossing::{Arrival, EntryError, enter};
use ees_domain::file::{Crossing, File, RecordedGround, Source};
use ees_domain::switches::Switches;
use ees_store::{Change, Deed, Outcome, Register, StoreError, Work};
use fnd_core::Id;
use fnd_core::id::{Ids, RandomIds};

use crate::kit::{
    Kit, access, document, entry_of_today, failure, identity, new_file, now, passage,
};

/// One officer's attempt to admit the person on file; answers whether it was recorded.
async fn admit(mut work: Box<dyn Work>, file: Id<File>) -> bool {
    let held = work.file_for_update(file).await.unwrap().unwrap();
    let arrival = Arrival {
        id: Id::from_uuid(RandomIds.next(now())),
        passage: passage(),
        authority: "Border Police Otopeni".into(),
        ground: RecordedGround::VisaExempt,
        supersedes: None,
        source: Source::Live,
        zone: jiff::tz::TimeZone::UTC,
    };
    match enter(&held.crossings, arrival, now(), Switches::default()) {
        Ok(entered) => {
            work.add_crossing(file, &entered.crossing).await.unwrap();
            work.commit(Outcome::default()).await.unwrap();
            true
        }
        Err(EntryError::AlreadyInside { .. }) => {
            let refused = Outcome { refused: Some("already-inside"), ..Outcome::default() };
            work.commit(refused).await.unwrap();
            false
        }
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_person_is_admitted_once() {
    let kit = Kit::new().await;
    let mut work = kit.begin().await;
    let file = new_file(identity("Beridze", "Nino", "1988-04-01"), document("A1"));
    work.add_file(&file).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();

    let mut officers = tokio::task::JoinSet::new();
    for _ in 0..6 {
        officers.spawn(admit(kit.begin().await, file.id));
    }
    let admitted: Vec<bool> = officers.join_all().await;
    assert_eq!(admitted.iter().filter(|recorded| **recorded).count(), 1);
    assert_eq!(kit.count("crossing").await, 1);
    assert_eq!(kit.count("log_entry WHERE outcome = 'already-inside'").await, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_document_makes_one_file() {
    let kit = Kit::new().await;
    let mut officers = tokio::task::JoinSet::new();
    for _ in 0..6 {
        let mut work = kit.begin().await;
        officers.spawn(async move {
            let file = new_file(identity("Beridze", "Nino", "1988-04-01"), document("A1"));
            match work.add_file(&file).await {
                Ok(()) => work.commit(Outcome::default()).await.is_ok(),
                Err(StoreError::DocumentOnOtherFile) => false,
                Err(error) => panic!("{error}"),
            }
        });
    }
    let made: Vec<bool> = officers.join_all().await;
    assert_eq!(made.iter().filter(|made| **made).count(), 1);
    assert_eq!((kit.count("file").await, kit.count("document_key").await), (1, 1));
}

#[tokio::test]
async fn whoever_reads_reads_everything_as_of_one_moment() {
    let kit = Kit::new().await;
    let (id, crossing) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    let access = access(Action::ReadFile, Purpose::BorderEntry);
    let mut reading = kit.register.consult(access).await.unwrap();
    let before = reading.find_file(id).await.unwrap();
    let mut work = kit.begin().await;
    work.file_for_update(id).await.unwrap().unwrap();
    let left = Crossing { exit: Some(passage()), ..crossing };
    work.add_exit(id, &left).await.unwrap();
    work.touch(id, None).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
    assert_eq!(reading.find_file(id).await.unwrap(), before, "the version that was shown");
    reading.end(Outcome::default()).await.unwrap();
    assert_ne!(kit.file(id).await, before);
}

#[tokio::test]
async fn the_database_itself_refuses_a_second_open_record() {
    let kit = Kit::new().await;
    let (id, _) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    let mut work = kit.begin().await;
    work.file_for_update(id).await.unwrap().unwrap();
    // It waits for the commit, with which it goes to the server.
    work.add_crossing(id, &entry_of_today()).await.unwrap();
    assert!(matches!(failure(work.commit(Outcome::default()).await), StoreError::Overtaken));
    assert_eq!(kit.count("crossing").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_names_a_joined_file_waits_for_the_kept_one_and_not_the_other_way_round() {
    let kit = Kit::new().await;
    let (kept, _) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    let (joined, crossing) =
        kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("B2")).await;
    let mut work = kit.begin().await;
    let first = work.file_for_update(kept).await.unwrap().unwrap();
    let second = work.file_for_update(joined).await.unwrap().unwrap();
    let change = Change { deed: Deed::Merged, reason: "Renewed passport" };
    let without_exit = Crossing { is_superseded: true, ..crossing.clone() };
    work.amend_crossing(&second, (&crossing, &without_exit), change).await.unwrap();
    work.merge_files((&first, &second), change).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();

    // One holds the kept file, and changes both at its end.
    let mut one = kit.begin().await;
    one.file_for_update(kept).await.unwrap().unwrap();
    let mut other = kit.begin().await;
    let waiting = tokio::spawn(async move {
        let file = other.file_for_update(joined).await.unwrap().unwrap();
        other.touch(file.id, None).await.unwrap();
        other.commit(Outcome::default()).await.unwrap();
        file.id
    });
    let looks = kit.database.superuser().await;
    let sql = "SELECT count(*) FROM pg_locks WHERE NOT granted";
    while looks.query_one(sql, &[]).await.unwrap().get::<_, i64>(0) == 0 {
        tokio::task::yield_now().await;
    }
    one.touch(kept, None).await.unwrap();
    one.commit(Outcome::default()).await.unwrap();
    assert_eq!(waiting.await.unwrap(), kept);
}
