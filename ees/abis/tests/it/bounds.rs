//! How many at once, and how long.

use std::fs;
use std::sync::Arc;

use axum::http::Method;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::kit::{Served, TOKEN, encounter, finger, folder, template};

#[tokio::test]
async fn who_is_one_too_many_or_too_slow_is_told_so() {
    let folder = folder();
    let path = folder.path().join("osia.toml");
    let limits = "limits = { requests_max = 1, request_seconds_max = 1 }\n";
    fs::write(&path, fs::read_to_string(&path).unwrap() + limits).unwrap();
    let served = Served::of(folder.path());
    let mut slow = TcpStream::connect(served.address).await.unwrap();
    let head = format!(
        "POST /v1/verify?transactionId=t HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {TOKEN}\r\n\
         Content-Length: 100\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
    );
    slow.write_all(head.as_bytes()).await.unwrap();
    // The body is waited for once the service asks for it.
    let mut asked = [0; 12];
    slow.read_exact(&mut asked).await.unwrap();
    assert_eq!(&asked, b"HTTP/1.1 100");
    let (status, answer) = served.ask().get("/v1/galleries").await;
    assert_eq!((status, &answer["code"]), (503, &json!(50_300)), "{answer}");
    let mut answer = String::new();
    slow.read_to_string(&mut answer).await.unwrap();
    assert!(answer.contains(" 503 ") && answer.contains("50301"), "{answer}");
    assert_eq!(served.ask().get("/v1/galleries").await.0, 200);
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_many_ask_for_at_once_is_done_once_each() {
    let folder = folder();
    let served = Served::of(folder.path());
    let ask = Arc::new(served.ask());
    let one = |number: u64| {
        let ask = Arc::clone(&ask);
        async move {
            // Two ask for each person, of whom one comes second.
            let person = number / 2;
            let body = encounter(&["g"], &[finger("LEFT_INDEX", &template(person, 1, 1))]);
            let path = format!("/v1/persons/p{person}/encounters/e");
            let (status, _) = ask.post(&path, &body).await;
            assert!([200, 409].contains(&status), "{status}");
            if person.is_multiple_of(3) {
                let path = format!("/v1/persons/p{person}");
                let (status, _) = ask.json(Method::DELETE, &path, &Value::Null).await;
                assert!([204, 404].contains(&status), "{status}");
            }
            status
        }
    };
    let asked: Vec<_> = (0..30).map(|number| tokio::spawn(one(number))).collect();
    for done in asked {
        done.await.unwrap();
    }
    let (_, kept) = ask.get("/v1/galleries/g").await;
    let left = |kept: &Value| {
        let mut names: Vec<String> =
            crate::kit::people(kept).into_iter().filter(|name| !may_be_gone(name)).collect();
        names.sort();
        names
    };
    let mut expected: Vec<String> = (0..15).map(|number| format!("p{number}")).collect();
    expected.retain(|name| !may_be_gone(name));
    expected.sort();
    assert_eq!(left(&kept), expected);
    served.stop().await;
    let served = Served::of(folder.path());
    let (_, again) = served.ask().get("/v1/galleries/g").await;
    assert_eq!(again, kept, "what lies in memory lies on the disk");
    served.stop().await;
}

/// Whether a person was also removed, and may have come again afterwards.
fn may_be_gone(name: &str) -> bool {
    name.trim_start_matches('p').parse::<u64>().unwrap().is_multiple_of(3)
}
