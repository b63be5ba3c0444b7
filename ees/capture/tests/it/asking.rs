//! Who may ask, and what may be asked.

use ees_capture::capture::KEPT;
use ees_capture::scanner::{Fault, Simulator};
use serde_json::json;

use crate::kit::{PAGE, RIGHT, agent, agent_with, send_bare};

fn patient() -> Simulator {
    Simulator::new(1, 0, Some(Fault::Timeout))
}

#[tokio::test]
async fn the_status_says_what_is_attached() {
    let agent = agent(Simulator::new(1, 0, None));
    let status = agent.send("GET /v1/status", "").await;
    assert_eq!(status.status, 200);
    let told = status.json();
    assert_eq!(told["name"], "limen-capture");
    assert_eq!(told["interface"], 1);
    assert_eq!(told["busy"], false);
    assert_eq!(told["device"]["attached"], true);
    assert_eq!(told["device"]["simulated"], true);
    assert_eq!(told["device"]["hands"], json!(["right", "left"]));
    assert_eq!(told["device"]["fingers"].as_array().unwrap().len(), 8);
    assert_eq!(status.header("access-control-allow-origin"), Some(PAGE));
    assert_eq!(status.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn pages_of_other_origins_are_refused_also_without_asking_beforehand() {
    let agent = agent(patient());
    let host = agent.address.to_string();
    let origins: [&[&str]; 7] = [
        &[],
        &["https://evil.example"],
        &["https://ees.example.evil.example"],
        &["http://ees.example"],
        &["https://ees.example:444"],
        &["null"],
        &[PAGE, PAGE],
    ];
    for origins in origins {
        let mut headers = vec![("Host", host.as_str())];
        headers.extend(origins.iter().map(|origin| ("Origin", *origin)));
        for line in ["GET /v1/status", "POST /v1/captures", "OPTIONS /v1/captures", "GET /"] {
            let answer = send_bare(agent.address, line, &headers, "").await;
            assert_eq!((answer.status, &*answer.code()), (403, "wrong-origin"), "{origins:?}");
            assert_eq!(answer.header("access-control-allow-origin"), None);
            assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        }
    }
}

#[tokio::test]
async fn names_that_somebody_points_here_are_refused() {
    let agent = agent(patient());
    let port = agent.address.port();
    for (host, expected) in [
        (format!("127.0.0.1:{port}"), 200),
        (format!("localhost:{port}"), 200),
        (format!("evil.example:{port}"), 421),
        (format!("127.0.0.1.evil.example:{port}"), 421),
        ("127.0.0.1".to_owned(), 421),
        (format!("127.0.0.1:{}", port ^ 1), 421),
        (String::new(), 421),
    ] {
        let headers = [("Host", host.as_str()), ("Origin", PAGE)];
        let answer = send_bare(agent.address, "GET /v1/status", &headers, "").await;
        assert_eq!(answer.status, expected, "{host}: {answer:?}");
        assert!(expected == 200 || answer.code() == "wrong-host");
    }
}

#[tokio::test]
async fn a_browser_that_asks_beforehand_is_told_what_is_allowed() {
    let agent = agent(patient());
    let host = agent.address.to_string();
    let headers = [
        ("Host", host.as_str()),
        ("Origin", PAGE),
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Private-Network", "true"),
    ];
    let asked = |count: usize| headers.get(..count).unwrap();
    let answer = send_bare(agent.address, "OPTIONS /v1/captures", asked(4), "").await;
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("access-control-allow-origin"), Some(PAGE));
    assert_eq!(answer.header("access-control-allow-methods"), Some("GET, POST, DELETE"));
    assert_eq!(answer.header("access-control-allow-private-network"), Some("true"));
    assert_eq!(answer.header("access-control-allow-credentials"), None);
    assert_eq!(answer.header("vary"), Some("origin"));
    let answer = send_bare(agent.address, "OPTIONS /v1/captures", asked(3), "").await;
    assert_eq!(answer.header("access-control-allow-private-network"), None);
}

#[tokio::test]
async fn where_there_is_a_token_it_is_asked_for() {
    let token = "k".repeat(40);
    let agent = agent_with(patient(), Some(&token), KEPT);
    let host = agent.address.to_string();
    let right = format!("Bearer {token}");
    for (sent, expected) in [
        (None, 401),
        (Some("Bearer wrong"), 401),
        (Some(token.as_str()), 401),
        (Some("Bearer "), 401),
        (Some(right.as_str()), 200),
    ] {
        let mut headers = vec![("Host", host.as_str()), ("Origin", PAGE)];
        headers.extend(sent.map(|sent| ("Authorization", sent)));
        let answer = send_bare(agent.address, "GET /v1/status", &headers, "").await;
        assert_eq!(answer.status, expected, "{sent:?}");
        assert!(!answer.body.contains(&token));
    }
}

#[tokio::test]
async fn a_wish_that_does_not_fit_is_refused_at_its_place() {
    let agent = agent(patient());
    let five = ["right-index", "right-middle", "right-ring", "right-little", "right-thumb"];
    for (wish, place, code) in [
        (json!({"hand": "right", "fingers": five}), "/fingers", "number-of-fingers"),
        (json!({"hand": "right", "fingers": []}), "/fingers", "number-of-fingers"),
        (json!({"hand": "right", "fingers": ["right-thumb"]}), "/fingers/0", "unknown-finger"),
        (json!({"hand": "right", "fingers": ["left-index"]}), "/fingers/0", "other-hand"),
        (
            json!({"hand": "right", "fingers": ["right-ring", "right-ring"]}),
            "/fingers/1",
            "finger-twice",
        ),
        (json!({"hand": "both", "fingers": ["right-ring"]}), "/hand", "unknown-hand"),
        (
            json!({"hand": "left", "fingers": ["left-ring"], "timeout_seconds": 0}),
            "/timeout_seconds",
            "out-of-range",
        ),
        (
            json!({"hand": "left", "fingers": ["left-ring"], "timeout_seconds": 121}),
            "/timeout_seconds",
            "out-of-range",
        ),
    ] {
        let answer = agent.send("POST /v1/captures", &wish.to_string()).await;
        assert_eq!(answer.status, 422, "{wish}");
        let fault = &answer.json()["errors"][0];
        assert_eq!((&fault["pointer"], &fault["code"]), (&json!(place), &json!(code)), "{wish}");
    }
    for (line, body, status) in [
        ("POST /v1/captures", "{", 400),
        ("POST /v1/captures", r#"{"hand":"right","fingers":[],"name":"X"}"#, 422),
        ("GET /v1/captures/x", "", 404),
        ("GET /v1/captures/0190f1f0-0000-7000-8000-000000000000", "", 404),
        ("DELETE /v1/captures/0190f1f0-0000-7000-8000-000000000000", "", 404),
        ("PUT /v1/captures", "", 405),
        ("GET /v2/status", "", 404),
    ] {
        let answer = agent.send(line, body).await;
        assert_eq!(answer.status, status, "{line} {body}");
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    }
    let long = format!("{}{}", " ".repeat(8_000), "{}");
    assert_eq!(agent.send("POST /v1/captures", &long).await.status, 413);
    assert_eq!(agent.ask(&RIGHT, 60).await.status, 201);
}
