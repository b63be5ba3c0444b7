//! An agent on a port of its own, and a client that sends what it is told to, byte for byte.

use std::fmt::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ees_capture::agent::{Settings, start};
use ees_capture::capture::KEPT;
use ees_capture::scanner::Scanner;
use ees_match::image::Image;
use ees_match::image::decode::{Resolution, decode};
use fnd_web::serve::Stopper;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use zeroize::Zeroizing;

/// The origin of the pages that may ask.
pub(crate) const PAGE: &str = "https://ees.example";
/// The four fingers of the right hand.
pub(crate) const RIGHT: [&str; 4] = ["right-index", "right-middle", "right-ring", "right-little"];

/// An agent that runs until it is dropped.
pub(crate) struct Agent {
    pub(crate) address: SocketAddr,
    stopper: Stopper,
}

impl Drop for Agent {
    fn drop(&mut self) {
        self.stopper.stop_at_once();
    }
}

/// What an agent answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    pub(crate) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    /// The value of a header, whose name is given in small letters.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

pub(crate) fn agent(scanner: impl Scanner + 'static) -> Agent {
    agent_with(scanner, None, KEPT)
}

pub(crate) fn agent_with(
    scanner: impl Scanner + 'static,
    token: Option<&str>,
    kept: Duration,
) -> Agent {
    let settings = Settings {
        listen: "127.0.0.1:0".parse().unwrap(),
        origins: vec![PAGE.parse().unwrap(), "https://other.example".parse().unwrap()],
        token: token.map(|token| Zeroizing::new(token.to_owned())),
        kept,
    };
    let running = start(settings, Arc::new(scanner)).unwrap();
    let (address, stopper) = (running.plain.unwrap(), running.stopper());
    tokio::spawn(running.until_stopped());
    Agent { address, stopper }
}

/// Sends a request with these headers, `Host` only if it is among them.
pub(crate) async fn send_bare(
    address: SocketAddr,
    line: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Answer {
    let mut request = format!("{line} HTTP/1.1\r\nConnection: close\r\n");
    for (name, value) in headers {
        write!(request, "{name}: {value}\r\n").unwrap();
    }
    write!(request, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let answer = String::from_utf8(answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head: head.to_owned(), body: body.to_owned() }
}

impl Agent {
    /// Sends a request as a page of [`PAGE`] would.
    pub(crate) async fn send(&self, line: &str, body: &str) -> Answer {
        self.send_from(PAGE, line, body).await
    }

    pub(crate) async fn send_from(&self, origin: &str, line: &str, body: &str) -> Answer {
        let host = self.address.to_string();
        let headers =
            [("Host", host.as_str()), ("Origin", origin), ("Content-Type", "application/json")];
        send_bare(self.address, line, &headers, body).await
    }

    /// Asks for `fingers`; its hand is that of the first.
    pub(crate) async fn ask(&self, fingers: &[&str], seconds: u16) -> Answer {
        let hand = fingers[0].split('-').next().unwrap();
        let wish = json!({ "hand": hand, "fingers": fingers, "timeout_seconds": seconds });
        self.send("POST /v1/captures", &wish.to_string()).await
    }

    /// Begins a capture and gives its path.
    pub(crate) async fn begin(&self, fingers: &[&str], seconds: u16) -> String {
        let answer = self.ask(fingers, seconds).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        answer.header("location").unwrap().to_owned()
    }

    /// Waits until the capture has ended.
    pub(crate) async fn ended(&self, path: &str) -> Value {
        let mut version = 0;
        loop {
            let line = format!("GET {path}?wait=20&after={version}");
            let answer = self.send(&line, "").await;
            assert_eq!(answer.status, 200, "{answer:?}");
            let capture = answer.json();
            if capture["state"] != "waiting" && capture["state"] != "taking" {
                return capture;
            }
            let next = capture["version"].as_u64().unwrap();
            assert!(version <= next, "{version} after {next}");
            version = next;
        }
    }

    /// A capture from beginning to end.
    pub(crate) async fn capture(&self, fingers: &[&str]) -> Value {
        let path = self.begin(fingers, 120).await;
        self.ended(&path).await
    }
}

/// The image of the finger at `place`.
pub(crate) fn image(capture: &Value, place: usize) -> Image {
    let told = &capture["fingers"][place]["image"];
    let file = STANDARD.decode(told["data"].as_str().unwrap()).unwrap();
    let image = decode(&file, Resolution::STATED).unwrap();
    assert_eq!(told["width"], image.width());
    assert_eq!(told["height"], image.height());
    assert_eq!(image.ppi(), 500);
    image
}
