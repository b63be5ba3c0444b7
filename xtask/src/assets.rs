//! What pages take from npm: fetched by the lock file, copied by a list.
//!
//! Nothing of it lies in the repository. Without npm the workspace still builds, and its pages
//! are plain.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use crate::failure::{Failure, at};
use crate::program;
use crate::say;
use crate::workspace::Workspace;

pub(crate) const HELP: &str = "\
Fetches what pages take from npm.

usage: cargo xtask assets

Runs `npm ci --ignore-scripts` in foundation/web/assets when the lock file changed, and copies
the files that served.txt lists into served/. Without npm it warns and changes nothing.";

/// The folder with the lock file, the list and what is served.
const FOLDER: &str = "foundation/web/assets";
/// The folder that npm fills.
const MODULES: &str = "node_modules";
/// The copy of the lock file that was installed last.
const STAMP: &str = "node_modules/.installed-lock.json";

/// Whether the files are there now.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Assets {
    /// They are.
    Ready,
    /// There is no npm; pages stay plain.
    NoNpm,
}

/// The command.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode, Failure> {
    prepare(workspace)?;
    Ok(ExitCode::SUCCESS)
}

/// Brings the served files up to date, and says so when it cannot.
pub(crate) fn prepare(workspace: &Workspace) -> Result<Assets, Failure> {
    let folder = workspace.path(FOLDER);
    let list = folder.join("served.txt");
    if !list.exists() {
        say::warning(&format!("no {FOLDER}/served.txt: there is nothing to fetch"));
        return Ok(Assets::Ready);
    }
    if install(&folder)? == Assets::NoNpm {
        say::warning(
            "npm is not installed, so pages will be plain; \
             `apt-get install nodejs npm`, then `cargo xtask assets`, makes them whole",
        );
        return Ok(Assets::NoNpm);
    }
    let list = fs::read_to_string(&list).map_err(at(&list))?;
    let count = copy(&folder, &served(&list)?)?;
    if 0 < count {
        say::line(&format!("assets: {count} files are new in {FOLDER}/served"));
    }
    Ok(Assets::Ready)
}

/// Installs the packages of `folder` by its lock file, unless the same lock file was installed
/// before. No script of a package runs.
pub(crate) fn install(folder: &Path) -> Result<Assets, Failure> {
    let lock_path = folder.join("package-lock.json");
    let lock = fs::read(&lock_path).map_err(at(&lock_path))?;
    let stamp = folder.join(STAMP);
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(Assets::Ready);
    }
    let Some(npm) = program::find("npm") else { return Ok(Assets::NoNpm) };
    npm_ci(&npm, folder)?;
    // An installation of no package makes no folder.
    fs::create_dir_all(folder.join(MODULES)).map_err(at(folder))?;
    fs::write(&stamp, lock).map_err(at(&stamp))?;
    Ok(Assets::Ready)
}

/// Installs the packages of `folder` by its lock file. No script of a package runs.
pub(crate) fn npm_ci(npm: &Path, folder: &Path) -> Result<(), Failure> {
    let mut command = Command::new(npm);
    command
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(folder)
        .stdin(Stdio::null());
    if program::run(command)?.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("`npm ci` failed in `{}`", folder.display())))
    }
}

/// A line of the list: a path below `node_modules` and the name it is served under.
#[derive(Debug, PartialEq, Eq)]
struct Served<'a> {
    from: &'a str,
    name: &'a str,
}

/// Reads the list.
fn served(list: &str) -> Result<Vec<Served<'_>>, Failure> {
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let mut words = line.split_whitespace();
            match (words.next(), words.next(), words.next()) {
                (Some(from), Some(name), None) if is_plain(name) && !from.contains("..") => {
                    Ok(Served { from, name })
                }
                _ => {
                    Err(Failure::new(format!("{FOLDER}/served.txt: `{line}` is no path and name")))
                }
            }
        })
        .collect()
}

fn is_plain(name: &str) -> bool {
    !name.starts_with('.') && !name.contains('/')
}

/// Makes `served/` hold just what the list names; how many files changed. A file that is the
/// same is left alone, for a new time on it would mean a new build.
fn copy(folder: &Path, list: &[Served<'_>]) -> Result<usize, Failure> {
    let to = folder.join("served");
    fs::create_dir_all(&to).map_err(at(&to))?;
    let mut changed: usize = 0;
    for served in list {
        let from = folder.join(MODULES).join(served.from);
        let body = fs::read(&from).map_err(at(&from))?;
        let path = to.join(served.name);
        if fs::read(&path).is_ok_and(|now| now == body) {
            continue;
        }
        write_whole(&path, &body).map_err(at(&path))?;
        changed = changed.saturating_add(1);
    }
    remove_others(&to, list)?;
    Ok(changed)
}

/// Writes beside the final place and moves there, so that nobody reads half a file.
fn write_whole(path: &Path, body: &[u8]) -> io::Result<()> {
    let draft = path.with_file_name(".draft");
    fs::write(&draft, body)?;
    fs::rename(&draft, path)
}

fn remove_others(folder: &Path, list: &[Served<'_>]) -> Result<(), Failure> {
    let entries = fs::read_dir(folder).map_err(at(folder))?;
    let paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if is_plain(&name) && !list.iter().any(|served| served.name == name) {
            fs::remove_file(&path).map_err(at(&path))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_paths_and_names() {
        let list = "# remark\n\n@a/b/c.css   c.css\n";
        assert_eq!(served(list).unwrap(), [Served { from: "@a/b/c.css", name: "c.css" }]);
        for wrong in ["a.css", "a b c", "../a a", "a b/c", "a .gitkeep"] {
            assert!(served(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_served_is_what_the_list_names_and_unchanged_files_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let module = folder.path().join("node_modules/a");
        fs::create_dir_all(&module).unwrap();
        fs::create_dir_all(folder.path().join("served")).unwrap();
        fs::write(module.join("b.css"), "b").unwrap();
        fs::write(folder.path().join("served/old.css"), "old").unwrap();
        fs::write(folder.path().join("served/.gitkeep"), "").unwrap();
        let list = [Served { from: "a/b.css", name: "c.css" }];
        assert_eq!(copy(folder.path(), &list).unwrap(), 1);
        assert_eq!(copy(folder.path(), &list).unwrap(), 0);
        let served = folder.path().join("served");
        assert_eq!(fs::read_to_string(served.join("c.css")).unwrap(), "b");
        assert!(served.join(".gitkeep").exists());
        assert!(!served.join("old.css").exists());
    }

    #[test]
    fn the_same_lock_file_is_installed_once() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join(MODULES)).unwrap();
        fs::write(folder.path().join("package-lock.json"), "{}").unwrap();
        fs::write(folder.path().join(STAMP), "{}").unwrap();
        assert_eq!(install(folder.path()).unwrap(), Assets::Ready);
    }
}
