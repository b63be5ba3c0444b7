//! Forms as browsers send them: with a file, or with several values under one name.

use std::collections::BTreeMap;

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use fnd_web::problem::Problem;

/// Values by name, and files.
#[derive(Debug, Default)]
pub struct Filled {
    values: BTreeMap<String, Vec<String>>,
    files: BTreeMap<String, File>,
}

/// A file that was sent with a form.
#[derive(Default)]
pub struct File {
    /// Its content, up to one byte more than is taken.
    pub content: Vec<u8>,
}

impl std::fmt::Debug for File {
    /// Without what it holds.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("File").field("bytes", &self.content.len()).finish()
    }
}

/// Bytes of a value at most; longer ones no field takes.
const VALUE_BYTES_MAX: usize = 64 << 10;
/// Parts of a form at most.
const PARTS_MAX: usize = 200;
/// Bytes of a file that are read: one more than a scan may have, so that too large a file is told
/// from one that just fits.
const FILE_BYTES_MAX: usize = ies_domain::scan::SCAN_BYTES_MAX.saturating_add(1);
/// Bytes of a whole form at most.
pub const FORM_BYTES_MAX: usize = FILE_BYTES_MAX.saturating_add(1 << 20);

impl Filled {
    /// The first value under `name`; empty when there is none.
    pub fn value(&self, name: &str) -> &str {
        self.values(name).first().map_or("", String::as_str)
    }

    /// Every value under `name`.
    pub fn values(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a box was ticked.
    pub fn is_ticked(&self, name: &str) -> bool {
        !self.value(name).is_empty()
    }

    /// The file under `name`; `None` when none was chosen.
    pub fn take_file(&mut self, name: &str) -> Option<File> {
        self.files.remove(name).filter(|file| !file.content.is_empty())
    }
}

impl<S: Send + Sync> FromRequest<S> for Filled {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let Ok(mut parts) = Multipart::from_request(request, state).await else {
            return Err(Problem::unsupported_media_type("multipart/form-data"));
        };
        let mut filled = Self::default();
        for _ in 0..PARTS_MAX {
            let Some(part) = parts.next_field().await.map_err(|error| broken(&error))? else {
                return Ok(filled);
            };
            filled.take(part).await?;
        }
        Err(Problem::unprocessable())
    }
}

impl Filled {
    async fn take(&mut self, part: Field<'_>) -> Result<(), Problem> {
        let Some(name) = part.name().map(str::to_owned) else {
            return Err(Problem::unprocessable());
        };
        if part.file_name().is_some() {
            let content = read(part, FILE_BYTES_MAX).await?;
            self.files.insert(name, File { content });
            return Ok(());
        }
        let bytes = read(part, VALUE_BYTES_MAX).await?;
        let value = String::from_utf8(bytes).ok().ok_or_else(Problem::unprocessable)?;
        self.values.entry(name).or_default().push(value);
        Ok(())
    }
}

/// Reads a part up to `most` bytes; what follows is passed over.
async fn read(mut part: Field<'_>, most: usize) -> Result<Vec<u8>, Problem> {
    let mut content = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|error| broken(&error))? {
        let room = most.saturating_sub(content.len());
        content.extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
    }
    Ok(content)
}

fn broken(error: &MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::too_large()
    } else {
        Problem::unprocessable()
    }
}
