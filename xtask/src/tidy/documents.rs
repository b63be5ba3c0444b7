//! Documents: links, decisions, the glossary.

use std::collections::BTreeMap;

use super::tree::{File, Tree};

/// The words of the product.
const GLOSSARY: &str = "docs/glossary.md";
/// Decisions, one a file.
const DECISIONS: &str = "docs/adr/";
/// What every decision says.
const SECTIONS: &[&str] = &["## Context", "## Decision", "## Consequences", "## Rejected"];

/// The cells of a row of a table; nothing for other lines and for the line below the head.
pub(super) fn cells(line: &str) -> Option<Vec<&str>> {
    let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    let is_rule = inner.chars().all(|letter| matches!(letter, '-' | ':' | '|' | ' '));
    (!is_rule).then(|| inner.split('|').map(str::trim).collect())
}

/// Links to files of the workspace lead to files.
pub(super) fn check_links(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for file in tree.of_kind("md") {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (number, line) in file.lines() {
            for target in links(line) {
                let path = resolved(folder, target);
                let is_there = tree
                    .files
                    .iter()
                    .any(|known| known.path == path || known.path.starts_with(&format!("{path}/")));
                if !is_there && !tree.others.contains(&path) {
                    findings.push(format!("{}:{number}: no `{target}`", file.path));
                }
            }
        }
    }
    findings
}

/// Targets of links on a line, those on other hosts and within the page left out.
fn links(line: &str) -> Vec<&str> {
    let parts = line.split("](").skip(1).filter_map(|part| part.split_once(')'));
    let targets = parts.map(|(target, _)| target.split('#').next().unwrap_or_default());
    targets.filter(|target| !target.is_empty() && !target.contains(':')).collect()
}

/// The path from the root that `target` means in `folder`.
fn resolved(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Decisions are numbered without gaps and say why not otherwise.
pub(super) fn check_decisions(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    let files = tree.of_kind("md").filter(|file| file.path.starts_with(DECISIONS));
    for (expected, file) in (1..).zip(files) {
        let name = file.path.strip_prefix(DECISIONS).unwrap_or_default();
        let number = name.split_once('-').and_then(|(number, _)| number.parse::<u32>().ok());
        if number != Some(expected) {
            findings.push(format!("{}: number {expected:04} was to come here", file.path));
        }
        for section in SECTIONS {
            if !file.text.lines().any(|line| line == *section) {
                findings.push(format!("{}: no `{section}`", file.path));
            }
        }
    }
    findings
}

/// A word of the glossary stands there once, and its name in code exists.
pub(super) fn check_glossary(tree: &Tree) -> Vec<String> {
    let Some(glossary) = tree.find(GLOSSARY) else { return vec![format!("no {GLOSSARY}")] };
    let mut findings = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let rows = glossary.lines().filter_map(|(number, line)| Some((number, cells(line)?)));
    for (number, row) in rows.skip(1) {
        let [word, _, _, code] = row.as_slice() else {
            findings.push(format!("{GLOSSARY}:{number}: a row has four cells"));
            continue;
        };
        if let Some(first) = seen.insert(word.to_lowercase(), number) {
            findings.push(format!("{GLOSSARY}:{number}: `{word}` stands in line {first} already"));
        }
        for name in code.split('`').skip(1).step_by(2) {
            if !is_in_code(tree, name) {
                findings.push(format!("{GLOSSARY}:{number}: `{name}` is not in the code"));
            }
        }
    }
    findings
}

/// Whether the last part of a name such as `authority::Purpose` is declared in a Rust file.
fn is_in_code(tree: &Tree, name: &str) -> bool {
    let last = name.rsplit("::").next().unwrap_or(name);
    tree.of_kind("rs").any(|file| declares(file, last))
}

fn declares(file: &File, name: &str) -> bool {
    file.text.lines().any(|line| {
        let mut parts = line.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        let is_code = !line.trim_start().starts_with("//");
        is_code && parts.any(|part| part == name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_a_file_or_a_folder() {
        let text = "[a](b.md#part), [c](../x.rs) and [d](https://example.org), [e](none.md)\n";
        let tree = Tree::of(&[("docs/a.md", text), ("docs/b.md", ""), ("x.rs", "")]);
        assert_eq!(check_links(&tree), ["docs/a.md:1: no `none.md`"]);
    }

    #[test]
    fn a_decision_has_its_number_and_its_parts() {
        let whole = "# A\n## Context\n## Decision\n## Consequences\n## Rejected\n";
        let tree = Tree::of(&[("docs/adr/0001-a.md", whole), ("docs/adr/0003-b.md", whole)]);
        assert_eq!(check_decisions(&tree), ["docs/adr/0003-b.md: number 0002 was to come here"]);
        let tree = Tree::of(&[("docs/adr/0001-a.md", "## Context\n## Decision\n## Rejected\n")]);
        assert_eq!(check_decisions(&tree), ["docs/adr/0001-a.md: no `## Consequences`"]);
    }

    #[test]
    fn a_word_has_one_meaning_and_its_name_exists() {
        let text = "| word | meaning | source | code |\n|---|---|---|---|\n\
            | file | a | Art. 1 | `File` |\n| File | b | Art. 2 | `file::Gone` |\n| c | d |\n";
        let tree = Tree::of(&[(GLOSSARY, text), ("a.rs", "pub struct File;\n// Gone\n")]);
        assert_eq!(
            check_glossary(&tree),
            [
                "docs/glossary.md:4: `File` stands in line 3 already",
                "docs/glossary.md:4: `file::Gone` is not in the code",
                "docs/glossary.md:5: a row has four cells",
            ]
        );
    }
}
