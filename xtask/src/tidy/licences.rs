//! Licences of the crates that are compiled in or used to build.

use super::graph::Graph;

/// Licences that may be combined with the EUPL, by their SPDX identifiers.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "EUPL-1.2",
    "ISC",
    "IJG",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OpenSSL",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

/// Every crate may be used under a licence of the list.
pub(super) fn check(graph: &Graph) -> Vec<String> {
    let mut findings = Vec::new();
    for package in graph.packages() {
        match package.license.as_deref() {
            None => findings.push(format!("{} {} names no licence", package.name, package.version)),
            Some(expression) if !is_allowed(expression) => findings.push(format!(
                "{} {} is under `{expression}`, which the list does not allow",
                package.name, package.version
            )),
            Some(_) => {}
        }
    }
    findings
}

/// Whether an SPDX expression can be met with licences of the list alone.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut words = words.as_slice();
    let allowed = alternatives(&mut words);
    allowed && words.is_empty()
}

/// `a OR b …`
fn alternatives(words: &mut &[&str]) -> bool {
    let mut allowed = conjunction(words);
    while take(words, "OR") {
        let next = conjunction(words);
        allowed = allowed || next;
    }
    allowed
}

/// `a AND b …`
fn conjunction(words: &mut &[&str]) -> bool {
    let mut allowed = term(words);
    while take(words, "AND") {
        let next = term(words);
        allowed = allowed && next;
    }
    allowed
}

/// A licence, with its exception if it has one, or an expression between parentheses.
fn term(words: &mut &[&str]) -> bool {
    if take(words, "(") {
        let allowed = alternatives(words);
        return take(words, ")") && allowed;
    }
    let Some((licence, rest)) = words.split_first() else { return false };
    *words = rest;
    if take(words, "WITH") {
        let Some((exception, rest)) = words.split_first() else { return false };
        *words = rest;
        return ALLOWED.contains(&format!("{licence} WITH {exception}").as_str());
    }
    ALLOWED.contains(licence)
}

fn take(words: &mut &[&str], word: &str) -> bool {
    match words.split_first() {
        Some((first, rest)) if *first == word => {
            *words = rest;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_met_or_not() {
        let cases = [
            ("MIT", true),
            ("GPL-3.0-only", false),
            ("MIT OR GPL-3.0-only", true),
            ("MIT AND GPL-3.0-only", false),
            ("MIT/Apache-2.0", true),
            ("Apache-2.0 WITH LLVM-exception OR GPL-2.0-only", true),
            ("MIT WITH Some-exception", false),
            ("(MIT OR GPL-3.0-only) AND Unicode-3.0", true),
            ("(MIT OR Apache-2.0", false),
            ("ISC AND (Apache-2.0 OR ISC) AND OpenSSL", true),
            ("", false),
        ];
        for (expression, expected) in cases {
            assert_eq!(is_allowed(expression), expected, "{expression}");
        }
    }

    #[test]
    fn a_crate_without_a_licence_is_found() {
        let graph = Graph::of(&[]).with("a", "1.0.0", None).with("b", "2.0.0", Some("MIT"));
        assert_eq!(check(&graph), ["a 1.0.0 names no licence"]);
    }
}
