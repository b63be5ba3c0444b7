//! Who may depend on whom.

use super::graph::{Graph, Kind, Package};

/// A crate of ours and the crates of ours that it may depend on.
struct Row {
    name: &'static str,
    /// What is compiled in, or used by its build script.
    may_use: &'static [&'static str],
    /// What its tests may use besides.
    tests_may_use: &'static [&'static str],
}

const fn row(
    name: &'static str,
    may_use: &'static [&'static str],
    tests_may_use: &'static [&'static str],
) -> Row {
    Row { name, may_use, tests_may_use }
}

/// A crate that is not listed fails the check, and so does a dependency that is not listed.
const ALLOWED: &[Row] = &[
    row("fnd-core", &[], &[]),
    row("fnd-register", &["fnd-core"], &[]),
    row("fnd-vault", &["fnd-core"], &[]),
    row("fnd-pg", &["fnd-core", "fnd-vault"], &["fnd-testkit"]),
    row("fnd-intake", &[], &["fnd-testkit"]),
    row("fnd-mail", &["fnd-core"], &["fnd-testkit"]),
    row("fnd-origin", &[], &[]),
    row("fnd-paper", &["fnd-core"], &[]),
    row("fnd-web", &["fnd-core", "fnd-register", "fnd-vault"], &["fnd-pg", "fnd-testkit"]),
    row("fnd-host", &["fnd-core", "fnd-pg", "fnd-vault", "fnd-web"], &[]),
    row(TESTKIT, &["fnd-core", "fnd-pg", "fnd-vault", "fnd-web"], &[]),
    row("ees-domain", &["fnd-core", "fnd-register"], &[]),
    row("ees-match", &["fnd-core"], &[]),
    row("ees-biometrics", &["fnd-core", "ees-match"], &[]),
    row("ees-capture", &["fnd-core", "fnd-vault", "fnd-web", "ees-match"], &[]),
    row("ees-abis", &["fnd-core", "fnd-vault", "fnd-web", "ees-match", "ees-biometrics"], &[]),
    row(
        "ees-store",
        &["fnd-core", "fnd-register", "fnd-vault", "fnd-pg", "ees-domain"],
        &["fnd-testkit"],
    ),
    row("ees-pages", &["fnd-core", "fnd-web"], &["fnd-testkit"]),
    row("ees-wire", &["fnd-core", "fnd-register", "fnd-web", "ees-domain"], &[]),
    row("ees-desk", &["fnd-core", "fnd-web", "ees-domain", "ees-pages", "ees-wire"], &[]),
    row(
        "ees-api",
        &[
            "fnd-core",
            "fnd-register",
            "fnd-host",
            "fnd-vault",
            "fnd-pg",
            "fnd-web",
            "ees-domain",
            "ees-match",
            "ees-biometrics",
            "ees-abis",
            "ees-desk",
            "ees-store",
            "ees-pages",
            "ees-wire",
        ],
        &["fnd-testkit"],
    ),
    row(
        "ees-synth",
        &[
            "fnd-core",
            "fnd-host",
            "fnd-register",
            "fnd-vault",
            "fnd-pg",
            "ees-domain",
            "ees-match",
            "ees-store",
        ],
        &["fnd-testkit"],
    ),
    row(
        "ees-border",
        &[
            "fnd-core",
            "fnd-register",
            "fnd-vault",
            "fnd-web",
            "ees-desk",
            "ees-domain",
            "ees-pages",
            "ees-wire",
        ],
        &["fnd-host", "fnd-pg", "fnd-testkit", "ees-api", "ees-store"],
    ),
    row("ies-domain", &["fnd-core", "fnd-register"], &[]),
    row(
        "ies-store",
        &["fnd-core", "fnd-register", "fnd-vault", "fnd-pg", "ies-domain"],
        &["fnd-testkit"],
    ),
    row("ies-pages", &["fnd-core", "fnd-web"], &["fnd-testkit"]),
    row(
        "ies-web",
        &[
            "fnd-core",
            "fnd-host",
            "fnd-intake",
            "fnd-mail",
            "fnd-origin",
            "fnd-paper",
            "fnd-register",
            "fnd-vault",
            "fnd-pg",
            "fnd-web",
            "ies-domain",
            "ies-pages",
            "ies-store",
        ],
        &["fnd-testkit"],
    ),
    row(
        "ies-synth",
        &["fnd-core", "fnd-register", "fnd-vault", "fnd-pg", "fnd-host", "ies-domain", "ies-store"],
        &["fnd-testkit"],
    ),
    row("xtask", &[], &[]),
];

/// Real servers for tests. No program that is delivered may contain it.
const TESTKIT: &str = "fnd-testkit";
const SHIPPED: &[Kind] = &[Kind::Normal, Kind::Build];
const ALL: &[Kind] = &[Kind::Normal, Kind::Build, Kind::Dev];

/// Every dependency between our crates is one of the table.
pub(super) fn check(graph: &Graph) -> Vec<String> {
    graph.members().flat_map(|package| check_package(graph, package)).collect()
}

fn check_package(graph: &Graph, package: &Package) -> Vec<String> {
    let name = &package.name;
    let Some(row) = ALLOWED.iter().find(|row| row.name == *name) else {
        return vec![format!("{name} is not in the table of xtask/src/tidy/edges.rs")];
    };
    let mut findings = Vec::new();
    for used in graph.direct(package, SHIPPED).filter(|used| used.is_member) {
        if used.name == TESTKIT {
            findings.push(format!("{name} depends on {TESTKIT}, which is for tests alone"));
        } else if !row.may_use.contains(&used.name.as_str()) {
            findings.push(format!("{name} may not depend on {}", used.name));
        }
    }
    for used in graph.direct(package, &[Kind::Dev]).filter(|used| used.is_member) {
        let used = used.name.as_str();
        if !row.may_use.contains(&used) && !row.tests_may_use.contains(&used) && used != name {
            findings.push(format!("tests of {name} may not depend on {used}"));
        }
    }
    findings
}

/// Purpose limitation: neither system reaches the other, and the foundation reaches neither.
pub(super) fn check_wall(graph: &Graph) -> Vec<String> {
    let mut findings = Vec::new();
    for package in graph.members() {
        let forbidden: &[&str] = match package.name.split_once('-').map(|(system, _)| system) {
            Some("ees") => &["ies-"],
            Some("ies") => &["ees-"],
            _ => &["ees-", "ies-"],
        };
        for (reached, by) in graph.reached(package, ALL) {
            if forbidden.iter().any(|prefix| reached.starts_with(prefix)) {
                findings.push(format!("{} reaches {reached} by way of {by}", package.name));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_or_an_edge_that_is_not_listed_is_found() {
        let fine: &[(&str, &[&str])] =
            &[("fnd-core", &[]), ("fnd-vault", &["fnd-core"]), ("ees-match", &["fnd-core"])];
        assert!(check(&Graph::of(fine)).is_empty());
        let wrong: &[(&str, &[&str])] = &[
            ("fnd-core", &["fnd-vault"]),
            ("fnd-vault", &[]),
            ("fnd-new", &[]),
            ("ees-match", &["dev:fnd-vault"]),
        ];
        assert_eq!(
            check(&Graph::of(wrong)),
            [
                "tests of ees-match may not depend on fnd-vault",
                "fnd-core may not depend on fnd-vault",
                "fnd-new is not in the table of xtask/src/tidy/edges.rs",
            ]
        );
    }

    #[test]
    fn servers_for_tests_are_never_compiled_in() {
        let tests: &[(&str, &[&str])] =
            &[("fnd-testkit", &[]), ("ees-store", &["dev:fnd-testkit"])];
        assert!(check(&Graph::of(tests)).is_empty());
        let shipped: &[(&str, &[&str])] = &[("fnd-testkit", &[]), ("ees-store", &["fnd-testkit"])];
        assert_eq!(
            check(&Graph::of(shipped)),
            ["ees-store depends on fnd-testkit, which is for tests alone"]
        );
    }

    #[test]
    fn the_wall_is_looked_for_behind_other_crates_too() {
        let graph: &[(&str, &[&str])] = &[
            ("ees-api", &["middle"]),
            ("middle", &["ies-domain"]),
            ("ies-domain", &[]),
            ("fnd-web", &["dev:ees-api"]),
        ];
        assert_eq!(
            check_wall(&Graph::of(graph)),
            [
                "ees-api reaches ies-domain by way of middle",
                "fnd-web reaches ees-api by way of fnd-web",
                "fnd-web reaches ies-domain by way of middle",
            ]
        );
    }

    #[test]
    fn the_table_itself_keeps_the_wall_and_names_known_crates() {
        for row in ALLOWED {
            for used in row.may_use.iter().chain(row.tests_may_use) {
                assert!(ALLOWED.iter().any(|other| other.name == *used), "{used}");
                let systems = [row.name, used].map(|name| name.split('-').next());
                assert!(
                    systems[0] == systems[1] || systems[1] == Some("fnd"),
                    "{} and {used}",
                    row.name
                );
            }
        }
    }
}
