//! How much, how often, how long.

use fnd_testkit::http::Client;
use fnd_web::limits::Rate;
use http::Method;
use jiff::SignedDuration;

use crate::sign_in::sign_in;
use crate::site::{Draft, Site};

const JSON: (&str, &str) = ("content-type", "application/json");

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    let site = Site::start().await;
    let long = format!("{{\"day\":1{}}}", " ".repeat(1 << 20));
    let answer =
        Client::plain().send(Method::POST, &site.at("/echo"), &[JSON], &long).await.unwrap();
    assert_eq!((answer.status.as_u16(), answer.problem().as_deref()), (413, Some("too-large")));
}

#[tokio::test]
async fn an_address_that_calls_too_often_is_told_to_wait() {
    let mut draft = Draft::new().await;
    draft.change = |stack| stack.limits.by_address = Rate::new(1, 3);
    let site = draft.start().await;
    let client = Client::plain();
    for _ in 0..3 {
        assert_eq!(client.get(&site.at("/open")).await.status, 200);
    }
    let answer = client.get(&site.at("/open")).await;
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (429, "1"));
    assert_eq!(answer.problem().as_deref(), Some("too-many-requests"));
    site.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(client.get(&site.at("/open")).await.status, 200);
    assert_eq!(client.get(&site.at("/open")).await.status, 429);
}

#[tokio::test]
async fn a_caller_who_calls_too_often_does_not_hold_up_others() {
    let mut draft = Draft::new().await;
    draft.change = |stack| stack.limits.by_caller = Rate::new(1, 3);
    let site = draft.start().await;
    let (ana, bob) = (Client::plain(), Client::plain());
    sign_in(&site, &ana, "ana", "/").await;
    sign_in(&site, &bob, "bob", "/").await;
    for _ in 0..3 {
        assert_eq!(ana.get(&site.at("/me")).await.status, 200);
    }
    assert_eq!(ana.get(&site.at("/me")).await.status, 429);
    assert_eq!(bob.get(&site.at("/me")).await.status, 200);
}

#[tokio::test]
async fn an_answer_that_takes_too_long_is_given_up() {
    let site = Draft::new().await.impatient().start().await;
    let answer = Client::plain().get(&site.at("/slow")).await;
    assert_eq!((answer.status.as_u16(), answer.problem().as_deref()), (504, Some("timeout")));
}

#[tokio::test]
async fn one_request_too_many_at_the_same_moment_is_turned_away() {
    let mut draft = Draft::new().await;
    draft.change = |stack| {
        stack.limits.requests_max = 1;
        stack.limits.request_seconds_max = 2;
        stack.limits.by_address = Rate::new(10_000, 10_000);
    };
    let site = draft.start().await;
    let (one, two) = (Client::plain(), Client::plain());
    let (slow, open) = (site.at("/slow"), site.at("/open"));
    let (first, second) = tokio::join!(one.get(&slow), async {
        loop {
            // Until the first has arrived there is room.
            let answer = two.get(&open).await;
            if answer.status != 200 {
                return answer;
            }
        }
    });
    assert_eq!(first.status, 504);
    assert_eq!((second.status.as_u16(), second.header("retry-after")), (503, "1"));
}
