//! A scanner for known malware: `clamd` of `ClamAV`, over its socket, by its command `INSTREAM`.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};

/// How long a scan may take.
const PATIENCE: Duration = Duration::from_mins(1);
/// Bytes sent at a time.
const CHUNK: usize = 64 << 10;
/// Bytes of an answer at most.
const ANSWER_MAX: u64 = 4096;

/// Where the scanner listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clamav {
    /// On a socket of this machine.
    Socket(PathBuf),
    /// On a port: only of this machine or of a network that nobody else reaches, as the way is
    /// not encrypted.
    Port(String, u16),
}

/// What a scan found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanned {
    /// Nothing.
    Clean,
    /// Malware that has this name.
    Found(String),
}

/// The scan could not be carried out; this says nothing about the file.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// The scanner does not answer.
    #[error("the scanner for malware does not answer: {0}")]
    Unavailable(#[from] io::Error),
    /// The scanner takes too long.
    #[error("the scanner for malware takes too long")]
    TooSlow,
    /// The scanner says that it could not scan.
    #[error("the scanner for malware could not scan the file")]
    Failed,
}

impl Clamav {
    /// Scans `file`.
    pub async fn scan(&self, file: &[u8]) -> Result<Scanned, ScanError> {
        let talk = async {
            match self {
                Self::Socket(path) => instream(UnixStream::connect(path).await?, file).await,
                Self::Port(host, port) => {
                    instream(TcpStream::connect((host.as_str(), *port)).await?, file).await
                }
            }
        };
        let answer =
            tokio::time::timeout(PATIENCE, talk).await.ok().ok_or(ScanError::TooSlow)??;
        let text = answer.trim_end_matches('\0').trim();
        match text.strip_prefix("stream: ") {
            Some("OK") => Ok(Scanned::Clean),
            Some(found) => match found.strip_suffix(" FOUND") {
                Some(name) => Ok(Scanned::Found(name.to_owned())),
                None => Err(ScanError::Failed),
            },
            None => Err(ScanError::Failed),
        }
    }
}

/// Chunks, each after its length; an empty one ends the file.
async fn instream<S: AsyncRead + AsyncWrite + Unpin>(
    mut stream: S,
    file: &[u8],
) -> io::Result<String> {
    let mut answer = String::new();
    let sent = async {
        stream.write_all(b"zINSTREAM\0").await?;
        for chunk in file.chunks(CHUNK) {
            stream.write_all(&u32::try_from(chunk.len()).unwrap_or(u32::MAX).to_be_bytes()).await?;
            stream.write_all(chunk).await?;
        }
        stream.write_all(&0_u32.to_be_bytes()).await?;
        stream.flush().await
    }
    .await;
    // A scanner that refuses early says why before it closes the connection.
    let read = stream.take(ANSWER_MAX).read_to_string(&mut answer).await;
    match (sent, read) {
        (_, Ok(_)) if !answer.is_empty() => Ok(answer),
        (Err(error), _) | (Ok(()), Err(error)) => Err(error),
        (Ok(()), Ok(_)) => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}
