//! A service that does not do as it should: late, silent about scores, or something else.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use ees_abis::client::Osia;
use ees_biometrics::matcher::{Keeper, Matcher};
use ees_match::gallery::Reference;
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::kit::{TOKEN, client_config, person, secret, wanted};

/// What was asked: method, path with parameters, token.
type Asked = Arc<Mutex<Vec<(Method, String, String)>>>;

/// A service that answers as `answer` says, and our client of it.
struct Strange {
    osia: Osia,
    asked: Asked,
    _folder: TempDir,
}

async fn strange(
    answer: impl Fn(&Method, &str) -> (u16, String) + Clone + Send + Sync + 'static,
) -> Strange {
    let asked = Asked::default();
    let noted = Arc::clone(&asked);
    let router =
        Router::new().fallback(move |method: Method, uri: Uri, headers: HeaderMap, _: Bytes| {
            let token =
                headers.get("authorization").map(|value| value.to_str().unwrap().to_owned());
            noted.lock().unwrap().push((
                method.clone(),
                uri.to_string(),
                token.unwrap_or_default(),
            ));
            let (status, body) = answer(&method, uri.path());
            async move {
                if status == 0 {
                    std::future::pending::<()>().await;
                }
                (StatusCode::from_u16(status).unwrap_or(StatusCode::OK), body)
            }
        });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/osia", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("token");
    secret(&path, &format!("{TOKEN}\n"));
    let mut config = client_config(&address, &path);
    config.answer_seconds_max = 1;
    Strange { osia: Osia::new(&config).unwrap(), asked, _folder: folder }
}

/// What our client says where the service answers so.
async fn said(status: u16, body: &str) -> String {
    let body = body.to_owned();
    let strange = strange(move |_, _| (status, body.clone())).await;
    strange.osia.search(&person(1, 1), wanted()).await.unwrap_err().to_string()
}

#[tokio::test]
async fn an_answer_that_comes_late_is_none() {
    let strange = strange(|_, _| (0, String::new())).await;
    let late = strange.osia.put(Reference(1), &person(1, 1)).await.unwrap_err().to_string();
    assert!(late.contains("no answer within 1000 ms"), "{late}");
    // It is not asked again: whether it did what it was asked nobody knows.
    assert_eq!(strange.asked.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_not_of_the_interface_is_refused_in_a_sentence() {
    for (status, body, expected) in [
        (200, "<html>Popescu</html>", "not of the interface"),
        (200, "", "not of the interface"),
        (200, "{}", "not of the interface"),
        (200, r#"[{"personId": "Popescu", "rank": 1, "score": 90}]"#, "none of this system's"),
        (202, r#"{"taskId": "1"}"#, "answers at once"),
        (400, r#"{"code": 7, "message": "no\u0007 such"}"#, "code 7): no such"),
        (403, "", "403"),
        (500, "<html>Popescu</html>", "500"),
        (301, "", "301"),
    ] {
        let said = said(status, body).await;
        assert!(said.contains(expected) && !said.contains("Popescu"), "{status}: {said}");
    }
    let long = "x".repeat(17 << 20);
    let said = said(200, &long).await;
    assert!(said.contains("could not be read whole"), "{said}");
}

#[tokio::test]
async fn a_server_that_is_away_is_said() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let folder = tempfile::tempdir().unwrap();
    secret(&folder.path().join("token"), TOKEN);
    let osia = Osia::new(&client_config(&address, &folder.path().join("token"))).unwrap();
    let away = osia.remove(Reference(1)).await.unwrap_err().to_string();
    assert!(away.contains("the connection failed"), "{away}");
}

#[tokio::test]
async fn who_is_known_already_is_replaced() {
    let strange = strange(|method, _| match *method {
        Method::POST => (409, String::new()),
        _ => (204, String::new()),
    })
    .await;
    strange.osia.put(Reference(0xABC), &person(1, 1)).await.unwrap();
    let asked = strange.asked.lock().unwrap().clone();
    let id = "00000000-0000-0000-0000-000000000abc";
    let path = format!("/osia/v1/persons/{id}/encounters/{id}?transactionId=");
    let methods: Vec<&Method> = asked.iter().map(|(method, _, _)| method).collect();
    assert_eq!(methods, [Method::POST, Method::PUT]);
    for (_, uri, token) in &asked {
        assert!(uri.starts_with(&path), "{uri}");
        assert_eq!(*token, format!("Bearer {TOKEN}"));
    }
    assert_ne!(asked[0].1, asked[1].1, "each has a transaction of its own");
}

#[tokio::test]
async fn a_gallery_is_unknown_only_while_the_service_says_so() {
    let of = |galleries: &'static str| {
        strange(move |_, path| match path {
            "/osia/v1/galleries" if galleries.is_empty() => (404, String::new()),
            "/osia/v1/galleries" => (200, galleries.to_owned()),
            _ => (404, String::new()),
        })
    };
    let empty = of("[]").await;
    assert!(empty.osia.search(&person(1, 1), wanted()).await.unwrap().candidates.is_empty());
    for there in ["", r#"["EES"]"#] {
        let wrong = of(there).await;
        let refused = wrong.osia.search(&person(1, 1), wanted()).await.unwrap_err().to_string();
        assert!(refused.contains("404"), "{refused}");
    }
}

#[tokio::test]
async fn thresholds_and_scores_go_by_the_calibration() {
    let one = "00000000-0000-0000-0000-000000000001";
    let found = format!(r#"[{{"personId": "{one}", "rank": 1, "score": 45}}]"#);
    let strange = strange(move |_, path| {
        let is_verification = path == "/osia/v1/verify";
        let silent = r#"{"decision": true}"#.to_owned();
        (200, if is_verification { silent } else { found.clone() })
    })
    .await;
    let found = strange.osia.search(&person(1, 1), wanted()).await.unwrap().candidates;
    assert!((found[0].strength.decibels() - 45.0).abs() < 1e-3);
    let query = strange.asked.lock().unwrap()[0].1.clone();
    assert!(query.contains("&maxNbCand=5&threshold=40"), "{query}");
    let silent = strange.osia.compare(&person(1, 1), &person(1, 2)).await.unwrap_err();
    assert!(silent.to_string().contains("without a score"), "{silent}");
}
