//! Sizes: a file is read in one go.

use super::tree::{File, Tree};

/// Lines of a file.
const LINES_MAX: usize = 600;
/// Lines from which one should look twice.
const LINES_REMARKABLE: usize = 400;
/// Kinds of files that are read by people.
const KINDS: &[&str] = &["css", "ftl", "html", "js", "mjs", "rs", "sql"];
/// Files that may be longer, each with its reason.
const EXCEPTIONS: &[(&str, &str)] = &[];

/// No file is over the limit.
pub(super) fn check(tree: &Tree) -> Vec<String> {
    let long = sizes(tree).filter(|(file, lines)| {
        LINES_MAX < *lines && EXCEPTIONS.iter().all(|(path, _)| *path != file.path)
    });
    long.map(|(file, lines)| format!("{}: {lines} lines, at most {LINES_MAX}", file.path)).collect()
}

/// Files that should be looked at before they grow further.
pub(super) fn remarks(tree: &Tree) -> Vec<String> {
    let long = sizes(tree).filter(|(_, lines)| LINES_REMARKABLE < *lines && *lines <= LINES_MAX);
    long.map(|(file, lines)| format!("{}: {lines} lines; think of parting it", file.path)).collect()
}

fn sizes(tree: &Tree) -> impl Iterator<Item = (&File, usize)> {
    let read = tree.files.iter().filter(|file| KINDS.contains(&file.kind()));
    read.map(|file| (file, file.text.lines().count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_is_remarked_upon_and_a_longer_one_refused() {
        let tree = Tree::of(&[
            ("a.rs", &"\n".repeat(400)),
            ("b.rs", &"\n".repeat(600)),
            ("c.rs", &"\n".repeat(601)),
            ("d.txt", &"\n".repeat(9000)),
        ]);
        assert_eq!(check(&tree), ["c.rs: 601 lines, at most 600"]);
        assert_eq!(remarks(&tree), ["b.rs: 600 lines; think of parting it"]);
    }
}
