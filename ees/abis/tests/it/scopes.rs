//! Who may ask what, and what every operation wants.

use std::fs;
use std::io::Write;
use std::sync::{Arc, LazyLock, Mutex};

use axum::http::Method;
use fnd_web::telemetry::{Logging, subscriber};
use serde_json::{Value, json};
use tracing::Dispatch;

use crate::kit::{Served, TOKEN, encounter, finger, folder, question, template, token};

const WRITE: &str = "abis.encounter.write";
const READ: &str = "abis.encounter.read";
const IDENTIFY: &str = "abis.identify";

/// Every operation of the interface, and what it needs.
const OPERATIONS: [(&str, &str, &str); 21] = [
    ("POST", "/v1/persons", WRITE),
    ("POST", "/v1/persons/p/encounters", WRITE),
    ("GET", "/v1/persons/p/encounters", READ),
    ("POST", "/v1/persons/p/encounters/e", WRITE),
    ("GET", "/v1/persons/p/encounters/e", READ),
    ("PUT", "/v1/persons/p/encounters/e", WRITE),
    ("DELETE", "/v1/persons/p/encounters/e", WRITE),
    ("POST", "/v1/persons/p/merge/q", WRITE),
    ("POST", "/v1/persons/p/move/q/encounters/e", WRITE),
    ("PUT", "/v1/persons/p/encounters/e/status", WRITE),
    ("PUT", "/v1/persons/p/encounters/e/galleries", WRITE),
    ("GET", "/v1/persons/p/encounters/e/templates", READ),
    ("DELETE", "/v1/persons/p", WRITE),
    ("POST", "/v1/identify/g", IDENTIFY),
    ("POST", "/v1/identify/g/p", IDENTIFY),
    ("POST", "/v1/identify/g/p/encounters/e", IDENTIFY),
    ("POST", "/v1/verify/g/p", "abis.verify"),
    ("POST", "/v1/verify", "abis.verify"),
    ("GET", "/v1/galleries", "abis.gallery.read"),
    ("GET", "/v1/galleries/g", "abis.gallery.read"),
    ("GET", "/v1/tasks/t/status", "abis.task.read"),
];

#[tokio::test]
async fn every_operation_needs_its_scope_and_a_transaction() {
    let folder = folder();
    let scopes: std::collections::BTreeSet<&str> =
        OPERATIONS.iter().map(|(_, _, scope)| *scope).chain(["abis.task.update"]).collect();
    let all: Vec<&str> = scopes.iter().copied().collect();
    let mut tokens = token("all", TOKEN, &all);
    for scope in &scopes {
        let others: Vec<&str> = all.iter().copied().filter(|other| other != scope).collect();
        tokens += &token(scope, &format!("but-{scope}"), &others);
    }
    fs::write(folder.path().join("tokens.toml"), tokens).unwrap();
    let served = Served::of(folder.path());
    let mut ask = served.ask();
    let redeliver = ("POST", "/v1/tasks/t/redeliver", "abis.task.update");
    for (method, path, scope) in OPERATIONS.into_iter().chain([redeliver]) {
        let method: Method = method.parse().unwrap();
        for (token, status, code) in [
            (String::new(), 401, 40_100),
            ("unknown".to_owned(), 401, 40_100),
            (format!("but-{scope}"), 403, 40_300),
        ] {
            ask.token = token;
            let (got, body) = ask.json(method.clone(), path, &json!({})).await;
            assert_eq!((got, &body["code"]), (status, &json!(code)), "{method} {path}: {body}");
        }
        ask.token = TOKEN.to_owned();
        let (got, body) = ask.json(method.clone(), path, &Value::Null).await;
        assert!(![401, 403, 405, 501].contains(&got), "{method} {path}: {got} {body}");
        let is_of_task = path.starts_with("/v1/tasks");
        let (got, body) = ask.bytes(method.clone(), path, Vec::new()).await;
        let expected = if is_of_task { json!(40_404) } else { json!(40_001) };
        assert_eq!(body["code"], expected, "{method} {path}: {got} {body}");
        let back = format!("{path}?callback=http://127.0.0.1:1/");
        let (got, body) = ask.json(method.clone(), &back, &Value::Null).await;
        assert_eq!((got, &body["code"]), (501, &json!(50_100)), "{method} {path}: {body}");
    }
    served.stop().await;
}

/// Lines of the log.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_says_what_was_asked_and_by_which_system_and_nothing_of_anybody() {
    // Why a second one: with a single subscriber the library asks only the thread that comes by
    // first whether a line is wanted, and tests of other threads want none.
    static SECOND: LazyLock<Dispatch> =
        LazyLock::new(|| Dispatch::new(subscriber(&Logging::default(), &["ees_"], std::io::sink)));
    LazyLock::force(&SECOND);
    let lines = Lines::default();
    let to = lines.clone();
    let lines_of = subscriber(&Logging::default(), &["ees_"], move || to.clone());
    let guard = tracing::subscriber::set_default(lines_of);
    let folder = folder();
    let served = Served::of(folder.path());
    let ask = served.ask();
    let index = finger("RIGHT_INDEX", &template(1, 1, 1));
    let body = encounter(&["VIP"], std::slice::from_ref(&index));
    let path = "/v1/persons/Popescu/encounters/e";
    assert_eq!(ask.post(path, &body).await.0, 200);
    assert_eq!(ask.post(path, &body).await.0, 409);
    assert_eq!(ask.post("/v1/identify/ALL", &question(&[index])).await.0, 200);
    assert_eq!(ask.get("/v1/persons/Ionescu/encounters").await.0, 404);
    served.stop().await;
    drop(guard);
    let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    for said in ["createEncounter", "identify", "readAllEncounters", "register", "409"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    for person in ["Popescu", "Ionescu", "VIP", "transactionId", "Rk1S", TOKEN] {
        assert!(!text.contains(person), "{person}: {text}");
    }
}
