//! What is done with files: made for their owner alone, and removed if they are there.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use crate::failure::{Failure, at};

/// Bytes of a secret.
const SECRET_LENGTH: usize = 32;

/// Makes a folder, unless there is one.
pub(super) fn make(folder: &Path) -> Result<(), Failure> {
    DirBuilder::new().recursive(true).mode(0o755).create(folder).map_err(at(folder))
}

/// Removes a file or a folder, if it is there.
pub(super) fn remove(path: &Path) -> Result<(), Failure> {
    let result = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match result {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(path)(error)),
        _ => Ok(()),
    }
}

/// Draws a secret, for its owner alone, unless there is one.
pub(super) fn draw_secret(path: &Path) -> Result<(), Failure> {
    if path.exists() {
        return Ok(());
    }
    let mut bytes = [0; SECRET_LENGTH];
    let source = Path::new("/dev/urandom");
    let mut random = File::open(source).map_err(at(source))?;
    random.read_exact(&mut bytes).map_err(at(source))?;
    let mut text = String::new();
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = std::fmt::Write::write_fmt(&mut text, format_args!("{byte:02x}"));
    }
    write_for_owner(path, &text)
}

/// Writes a file that its owner alone may read, whole or not at all.
pub(super) fn write_for_owner(path: &Path, text: &str) -> Result<(), Failure> {
    let draft = path.with_extension("draft");
    let mut options = File::options();
    let mut file = options
        .create(true)
        .write(true)
        .truncate(true)
        .mode(0o600)
        .open(&draft)
        .map_err(at(path))?;
    file.write_all(text.as_bytes()).map_err(at(path))?;
    fs::rename(&draft, path).map_err(at(path))
}
