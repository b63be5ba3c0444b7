//! Searching by identity when more people share something than can be compared or shown.

use ees_domain::file::File;
use ees_domain::identity::Identity;
use ees_store::{CANDIDATES_MAX, More, OPENED_MAX, Outcome};
use fnd_core::Id;

use crate::kit::{Kit, document, identity, new_file};

/// Stores a file whose identities are all `like`, and answers its identifier.
async fn crowd(kit: &Kit, like: &Identity, count: usize) -> Id<File> {
    let mut work = kit.begin().await;
    let made = new_file(like.clone(), document("CROWD"));
    work.add_file(&made).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
    let mut work = kit.begin().await;
    let mut file = work.file_for_update(made.id).await.unwrap().unwrap();
    while file.identities.len() < count {
        work.add_identity(&file, (like, &made.document)).await.unwrap();
        file.identities.push(like.clone());
    }
    work.touch(made.id, None).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
    made.id
}

#[tokio::test]
async fn who_shares_most_is_compared_first_and_a_search_says_that_it_left_somebody_out() {
    let kit = Kit::new().await;
    let asked = identity("Beridze", "Nino", "1988-04-01");
    // Strangers of one day and two first letters, and one who shares a whole name.
    crowd(&kit, &identity("Bolkvadze", "Natia", "1988-04-01"), OPENED_MAX).await;
    let whole = kit.search(&asked).await;
    assert_eq!((whole.list.len(), whole.more), (0, More::Nothing));
    let (id, _) = kit.admit(identity("Kapanadze", "Nino", "1988-04-01"), document("A1")).await;
    let found = kit.search(&asked).await;
    assert_eq!((found.list.len(), found.more), (1, More::NotCompared));
    assert_eq!(found.list[0].file, id);
    assert_eq!(found.more.code(), Some("more-not-compared"));
}

#[tokio::test]
async fn a_search_says_that_more_are_alike_than_it_shows() {
    let kit = Kit::new().await;
    let asked = identity("Beridze", "Nino", "1988-04-01");
    for number in 0..CANDIDATES_MAX {
        kit.admit(asked.clone(), document(&format!("A{number}"))).await;
    }
    assert_eq!(kit.search(&asked).await.more, More::Nothing);
    kit.admit(identity("Beridse", "Nino", "1988-04-01"), document("B1")).await;
    let found = kit.search(&asked).await;
    assert_eq!((found.list.len(), found.more), (CANDIDATES_MAX, More::Alike));
    assert!(found.list.iter().all(|candidate| candidate.identity == asked), "the likest are shown");
}
