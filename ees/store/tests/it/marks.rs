//! What a file says of biometric data, and facilitation programmes: kept, read back, gone.

use ees_domain::biometrics::{Biometrics, PrintsMark, Seen};
use ees_domain::check::Hands;
use ees_domain::day::Day;
use ees_domain::fields::{Age, AgeReading, Fingers};
use ees_domain::file::{File, Regime};
use ees_domain::programme::Participation;
use ees_domain::retention::file_kept_until;
use ees_store::{Change, Deed, Outcome, Version, schema};
use fnd_core::{CountryCode, Id};
use uuid::Uuid;

use crate::kit::{Kit, access, document, identity, marks, now};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_store::Register;

const DAY: Day = Day::of(2026, 7, 15);

/// What is said of somebody whose hands are as `fingers` on the day.
fn seen(fingers: Fingers, reason: &str) -> Seen {
    let said = Hands { fingers, reason: reason.parse().unwrap() };
    let age = AgeReading::Known(Age::TwelveOrOlder);
    Seen { hands: Some(said), ..Seen::plain(Regime::VisaExempt, age, DAY) }
}

fn programme() -> Participation {
    Participation {
        id: Id::from_uuid(Uuid::from_u128(5)),
        programme: "Frequent travellers".parse().unwrap(),
        state: CountryCode::of(b"ROU"),
        granted_on: DAY,
        until: Day::of(2027, 7, 14),
        withdrawn_on: None,
        authority: "Border Police Otopeni".into(),
        entered_at: now(),
    }
}

async fn mark(kit: &Kit, id: Id<File>, after: &Biometrics) {
    let mut work = kit.begin().await;
    let file = work.file_for_update(id).await.unwrap().unwrap();
    let change = Change { deed: Deed::Updated, reason: "At a crossing." };
    work.set_biometrics(&file, after, change).await.unwrap();
    work.touch(id, file_kept_until(&file)).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
}

async fn versions(kit: &Kit, file: Id<File>) -> Vec<Version> {
    let mut unit =
        kit.register.consult(access(Action::ReadFile, Purpose::BorderEntry)).await.unwrap();
    let versions = unit.versions(file).await.unwrap();
    unit.end(Outcome::default()).await.unwrap();
    versions
}

#[tokio::test]
async fn what_is_said_reads_back_and_the_history_keeps_what_the_law_lets_it() {
    let kit = Kit::new().await;
    let (id, _) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    assert_eq!(kit.file(id).await.unwrap().biometrics, marks());
    let bandaged = marks().after(&seen(Fingers::TemporarilyImpossible, "Both hands in plaster."));
    mark(&kit, id, &bandaged).await;
    assert_eq!(kit.file(id).await.unwrap().biometrics, bandaged);
    let lost = bandaged.after(&seen(Fingers::PermanentlyImpossible, "Both hands were lost."));
    mark(&kit, id, &lost).await;
    assert_eq!(kit.file(id).await.unwrap().biometrics, lost);
    let [latest, first] = versions(&kit, id).await.try_into().unwrap();
    let fields = |version: &Version| -> Vec<String> {
        version.before.iter().map(|one| format!("{} {}", one.field, one.value)).collect()
    };
    assert_eq!(
        fields(&first),
        [
            "facial-image missing-not-available 2026-07-15",
            "fingerprints missing-not-available 2026-07-15"
        ]
    );
    assert_eq!(fields(&latest), ["facial-image missing-not-available 2026-07-15"], "Art. 17(4)");
    let client = kit.database.superuser().await;
    let row = client.query_one("SELECT prints_mark, file::text FROM file", &[]).await.unwrap();
    assert_eq!(row.get::<_, &str>(0), "not-applicable", "the ground is sealed");
    assert!(!row.get::<_, &str>(1).contains("lost"), "and the words are");
}

#[tokio::test]
async fn a_file_from_before_the_marks_says_what_is_true_of_it() {
    let kit = Kit::new().await;
    let (id, _) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    let client = kit.database.superuser().await;
    let before = "UPDATE file SET marks = NULL, prints_mark = 'must-not-be-stored'";
    client.execute(before, &[]).await.unwrap();
    let found = kit.file(id).await.unwrap().biometrics;
    assert_eq!((found.prints.mark, found.prints.since), (PrintsMark::MustNotBeStored, DAY));
    assert_eq!(found.face, marks().face);
    assert!(client.execute("UPDATE file SET prints_mark = 'x'", &[]).await.is_err());
}

#[tokio::test]
async fn a_programme_reads_back_is_withdrawn_once_and_goes_with_the_file() {
    let kit = Kit::new().await;
    let (id, _) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    let mut work = kit.begin().await;
    let file = work.file_for_update(id).await.unwrap().unwrap();
    work.add_programme(&file, &programme()).await.unwrap();
    work.touch(id, file_kept_until(&file)).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
    let file = kit.file(id).await.unwrap();
    assert_eq!(file.programmes, [programme()]);
    let withdrawn = Participation { withdrawn_on: Some(DAY), ..programme() };
    let mut work = kit.begin().await;
    let held = work.file_for_update(id).await.unwrap().unwrap();
    let change = Change { deed: Deed::Withdrawn, reason: "Refused." };
    work.withdraw_programme(&held, (&programme(), &withdrawn), change).await.unwrap();
    work.touch(id, file_kept_until(&held)).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
    assert_eq!(kit.file(id).await.unwrap().programmes, [withdrawn]);
    let [version] = versions(&kit, id).await.try_into().unwrap();
    assert_eq!((version.deed, version.reason.as_str()), (Deed::Withdrawn, "Refused."));
    assert_eq!(version.before[0].value, "ROU Frequent travellers");
    let retention = kit.database.client(schema::RETENTION).await;
    retention.execute("DELETE FROM file", &[]).await.unwrap();
    assert_eq!(kit.count("facilitation_programme").await, 0);
    assert_eq!(kit.count("record_version").await, 0);
}
