//! Lists of pairs in, scores out: what commands on fingers and on faces have in common.

use std::fmt::Display;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use ees_biometrics::pairs::{self, Pair, Scored};

use super::complain;

/// The pairs of a list; said what is wrong with it where something is.
pub(super) fn read(path: &Path) -> Result<Vec<Pair>, ExitCode> {
    let failed = |error: &dyn Display| {
        complain(&format!("`{}`: {error}", path.display()));
        ExitCode::from(2)
    };
    let list = text(path).map_err(|error| failed(&error))?;
    pairs::read(&list).map_err(|error| failed(&error))
}

fn text(path: &Path) -> io::Result<String> {
    if path == Path::new("-") {
        let mut list = String::new();
        io::stdin().lock().read_to_string(&mut list)?;
        return Ok(list);
    }
    std::fs::read_to_string(path)
}

/// Says what could not be used and prints a line for each pair.
pub(super) fn tell<E: Display>(pairs: &[Pair], scored: &Scored<E>) -> ExitCode {
    for (file, assumed) in &scored.assumed {
        complain(&format!("`{file}` {assumed}"));
    }
    for (file, error) in &scored.failed {
        complain(&format!("`{file}`: {error}"));
    }
    match print(pairs, &scored.scores) {
        Ok(()) if scored.failed.is_empty() => ExitCode::SUCCESS,
        Ok(()) => ExitCode::FAILURE,
        // Whoever closed the pipe has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("standard output: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn print(pairs: &[Pair], scores: &[f32]) -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    for (Pair { line: (left, right, by) }, score) in pairs.iter().zip(scores) {
        writeln!(output, "{left}{by}{right}{by}{score:.4}")?;
    }
    output.flush()
}
