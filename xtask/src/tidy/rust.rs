//! Habits of Rust files that no lint knows.

use super::tree::{File, Tree};

/// Files of tests that may wait, each with its reason.
const MAY_WAIT: &[(&str, &str)] = &[
    ("foundation/web/tests/it/site.rs", "a server that is slow is what is tested"),
    ("foundation/web/tests/it/sign_in.rs", "a pause between questions until the answer changes"),
];

/// Every file begins with what it is for.
pub(super) fn check_headers(tree: &Tree) -> Vec<String> {
    let lacking = tree.of_kind("rs").filter(|file| !file.text.starts_with("//!"));
    lacking.map(|file| format!("{}: does not begin with `//!`", file.path)).collect()
}

/// A test that is switched off proves nothing.
pub(super) fn check_ignored(tree: &Tree) -> Vec<String> {
    found(tree, |line| line.trim_start().starts_with("#[ignore"), "an ignored test")
}

/// A test that sleeps is slow when all is well and fails when the machine is busy.
pub(super) fn check_sleep(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for file in tree.of_kind("rs") {
        if MAY_WAIT.iter().any(|(path, _)| *path == file.path) {
            continue;
        }
        for (number, line) in test_lines(file) {
            if calls_sleep(line) && !line.trim_start().starts_with("//") {
                findings.push(format!("{}:{number}: a test sleeps", file.path));
            }
        }
    }
    findings
}

/// Whether the line calls a function that is named just so.
fn calls_sleep(line: &str) -> bool {
    line.match_indices("sleep(").any(|(place, _)| {
        let before = line.get(..place).and_then(|before| before.chars().next_back());
        before.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_')
    })
}

/// The lines of a file that are tests: all of them, or those from `#[cfg(test)]` on a module.
fn test_lines(file: &File) -> impl Iterator<Item = (usize, &str)> {
    let lines: Vec<(usize, &str)> = file.lines().collect();
    let is_start = |pair: &[(usize, &str)]| match pair {
        [(_, above), (_, line)] => *above == "#[cfg(test)]" && line.starts_with("mod "),
        _ => false,
    };
    let begin = if file.is_tests() { Some(0) } else { lines.windows(2).position(is_start) };
    lines.into_iter().skip(begin.unwrap_or(usize::MAX))
}

fn found(tree: &Tree, is_wrong: impl Fn(&str) -> bool, what: &str) -> Vec<String> {
    let mut findings = Vec::new();
    for file in tree.of_kind("rs") {
        let wrong = file.lines().filter(|(_, line)| is_wrong(line));
        findings.extend(wrong.map(|(number, _)| format!("{}:{number}: {what}", file.path)));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_begins_with_what_it_is_for() {
        let tree = Tree::of(&[("a.rs", "//! For a.\n"), ("b.rs", "use a;\n"), ("c.md", "# C")]);
        assert_eq!(check_headers(&tree), ["b.rs: does not begin with `//!`"]);
    }

    #[test]
    fn no_test_is_switched_off_and_none_waits_for_time_to_pass() {
        // Put together here, so that this file does not find itself.
        let nap = concat!("sle", "ep(1);");
        let lines = [nap, "#[cfg(test)]", "mod tests {", "    #[ignore]", nap, "}"];
        let (text, below) = (lines.join("\n"), format!("{nap}\n// {nap}\n"));
        let tree = Tree::of(&[("a.rs", &text), ("a/tests.rs", &below)]);
        assert_eq!(check_ignored(&tree), ["a.rs:4: an ignored test"]);
        assert_eq!(check_sleep(&tree), ["a.rs:5: a test sleeps", "a/tests.rs:1: a test sleeps"]);
    }
}
