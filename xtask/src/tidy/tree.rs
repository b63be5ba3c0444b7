//! The text files of the workspace.

use std::fs;
use std::path::Path;

use crate::failure::{Failure, at};

/// Folders that hold nothing of ours, wherever they lie.
const FOREIGN: &[&str] = &["target", "node_modules", "served", "output"];
/// Kinds of files that are read.
const KINDS: &[&str] =
    &["css", "ftl", "html", "js", "md", "mjs", "rs", "sh", "sql", "svg", "toml", "txt", "json"];

/// A text file.
#[derive(Debug)]
pub(super) struct File {
    /// The path from the root, with slashes.
    pub(super) path: String,
    /// What stands in it.
    pub(super) text: String,
}

impl File {
    /// What follows the last dot of the name.
    pub(super) fn kind(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, kind)| kind)
    }

    /// Lines with their numbers, from 1.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }

    /// Whether all of the file is tests.
    pub(super) fn is_tests(&self) -> bool {
        self.path.starts_with("tests/")
            || self.path.contains("/tests/")
            || self.path.ends_with("/tests.rs")
    }
}

/// All text files, in the order of their paths.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The files.
    pub(super) files: Vec<File>,
    /// Paths of files that are there and are no text of ours: pictures, the licence.
    pub(super) others: Vec<String>,
}

impl Tree {
    /// Reads the tree below `root`, hidden folders and what others made left out.
    pub(super) fn read(root: &Path) -> Result<Self, Failure> {
        let mut tree = Self::default();
        tree.read_folder(root, "")?;
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(tree)
    }

    fn read_folder(&mut self, folder: &Path, prefix: &str) -> Result<(), Failure> {
        for entry in fs::read_dir(folder).map_err(at(folder))? {
            let entry = entry.map_err(at(folder))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            let kind = entry.file_type().map_err(at(folder))?;
            if kind.is_dir() {
                let is_foreign = name.starts_with('.') || FOREIGN.contains(&name.as_str());
                if !is_foreign {
                    self.read_folder(&entry.path(), &format!("{path}/"))?;
                }
            } else if kind.is_file() && is_read(&name) {
                let bytes = fs::read(entry.path()).map_err(at(folder))?;
                self.files.extend(String::from_utf8(bytes).ok().map(|text| File { path, text }));
            } else if kind.is_file() {
                self.others.push(path);
            }
        }
        Ok(())
    }

    /// The file at `path`.
    pub(super) fn find(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Files of a kind.
    pub(super) fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| file.kind() == kind)
    }

    /// A tree of the given paths and texts.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| File {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        };
        Self { files: files.iter().map(file).collect(), others: Vec::new() }
    }
}

fn is_read(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, kind)| KINDS.contains(&kind))
        && name != "package-lock.json"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_made_is_not_read() {
        let root = tempfile::tempdir().unwrap();
        for folder in ["a/target", "a/src", ".git", "b/node_modules/c"] {
            fs::create_dir_all(root.path().join(folder)).unwrap();
        }
        for file in ["a/src/lib.rs", "a/target/x.rs", ".git/y.md", "b/node_modules/c/d.js", "e.png"]
        {
            fs::write(root.path().join(file), "text").unwrap();
        }
        let tree = Tree::read(root.path()).unwrap();
        let paths: Vec<&str> = tree.files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["a/src/lib.rs"]);
    }
}
