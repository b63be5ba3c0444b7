//! The program of a vendor: lines of JSON on its standard input and output.
//!
//! The protocol stands in `docs/guide/capture-agent.md`. A program is started for each question
//! and gets one line. It is killed, with everything it started in its group, when its answer is
//! complete, when it says what it may not say, and when the agent gives up on it.

mod message;

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use async_trait::async_trait;
use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use zeroize::{Zeroize, Zeroizing};

use self::message::{Asked, Told};
use super::{Device, Failure, Order, Scanner};
use crate::capture::Progress;
use crate::print::IMAGE_BYTES_MAX;

/// The longest line of a program, in bytes: an image in Base64, and what stands around it.
const LINE_BYTES_MAX: usize = IMAGE_BYTES_MAX / 3 * 4 + 1_024;
/// The most lines of one answer.
const LINES_MAX: usize = 256;
/// How long a program may take to say what is attached.
const LOOK: Duration = Duration::from_secs(5);

/// A program and what it is started with.
#[derive(Debug, Clone)]
pub struct Program {
    path: PathBuf,
    arguments: Vec<String>,
}

impl Program {
    /// The program at `path`, started with `arguments`.
    pub fn new(path: PathBuf, arguments: Vec<String>) -> Self {
        Self { path, arguments }
    }

    /// Starts it and asks it.
    async fn ask(&self, asked: &Asked) -> Result<Running, Failure> {
        let mut child = Command::new(&self.path)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // Why: what a vendor's program complains of may quote what it took.
            .stderr(Stdio::null())
            .process_group(0)
            .kill_on_drop(true)
            .spawn()
            .or(Err(Failure::NoProgram))?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (Some(mut input), Some(output)) = (input, output) else {
            return Err(Failure::Internal);
        };
        match input.write_all(&asked.line()).await {
            Ok(()) => {}
            // It has ended already; what it said before is still to be read.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
            Err(_) => return Err(Failure::ProgramEnded),
        }
        Ok(Running { child, _input: input, output: BufReader::new(output) })
    }

    async fn device(&self) -> Result<Device, Failure> {
        let mut running = self.ask(&Asked::device()).await?;
        match running.next().await? {
            Told::Device(device) => device.read(),
            Told::Waiting | Told::Taking | Told::Finger(_) | Told::Done | Told::Failed { .. } => {
                Err(Failure::ProgramUnclear)
            }
        }
    }
}

/// A program that was asked. Dropped, it is killed with its group.
#[derive(Debug)]
struct Running {
    child: Child,
    /// Open as long as an answer is wanted, so that a program can see that nobody waits.
    _input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Drop for Running {
    fn drop(&mut self) {
        // INVARIANT: nobody has waited for the child, so its number still means it and no other.
        let number = self.child.id().and_then(|id| i32::try_from(id).ok());
        if let Some(group) = number.and_then(Pid::from_raw) {
            // A group that is gone needs no killing.
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}

impl Running {
    /// The next line.
    async fn next(&mut self) -> Result<Told, Failure> {
        let mut line = Zeroizing::new(Vec::new());
        loop {
            let read = self.output.fill_buf().await.or(Err(Failure::ProgramEnded))?;
            if read.is_empty() {
                return Err(Failure::ProgramEnded);
            }
            let end = read.iter().position(|byte| *byte == b'\n');
            let part = read.get(..end.unwrap_or(read.len())).unwrap_or_default();
            let length = line.len().saturating_add(part.len());
            if LINE_BYTES_MAX < length {
                return Err(Failure::ProgramUnclear);
            }
            append(&mut line, part);
            let consumed = part.len().saturating_add(end.is_some().into());
            self.output.consume(consumed);
            if end.is_some() {
                return Told::read(&line);
            }
        }
    }
}

/// Appends without leaving copies behind: a vector that grows by itself does not wipe.
fn append(line: &mut Zeroizing<Vec<u8>>, part: &[u8]) {
    let needed = line.len().saturating_add(part.len());
    if line.capacity() < needed {
        let mut larger = Vec::with_capacity(needed.saturating_mul(2).min(LINE_BYTES_MAX));
        larger.extend_from_slice(line);
        line.zeroize();
        **line = larger;
    }
    line.extend_from_slice(part);
}

#[async_trait]
impl Scanner for Program {
    async fn look(&self) -> Device {
        match tokio::time::timeout(LOOK, self.device()).await {
            Ok(Ok(device)) => device,
            Ok(Err(_)) | Err(_) => Device {
                name: "a program that does not answer".to_owned(),
                is_attached: false,
                fingers: Vec::new(),
                is_simulated: false,
            },
        }
    }

    async fn take(&self, order: &Order, progress: &Progress) -> Result<(), Failure> {
        let mut running = self.ask(&Asked::take(order)).await?;
        for _ in 0..LINES_MAX {
            match running.next().await? {
                Told::Waiting => {}
                Told::Taking => progress.taking(),
                Told::Finger(taken) => {
                    let (finger, image) = taken.read()?;
                    progress.file(finger, image).await?;
                }
                Told::Done => return Ok(()),
                Told::Failed { why } => return Err(message::failure(&why)),
                Told::Device(_) => return Err(Failure::ProgramUnclear),
            }
        }
        Err(Failure::ProgramUnclear)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_grows_stays_what_it_was() {
        let mut line = Zeroizing::new(Vec::new());
        let parts: Vec<Vec<u8>> = (0..50_u8).map(|part| vec![part; 40]).collect();
        for part in &parts {
            append(&mut line, part);
        }
        assert_eq!(*line, parts.concat());
    }
}
