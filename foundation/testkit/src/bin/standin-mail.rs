//! Takes letters over SMTP on an address of this machine and brings them nowhere, for
//! demonstrations and tests.
//!
//! `standin-mail FOLDER 127.0.0.1:7025` prints its address when it is ready, writes each letter
//! to the folder, as `0001-to@example.org.eml`, and ends when its standard input does, or on
//! SIGTERM.

use std::error::Error;
use std::io::Write;
use std::path::PathBuf;

use fnd_testkit::letters::Letters;
use fnd_testkit::{MailServer, standin};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(address)) = (arguments.next(), arguments.next()) else {
        return Err("usage: standin-mail FOLDER ADDRESS:PORT".into());
    };
    let mut letters = Letters::open(&PathBuf::from(folder))?;
    let server = MailServer::start_at(address.parse()?).await;
    let mut out = std::io::stdout();
    writeln!(out, "{}", server.address)?;
    out.flush()?;
    tokio::select! {
        failed = keep(&server, &mut letters) => failed?,
        ended = standin::until_ended() => ended?,
    }
    // A thread may still wait for standard input.
    std::process::exit(0)
}

/// Writes letters as they come, until one cannot be written.
async fn keep(server: &MailServer, letters: &mut Letters) -> std::io::Result<()> {
    loop {
        for letter in server.take().await {
            letters.keep(&letter)?;
        }
    }
}
