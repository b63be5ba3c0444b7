//! Where a server listens, what it tells whoever runs it, and how it stops.

use std::net::SocketAddr;
use std::time::Duration;

use fnd_testkit::http::Client;
use fnd_web::serve::{self, Admin, Config, Plain, ServeError};
use http::Method;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::site::{Draft, TOLD, routes};

fn plain(address: &str) -> Config {
    let plain = Some(Plain { address: address.parse().unwrap(), behind_proxy: false });
    Config { plain, ..Config::default() }
}

#[tokio::test]
async fn plain_and_administration_are_for_this_machine_alone() {
    let outside: SocketAddr = "0.0.0.0:0".parse().unwrap();
    let cases = [
        plain("0.0.0.0:0"),
        plain("192.0.2.1:80"),
        Config { admin: Some(outside), ..plain("127.0.0.1:0") },
    ];
    for config in cases {
        let error = serve::start(&config, routes(), Admin::new()).unwrap_err();
        assert!(matches!(error, ServeError::NotLoopback(_)), "{error}");
    }
    let nothing = serve::start(&Config::default(), routes(), Admin::new());
    assert!(matches!(nothing, Err(ServeError::NoListener)));
}

#[tokio::test]
async fn whoever_runs_the_server_sees_whether_it_is_ready_and_why_not() {
    let here = "127.0.0.1:0";
    let config = Config { admin: Some(here.parse().unwrap()), ..plain(here) };
    let admin = Admin::new()
        .check("good", || async { Ok(()) })
        .check("bad", || async { Err("a SECRET reason".to_owned()) });
    let running = serve::start(&config, routes(), admin).unwrap();
    let at = |path: &str| format!("http://{}{path}", running.admin.unwrap());
    let client = Client::plain();
    assert_eq!(client.get(&at("/health/live")).await.json()["status"], "live");
    let answer = client.get(&at("/health/ready")).await;
    assert_eq!(answer.status, 503);
    let errors = answer.json()["errors"].clone();
    assert_eq!(errors.as_array().unwrap().len(), 1);
    assert_eq!(errors[0]["field"], "bad");
    assert!(!answer.text.contains("SECRET"));
    // Nothing of this is on the public listener.
    let public = format!("http://{}/health/live", running.plain.unwrap());
    assert_eq!(client.get(&public).await.status, 404);
    running.stopper().stop_at_once();
}

#[tokio::test]
async fn a_server_that_stops_finishes_what_it_began_and_takes_nothing_new() {
    let site = Draft::new().await.impatient().start().await;
    let client = Client::plain();
    let ready = format!("{}/health/ready", site.admin);
    assert_eq!(client.get(&ready).await.status, 200);
    let slow = site.at("/told");
    let begun = Client::plain();
    let (finished, ()) = tokio::join!(begun.get(&slow), async {
        TOLD.acquire().await.unwrap().forget();
        site.stopper.stop();
        assert_eq!(client.get(&ready).await.status, 503, "the one who asks is told");
        let late = Client::plain();
        assert!(late.send(Method::GET, &site.at("/open"), &[], "").await.is_err());
    });
    assert_eq!(finished.status, 504);
}

#[tokio::test]
async fn a_head_that_does_not_come_ends_the_connection() {
    let config = Config { header_seconds_max: 1, ..plain("127.0.0.1:0") };
    let running = serve::start(&config, routes(), Admin::new()).unwrap();
    let mut stream = TcpStream::connect(running.plain.unwrap()).await.unwrap();
    stream.write_all(b"GET /open HTTP/1.1\r\nhost: x\r\n").await.unwrap();
    let mut rest = Vec::new();
    let ended = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut rest)).await;
    assert!(ended.is_ok(), "the server waits for ever");
    running.stopper().stop_at_once();
}
