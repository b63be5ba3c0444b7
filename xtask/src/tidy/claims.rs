//! Documents that assert measures: every file and every test that they name is there.
//!
//! The tables of the law have a check of their own; these documents name files in running text.

use super::law::{is_test, names};
use super::tree::Tree;

/// Where such documents lie: beginnings of their paths.
const DOCUMENTS: &[&str] = &["docs/security/", "docs/law/impact-"];
/// Folders by which a name between backticks is known as a path of the workspace.
const FOLDERS: &[&str] = &["docs/", "ees/", "foundation/", "ies/", "tests/", "xtask/"];

/// Whether `path` is such a document.
pub(super) fn is_one(path: &str) -> bool {
    DOCUMENTS.iter().any(|start| path.starts_with(start))
}

/// Every path between backticks leads to a file, and every `path::name` to a test.
pub(super) fn check(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for file in tree.of_kind("md").filter(|file| is_one(&file.path)) {
        for (number, line) in file.lines() {
            for name in names(line).filter(|name| is_path(name)) {
                if !is_there(tree, name) {
                    findings.push(format!("{}:{number}: there is no `{name}`", file.path));
                }
            }
        }
    }
    findings
}

fn is_path(name: &str) -> bool {
    let lies_in_a_folder = FOLDERS.iter().any(|folder| name.starts_with(folder));
    name.contains("::") || (lies_in_a_folder && !name.contains(' '))
}

fn is_there(tree: &Tree, name: &str) -> bool {
    if name.contains("::") {
        return is_test(tree, name);
    }
    tree.find(name).is_some() || tree.others.iter().any(|other| other == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_document_of_security_names_is_there() {
        let text = "It stands in `ies/a.rs`, tested by `ies/a.rs::one` and `ies/a.mjs::two words`.\n\
            `ies/b.rs`, `ies/a.rs::gone`, `keys.toml` and `/apply`.\n";
        let tree = Tree::of(&[
            ("docs/security/ies.md", text),
            ("docs/law/impact-ies.md", "`xtask/none.rs`\n"),
            ("docs/guide/ies.md", "`ies/none.rs`\n"),
            ("ies/a.rs", "fn one() {}"),
            ("ies/a.mjs", "test('two words', () => {})"),
        ]);
        assert_eq!(
            check(&tree),
            [
                "docs/security/ies.md:2: there is no `ies/b.rs`",
                "docs/security/ies.md:2: there is no `ies/a.rs::gone`",
                "docs/law/impact-ies.md:1: there is no `xtask/none.rs`",
            ]
        );
    }
}
