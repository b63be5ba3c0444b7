//! Several papers in one file: a ZIP archive, the same bytes for the same parts.

use std::collections::BTreeSet;
use std::fmt;
use std::io::{Cursor, Write as _};

use jiff::civil::Date;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Parts of an archive.
pub const PARTS_MAX: usize = 10_000;
/// Bytes of all parts of an archive before they are made smaller.
pub const ARCHIVE_BYTES_MAX: usize = 512 * 1024 * 1024;
/// Bytes of a name.
const NAME_BYTES_MAX: usize = 200;
/// Who may read a part once it is unpacked: as for any document.
const MODE: u32 = 0o644;
/// Names that mean devices to some systems, with any ending.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];

/// A ZIP archive of named parts, in the order in which they are added.
pub struct Archive {
    writer: ZipWriter<Cursor<Vec<u8>>>,
    options: SimpleFileOptions,
    /// In small letters, for some systems do not tell capitals from them.
    names: BTreeSet<String>,
    bytes: usize,
}

/// Why a part was not added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveError {
    /// The name would lead out of the folder of the archive, or not to the same file everywhere.
    #[error(
        "`{0}` is no name for a part: use names like `folder/paper.pdf`, without `..`, \
         `\\`, `:` and the like"
    )]
    Name(String),
    /// There is a part of that name, capitals and small letters taken as the same.
    #[error("there is a part `{0}` already")]
    Twice(String),
    /// The archive would be larger than [`PARTS_MAX`] or [`ARCHIVE_BYTES_MAX`].
    #[error("the archive is full: at most {PARTS_MAX} parts, {ARCHIVE_BYTES_MAX} bytes together")]
    Full,
    /// A bug: an archive in memory could not be written.
    #[error("the archive could not be written: {0}")]
    Write(String),
}

impl ArchiveError {
    /// The name of the error for callers; it never changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Name(_) => "archive-name-unusable",
            Self::Twice(_) => "archive-name-taken",
            Self::Full => "archive-full",
            Self::Write(_) => "archive-not-written",
        }
    }
}

impl Archive {
    /// An archive without parts; all that are added bear `date`, or the nearest day that the
    /// format knows (1980 to 2107).
    pub fn new(date: Date) -> Self {
        let year = u16::try_from(date.year()).unwrap_or_default();
        let [month, day] = [date.month(), date.day()].map(i8::unsigned_abs);
        let day = DateTime::from_date_and_time(year, month, day, 0, 0, 0);
        let last = DateTime::from_date_and_time(2107, 12, 31, 0, 0, 0);
        let day = day.or(if 2107 < year { last } else { Ok(DateTime::default()) });
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(day.unwrap_or_default())
            .unix_permissions(MODE);
        let writer = ZipWriter::new(Cursor::new(Vec::new()));
        Self { writer, options, names: BTreeSet::new(), bytes: 0 }
    }

    /// Adds a part. When it is refused, the archive is as it was.
    ///
    /// # Errors
    /// See [`ArchiveError`].
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), ArchiveError> {
        if !is_plain(name) {
            return Err(ArchiveError::Name(name.escape_debug().take(NAME_BYTES_MAX).collect()));
        }
        let key = name.to_lowercase();
        // A part cannot be the folder of another.
        let is_taken = self.names.contains(&key) || self.is_folder(&key) || self.is_inside(&key);
        if is_taken {
            return Err(ArchiveError::Twice(name.to_owned()));
        }
        let sum = self.bytes.saturating_add(bytes.len());
        if PARTS_MAX <= self.names.len() || ARCHIVE_BYTES_MAX < sum {
            return Err(ArchiveError::Full);
        }
        self.writer.start_file(name, self.options).map_err(|error| write(&error))?;
        self.writer.write_all(bytes).map_err(|error| write(&error))?;
        self.names.insert(key);
        self.bytes = sum;
        Ok(())
    }

    /// Whether parts lie in a folder of this name.
    fn is_folder(&self, name: &str) -> bool {
        let inside = format!("{name}/");
        self.names.range(inside.clone()..).next().is_some_and(|next| next.starts_with(&inside))
    }

    /// Whether a part has the name of a folder in which this one would lie.
    fn is_inside(&self, name: &str) -> bool {
        name.match_indices('/')
            .any(|(place, _)| name.get(..place).is_some_and(|folder| self.names.contains(folder)))
    }

    /// The file.
    ///
    /// # Errors
    /// [`ArchiveError::Write`], which is a bug.
    pub fn finish(self) -> Result<Vec<u8>, ArchiveError> {
        Ok(self.writer.finish().map_err(|error| write(&error))?.into_inner())
    }
}

impl fmt::Debug for Archive {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Archive of {} parts", self.names.len())
    }
}

fn write(error: &dyn fmt::Display) -> ArchiveError {
    ArchiveError::Write(error.to_string())
}

/// Whether a name leads to a file below the folder of the archive, and to the same one on every
/// system.
fn is_plain(name: &str) -> bool {
    name.len() <= NAME_BYTES_MAX && name.split('/').all(is_plain_part)
}

fn is_plain_part(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).to_lowercase();
    let is_port = stem.len() == 4
        && (stem.starts_with("com") || stem.starts_with("lpt"))
        && stem.ends_with(|letter: char| letter.is_ascii_digit());
    let is_seen = |letter: char| {
        !letter.is_control()
            && !matches!(letter, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\u{fffd}')
    };
    !part.is_empty()
        && !part.starts_with([' ', '.', '-', '~'])
        && !part.ends_with([' ', '.'])
        && part.chars().all(is_seen)
        // What cannot be seen or turns the direction of reading would name another file.
        && crate::clean::flat(part) == part
        && !is_port
        && !DEVICES.contains(&stem.as_str())
}
