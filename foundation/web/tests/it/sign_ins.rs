//! A system is told who signed in and who was refused.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use fnd_testkit::cas::Misbehaviour;
use fnd_testkit::http::Client;
use fnd_web::Caller;
use fnd_web::sign_in::{Origin, SignIns};

use crate::site::{Draft, Site};

/// What was told, and whether it can be taken down.
#[derive(Debug, Default)]
struct Notes {
    told: Mutex<Vec<(String, Origin)>>,
    is_full: Mutex<bool>,
}

impl Notes {
    fn told(&self) -> Vec<String> {
        self.told.lock().unwrap().iter().map(|(what, _)| what.clone()).collect()
    }
}

#[async_trait]
impl SignIns for Notes {
    async fn admitted(&self, caller: &Caller, from: &Origin) -> Result<(), String> {
        if *self.is_full.lock().unwrap() {
            return Err("full".to_owned());
        }
        self.told.lock().unwrap().push((caller.person.clone(), from.clone()));
        Ok(())
    }

    async fn refused(&self, code: &str, from: &Origin) {
        self.told.lock().unwrap().push((code.to_owned(), from.clone()));
    }
}

async fn started() -> (Site, Arc<Notes>) {
    let notes = Arc::new(Notes::default());
    let mut draft = Draft::cas().await;
    draft.sign_ins = Some(notes.clone());
    (draft.start().await, notes)
}

#[tokio::test]
async fn a_sign_in_is_told_once_with_where_it_came_from() {
    let (site, notes) = started().await;
    let client = Client::plain();
    let back = site.answer(&client, "/sign-in", "ana").await;
    assert_eq!(notes.told(), Vec::<String>::new(), "nobody has come back yet");
    let headers = [("accept", "text/html"), ("user-agent", "Examiner/7")];
    client.send(http::Method::GET, &back, &headers, "").await.unwrap();
    assert!(site.knows(&client).await);
    let (person, origin) = notes.told.lock().unwrap()[0].clone();
    assert_eq!((notes.told().len(), person.as_str()), (1, "ana"));
    assert_eq!((origin.address.is_loopback(), origin.user_agent.as_str()), (true, "Examiner/7"));
    assert!(!origin.request.is_nil());
    assert!(!format!("{origin:?}").contains("Examiner"));
}

#[tokio::test]
async fn a_refused_answer_is_told_by_its_code() {
    let (site, notes) = started().await;
    let client = Client::plain();
    client.page(&site.at("/sign-in/callback?state=unasked&ticket=ST-1")).await;
    assert_eq!(notes.told(), ["sign-in-expired"]);
    site.cas().misbehave(Some(Misbehaviour::Malformed));
    site.enter(&client, "/sign-in", "ana").await;
    assert_eq!(notes.told().len(), 2);
    assert!(!site.knows(&client).await);
}

#[tokio::test]
async fn nobody_is_let_in_whose_sign_in_cannot_be_noted() {
    let (site, notes) = started().await;
    *notes.is_full.lock().unwrap() = true;
    let client = Client::plain();
    let answer = site.enter(&client, "/sign-in", "ana").await;
    assert_eq!(answer.status, 503);
    assert!(!site.knows(&client).await);
    *notes.is_full.lock().unwrap() = false;
    site.enter(&client, "/sign-in", "ana").await;
    assert!(site.knows(&client).await);
}
