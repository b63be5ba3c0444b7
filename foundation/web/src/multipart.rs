//! Forms as browsers send them with files, or with several values under one name. RFC 7578.

use std::collections::BTreeMap;

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use serde::de::DeserializeOwned;
use serde::de::value::{Error, MapDeserializer};

use crate::problem::Problem;

/// Values by name, and files of which up to `FILE_BYTES` bytes are read. A limit that is one byte
/// above what is taken tells too large a file from one that just fits.
#[derive(Debug, Default)]
pub struct Filled<const FILE_BYTES: usize> {
    values: BTreeMap<String, Vec<String>>,
    files: BTreeMap<String, File>,
}

/// A file that was sent with a form.
#[derive(Default)]
pub struct File {
    /// Its content, up to as many bytes as are read.
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

impl<const FILE_BYTES: usize> Filled<FILE_BYTES> {
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

    /// The first value of each name as a form of texts.
    ///
    /// # Errors
    /// The problem of a form that cannot be read.
    pub fn form<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let first = |(name, values): (_, &Vec<String>)| Some((name, values.first()?.clone()));
        let pairs = self.values.iter().filter_map(first).map(|(name, value)| (name.clone(), value));
        let read = T::deserialize(MapDeserializer::<_, Error>::new(pairs));
        read.ok().ok_or_else(Problem::malformed_form)
    }

    async fn take(&mut self, part: Field<'_>) -> Result<(), Problem> {
        let Some(name) = part.name().map(str::to_owned) else {
            return Err(Problem::unprocessable());
        };
        if part.file_name().is_some() {
            let content = read(part, FILE_BYTES).await?;
            self.files.insert(name, File { content });
            return Ok(());
        }
        let bytes = read(part, VALUE_BYTES_MAX).await?;
        let value = String::from_utf8(bytes).ok().ok_or_else(Problem::unprocessable)?;
        self.values.entry(name).or_default().push(value);
        Ok(())
    }
}

impl<S: Send + Sync, const FILE_BYTES: usize> FromRequest<S> for Filled<FILE_BYTES> {
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

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize, Default, PartialEq, Debug)]
    #[serde(default)]
    struct Texts {
        surname: String,
        day: String,
    }

    fn part(name: &str, rest: &str, content: &str) -> String {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"{rest}\r\n\r\n{content}\r\n")
    }

    async fn filled(parts: &[String]) -> Result<Filled<4>, Problem> {
        let body = format!("{}--b--\r\n", parts.concat());
        let request = Request::post("/")
            .header("content-type", "multipart/form-data; boundary=b")
            .body(Body::from(body));
        Filled::from_request(request.unwrap(), &()).await
    }

    #[tokio::test]
    async fn texts_and_files_are_told_apart_and_files_are_cut() {
        let parts = [
            part("surname", "", "ERIKSSON"),
            part("surname", "", "second"),
            part("face", "; filename=\"f.png\"", "abcdef"),
            part("empty", "; filename=\"\"", ""),
        ];
        let mut form = filled(&parts).await.unwrap();
        assert_eq!(form.values("surname"), ["ERIKSSON", "second"]);
        assert!(form.is_ticked("surname") && !form.is_ticked("day"));
        let expected = Texts { surname: "ERIKSSON".into(), day: String::new() };
        assert_eq!(form.form::<Texts>().unwrap(), expected, "names that it lacks are passed over");
        assert_eq!(
            form.take_file("face").unwrap().content,
            b"abcd",
            "one byte above what is taken"
        );
        assert!(form.take_file("empty").is_none() && form.take_file("face").is_none());
    }

    #[tokio::test]
    async fn what_is_no_such_form_is_refused() {
        let request = Request::post("/").body(Body::empty()).unwrap();
        let refused = Filled::<4>::from_request(request, &()).await.unwrap_err();
        assert_eq!(refused.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
        let many: Vec<String> = (0..=PARTS_MAX).map(|_| part("a", "", "b")).collect();
        assert_eq!(filled(&many).await.unwrap_err().status(), StatusCode::UNPROCESSABLE_ENTITY);
    }
}
