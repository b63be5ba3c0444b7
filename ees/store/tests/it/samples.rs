//! Facial images and fingerprints: kept sealed, replaced, gone with their file; captures that pass.

use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::biometrics::{Biometrics, Seen};
use ees_domain::enrolment::{Quality, SampleOf, ScoredPrints, ToEnter};
use ees_domain::fields::{Age, AgeReading, FaceSource, Finger, Hand, Prints, PrintsGiven};
use ees_domain::file::{File, Regime};
use ees_store::gallery::{Place, begin, changed, next, of_files};
use ees_store::retention::captures::forget;
use ees_store::{
    Access, Change, Deed, NewCapture, NewFile, Outcome, Register, Sample, StoreError, Template,
    schema,
};
use fnd_core::Id;
use fnd_core::id::RandomIds;
use fnd_vault::SharedRing;
use jiff::SignedDuration;
use uuid::Uuid;

use crate::kit::{
    Kit, access, document, entry_of_today, failure, identity, new_file, now, passage,
};

const GRANTED: (Action, Purpose) = (Action::Check, Purpose::BorderEntry);

fn prints(hand: Hand) -> ScoredPrints {
    let taken = Finger::ALL.map(|finger| (hand, finger)).to_vec();
    let missing = match hand {
        Hand::Right => Vec::new(),
        Hand::Left => Finger::ALL
            .map(|finger| (Hand::Right, finger, ees_domain::fields::MissingFinger::Amputated))
            .to_vec(),
    };
    let prints = Prints::new(&PrintsGiven { taken, missing }).unwrap();
    ScoredPrints { prints, scores: [Some(61), Some(62), None, Some(64)] }
}

/// What a file says of whom face and prints were taken.
fn marks(with: ToEnter) -> Biometrics {
    let age = AgeReading::Known(Age::TwelveOrOlder);
    let seen = Seen::plain(Regime::VisaExempt, age, passage().day);
    Biometrics::of_new(&Seen { entered: with, ..seen })
}

fn everything() -> ToEnter {
    ToEnter {
        face: Some((FaceSource::Live, Quality::Insufficient)),
        prints: Some(prints(Hand::Right)),
        not_entered: Vec::new(),
    }
}

fn sample(of: SampleOf, content: u8) -> Sample {
    Sample { of, image: vec![content; 70], template: Some(vec![content, 1, 2]) }
}

fn samples(hand: Hand, content: u8) -> Vec<Sample> {
    let fingers = Finger::ALL.map(|finger| SampleOf::Print(hand, finger));
    [SampleOf::Face].into_iter().chain(fingers).map(|of| sample(of, content)).collect()
}

async fn enrol(kit: &Kit, marks: Biometrics, samples: &[Sample]) -> Result<Id<File>, StoreError> {
    let mut work = kit.begin().await;
    let paper = document(&format!("A{}", samples.len()));
    let file =
        NewFile { biometrics: marks, ..new_file(identity("Ito", "Aki", "1990-01-01"), paper) };
    work.add_file(&file).await?;
    work.put_samples(file.id, samples).await?;
    work.add_crossing(file.id, &entry_of_today()).await?;
    work.commit(Outcome { file: Some(file.id), ..Outcome::default() }).await?;
    Ok(file.id)
}

async fn templates(kit: &Kit, file: Id<File>) -> Vec<Template> {
    let mut unit = kit.register.consult(access(GRANTED.0, GRANTED.1)).await.unwrap();
    let found = unit.templates(file).await.unwrap();
    unit.end(Outcome::default()).await.unwrap();
    found
}

async fn face(kit: &Kit, file: Id<File>) -> Option<Vec<u8>> {
    let mut unit = kit.register.consult(access(GRANTED.0, GRANTED.1)).await.unwrap();
    let found = unit.facial_image(file).await.unwrap();
    unit.end(Outcome::default()).await.unwrap();
    found
}

#[tokio::test]
async fn samples_read_back_are_replaced_and_leave_with_their_file() {
    let kit = Kit::new().await;
    let id = enrol(&kit, marks(everything()), &samples(Hand::Right, 7)).await.unwrap();
    assert_eq!(kit.file(id).await.unwrap().biometrics, marks(everything()));
    let found = templates(&kit, id).await;
    assert_eq!(found.len(), 5);
    assert!(found.iter().all(|one| one.bytes == [7, 1, 2]));
    assert_eq!(face(&kit, id).await, Some(vec![7; 70]));

    // Nothing that identifies a body is in the table as it is.
    let rows = kit.database.superuser().await;
    let sealed = "SELECT count(*) FROM biometric_sample
                   WHERE position('\\x070707'::bytea IN image) > 0
                      OR position('\\x070102'::bytea IN template) > 0";
    assert_eq!(rows.query_one(sealed, &[]).await.unwrap().get::<_, i64>(0), 0);

    let mut work = kit.begin().await;
    let held = work.file_for_update(id).await.unwrap().unwrap();
    let better = ToEnter { face: Some((FaceSource::Live, Quality::Sufficient)), ..everything() };
    let change = Change { deed: Deed::Updated, reason: "A better image." };
    work.set_biometrics(&held, &marks(better.clone()), change).await.unwrap();
    work.put_samples(id, &[sample(SampleOf::Face, 8)]).await.unwrap();
    work.touch(id, None).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
    assert_eq!(face(&kit, id).await, Some(vec![8; 70]));
    assert_eq!(kit.count("biometric_sample").await, 5);
    assert_eq!(kit.file(id).await.unwrap().biometrics.held.face, Some(Quality::Sufficient));

    let retention = kit.database.client(schema::RETENTION).await;
    retention.execute("DELETE FROM file WHERE file_id = $1", &[&id.to_uuid()]).await.unwrap();
    assert_eq!(kit.count("biometric_sample").await, 0);
}

#[tokio::test]
async fn the_schema_refuses_what_the_law_does_not_let_in() {
    let kit = Kit::new().await;
    let without = || marks(ToEnter { prints: None, ..everything() });
    let refused = async |marks: Biometrics, samples: &[Sample]| {
        let error = failure(enrol(&kit, marks, samples).await);
        assert!(matches!(error, StoreError::Database(_)), "{error:?}");
    };
    refused(without(), &samples(Hand::Right, 1)).await;
    refused(marks(ToEnter { face: None, ..everything() }), &samples(Hand::Right, 1)).await;
    // Of both hands.
    let [index, middle] = [Finger::Index, Finger::Middle];
    let both = [
        sample(SampleOf::Face, 1),
        sample(SampleOf::Print(Hand::Right, index), 1),
        sample(SampleOf::Print(Hand::Left, middle), 1),
    ];
    refused(marks(everything()), &both).await;
    assert_eq!(kit.count("file").await + kit.count("biometric_sample").await, 0);

    // A fifth finger has no place to stand in.
    let id = enrol(&kit, marks(everything()), &samples(Hand::Right, 1)).await.unwrap();
    let superuser = kit.database.superuser().await;
    for (slot, position) in [(5_i16, Some(6_i16)), (1, Some(3)), (1, None), (0, Some(2))] {
        let sql = "INSERT INTO biometric_sample VALUES ($1, $2, $3, '', '', now())";
        let error = superuser.execute(sql, &[&id.to_uuid(), &slot, &position]).await;
        assert!(error.unwrap_err().as_db_error().is_some(), "{slot} {position:?}");
    }
}

/// The place behind a change of this file; what others do on the server at the same time may put
/// it off for a moment.
async fn heard(client: &tokio_postgres::Client, mut place: Place, of: Id<File>) -> Place {
    loop {
        let (files, after) = changed(client, &place).await.unwrap();
        place = after;
        if files.contains(&of) {
            return place;
        }
    }
}

#[tokio::test]
async fn galleries_are_filled_and_told_of_every_change() {
    let kit = Kit::new().await;
    let client = kit.database.client(schema::MATCHER).await;
    let ring = SharedRing::open(&kit.keys.path().join("keys.toml"), now()).unwrap();
    let first = enrol(&kit, marks(everything()), &samples(Hand::Right, 1)).await.unwrap();
    let place = begin(&client, (&RandomIds, now())).await.unwrap();
    let (found, last) = next(&client, &ring, (None, &|_| true)).await.unwrap().unwrap();
    assert_eq!((found.len(), found[0].0, found[0].1.len(), last), (1, first, 5, first));
    assert!(next(&client, &ring, (Some(last), &|_| true)).await.unwrap().is_none());
    let (none, _) = next(&client, &ring, (None, &|_| false)).await.unwrap().unwrap();
    assert!(none.is_empty(), "who belongs to another part is not opened");

    let second = enrol(&kit, marks(everything()), &samples(Hand::Right, 2)[..4]).await.unwrap();
    let place = heard(&client, place, second).await;
    let retention = kit.database.client(schema::RETENTION).await;
    retention.execute("DELETE FROM file WHERE file_id = $1", &[&first.to_uuid()]).await.unwrap();
    let place = heard(&client, place, first).await;
    let read = of_files(&client, &ring, &[first, second]).await.unwrap();
    let sizes: Vec<(Id<File>, usize)> = read.iter().map(|(id, all)| (*id, all.len())).collect();
    assert_eq!(sizes, [(second, 4), (first, 0)]);
    assert_eq!(changed(&client, &place).await.unwrap().0, []);
    // It reads no image and no name.
    for table in ["identity", "travel_document", "crossing", "capture"] {
        let read = client.query(&format!("SELECT * FROM {table}"), &[]).await;
        assert!(read.is_err(), "{table}");
    }
    assert!(client.query("SELECT image FROM biometric_sample", &[]).await.is_err());
}

fn at_office(office: &str) -> Access {
    let mut access = access(GRANTED.0, GRANTED.1);
    access.actor.office = office.into();
    access
}

#[tokio::test]
async fn what_was_taken_is_for_its_office_once_and_for_a_while() {
    let kit = Kit::new().await;
    let id = Uuid::from_u128(99);
    let until = now() + SignedDuration::from_mins(30);
    let capture =
        NewCapture { id, until, findings: b"findings".to_vec(), images: b"images".to_vec() };
    let mut work = kit.begin().await;
    work.add_capture(&capture).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
    let find = async |access: Access| {
        let mut unit = kit.register.consult(access).await.unwrap();
        let found = unit.find_capture(id).await.unwrap();
        unit.end(Outcome::default()).await.unwrap();
        found.map(|found| (found.findings, found.images))
    };
    let ours = access(GRANTED.0, GRANTED.1);
    assert_eq!(find(ours.clone()).await, Some((b"findings".to_vec(), Vec::new())));
    assert_eq!(find(at_office("Another one")).await, None);
    assert_eq!(find(Access { at: until, ..ours.clone() }).await, None, "its time is over");

    let mut work = kit.begin().await;
    let taken = work.read_capture(id).await.unwrap().unwrap();
    assert_eq!((taken.findings, taken.images), (b"findings".to_vec(), b"images".to_vec()));
    work.end_capture(id).await.unwrap();
    assert!(work.read_capture(id).await.unwrap().is_none());
    assert!(matches!(work.end_capture(id).await, Err(StoreError::Overtaken)), "once");
    drop(work);
    assert!(find(ours.clone()).await.is_some(), "a unit that did not end took nothing");

    let retention = kit.database.client(schema::RETENTION).await;
    assert_eq!(forget(&retention, now()).await.unwrap(), 0);
    assert_eq!(forget(&retention, until).await.unwrap(), 1);
    assert_eq!(find(ours).await, None);
}
