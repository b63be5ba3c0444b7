//! Checks of the source tree: what the documents assert about structure is tested here.
//!
//! A check is a function from the tree (or the graph of crates) to its findings, each a sentence
//! that names the place. Each has its own tests on small trees.

mod claims;
mod documents;
mod edges;
mod graph;
mod law;
mod licences;
mod limits;
mod markdown;
mod pure;
mod rust;
mod text;
mod tree;
mod versions;
mod words;

use std::process::ExitCode;

use crate::failure::Failure;
use crate::say;
use crate::workspace::Workspace;
use graph::Graph;
use tree::Tree;

pub(crate) const HELP: &str = "\
Checks the source tree.

usage: cargo xtask tidy

Who depends on whom, purity of the rules, words that the foundation must not know, sizes of
files, the table of the law, licences, versions, blanks, documents.
Every finding names its place. Exit code 1 when there is one.";

/// What a check looks at.
#[derive(Debug, Clone, Copy)]
enum Check {
    Tree(fn(&Tree) -> Vec<String>),
    Graph(fn(&Graph) -> Vec<String>),
}

/// Every check by name.
const CHECKS: &[(&str, Check)] = &[
    ("crates depend only on whom they may", Check::Graph(edges::check)),
    ("no way leads from one system to the other", Check::Graph(edges::check_wall)),
    ("rules reach nothing outside", Check::Graph(pure::check_graph)),
    ("rules name nothing outside", Check::Tree(pure::check_source)),
    ("the foundation knows no system's words", Check::Tree(words::check)),
    ("every module says what it is for", Check::Tree(rust::check_headers)),
    ("no test is ignored", Check::Tree(rust::check_ignored)),
    ("no test sleeps", Check::Tree(rust::check_sleep)),
    ("files are of readable size", Check::Tree(limits::check)),
    ("no tabs and no blanks at the end of a line", Check::Tree(text::check)),
    ("documents have one sentence a line", Check::Tree(markdown::check)),
    ("links between documents lead somewhere", Check::Tree(documents::check_links)),
    ("decisions are numbered and complete", Check::Tree(documents::check_decisions)),
    ("the glossary has one word for one thing", Check::Tree(documents::check_glossary)),
    ("the table of the law names what exists", Check::Tree(law::check_table)),
    ("documents of security name what exists", Check::Tree(claims::check)),
    ("every article cited stands in the table of the law", Check::Tree(law::check_citations)),
    ("every migration names its law", Check::Tree(law::check_migrations)),
    ("licences are allowed", Check::Graph(licences::check)),
    ("one version of each crate", Check::Graph(versions::check)),
];

/// The command.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode, Failure> {
    let results = check_all(workspace)?;
    let failed = results.iter().filter(|(_, findings)| !findings.is_empty()).count();
    let passed = results.len().saturating_sub(failed);
    say::line(&format!("{passed} passed, {failed} failed"));
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs every check and prints what it found.
pub(crate) fn check_all(
    workspace: &Workspace,
) -> Result<Vec<(&'static str, Vec<String>)>, Failure> {
    let tree = Tree::read(workspace.root())?;
    let graph = Graph::read(&workspace.metadata()?)?;
    for remark in limits::remarks(&tree) {
        say::warning(&remark);
    }
    let mut results = Vec::new();
    for (name, check) in CHECKS {
        let findings = match check {
            Check::Tree(check) => check(&tree),
            Check::Graph(check) => check(&graph),
        };
        say::line(&format!(
            "tidy: {name} ... {}",
            if findings.is_empty() { "ok" } else { "FAILED" }
        ));
        for finding in &findings {
            say::line(&format!("    {finding}"));
        }
        results.push((*name, findings));
    }
    Ok(results)
}
