//! Runs the identity provider of the test kit on an address of this machine, for demonstrations.
//!
//! `standin-provider PEOPLE.toml 127.0.0.1:7013` prints its issuer when it is ready, and ends
//! when its standard input does, or on SIGTERM.

use std::error::Error;
use std::io::{Read, Write};
use std::net::SocketAddr;
use std::sync::Arc;

use fnd_core::clock::SystemClock;
use fnd_testkit::provider::{Provider, Settings};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(path), Some(address)) = (arguments.next(), arguments.next()) else {
        return Err("usage: standin-provider PEOPLE.toml ADDRESS:PORT".into());
    };
    let settings: Settings = toml::from_str(&std::fs::read_to_string(path)?)?;
    let address: SocketAddr = address.parse()?;
    let provider = Provider::start_at(address, settings, Arc::new(SystemClock)).await;
    let mut out = std::io::stdout();
    writeln!(out, "{}", provider.issuer())?;
    out.flush()?;

    let (tell, told) = oneshot::channel();
    std::thread::spawn(move || {
        // Whatever comes is passed over; only the end counts.
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        let _ = tell.send(());
    });
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = told => {}
        _ = terminate.recv() => {}
    }
    drop(provider);
    // The thread may still wait for standard input.
    std::process::exit(0)
}
