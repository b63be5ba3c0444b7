//! Files with ciphertext: scans and exports.
//!
//! A file is written under a random name before the transaction that names it ends, and unlinked
//! after the row that named it is gone. What a crash leaves between the two is ciphertext whose
//! key is nowhere.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use uuid::Uuid;

/// A file could not be written, read or removed.
#[derive(Debug, thiserror::Error)]
#[error("the store of files: {0}")]
pub struct BlobError(#[from] io::Error);

/// The folder with files of ciphertext.
#[derive(Debug, Clone)]
pub struct Blobs(PathBuf);

impl Blobs {
    /// The files below `folder`, which is made when it is not there, for its owner alone.
    pub fn open(folder: &Path) -> Result<Self, BlobError> {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        if !folder.is_dir() {
            fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        }
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        Ok(Self(folder.to_owned()))
    }

    /// Writes `sealed` under the new identifier `id` and answers its name, once it lies on the
    /// disk.
    pub(crate) async fn write(&self, id: Uuid, sealed: Vec<u8>) -> Result<String, BlobError> {
        let folder = self.0.clone();
        apart(move || {
            let name = id.simple().to_string();
            let mut file = File::create_new(folder.join(&name))?;
            file.write_all(&sealed)?;
            file.sync_all()?;
            File::open(&folder)?.sync_all()?;
            Ok(name)
        })
        .await
    }

    /// The content of the file `name`; `None` when it is not there.
    pub(crate) async fn read(&self, name: &str) -> Result<Option<Vec<u8>>, BlobError> {
        let path = self.path(name)?;
        apart(move || none_if_missing(fs::read(path))).await
    }

    /// How many bytes the file `name` has; 0 when it is not there.
    pub(crate) async fn length(&self, name: &str) -> Result<u64, BlobError> {
        let path = self.path(name)?;
        apart(move || Ok(none_if_missing(fs::metadata(path))?.map_or(0, |found| found.len()))).await
    }

    /// Removes the file `name`; once it is gone, that is not an error.
    pub(crate) async fn unlink(&self, name: &str) -> Result<(), BlobError> {
        let (path, folder) = (self.path(name)?, self.0.clone());
        apart(move || {
            none_if_missing(fs::remove_file(path))?;
            File::open(&folder)?.sync_all()
        })
        .await
    }

    /// Names are ours; one that is not could lead out of the folder.
    fn path(&self, name: &str) -> Result<PathBuf, BlobError> {
        let is_ours = name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_ours {
            Ok(self.0.join(name))
        } else {
            Err(BlobError(io::Error::other("a name that is not ours")))
        }
    }
}

fn none_if_missing<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Files block; what serves requests must not.
async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, BlobError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => Ok(result?),
        Err(error) => Err(BlobError(io::Error::other(error))),
    }
}
