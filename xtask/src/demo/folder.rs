//! The data directory: its lock, its ports, its configuration files and secrets.

use std::fs::{self, File, TryLockError};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::callers::Callers;
use super::files::{draw_secret, make, write_for_owner};
use super::options::{Options, PORT_MAX};
use super::place::Place;
use super::system::{Ports, System};
use crate::failure::{Failure, at};
use crate::say;

/// The first of the ports when nobody says otherwise.
const PORT: u16 = 8080;
/// The file whose lock says that somebody works on the directory. It also marks a directory as
/// one of ours, which may be deleted.
const LOCK: &str = "demo.lock";
/// The first port, as last used.
const PORT_FILE: &str = "demo.port";

/// Configuration files, of which system, and what they are made from.
const TEMPLATES: &[(System, &str, &str)] = &[
    (System::Ees, "eesd.toml", include_str!("eesd.toml")),
    (System::Ees, "people.toml", include_str!("people.toml")),
    (System::Ies, "iesd.toml", include_str!("iesd.toml")),
    (System::Ies, "people.toml", include_str!("ies-people.toml")),
];
/// What the daemon shows the identity provider of the Entry/Exit System; drawn once.
const CLIENT_SECRET: &str = "secrets/client-secret";

/// A data directory that is ours as long as this lives.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// The first of the ports.
    port: u16,
    /// The systems that are started.
    pub(super) systems: Vec<System>,
    /// How many travellers the register is filled with, the first time.
    pub(super) travellers: u32,
    /// How many people the Information Exchange System is filled with, the first time.
    pub(super) people: u32,
    _lock: Lock,
}

impl Folder {
    /// Takes the directory, and lays out what the programs need to run at all.
    pub(super) fn open(options: &Options) -> Result<Self, Failure> {
        let path = options.data.clone();
        make(&path)?;
        let lock = lock(&path)?;
        for system in System::ALL {
            Place::of(system, &path).lay_out()?;
        }
        make(&path.join("secrets"))?;
        draw_secret(&path.join(CLIENT_SECRET))?;
        // A directory may be from a time when fewer ports were taken.
        let before = read_port(&path).filter(|port| *port <= PORT_MAX);
        Ok(Self {
            path,
            port: options.port.or(before).unwrap_or(PORT),
            systems: System::ALL.into_iter().filter(|one| options.starts(*one)).collect(),
            travellers: options.travellers,
            people: options.people,
            _lock: lock,
        })
    }

    /// The directory.
    pub(super) fn root(&self) -> &Path {
        &self.path
    }

    /// The folder of `system`.
    pub(super) fn place(&self, system: System) -> Place {
        Place::of(system, &self.path)
    }

    /// The ports of `system`.
    pub(super) fn ports(&self, system: System) -> Ports {
        system.ports(self.port)
    }

    /// Writes the configuration files that are not there, or all of them when the port changed;
    /// those of a system that is not started too, so that they fit when it is.
    pub(super) fn configure(&self, callers: &Callers) -> Result<(), Failure> {
        let is_moved = read_port(&self.path).is_some_and(|before| before != self.port);
        for (system, name, template) in TEMPLATES {
            let path = self.place(*system).path(name);
            if path.exists() && !is_moved {
                continue;
            }
            if path.exists() {
                let old = path.with_extension("toml.old");
                fs::rename(&path, &old).map_err(at(&path))?;
                say::line(&format!(
                    "{name} of {} is written anew for the port; before: {}",
                    system.title(),
                    old.display()
                ));
            }
            write_for_owner(&path, &self.fill_in(*system, &callers.fill_in(template))?)?;
        }
        let path = self.path.join(PORT_FILE);
        fs::write(&path, format!("{}\n", self.port)).map_err(at(&path))
    }

    /// A template with its placeholders replaced.
    fn fill_in(&self, system: System, template: &str) -> Result<String, Failure> {
        let path = self.path.join(CLIENT_SECRET);
        let secret = fs::read_to_string(&path).map_err(at(&path))?;
        let ports = self.ports(system);
        let last = match system {
            System::Ees => "{tls_port}",
            System::Ies => "{mail_port}",
        };
        Ok(template
            .replace("{client_secret}", secret.trim())
            .replace("{port}", &ports.pages().to_string())
            .replace("{admin_port}", &ports.admin().to_string())
            .replace("{provider_port}", &ports.provider().to_string())
            .replace("{scanner_port}", &ports.scanner().to_string())
            .replace(last, &ports.last().to_string()))
    }
}

/// Deletes the data directory after asking; whether it was deleted, or not there.
pub(super) fn reset(options: &Options) -> Result<bool, Failure> {
    let path = &options.data;
    if !path.exists() {
        return Ok(true);
    }
    if !path.join(LOCK).exists() {
        let text = format!("`{}` is no data directory of the demonstration", path.display());
        return Err(Failure::usage(text));
    }
    let _lock = lock(path)?;
    if !options.is_sure && !is_confirmed(path)? {
        return Ok(false);
    }
    for system in System::ALL {
        Place::of(system, path).remove_elsewhere()?;
    }
    fs::remove_dir_all(path).map_err(at(path))?;
    Ok(true)
}

fn is_confirmed(path: &Path) -> Result<bool, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure::usage("nobody can be asked here; `--reset` needs `--yes`"));
    }
    say::line(&format!("Delete `{}` with all data and keys in it? (yes/no)", path.display()));
    let mut answer = String::new();
    std::io::stdin()
        .read_line(&mut answer)
        .map_err(|error| Failure::new(format!("cannot read the answer: {error}")))?;
    Ok(answer.trim() == "yes")
}

/// The lock of a data directory. The operating system releases it when this process ends.
#[derive(Debug)]
struct Lock(File);

impl Drop for Lock {
    /// Closing the file would not do: a child that is being started still has it open.
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

fn lock(folder: &Path) -> Result<Lock, Failure> {
    let path = folder.join(LOCK);
    let file = File::options().create(true).append(true).open(&path).map_err(at(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => Err(Failure::new(format!(
            "another copy is already running on `{}`; stop it first or choose another `--data`",
            folder.display()
        ))),
        Err(TryLockError::Error(error)) => Err(at(&path)(error)),
    }
}

fn read_port(folder: &Path) -> Option<u16> {
    fs::read_to_string(folder.join(PORT_FILE)).ok()?.trim().parse().ok()
}
