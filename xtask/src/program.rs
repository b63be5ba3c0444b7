//! Other programs: whether they are there, and running them to their end.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};

use crate::failure::Failure;
use crate::say;

/// The program called `name` on the search path.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|program| program.is_file())
}

/// Runs `command` to its end; what it prints goes where ours goes.
pub(crate) fn run(mut command: Command) -> Result<ExitStatus, Failure> {
    let name = name(&command);
    command.status().map_err(|error| Failure::new(format!("`{name}`: {error}")))
}

/// Runs `command` to its end, repeats each line of its standard output and shows it to `read`.
pub(crate) fn run_reading(
    mut command: Command,
    mut read: impl FnMut(&str),
) -> Result<ExitStatus, Failure> {
    let name = name(&command);
    let failed = |error| Failure::new(format!("`{name}`: {error}"));
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(failed)?;
    if let Some(output) = child.stdout.take() {
        let mut output = BufReader::new(output);
        let mut bytes = Vec::new();
        while 0 < output.read_until(b'\n', &mut bytes).map_err(failed)? {
            let line = String::from_utf8_lossy(&bytes);
            let line = line.trim_end_matches(['\n', '\r']);
            say::line(line);
            read(line);
            bytes.clear();
        }
    }
    child.wait().map_err(failed)
}

/// What a program prints, when it succeeds.
pub(crate) fn read(mut command: Command) -> Result<String, Failure> {
    let name = name(&command);
    let output = command.output().map_err(|error| Failure::new(format!("`{name}`: {error}")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Failure::new(format!("`{name}` failed: {}", said.trim())))
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

/// Held by every test that starts programs: between its making and its start, a child holds
/// every open file and port of this process, those of other tests too.
#[cfg(test)]
pub(crate) fn start_alone() -> std::sync::MutexGuard<'static, ()> {
    static STARTING: std::sync::Mutex<()> = std::sync::Mutex::new(());
    STARTING.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_also_one_without_an_end() {
        let _alone = start_alone();
        let mut command = Command::new("/bin/sh");
        command.args(["-c", "printf 'one\\ntwo'; exit 3"]);
        let mut lines = Vec::new();
        let status = run_reading(command, |line| lines.push(line.to_owned())).unwrap();
        assert_eq!((lines.join(","), status.code()), ("one,two".to_owned(), Some(3)));
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let _alone = start_alone();
        assert_eq!(find("no-such-program"), None);
        let failure = run(Command::new("/no-such-program")).unwrap_err();
        assert!(failure.text().starts_with("`/no-such-program`: "));
    }
}
