//! Documents have one sentence a line, so that a change of a sentence is a change of a line.

use super::tree::{File, Tree};

/// Words that end in a full stop in the middle of a sentence.
const ABBREVIATIONS: &[&str] =
    &["Art.", "Arts.", "Dec.", "Dir.", "Impl.", "No.", "Nr.", "Reg.", "cf.", "e.g.", "i.e.", "vs."];

/// No line of a document holds the end of one sentence and the beginning of another, and no
/// sentence goes on in the next line.
pub(super) fn check(tree: &Tree) -> Vec<String> {
    tree.of_kind("md").flat_map(check_file).collect()
}

fn check_file(file: &File) -> Vec<String> {
    let mut findings = Vec::new();
    let mut in_code = false;
    let mut above = "";
    for (number, line) in file.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
            above = "";
            continue;
        }
        if in_code || !is_prose(line) {
            above = "";
            continue;
        }
        if holds_two(line) {
            findings.push(format!("{}:{number}: two sentences in one line", file.path));
        }
        if goes_on(above, line) {
            findings.push(format!("{}:{number}: the sentence began in the line above", file.path));
        }
        above = line;
    }
    findings
}

/// Whether the line is running text: no heading, table, quotation, link target or code.
fn is_prose(line: &str) -> bool {
    let marks = ["#", "|", ">", "<", "    ", "["];
    !line.trim().is_empty() && !marks.iter().any(|mark| line.starts_with(mark))
}

fn holds_two(line: &str) -> bool {
    let line = without_code(line);
    let words: Vec<&str> = line.split_whitespace().collect();
    words.windows(2).any(|pair| match pair {
        [word, next] => ends_sentence(word) && next.starts_with(char::is_uppercase),
        _ => false,
    })
}

/// Whether a sentence can end with `word`.
fn ends_sentence(word: &str) -> bool {
    let bare = word.trim_start_matches(['(', '*', '_', '"']);
    let is_item_number = bare.trim_end_matches('.').parse::<u32>().is_ok();
    word.ends_with(['.', '?', '!']) && !ABBREVIATIONS.contains(&bare) && !is_item_number
}

/// Whether `line` continues the sentence of the line above.
fn goes_on(above: &str, line: &str) -> bool {
    let is_open = !above.is_empty()
        && above.trim_end().ends_with(|last: char| last.is_alphanumeric() || last == ',');
    is_open && line.starts_with(char::is_lowercase)
}

/// The line with what stands between backticks taken out.
fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<&str>>().join("x")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_sentence() {
        let text = "# A heading. With a stop\n\nOne sentence.\nAnother, with Art. 5 and `a. B`.\n\
            Two here. Not good.\nThis one goes\non below.\n\n| a. B |\n\n```\nX. Y\n```\n1. One.\n";
        assert_eq!(
            check(&Tree::of(&[("docs/a.md", text), ("a.rs", "Two. Here.")])),
            [
                "docs/a.md:5: two sentences in one line",
                "docs/a.md:7: the sentence began in the line above",
            ]
        );
    }
}
