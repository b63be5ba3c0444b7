//! The country in which an address of the internet is in use, from a table on this machine.
//!
//! The table is two files of lines `first,last,code`, as the Debian package `tor-geoipdb` brings
//! them: `geoip` with addresses of IPv4 as numbers, `geoip6` with addresses of IPv6 as they are
//! written. Nobody else learns which address was asked for. The answer is a hint: it says where
//! a network is registered or in use, never where a person is, and no decision may rest on it.
//!
//! It is not a reader of other formats, and it never asks a network.

mod alpha2;
mod alpha3;
mod file;
mod ranges;

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::Path;

pub use alpha2::Alpha2;
use file::Line;
use ranges::Ranges;

/// Bytes of a file that are read; what follows is not looked at. The files of 2026 have 16 MB.
const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Which country an address belongs to, for every address that the files name.
///
/// Made once at start; looking something up neither waits nor allocates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    four: Ranges<u32>,
    six: Ranges<u128>,
    skipped: usize,
}

impl Table {
    /// A table that knows no address.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Reads the file for IPv4 and the file for IPv6.
    ///
    /// A file that is not there is no error: every question about its addresses is answered
    /// with `None`. Lines that cannot be used are passed over and counted in
    /// [`skipped`](Self::skipped).
    ///
    /// # Errors
    /// When a file is there and cannot be read.
    pub fn read(four: &Path, six: &Path) -> io::Result<Self> {
        let mut table = Self::empty();
        if let Some(lines) = file::open(four, FILE_BYTES_MAX)? {
            table.add_four(lines)?;
        }
        if let Some(lines) = file::open(six, FILE_BYTES_MAX)? {
            table.add_six(lines)?;
        }
        table.four.shrink();
        table.six.shrink();
        Ok(table)
    }

    fn add_four(&mut self, lines: impl io::BufRead) -> io::Result<()> {
        file::each_line(lines, |line| {
            let range = Line::parse(line, |number| number.parse().ok());
            let is_used =
                range.is_some_and(|range| self.four.add(range, |n: u32| n.checked_add(1)));
            self.count(is_used);
        })?;
        self.four.close();
        Ok(())
    }

    fn add_six(&mut self, lines: impl io::BufRead) -> io::Result<()> {
        file::each_line(lines, |line| {
            let range =
                Line::parse(line, |address| Some(address.parse::<Ipv6Addr>().ok()?.to_bits()));
            let is_used =
                range.is_some_and(|range| self.six.add(range, |n: u128| n.checked_add(1)));
            self.count(is_used);
        })?;
        self.six.close();
        Ok(())
    }

    fn count(&mut self, is_used: bool) {
        self.skipped = self.skipped.saturating_add(usize::from(!is_used));
    }

    /// The country of `address`; `None` when the table does not know it, and for addresses that
    /// have no country: those of this machine, of private networks and of a single link.
    ///
    /// An address of IPv4 that is written as one of IPv6 (`::ffff:192.0.2.1`) is looked up as
    /// what it is.
    pub fn country(&self, address: IpAddr) -> Option<Alpha2> {
        match address.to_canonical() {
            IpAddr::V4(four) if is_local_four(four) => None,
            IpAddr::V4(four) => self.four.find(four.to_bits()),
            IpAddr::V6(six) if is_local_six(six) => None,
            IpAddr::V6(six) => self.six.find(six.to_bits()),
        }
    }

    /// How many lines could not be used: not two addresses and a code, the last address before
    /// the first, or addresses that are not behind those of the line before.
    pub const fn skipped(&self) -> usize {
        self.skipped
    }

    /// Whether the table knows no address at all.
    pub fn is_empty(&self) -> bool {
        self.four.is_empty() && self.six.is_empty()
    }

    /// Bytes of memory that the table holds.
    pub fn bytes(&self) -> usize {
        self.four.bytes().saturating_add(self.six.bytes()).saturating_add(size_of::<Self>())
    }
}

/// Addresses of IPv4 that are in use everywhere: RFC 1122, 1918, 3927, 6598.
fn is_local_four(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    let is_shared = first == 100 && (64..=127).contains(&second);
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || first == 0
        || is_shared
}

/// Addresses of IPv6 that are in use everywhere: RFC 4193, 4291.
fn is_local_six(address: Ipv6Addr) -> bool {
    address.is_loopback()
        || address.is_unspecified()
        || address.is_unique_local()
        || address.is_unicast_link_local()
}

#[cfg(test)]
mod tests;
