//! Recall on every listed difference, precision against strangers, and properties.

mod precision;
mod properties;
mod recall;
mod synthetic;

use std::collections::BTreeSet;

use super::*;
use crate::identity::Identity;

/// Whether a search for `query` finds `stored`.
fn finds(query: &Identity, stored: &Identity) -> bool {
    let stored: BTreeSet<SearchKey> = stored_keys(stored).into_iter().collect();
    query_keys(query).iter().any(|key| stored.contains(key))
}
