//! A program that runs beside this one, and its log.

use std::fmt::Write;
use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child as Process, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::failure::{Failure, at};
use crate::say;

/// How long a program may take to stop, the database included.
const STOP_MAX: Duration = Duration::from_secs(90);
/// How often one looks whether something happened.
pub(super) const PAUSE: Duration = Duration::from_millis(50);
/// Lines of a log that are shown when its program died.
const LOG_LINES: usize = 20;

/// A program that runs. It is in a process group of its own, so that Ctrl-C reaches this
/// program alone and each child is asked to stop once, in the right order.
#[derive(Debug)]
pub(super) struct Child {
    name: &'static str,
    process: Process,
    log: Option<PathBuf>,
}

impl Child {
    /// Starts `command`; what it prints goes to the log.
    pub(super) fn start(
        name: &'static str,
        mut command: Command,
        log: &Path,
    ) -> Result<Self, Failure> {
        let file = File::options().create(true).append(true).open(log).map_err(at(log))?;
        let errors = file.try_clone().map_err(at(log))?;
        command.stdout(file).stderr(errors);
        let mut child = Self::start_openly(name, command)?;
        child.log = Some(log.to_owned());
        Ok(child)
    }

    /// Starts `command`; what it prints goes where this program prints.
    pub(super) fn start_openly(name: &'static str, mut command: Command) -> Result<Self, Failure> {
        // Why a pipe: it closes when this program is killed, and a program that watches its
        // standard input then ends too.
        let process = command
            .stdin(Stdio::piped())
            .process_group(0)
            .spawn()
            .map_err(|error| Failure::new(format!("cannot start {name}: {error}")))?;
        Ok(Self { name, process, log: None })
    }

    /// How it ended, if it has.
    pub(super) fn ended(&mut self) -> Result<Option<ExitStatus>, Failure> {
        let failed = |error| Failure::new(format!("{}: {error}", self.name));
        self.process.try_wait().map_err(failed)
    }

    /// What to say when it ended and nobody asked it to.
    pub(super) fn obituary(&self, status: ExitStatus) -> String {
        let mut text = format!("{} ended unexpectedly ({status})", self.name);
        if let Some(log) = &self.log {
            let lines = fs::read_to_string(log).unwrap_or_default();
            let lines: Vec<&str> = lines.lines().collect();
            let begin = lines.len().saturating_sub(LOG_LINES);
            // Writing to a String cannot fail.
            let _ = write!(text, "; the end of {}:", log.display());
            for line in lines.iter().skip(begin) {
                text.push_str("\n    ");
                text.push_str(line);
            }
        }
        text
    }

    /// Asks it to stop and waits until it has. Killed only when it does not come to an end.
    pub(super) fn stop(&mut self) -> Result<(), Failure> {
        if self.ended()?.is_some() {
            return Ok(());
        }
        if let Some(pid) = i32::try_from(self.process.id()).ok().and_then(Pid::from_raw) {
            // It may have ended in this moment; waiting will tell.
            let _ = kill_process(pid, Signal::TERM);
        }
        let begun = Instant::now();
        while begun.elapsed() < STOP_MAX {
            if self.ended()?.is_some() {
                return Ok(());
            }
            std::thread::sleep(PAUSE);
        }
        say::warning(&format!("{} does not stop and is killed", self.name));
        let failed = |error| Failure::new(format!("{}: {error}", self.name));
        self.process.kill().and_then(|()| self.process.wait()).map_err(failed)?;
        Ok(())
    }
}

impl Drop for Child {
    /// Nothing is left running, however this program ends.
    fn drop(&mut self) {
        if let Err(failure) = self.stop() {
            say::problem(failure.text());
        }
    }
}
