//! How a server says no, and what every answer carries.

use fnd_testkit::http::Client;
use http::Method;

use crate::site::Site;

const JSON: (&str, &str) = ("content-type", "application/json");

/// Method, path, headers, body; status and code.
type Case = (
    Method,
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static str,
    u16,
    &'static str,
);

#[tokio::test]
async fn every_refusal_is_a_problem_with_its_code() {
    let site = Site::start().await;
    let client = Client::plain();
    let cases: [Case; 13] = [
        (Method::GET, "/nowhere", &[], "", 404, "not-found"),
        (Method::DELETE, "/open", &[], "", 405, "method-not-allowed"),
        (Method::POST, "/echo", &[], "{}", 415, "unsupported-media-type"),
        (Method::POST, "/echo", &[JSON], "{", 400, "malformed-json"),
        (Method::POST, "/echo", &[JSON], "{\"day\":\"SECRET\"}", 422, "unprocessable"),
        (Method::POST, "/echo", &[JSON], "{\"day\":300}", 422, "unprocessable"),
        (Method::GET, "/list/SECRET?day=1", &[], "", 404, "not-found"),
        (Method::GET, "/list/1?day=SECRET", &[], "", 400, "malformed-parameters"),
        (Method::PUT, "/thing", &[], "", 428, "precondition-required"),
        (Method::PUT, "/thing", &[("if-match", "SECRET")], "", 400, "malformed-header"),
        (Method::PUT, "/thing", &[("if-match", "\"v6\"")], "", 412, "precondition-failed"),
        (Method::GET, "/boom", &[], "", 500, "internal"),
        (Method::GET, "/me", &[], "", 401, "unauthenticated"),
    ];
    for (method, path, headers, body, status, code) in cases {
        let answer = client.send(method.clone(), &site.at(path), headers, body).await.unwrap();
        assert_eq!(answer.status, status, "{method} {path}");
        assert_eq!(answer.problem().as_deref(), Some(code), "{method} {path}");
        assert_eq!(answer.json()["type"], format!("/problems/{code}"));
        assert!(!answer.text.contains("SECRET"), "{}", answer.text);
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn files_are_read_only() {
    let site = Site::start().await;
    let asset = site.at(&format!("{}/limen.css", fnd_web::assets::BASE));
    let client = Client::plain();
    let answer = client.send(Method::POST, &asset, &[], "").await.unwrap();
    assert_eq!(answer.problem().as_deref(), Some("method-not-allowed"));
    let packed = client.send(Method::GET, &asset, &[("accept-encoding", "br")], "").await.unwrap();
    assert_eq!(packed.header("content-encoding"), "br");
}

#[tokio::test]
async fn what_fits_goes_through() {
    let site = Site::start().await;
    let client = Client::plain();
    let json = [("content-type", "application/json; charset=utf-8")];
    let answer = client.send(Method::POST, &site.at("/echo"), &json, "{\"day\":3}").await.unwrap();
    assert_eq!(answer.text, "3");
    assert_eq!(client.get(&site.at("/list/4?day=5")).await.text, "4 5");
    let seen = [("if-match", "\"v7\"")];
    let answer = client.send(Method::PUT, &site.at("/thing"), &seen, "").await.unwrap();
    assert_eq!((answer.text.as_str(), answer.header("etag")), ("changed", "\"v8\""));
}

#[tokio::test]
async fn a_browser_gets_the_problem_as_a_page_in_its_language() {
    let site = Site::start().await;
    let client = Client::plain();
    let answer = client.page(&site.at("/nowhere?lang=ro")).await;
    assert_eq!(answer.status, 404);
    assert_eq!(answer.text, "<html lang=\"ro\"><h1>Nothing is here</h1>not-found");
    assert!(answer.header("content-type").starts_with("text/html"));
    assert_eq!(answer.header("x-frame-options"), "DENY");
    let answer =
        client.send(Method::DELETE, &site.at("/open"), &[("accept", "text/html")], "").await;
    assert_eq!(answer.unwrap().header("allow"), "GET,HEAD");
}

#[tokio::test]
async fn the_language_of_a_link_is_remembered() {
    let site = Site::start().await;
    let client = Client::plain();
    assert_eq!(client.get(&site.at("/language")).await.text, "en");
    assert_eq!(client.get(&site.at("/language?lang=ro")).await.text, "ro");
    assert_eq!(client.get(&site.at("/language")).await.text, "ro");
}

#[tokio::test]
async fn every_answer_tells_browsers_what_they_may_not_do() {
    let site = Site::start().await;
    let client = Client::plain();
    let asset = format!("{}/limen.css", fnd_web::assets::BASE);
    for path in ["/open", "/nowhere", "/boom", asset.as_str()] {
        let answer = client.get(&site.at(path)).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{path}: {policy}");
        let forms = format!("form-action 'self' {};", site.provider().issuer());
        assert!(policy.contains(&forms), "signing out leads to the provider: {policy}");
        assert!(policy.contains("frame-ancestors 'none'; base-uri 'none'"), "{path}");
        let expected = [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("server", ""),
            // Not over TLS.
            ("strict-transport-security", ""),
        ];
        for (name, value) in expected {
            assert_eq!(answer.header(name), value, "{path} {name}");
        }
        assert!(answer.header("permissions-policy").starts_with("camera=()"), "{path}");
        let is_asset = path == asset;
        assert_eq!(answer.header("cache-control") == "no-store", !is_asset, "{path}");
    }
}
