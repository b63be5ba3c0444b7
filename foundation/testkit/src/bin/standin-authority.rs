//! Issues certificates for a server of this machine and for systems that call it, for
//! demonstrations.
//!
//! `standin-authority FOLDER NAME...` writes them to the folder with their keys, and prints each
//! name with the SHA-256 of its public key. Run again, it keeps the keys and issues for another
//! year.

use std::error::Error;
use std::io::Write;
use std::path::PathBuf;

use fnd_core::Clock;
use fnd_core::clock::SystemClock;
use fnd_testkit::tls::kept;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let Some(folder) = arguments.next().map(PathBuf::from) else {
        return Err("usage: standin-authority FOLDER NAME...".into());
    };
    let names: Vec<String> = arguments.collect();
    let issued = kept::issue(&folder, &names, SystemClock.now())?;
    let mut out = std::io::stdout();
    for (name, client) in names.iter().zip(&issued.clients) {
        writeln!(out, "{name} {}", client.fingerprint())?;
    }
    Ok(())
}
