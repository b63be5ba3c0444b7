//! How many connections there are at once: in all, and from one address.
//!
//! Each one costs a file and some memory, whether anything is asked on it or not.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use super::Config;
use crate::limits::network;

/// The places of a server; cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Places(Arc<Taken>);

#[derive(Debug)]
struct Taken {
    in_all_max: usize,
    by_address_max: usize,
    by_address: Mutex<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    in_all: usize,
    /// Addresses with at least one connection.
    each: BTreeMap<IpAddr, usize>,
}

/// The place of one connection, given back when dropped.
#[derive(Debug)]
pub(crate) struct Place {
    places: Places,
    network: IpAddr,
}

impl Places {
    /// The places that `config` allows.
    pub(crate) fn new(config: &Config) -> Self {
        Self(Arc::new(Taken {
            in_all_max: config.connections_max,
            by_address_max: config.connections_by_address_max,
            by_address: Mutex::default(),
        }))
    }

    /// The same places for whoever is not told apart by address: what lies behind a proxy.
    pub(crate) fn for_all(config: &Config) -> Self {
        Self::new(&Config { connections_by_address_max: usize::MAX, ..config.clone() })
    }

    /// A place for a connection from `address`; none when it would be one too many.
    pub(crate) fn take(&self, address: IpAddr) -> Option<Place> {
        let network = network(address);
        let mut counts = self.0.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        if self.0.in_all_max <= counts.in_all {
            return None;
        }
        let of_address = counts.each.entry(network).or_default();
        if self.0.by_address_max <= *of_address {
            return None;
        }
        *of_address = of_address.saturating_add(1);
        counts.in_all = counts.in_all.saturating_add(1);
        Some(Place { places: self.clone(), network })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let taken = &self.places.0.by_address;
        let mut counts = taken.lock().unwrap_or_else(PoisonError::into_inner);
        counts.in_all = counts.in_all.saturating_sub(1);
        let left = counts.each.get(&self.network).map_or(0, |count| count.saturating_sub(1));
        if left == 0 {
            counts.each.remove(&self.network);
        } else {
            counts.each.insert(self.network, left);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_cannot_take_the_places_of_all() {
        let config =
            Config { connections_max: 3, connections_by_address_max: 2, ..Config::default() };
        let places = Places::new(&config);
        let take = |text: &str| places.take(text.parse().unwrap());
        let (first, second) = (take("192.0.2.1"), take("192.0.2.1"));
        assert!(first.is_some() && second.is_some());
        assert!(take("192.0.2.1").is_none(), "two of one address");
        let third = take("2001:db8::1");
        assert!(third.is_some());
        assert!(take("192.0.2.2").is_none(), "three in all");
        drop(first);
        assert!(take("192.0.2.1").is_some(), "a place was given back");
        drop((second, third));
        assert!(places.0.by_address.lock().unwrap().each.is_empty(), "nothing is kept");
    }
}
