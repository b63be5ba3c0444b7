//! Runs an identity provider of the test kit on an address of this machine, for demonstrations.
//!
//! `standin-provider PEOPLE.toml 127.0.0.1:7013` prints the issuer when it is ready, or the
//! server when the file says `kind = "cas"`, and ends when its standard input does, or on
//! SIGTERM.

use std::any::Any;
use std::error::Error;
use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;

use fnd_core::clock::SystemClock;
use fnd_testkit::cas::Cas;
use fnd_testkit::provider::Provider;
use fnd_testkit::standin;
use serde::Deserialize;

/// The kind of provider that a file describes.
#[derive(Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    #[default]
    OpenId,
    Cas,
}

#[derive(Deserialize)]
struct Described {
    #[serde(default)]
    kind: Kind,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(path), Some(address)) = (arguments.next(), arguments.next()) else {
        return Err("usage: standin-provider PEOPLE.toml ADDRESS:PORT".into());
    };
    let (provider, place) = start(&std::fs::read_to_string(path)?, address.parse()?).await?;
    let mut out = std::io::stdout();
    writeln!(out, "{place}")?;
    out.flush()?;

    standin::until_ended().await?;
    drop(provider);
    // The thread may still wait for standard input.
    std::process::exit(0)
}

/// The provider that `text` describes, and the address to configure.
async fn start(text: &str, address: SocketAddr) -> Result<(Box<dyn Any>, String), Box<dyn Error>> {
    let clock = Arc::new(SystemClock);
    let described: Described = toml::from_str(text)?;
    Ok(match described.kind {
        Kind::OpenId => {
            let provider = Provider::start_at(address, toml::from_str(text)?, clock).await;
            let place = provider.issuer().to_owned();
            (Box::new(provider), place)
        }
        Kind::Cas => {
            let cas = Cas::start_at(address, toml::from_str(text)?, clock).await;
            let place = cas.server().to_owned();
            (Box::new(cas), place)
        }
    })
}
