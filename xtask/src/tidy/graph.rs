//! Which crate depends on which, as `cargo metadata` tells it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::failure::Failure;

/// A kind of dependency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// What is compiled in.
    Normal,
    /// What build scripts use.
    Build,
    /// What tests use.
    Dev,
}

/// A crate.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// Its name.
    pub(super) name: String,
    /// Its version.
    pub(super) version: String,
    /// Its licence, an SPDX expression.
    pub(super) license: Option<String>,
    /// Whether it is ours.
    pub(super) is_member: bool,
    /// What it depends on: the id and the kind.
    edges: Vec<(String, Kind)>,
}

/// All crates of a build, by id.
#[derive(Debug, Default)]
pub(super) struct Graph {
    packages: BTreeMap<String, Package>,
}

impl Graph {
    /// Reads the answer of `cargo metadata`.
    pub(super) fn read(metadata: &Value) -> Result<Self, Failure> {
        let list = |path: &str| metadata.pointer(path).and_then(Value::as_array);
        let (Some(nodes), Some(packages), Some(members)) =
            (list("/resolve/nodes"), list("/packages"), list("/workspace_members"))
        else {
            return Err(Failure::new("`cargo metadata` answered something else than expected"));
        };
        let members: BTreeSet<&str> = members.iter().filter_map(Value::as_str).collect();
        let mut edges: BTreeMap<&str, Vec<(String, Kind)>> =
            nodes.iter().map(|node| (text(node, "id"), edges_of(node))).collect();
        // A package that is not resolved is not built on this kind of machine.
        let resolved = packages.iter().filter_map(|package| {
            let id = text(package, "id");
            let package = Package {
                name: text(package, "name").to_owned(),
                version: text(package, "version").to_owned(),
                license: package.get("license").and_then(Value::as_str).map(str::to_owned),
                is_member: members.contains(id),
                edges: edges.remove(id)?,
            };
            Some((id.to_owned(), package))
        });
        Ok(Self { packages: resolved.collect() })
    }

    /// All crates.
    pub(super) fn packages(&self) -> impl Iterator<Item = &Package> {
        self.packages.values()
    }

    /// Our crates.
    pub(super) fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages().filter(|package| package.is_member)
    }

    /// What `package` depends on directly, by one of `kinds`.
    pub(super) fn direct<'a>(
        &'a self,
        package: &'a Package,
        kinds: &'a [Kind],
    ) -> impl Iterator<Item = &'a Package> {
        let edges = package.edges.iter().filter(|(_, kind)| kinds.contains(kind));
        edges.filter_map(|(id, _)| self.packages.get(id))
    }

    /// Everything that `package` reaches over `kinds`, each with the name of the crate that
    /// brings it.
    pub(super) fn reached<'a>(
        &'a self,
        package: &'a Package,
        kinds: &'a [Kind],
    ) -> BTreeMap<&'a str, &'a str> {
        let mut reached = BTreeMap::new();
        let mut left = vec![package];
        while let Some(here) = left.pop() {
            for next in self.direct(here, kinds) {
                if !reached.contains_key(next.name.as_str()) {
                    reached.insert(next.name.as_str(), here.name.as_str());
                    left.push(next);
                }
            }
        }
        reached
    }

    /// A graph of our crates: a name and the names it depends on; `dev:` before a name makes it
    /// a dependency of tests.
    #[cfg(test)]
    pub(super) fn of(packages: &[(&str, &[&str])]) -> Self {
        let edge = |name: &&str| match name.strip_prefix("dev:") {
            Some(name) => (name.to_owned(), Kind::Dev),
            None => ((*name).to_owned(), Kind::Normal),
        };
        let package = |(name, on): &(&str, &[&str])| {
            let package = Package {
                name: (*name).to_owned(),
                version: "1.0.0".to_owned(),
                license: Some("MIT".to_owned()),
                is_member: name.contains('-'),
                edges: on.iter().map(edge).collect(),
            };
            ((*name).to_owned(), package)
        };
        Self { packages: packages.iter().map(package).collect() }
    }

    /// Adds a crate of others.
    #[cfg(test)]
    pub(super) fn with(mut self, name: &str, version: &str, license: Option<&str>) -> Self {
        let package = Package {
            name: name.to_owned(),
            version: version.to_owned(),
            license: license.map(str::to_owned),
            ..Package::default()
        };
        self.packages.insert(format!("{name} {version}"), package);
        self
    }
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn edges_of(node: &Value) -> Vec<(String, Kind)> {
    let dependencies = node.get("deps").and_then(Value::as_array).into_iter().flatten();
    dependencies
        .flat_map(|dependency| {
            let kinds = dependency.get("dep_kinds").and_then(Value::as_array);
            let kinds = kinds.into_iter().flatten().map(|kind| match text(kind, "kind") {
                "dev" => Kind::Dev,
                "build" => Kind::Build,
                _ => Kind::Normal,
            });
            kinds.map(|kind| (text(dependency, "pkg").to_owned(), kind))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_of_cargo_becomes_a_graph() {
        let metadata = serde_json::json!({
            "packages": [
                { "id": "a#1", "name": "a", "version": "1.0.0", "license": "MIT" },
                { "id": "b#1", "name": "b", "version": "1.0.0", "license": null },
                { "id": "w#1", "name": "elsewhere", "version": "1.0.0", "license": "MIT" },
            ],
            "workspace_members": ["a#1"],
            "resolve": { "nodes": [
                { "id": "a#1", "deps": [
                    { "pkg": "b#1", "dep_kinds": [{ "kind": null }, { "kind": "dev" }] },
                ] },
                { "id": "b#1", "deps": [] },
            ] },
        });
        let graph = Graph::read(&metadata).unwrap();
        let names: Vec<&str> = graph.packages().map(|package| package.name.as_str()).collect();
        assert_eq!(names, ["a", "b"]);
        let ours = graph.members().next().unwrap();
        assert_eq!(graph.reached(ours, &[Kind::Dev]).len(), 1);
        assert_eq!(graph.direct(ours, &[Kind::Build]).count(), 0);
        assert!(Graph::read(&serde_json::json!({})).is_err());
    }
}
