//! Clients that send nothing, too much, or what nobody wants, over bare connections.

use std::net::SocketAddr;
use std::time::Duration;

use fnd_web::serve::{self, Admin, Config, Plain, Running};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::site::{Site, routes};

/// Longer than anything here may take; whoever waits longer waits for ever.
const EVER: Duration = Duration::from_secs(20);

fn start(change: impl FnOnce(&mut Config)) -> (Running, SocketAddr) {
    let plain = Plain { address: "127.0.0.1:0".parse().unwrap(), behind_proxy: false };
    let mut config = Config { plain: Some(plain), ..Config::default() };
    change(&mut config);
    let running = serve::start(&config, routes(), Admin::new()).unwrap();
    let address = running.plain.unwrap();
    (running, address)
}

/// A connection on which text goes out and comes in.
struct Line(TcpStream);

impl Line {
    async fn to(address: SocketAddr) -> Self {
        Self(TcpStream::connect(address).await.unwrap())
    }

    /// Sends; a server that has gone away is noticed when reading.
    async fn send(&mut self, text: &str) {
        let _ = self.0.write_all(text.as_bytes()).await;
    }

    /// The next answer's status and body; 0 when there is none any more.
    async fn answer(&mut self) -> (u16, String) {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            match timeout(EVER, self.0.read_u8()).await.unwrap() {
                Ok(byte) => head.push(byte.into()),
                Err(_) => return (0, String::new()),
            }
        }
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
        self.0.read_exact(&mut body).await.unwrap();
        (status, String::from_utf8(body).unwrap())
    }

    /// Whether the server ends the connection without a word.
    async fn is_ended(&mut self) -> bool {
        let mut rest = Vec::new();
        let read = timeout(EVER, self.0.read_to_end(&mut rest)).await;
        read.is_ok() && rest.is_empty()
    }
}

const OPEN: &str = "GET /open HTTP/1.1\r\nhost: x\r\n\r\n";

#[tokio::test]
async fn a_connection_on_which_nothing_is_asked_is_given_up() {
    let (running, address) = start(|config| config.header_seconds_max = 1);
    assert!(Line::to(address).await.is_ended().await);
    running.stopper().stop_at_once();
}

#[tokio::test]
async fn a_head_that_is_too_long_is_refused_before_it_is_whole() {
    let (running, address) = start(|config| config.header_bytes_max = 10_000);
    let mut line = Line::to(address).await;
    line.send(&format!("GET /open HTTP/1.1\r\nhost: x\r\nx-a: {}", "a".repeat(20_000))).await;
    assert_eq!(line.answer().await.0, 431);
    let mut line = Line::to(address).await;
    line.send(&OPEN.replace("\r\n\r\n", &format!("\r\nx-a: {}\r\n\r\n", "a".repeat(9_000)))).await;
    assert_eq!(line.answer().await, (200, "open".to_owned()));
    running.stopper().stop_at_once();
}

#[tokio::test]
async fn one_connection_too_many_is_ended_and_the_others_go_on() {
    let (running, address) = start(|config| config.connections_max = 2);
    let (mut one, mut two) = (Line::to(address).await, Line::to(address).await);
    for line in [&mut one, &mut two] {
        line.send(OPEN).await;
        assert_eq!(line.answer().await.0, 200);
    }
    assert!(Line::to(address).await.is_ended().await);
    one.send(OPEN).await;
    assert_eq!(one.answer().await.0, 200);
    drop(two);
    // The server learns of it in a moment.
    let served = async {
        loop {
            let mut next = Line::to(address).await;
            next.send(OPEN).await;
            if next.answer().await.0 == 200 {
                return;
            }
        }
    };
    timeout(EVER, served).await.expect("a place that was given back is not used");
    running.stopper().stop_at_once();
}

#[tokio::test]
async fn a_refusal_reaches_who_is_still_sending_and_the_connection_lasts() {
    let site = Site::start().await;
    let mut line = Line::to(site.host().parse().unwrap()).await;
    let long = 3 << 20;
    let cases = [("/me", 401), ("/nowhere", 404), ("/echo", 413)];
    for (path, status) in cases {
        line.send(&format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-length: {long}\r\n")).await;
        line.send("content-type: application/json\r\n\r\n").await;
        line.send(&" ".repeat(long)).await;
        assert_eq!(line.answer().await.0, status, "{path}");
        line.send(OPEN).await;
        assert_eq!(line.answer().await, (200, "open".to_owned()), "after {path}");
    }
}

#[tokio::test]
async fn who_asks_whether_to_send_is_told_the_refusal_and_sends_nothing() {
    let site = Site::start().await;
    let mut line = Line::to(site.host().parse().unwrap()).await;
    line.send("POST /me HTTP/1.1\r\nhost: x\r\ncontent-length: 3000000\r\n").await;
    line.send("expect: 100-continue\r\n\r\n").await;
    assert_eq!(line.answer().await.0, 401);
}
