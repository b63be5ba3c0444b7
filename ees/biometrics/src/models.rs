//! The folder of models: where it is, and what is read from it.
//!
//! `cargo xtask models` fills it. Which content a model must have is pinned by its SHA-256 where
//! it is read, in `ees-match`.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ees_match::extract::leader::Leader;
use ees_match::face::detect::Detector;
use ees_match::face::embed::Embedder;
use ees_match::net::{Cpu, ModelError};
use ees_match::quality::{Forest, ForestError};

/// The file of the network that finds minutiae.
pub const LEADER: &str = "LEADER.onnx";
/// The file of the forest of NFIQ 2.
pub const NFIQ2: &str = "nfiq2_rf.npz";
/// The file of the network that finds faces.
pub const YUNET: &str = "face_detection_yunet_2023mar_int8bq.onnx";
/// The file of the network that tells faces apart.
pub const SFACE: &str = "face_recognition_sface_2021dec_int8bq.onnx";
/// Where a service finds its models when nothing else is said.
const OF_THE_MACHINE: &str = "/var/lib/limen/models";

/// Why a model is not there to be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelsError {
    /// No folder that is looked into has the file.
    #[error(
        "there is no `{name}` in {}; `cargo xtask models` brings it, or say `--models DIR`",
        list(looked)
    )]
    Missing {
        /// The file.
        name: &'static str,
        /// The folders that were looked into.
        looked: Vec<PathBuf>,
    },
    /// The file cannot be read.
    #[error("`{}`: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// The file is not the model.
    #[error("`{}`: {source}", path.display())]
    Model {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: ModelError,
    },
    /// The file is not the forest.
    #[error("`{}`: {source}", path.display())]
    Forest {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: ForestError,
    },
}

fn list(folders: &[PathBuf]) -> String {
    let folders: Vec<String> =
        folders.iter().map(|folder| format!("`{}`", folder.display())).collect();
    folders.join(", ")
}

/// Where models are looked for, the first folder that has the file first.
#[derive(Clone, Debug)]
pub struct Models {
    folders: Vec<PathBuf>,
}

impl Models {
    /// The folder that was named; or, where none was, `LIMEN_MODELS`, else `limen/models` of the
    /// user's data (`XDG_DATA_HOME`, `~/.local/share`), then `/var/lib/limen/models`.
    pub fn at(named: Option<&Path>) -> Self {
        Self { folders: folders(named, |name| std::env::var_os(name)) }
    }

    /// Whether the file is there.
    pub fn has(&self, name: &'static str) -> bool {
        self.find(name).is_ok()
    }

    /// The network that finds minutiae.
    pub fn leader(&self, cpu: Cpu) -> Result<Leader, ModelsError> {
        let (path, bytes) = self.read(LEADER)?;
        Leader::read(&bytes, cpu).map_err(|source| ModelsError::Model { path, source })
    }

    /// The forest of NFIQ 2.
    pub fn nfiq2(&self) -> Result<Forest, ModelsError> {
        let (path, bytes) = self.read(NFIQ2)?;
        Forest::nfiq2(&bytes).map_err(|source| ModelsError::Forest { path, source })
    }

    /// The network that finds faces.
    pub fn detector(&self, cpu: Cpu) -> Result<Detector, ModelsError> {
        let (path, bytes) = self.read(YUNET)?;
        Detector::read(&bytes, cpu).map_err(|source| ModelsError::Model { path, source })
    }

    /// The network that tells faces apart.
    pub fn embedder(&self, cpu: Cpu) -> Result<Embedder, ModelsError> {
        let (path, bytes) = self.read(SFACE)?;
        Embedder::read(&bytes, cpu).map_err(|source| ModelsError::Model { path, source })
    }

    fn find(&self, name: &'static str) -> Result<PathBuf, ModelsError> {
        let mut files = self.folders.iter().map(|folder| folder.join(name));
        files
            .find(|file| file.is_file())
            .ok_or_else(|| ModelsError::Missing { name, looked: self.folders.clone() })
    }

    /// The bytes of a model, and where they were.
    pub fn read(&self, name: &'static str) -> Result<(PathBuf, Vec<u8>), ModelsError> {
        let path = self.find(name)?;
        match fs::read(&path) {
            Ok(bytes) => Ok((path, bytes)),
            Err(source) => Err(ModelsError::Unreadable { path, source }),
        }
    }
}

fn folders(named: Option<&Path>, variable: impl Fn(&str) -> Option<OsString>) -> Vec<PathBuf> {
    let folder = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(one) = named.map(Path::to_path_buf).or_else(|| folder("LIMEN_MODELS")) {
        return vec![one];
    }
    let of_the_user = folder("XDG_DATA_HOME")
        .or_else(|| folder("HOME").map(|home| home.join(".local/share")))
        .map(|data| data.join("limen/models"));
    of_the_user.into_iter().chain([PathBuf::from(OF_THE_MACHINE)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_that_is_named_is_the_only_one() {
        let of = |named: Option<&str>, set: &[(&str, &str)]| {
            folders(named.map(Path::new), |name| {
                set.iter().find(|(is, _)| *is == name).map(|(_, value)| value.into())
            })
        };
        let home = ("HOME", "/h");
        let models = ("LIMEN_MODELS", "/m");
        assert_eq!(of(Some("/n"), &[home, models]), [PathBuf::from("/n")]);
        assert_eq!(of(None, &[home, models]), [PathBuf::from("/m")]);
        let usual = ["/h/.local/share/limen/models", OF_THE_MACHINE].map(PathBuf::from);
        assert_eq!(of(None, &[home]), usual);
        assert_eq!(of(None, &[]), [PathBuf::from(OF_THE_MACHINE)]);
    }

    #[test]
    fn what_is_missing_is_said_with_the_remedy_and_a_flipped_bit_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let models = Models::at(Some(folder.path()));
        let missing = models.leader(Cpu::detect()).unwrap_err().to_string();
        assert!(missing.contains("LEADER.onnx") && missing.contains("xtask models"), "{missing}");
        std::fs::write(folder.path().join(LEADER), b"not the model").unwrap();
        assert!(models.has(LEADER));
        let wrong = models.leader(Cpu::detect()).unwrap_err();
        assert!(matches!(wrong, ModelsError::Model { .. }), "{wrong}");
    }
}
