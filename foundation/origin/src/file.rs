//! Lines of the files.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use crate::alpha2::Alpha2;

/// What the files write where no country is known.
const UNKNOWN: &str = "??";

/// The addresses from `first` to `last`, both included, and their country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line<T> {
    pub(crate) first: T,
    pub(crate) last: T,
    /// `None` where the file says that it is not known.
    pub(crate) country: Option<Alpha2>,
}

impl<T> Line<T> {
    /// Reads `first,last,code`; `None` when the line is anything else.
    pub(crate) fn parse(line: &str, read: impl Fn(&str) -> Option<T>) -> Option<Self> {
        let mut parts = line.split(',');
        let (first, last, code) = (parts.next()?, parts.next()?, parts.next()?);
        let country = if code == UNKNOWN { None } else { Some(Alpha2::parse(code)?) };
        let is_whole = parts.next().is_none();
        is_whole.then_some(())?;
        Some(Self { first: read(first)?, last: read(last)?, country })
    }
}

/// Opens a file of which at most `bytes_max` bytes are read; `None` when there is none.
pub(crate) fn open(path: &Path, bytes_max: u64) -> io::Result<Option<impl BufRead + use<>>> {
    match File::open(path) {
        Ok(file) => Ok(Some(BufReader::new(file.take(bytes_max)))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Gives every line that is neither empty nor a remark to `take`; a line that is no text is
/// given as an empty one, which nobody can use.
pub(crate) fn each_line(mut lines: impl BufRead, mut take: impl FnMut(&str)) -> io::Result<()> {
    let mut line = Vec::new();
    while 0 < lines.read_until(b'\n', &mut line)? {
        match std::str::from_utf8(&line).map(str::trim) {
            Ok(text) if text.is_empty() || text.starts_with('#') => {}
            text => take(text.unwrap_or_default()),
        }
        line.clear();
    }
    Ok(())
}
