//! Names and numbers are nowhere in the database's files, and keys can be rotated.

use std::fs;
use std::path::Path;

use ees_store::{Outcome, Register};
use fnd_vault::KeyRing;

use crate::kit::{Kit, access, document, identity, now};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;

/// Whether any file below `folder` holds `canary`.
fn holds(folder: &Path, canary: &str) -> Option<std::path::PathBuf> {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            if let Some(found) = holds(&path, canary) {
                return Some(found);
            }
        } else if let Ok(bytes) = fs::read(&path)
            && bytes.windows(canary.len()).any(|window| window == canary.as_bytes())
        {
            return Some(path);
        }
    }
    None
}

#[tokio::test]
async fn a_known_surname_and_number_are_nowhere_in_the_clusters_files() {
    let kit = Kit::new().await;
    let canaries = ["QXZWKANARIEN", "KANARI4711", "qxzwkanarien"];
    let person = identity(canaries[0], "Lorem", "1988-04-01");
    kit.admit(person.clone(), document(canaries[1])).await;
    kit.find(&person).await;
    let mut asked = access(Action::Check, Purpose::BorderEntry);
    asked.asked = format!("{} {}", canaries[0], canaries[1]);
    let consultation = kit.register.consult(asked).await.unwrap();
    consultation.end(Outcome::default()).await.unwrap();
    // Everything on disk, and a plain word to show that the search itself works.
    kit.database.superuser().await.batch_execute("CHECKPOINT").await.unwrap();
    let data = kit.database.data_folder();
    assert!(holds(&data.join("base"), "Border Police Otopeni").is_some());
    for canary in canaries {
        assert_eq!(holds(data, canary), None, "{canary}");
    }
    assert_eq!(holds(data.parent().unwrap(), canaries[0]), None, "nor in the server's log");
}

#[tokio::test]
async fn after_a_rotation_everything_opens_under_the_new_key_alone() {
    let kit = Kit::new().await;
    let person = identity("Beridze", "Nino", "1988-04-01");
    let (id, _) = kit.admit(person.clone(), document("A1")).await;
    let path = kit.keys.path().join("keys.toml");
    let mut ring = KeyRing::load(&path).unwrap();
    ring.rotate(now()).unwrap();
    ring.save(&path).unwrap();
    let mut client = kit.database.client(ees_store::schema::APP).await;
    assert_eq!(ees_store::rotation::rewrap(&mut client, &ring).await.unwrap(), 1);
    assert_eq!(ees_store::rotation::rewrap(&mut client, &ring).await.unwrap(), 0);
    ring.remove(1).unwrap();
    ring.save(&path).unwrap();
    assert_eq!(kit.file(id).await.unwrap().identities, [person]);
}

#[tokio::test]
async fn a_destroyed_key_destroys_what_it_protected() {
    let kit = Kit::new().await;
    let (id, _) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    kit.database.superuser().await.batch_execute("DELETE FROM file_key").await.unwrap();
    assert_eq!(kit.file(id).await, None);
}
