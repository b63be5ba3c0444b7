//! White space.

use super::tree::{File, Tree};

/// Kinds of files that people here write.
const KINDS: &[&str] =
    &["css", "ftl", "html", "js", "md", "mjs", "rs", "sh", "sql", "svg", "toml", "txt"];

/// No tabs, no blanks at the end of a line, one line feed at the end of a file.
pub(super) fn check(tree: &Tree) -> Vec<String> {
    let written = tree.files.iter().filter(|file| KINDS.contains(&file.kind()));
    written.flat_map(check_file).collect()
}

fn check_file(file: &File) -> Vec<String> {
    let mut findings = Vec::new();
    for (number, line) in file.lines() {
        if line.contains('\t') {
            findings.push(format!("{}:{number}: a tab", file.path));
        }
        if line.ends_with([' ', '\t', '\r']) {
            findings.push(format!("{}:{number}: blanks at the end of the line", file.path));
        }
    }
    let is_ended =
        file.text.is_empty() || (file.text.ends_with('\n') && !file.text.ends_with("\n\n"));
    if !is_ended {
        findings.push(format!("{}: does not end with one line feed", file.path));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_that_nobody_sees_are_found() {
        let tree =
            Tree::of(&[("a.rs", "a\n\tb\nc \n"), ("b.md", "b"), ("c.md", ""), ("d.json", "d")]);
        assert_eq!(
            check(&tree),
            [
                "a.rs:2: a tab",
                "a.rs:3: blanks at the end of the line",
                "b.md: does not end with one line feed",
            ]
        );
    }
}
