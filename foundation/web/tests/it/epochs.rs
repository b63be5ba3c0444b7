//! A number for each person by which all their sessions end at once.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use fnd_testkit::http::Client;
use fnd_web::Epochs;
use jiff::SignedDuration;

use crate::site::{Draft, Site};

/// Numbers that a test sets; none when it cannot be asked.
#[derive(Debug, Default)]
struct Numbers {
    set: Mutex<Option<BTreeMap<String, i64>>>,
    asked: AtomicUsize,
}

impl Numbers {
    fn set(&self, person: &str, number: i64) {
        self.set.lock().unwrap().get_or_insert_default().insert(person.to_owned(), number);
    }
}

#[async_trait]
impl Epochs for Numbers {
    async fn epoch(&self, person: &str) -> Result<i64, String> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let set = self.set.lock().unwrap();
        let set = set.as_ref().ok_or_else(|| "connection".to_owned())?;
        Ok(set.get(person).copied().unwrap_or_default())
    }
}

async fn started() -> (Site, Arc<Numbers>) {
    let numbers = Arc::new(Numbers::default());
    numbers.set("nobody", 0);
    let mut draft = Draft::cas().await;
    draft.epochs = Some(numbers.clone());
    (draft.start().await, numbers)
}

/// Long enough that nothing that was asked before counts.
const MOMENT: SignedDuration = SignedDuration::from_secs(1);

#[tokio::test]
async fn raising_the_number_ends_every_session_of_the_person_and_no_other() {
    let (site, numbers) = started().await;
    let (one, two, other) = (Client::plain(), Client::plain(), Client::plain());
    for (client, login) in [(&one, "ana"), (&two, "ana"), (&other, "bob")] {
        site.enter(client, "/sign-in", login).await;
        assert!(site.knows(client).await);
    }
    numbers.set("ana", 1);
    site.clock.advance(MOMENT);
    assert!(!site.knows(&one).await && !site.knows(&two).await);
    assert!(site.knows(&other).await);
    let refused = one.get(&site.at("/me")).await;
    assert_eq!(refused.problem().as_deref(), Some("unauthenticated"));

    // Lowering the number does not bring them back: their rows are gone.
    numbers.set("ana", 0);
    site.clock.advance(MOMENT);
    assert!(!site.knows(&one).await && !site.knows(&two).await);
    site.enter(&one, "/sign-in", "ana").await;
    assert!(site.knows(&one).await, "signing in anew begins a session of the new epoch");
}

#[tokio::test]
async fn who_signs_in_right_after_the_number_was_raised_stays_signed_in() {
    let (site, numbers) = started().await;
    let (before, after) = (Client::plain(), Client::plain());
    site.enter(&before, "/sign-in", "ana").await;
    assert!(site.knows(&before).await);
    numbers.set("ana", 1);
    // Without waiting: what is kept for a moment does not count for a new session.
    site.enter(&after, "/sign-in", "ana").await;
    site.clock.advance(MOMENT);
    assert!(site.knows(&after).await);
    assert!(!site.knows(&before).await);
}

#[tokio::test]
async fn nobody_is_let_in_while_the_number_cannot_be_read() {
    let (site, numbers) = started().await;
    let client = Client::plain();
    site.enter(&client, "/sign-in", "ana").await;
    let back = site.answer(&Client::plain(), "/sign-in", "ana").await;
    *numbers.set.lock().unwrap() = None;
    site.clock.advance(MOMENT);
    let answer = client.get(&site.at("/me")).await;
    assert_eq!((answer.status.as_u16(), answer.problem().as_deref()), (503, Some("unavailable")));
    assert!(!site.knows(&client).await);
    let late = Client::plain();
    let signing_in = site.enter(&late, "/sign-in", "bob").await;
    assert_eq!(signing_in.status, 503, "{back}");

    numbers.set("ana", 0);
    assert!(site.knows(&client).await, "the session was kept");
    assert!(!site.knows(&late).await);
}

#[tokio::test]
async fn the_number_is_asked_for_at_most_once_in_a_moment() {
    let (site, numbers) = started().await;
    let client = Client::plain();
    site.enter(&client, "/sign-in", "ana").await;
    let count = || numbers.asked.load(Ordering::Relaxed);
    let before = count();
    for _ in 0..5 {
        assert!(site.knows(&client).await);
    }
    assert_eq!(count(), before, "asked at sign-in a moment ago");
    site.clock.advance(MOMENT);
    for _ in 0..5 {
        assert!(site.knows(&client).await);
    }
    assert_eq!(count(), before + 1);
}

#[tokio::test]
async fn a_session_from_before_epochs_were_asked_for_is_over() {
    let (site, _numbers) = started().await;
    let client = Client::plain();
    site.enter(&client, "/sign-in", "ana").await;
    assert!(site.knows(&client).await);
    // A session is sealed under its id, which the test knows from the cookie.
    let kept = client.cookie(site.host(), "__Host-session").unwrap();
    crate::sessions::change(&site, &kept, |data| {
        data.remove("epoch");
    })
    .await;
    assert!(!site.knows(&client).await);
}
