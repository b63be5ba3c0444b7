//! How many files the operating system lets this process have open; each connection takes one.

use rustix::process::{Resource, getrlimit, setrlimit};

use super::Config;

/// Files beside those of connections: the database's, the log's, what the runtime needs.
const OTHERS: u64 = 128;

/// Asks for as many files as this process may have, and says when `config` allows more
/// connections than that.
pub(super) fn allow(config: &Config) {
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    // Refused, there are as many as before.
    let _ = setrlimit(Resource::Nofile, limit);
    let listeners = u64::from(config.tls.is_some()).saturating_add(config.plain.is_some().into());
    let connections = u64::try_from(config.connections_max).unwrap_or(u64::MAX);
    let needed = connections.saturating_mul(listeners).saturating_add(OTHERS);
    if let Some(files) = getrlimit(Resource::Nofile).current
        && files < needed
    {
        tracing::warn!(files, needed, "fewer files may be open than `connections_max` needs");
    }
}
