//! Asking over HTTP whether the daemon is ready, and whether a port is free.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

/// How long one question may take.
const ANSWER_MAX: Duration = Duration::from_secs(5);
/// Enough of the answer to see its status.
const STATUS_LENGTH: u64 = 64;

/// An address of this machine alone.
fn here(port: u16) -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, port))
}

/// Whether nobody listens on `port`.
pub(super) fn is_free(port: u16) -> bool {
    TcpListener::bind(here(port)).is_ok()
}

/// Whether somebody listens on `port`.
pub(super) fn is_listening(port: u16) -> bool {
    TcpStream::connect_timeout(&here(port), ANSWER_MAX).is_ok()
}

/// Whether `path` on `port` is answered with status 200.
pub(super) fn is_ok(port: u16, path: &str) -> bool {
    status(port, path).is_ok_and(|line| line.split(' ').nth(1) == Some("200"))
}

fn status(port: u16, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&here(port), ANSWER_MAX)?;
    stream.set_read_timeout(Some(ANSWER_MAX))?;
    stream.set_write_timeout(Some(ANSWER_MAX))?;
    // In one piece: who answers and closes before the rest has come makes the answer unreadable.
    let question =
        format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(question.as_bytes())?;
    let mut begin = Vec::new();
    stream.take(STATUS_LENGTH).read_to_end(&mut begin)?;
    Ok(String::from_utf8_lossy(&begin).into_owned())
}
