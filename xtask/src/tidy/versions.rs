//! One version of each crate, so that nothing is compiled and kept up twice.

use std::collections::BTreeMap;

use super::graph::Graph;

/// Crates that may be there in more than one version, because crates we need disagree.
const SEVERAL: &[&str] = &[];

/// No crate is there twice, and the list of exceptions has no row that is not needed.
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
