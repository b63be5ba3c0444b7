//! A folder of files in place of a device: `right-index.png` is the right index finger.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use zeroize::Zeroizing;

use super::{Device, Failure, Order, Scanner};
use crate::capture::Progress;
use crate::finger::Finger;
use crate::print::IMAGE_BYTES_MAX;

/// What the names of files end in, the one that is looked for first at the head.
const ENDINGS: [&str; 2] = ["png", "wsq"];

/// A folder of files.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at `path`.
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    fn file(&self, finger: Finger) -> Option<PathBuf> {
        let named = |ending| self.0.join(format!("{}.{ending}", finger.name()));
        // Pipes and devices would keep a reader for ever.
        ENDINGS.into_iter().map(named).find(|path| path.is_file())
    }
}

/// At most one byte more than is taken, so that who decodes sees that it is too much.
fn read(path: &Path) -> io::Result<Zeroizing<Vec<u8>>> {
    let most = u64::try_from(IMAGE_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Zeroizing::new(Vec::new());
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[async_trait]
impl Scanner for Folder {
    async fn look(&self) -> Device {
        let is_there = |finger: &Finger| self.file(*finger).is_some();
        Device {
            name: "files of a folder".to_owned(),
            is_attached: fs::metadata(&self.0).is_ok_and(|known| known.is_dir()),
            fingers: Finger::ALL.into_iter().filter(is_there).collect(),
            is_simulated: true,
        }
    }

    async fn take(&self, order: &Order, progress: &Progress) -> Result<(), Failure> {
        progress.taking();
        for finger in &order.fingers {
            let path = self.file(*finger).ok_or(Failure::Unplugged)?;
            let bytes = tokio::task::spawn_blocking(move || read(&path)).await;
            match bytes {
                Ok(Ok(bytes)) => progress.file(*finger, bytes).await?,
                Ok(Err(_)) => return Err(Failure::Unplugged),
                Err(_) => return Err(Failure::Internal),
            }
        }
        Ok(())
    }
}
