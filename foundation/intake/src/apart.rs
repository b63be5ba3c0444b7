//! Drawing in a program of its own, which has little memory, little time and no environment.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use rustix::process::{Resource, Rlimit, setrlimit};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;

use crate::picture::Refused;

/// The program's name, which lies beside the daemon.
pub const PROGRAM: &str = "limen-intake";
/// Memory the program may have, in bytes: the largest picture several times over.
const MEMORY_MAX: u64 = 1 << 30;
/// Seconds of computing it may take.
const SECONDS_MAX: u64 = 20;
/// How long it may take in all.
const PATIENCE: Duration = Duration::from_secs(40);
/// Bytes of an answer at most.
const ANSWER_MAX: u64 = 64 << 20;

/// A file was not drawn.
#[derive(Debug, thiserror::Error)]
pub enum ApartError {
    /// The file is not taken.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The program could not be run; this says nothing about the file.
    #[error("`{}` cannot be run: {source}", program.display())]
    Program {
        /// The program.
        program: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

/// Draws files in a program of its own.
#[derive(Debug, Clone)]
pub struct Apart {
    program: PathBuf,
}

impl Apart {
    /// Draws by `program`.
    pub fn new(program: &Path) -> Self {
        Self { program: program.to_owned() }
    }

    /// Draws by the program that lies beside the one that is running.
    pub fn beside_this() -> io::Result<Self> {
        Ok(Self::new(&std::env::current_exe()?.with_file_name(PROGRAM)))
    }

    /// The pictures of `file`, drawn anew; see [`clean`](crate::clean).
    pub async fn clean(&self, file: &[u8]) -> Result<Vec<Vec<u8>>, ApartError> {
        let failed = |source| ApartError::Program { program: self.program.clone(), source };
        let mut child = Command::new(&self.program)
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(failed)?;
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(failed(io::ErrorKind::BrokenPipe.into()));
        };
        let talk = async {
            let send = async move {
                // A program that has seen enough closes its end; what it says then counts.
                let _sent = input.write_all(file).await;
                drop(input);
            };
            let mut answer = Vec::new();
            let mut output = output.take(ANSWER_MAX);
            let (read, ()) = tokio::join!(output.read_to_end(&mut answer), send);
            read.map(|_| answer)
        };
        // When time is up the program is killed as it is dropped.
        let Ok(answer) = tokio::time::timeout(PATIENCE, talk).await else {
            return Err(Refused::TooCostly.into());
        };
        let answer = answer.map_err(failed)?;
        let status = child.wait().await.map_err(failed)?;
        if !status.success() {
            return Err(Refused::TooCostly.into());
        }
        Ok(read(&answer)?)
    }
}

/// Takes away from this process what drawing does not need. For the program alone.
pub fn confine() -> io::Result<()> {
    let limit = |most| Rlimit { current: Some(most), maximum: Some(most) };
    setrlimit(Resource::As, limit(MEMORY_MAX))?;
    setrlimit(Resource::Cpu, limit(SECONDS_MAX))?;
    // No file is written, none opened beyond the three there are, and no memory image is left.
    setrlimit(Resource::Fsize, limit(0))?;
    setrlimit(Resource::Nofile, limit(3))?;
    setrlimit(Resource::Core, limit(0))?;
    Ok(())
}

/// What the program answers: `+` and pictures, each after its length, or `-` and a code.
pub fn written(result: Result<Vec<Vec<u8>>, Refused>) -> Vec<u8> {
    match result {
        Err(refused) => [b"-", refused.code().as_bytes()].concat(),
        Ok(pictures) => {
            let mut answer = b"+".to_vec();
            for picture in pictures {
                answer.extend(u32::try_from(picture.len()).unwrap_or(u32::MAX).to_le_bytes());
                answer.extend(picture);
            }
            answer
        }
    }
}

fn read(answer: &[u8]) -> Result<Vec<Vec<u8>>, Refused> {
    match answer.split_first() {
        Some((b'+', mut rest)) => {
            let mut pictures = Vec::new();
            while !rest.is_empty() {
                let (length, behind) = rest.split_first_chunk().ok_or(Refused::Unreadable)?;
                let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX);
                let (picture, behind) =
                    behind.split_at_checked(length).ok_or(Refused::Unreadable)?;
                pictures.push(picture.to_vec());
                rest = behind;
            }
            Ok(pictures)
        }
        Some((b'-', code)) => {
            let code = str::from_utf8(code).ok().and_then(Refused::find);
            Err(code.unwrap_or(Refused::Unreadable))
        }
        _ => Err(Refused::TooCostly),
    }
}
