//! Measures the table: memory, time to read, lookups a second.
//!
//! `cargo run --release -p fnd-origin --example lookups -- /usr/share/tor`

use std::error::Error;
use std::hint::black_box;
use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::time::Instant;

use fnd_origin::Table;

/// Addresses of each kind that are looked up.
const LOOKUPS: u32 = 5_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map_or("/usr/share/tor".into(), PathBuf::from);
    let [four, six] = ["geoip", "geoip6"].map(|name| folder.join(name));
    let begun = Instant::now();
    let table = Table::read(&four, &six)?;
    let (time, bytes, skipped) = (begun.elapsed(), table.bytes(), table.skipped());
    writeln!(std::io::stdout(), "read in {time:?}: {bytes} bytes, {skipped} lines skipped")?;
    measure("IPv4", &table, &firsts(&four)?)?;
    measure("IPv6", &table, &firsts(&six)?)?;
    Ok(())
}

/// The first address of every range of a file.
fn firsts(path: &Path) -> Result<Vec<IpAddr>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let words = text.lines().filter_map(|line| line.split(',').next());
    let read = |word: &str| match word.parse() {
        Ok(bits) => Some(IpAddr::V4(Ipv4Addr::from_bits(bits))),
        Err(_) => word.parse().ok(),
    };
    Ok(words.filter_map(read).collect())
}

/// Looks up `addresses` in a fixed order that looks like chance.
fn measure(what: &str, table: &Table, addresses: &[IpAddr]) -> Result<(), Box<dyn Error>> {
    let count = u64::try_from(addresses.len())?;
    let (mut state, mut found) = (0_u64, 0_u32);
    let begun = Instant::now();
    for _ in 0..LOOKUPS {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
        let place = (state >> 33).checked_rem(count).ok_or("no range in the file")?;
        let address = addresses.get(usize::try_from(place)?).ok_or("no such range")?;
        let country = table.country(black_box(*address));
        found = found.saturating_add(u32::from(country.is_some()));
    }
    let rate = f64::from(LOOKUPS) / begun.elapsed().as_secs_f64() / 1e6;
    writeln!(std::io::stdout(), "{what}: {rate:.1} million a second, {found} found")?;
    Ok(())
}
