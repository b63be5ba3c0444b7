//! One version of each crate, so that nothing is compiled and kept up twice.

use std::collections::BTreeMap;

use super::graph::Graph;

/// Crates that may be there in more than one version, because crates we need disagree.
const SEVERAL: &[&str] = &[
    // Signing in (`openidconnect`) stands on a generation of cryptography and randomness older
    // than that of the database's driver and of the oracles of tests.
    "base64",
    "block-buffer",
    "const-oid",
    "cpufeatures",
    "crypto-common",
    "der",
    "digest",
    "getrandom",
    "hmac",
    "pem-rfc7468",
    "pkcs8",
    "rand",
    "rand_chacha",
    "rand_core",
    "sha2",
    "signature",
    "spki",
    "thiserror",
    "thiserror-impl",
    // The driver of PostgreSQL leafs through rows with an older one than that of SQLite.
    "fallible-iterator",
    // What `openidconnect` reads JSON with is made for several generations of collections.
    "hashbrown",
    "indexmap",
    "schemars",
    // Certificates are read (`x509-parser`) by an older generation of what mail is read by.
    "nom",
    // Compiled into the build alone: macros, and a helper of the TLS library.
    "syn",
    "synstructure",
    "untrusted",
];

/// No crate is there in several versions but those listed.
pub(super) fn check(graph: &Graph) -> Vec<String> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in graph.packages() {
        versions.entry(&package.name).or_default().push(&package.version);
    }
    let several = versions.into_iter().filter(|(_, versions)| 1 < versions.len());
    let unlisted = several.filter(|(name, _)| !SEVERAL.contains(name));
    unlisted
        .map(|(name, versions)| format!("{name} is there as {}", versions.join(" and ")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_in_two_versions_is_found() {
        let graph = Graph::of(&[])
            .with("a", "1.0.0", None)
            .with("a", "2.0.0", None)
            .with("b", "1.0.0", None);
        assert_eq!(check(&graph), ["a is there as 1.0.0 and 2.0.0"]);
    }
}
