//! What a file says of the person put right, also where two files are of one. EES Art. 35(1), (8).

use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::file::{File, Regime};
use ees_domain::identity::{Identity, TravelDocument};
use ees_domain::rectification::person::{Amend, PersonAmendment};
use ees_store::{Change, Deed, Outcome, Part, Register, StoreError};
use fnd_core::Id;

use crate::kit::{Kit, access, document, failure, identity};

fn why() -> Change<'static> {
    Change { deed: Deed::Rectified, reason: "Passport seen" }
}

async fn amend(kit: &Kit, id: Id<File>, amendment: &PersonAmendment) -> Result<(), StoreError> {
    let mut work = kit.begin().await;
    let file = work.file_for_update(id).await.unwrap().unwrap();
    work.amend_person(&file, amendment, why()).await?;
    work.touch(file.id, None).await?;
    work.commit(Outcome { file: Some(file.id), ..Outcome::default() }).await
}

async fn right(kit: &Kit, id: Id<File>, place: usize, identity: Identity) {
    let amendment = PersonAmendment::Identity(Amend::Set(place, identity));
    amend(kit, id, &amendment).await.unwrap();
}

async fn found(kit: &Kit, identity: &Identity) -> Vec<Id<File>> {
    kit.find(identity).await.into_iter().map(|one| one.file).collect()
}

/// Two files of one person, merged: the kept one and the other.
async fn merged(kit: &Kit) -> (Id<File>, Id<File>) {
    let (kept, _) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    let (other, _) = kit.admit(identity("Lomidze", "Ana", "1990-02-02"), document("A2")).await;
    let client = kit.database.superuser().await;
    // One of two open records of a person is passed over.
    let sql = "UPDATE crossing SET is_superseded = true WHERE file_id = $1";
    client.execute(sql, &[&other.to_uuid()]).await.unwrap();
    let mut work = kit.begin().await;
    let one = work.file_for_update(kept).await.unwrap().unwrap();
    let two = work.file_for_update(other).await.unwrap().unwrap();
    work.merge_files((&one, &two), Change { deed: Deed::Merged, reason: "One" }).await.unwrap();
    work.touch(kept, None).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
    (kept, other)
}

#[tokio::test]
async fn an_identity_on_a_merged_file_is_put_right_where_it_is() {
    let kit = Kit::new().await;
    let (kept, other) = merged(&kit).await;
    let held = kit.file(kept).await.unwrap();
    let surnames = |file: &File| -> Vec<String> {
        file.identities.iter().map(|one| one.surname.as_str().to_owned()).collect()
    };
    assert_eq!(surnames(&held), ["Lomidze", "Beridze"], "those of the other file stand first");
    let true_name = identity("Kapanadze", "Ana", "1990-02-02");
    right(&kit, kept, 0, true_name.clone()).await;
    assert_eq!(surnames(&kit.file(kept).await.unwrap()), ["Kapanadze", "Beridze"]);
    assert_eq!(found(&kit, &true_name).await, [kept]);
    let sql = "SELECT (SELECT count(*) FROM record_version WHERE file_id = $1 AND part = 'file'
                          AND deed = 'rectified')";
    let client = kit.database.superuser().await;
    let noted: i64 = client.query_one(sql, &[&other.to_uuid()]).await.unwrap().get(0);
    assert_eq!(noted, 1, "sealed under the key of the file it is on");
    let mut work = kit.begin().await;
    let one = work.file_for_update(kept).await.unwrap().unwrap();
    let change = Change { deed: Deed::Split, reason: "Two" };
    work.split_files((&one, other), None, change).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
    assert_eq!(surnames(&kit.file(other).await.unwrap()), ["Kapanadze"]);
    assert_eq!(surnames(&kit.file(kept).await.unwrap()), ["Beridze"]);
}

#[tokio::test]
async fn each_of_two_merged_files_keeps_something_that_says_whose_it_is() {
    let kit = Kit::new().await;
    let (kept, _) = merged(&kit).await;
    let mut work = kit.begin().await;
    let file = work.file_for_update(kept).await.unwrap().unwrap();
    for place in [0, 1] {
        let identity = PersonAmendment::Identity(Amend::TakeAway(place));
        let document = PersonAmendment::Document(Amend::TakeAway(place));
        assert!(work.leaves_nothing(file.id, &identity) && work.leaves_nothing(file.id, &document));
    }
    let second = PersonAmendment::Document(Amend::Add(document("A3")));
    work.amend_person(&file, &second, why()).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
    let mut work = kit.begin().await;
    let file = work.file_for_update(kept).await.unwrap().unwrap();
    let of = |place| PersonAmendment::Document(Amend::TakeAway(place));
    let leaves = [0, 1, 2].map(|place| work.leaves_nothing(file.id, &of(place)));
    assert_eq!(leaves, [true, false, false], "the one of the other file stays");
    work.commit(Outcome::default()).await.unwrap();
}

#[tokio::test]
async fn what_is_added_to_a_merged_file_has_a_number_of_its_own() {
    let kit = Kit::new().await;
    let (kept, _) = merged(&kit).await;
    for number in ["A3", "A4"] {
        let amendment = PersonAmendment::Document(Amend::Add(document(number)));
        amend(&kit, kept, &amendment).await.unwrap();
    }
    // The documents of the kept file stand behind that of the other one.
    amend(&kit, kept, &PersonAmendment::Document(Amend::TakeAway(3))).await.unwrap();
    amend(&kit, kept, &PersonAmendment::Document(Amend::Add(document("A5")))).await.unwrap();
    let numbers: Vec<String> = kit
        .file(kept)
        .await
        .unwrap()
        .documents
        .iter()
        .map(|one: &TravelDocument| one.number.as_str().to_owned())
        .collect();
    assert_eq!(numbers, ["A2", "A1", "A3", "A5"]);
}

#[tokio::test]
async fn what_was_wrong_is_found_no_more_and_lies_in_the_history_alone() {
    let kit = Kit::new().await;
    let wrong = identity("Beridze", "Nino", "1988-04-01");
    let (id, _) = kit.admit(wrong.clone(), document("A1")).await;
    let new = identity("Kapanadze", "Ana", "1975-12-30");
    right(&kit, id, 0, new.clone()).await;
    assert_eq!((found(&kit, &wrong).await, found(&kit, &new).await), (vec![], vec![id]));
    let asked = access(Action::ReadFile, Purpose::BorderEntry);
    let mut unit = kit.register.consult(asked).await.unwrap();
    let versions = unit.versions(id).await.unwrap();
    unit.end(Outcome::default()).await.unwrap();
    let [version] = versions.try_into().unwrap();
    assert_eq!((version.part, version.deed, version.version), (Part::File, Deed::Rectified, 2));
    let surname = version.before.iter().find(|one| one.field == "surname").unwrap();
    assert_eq!((surname.value.as_str(), version.reason.as_str()), ("Beridze", "Passport seen"));
}

#[tokio::test]
async fn a_document_of_another_file_is_refused_by_the_database_and_nothing_is_stored() {
    let kit = Kit::new().await;
    let (id, _) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    kit.admit(identity("Lomidze", "Ana", "1990-02-02"), document("A2")).await;
    let amendment = PersonAmendment::Document(Amend::Set(0, document("A2")));
    let refused = failure(amend(&kit, id, &amendment).await);
    assert!(matches!(refused, StoreError::DocumentOnOtherFile), "{refused:?}");
    assert_eq!(kit.file(id).await.unwrap().documents, [document("A1")]);
    assert_eq!(kit.count("record_version").await, 0);
}

#[tokio::test]
async fn the_rules_of_entry_are_put_right() {
    let kit = Kit::new().await;
    let (id, _) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    amend(&kit, id, &PersonAmendment::Regime(Regime::VisaRequired)).await.unwrap();
    let file = kit.file(id).await.unwrap();
    assert_eq!((file.regime, file.version), (Regime::VisaRequired, 2));
}
