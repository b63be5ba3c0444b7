//! A folder that letters are kept in, a file each, for whoever tries a system out.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::smtp::Delivered;

/// The longest part of an address that stands in a file's name, in letters.
const NAME_MAX: usize = 80;

/// A folder of letters that are numbered in the order in which they came.
#[derive(Debug)]
pub struct Letters {
    folder: PathBuf,
    /// The number of the letter that came last.
    last: usize,
}

impl Letters {
    /// Opens the folder and goes on after the letters that are in it; makes it when it is not
    /// there.
    pub fn open(folder: &Path) -> io::Result<Self> {
        DirBuilder::new().recursive(true).mode(0o755).create(folder)?;
        let mut last = 0;
        for entry in fs::read_dir(folder)? {
            let name = entry?.file_name();
            let number = name.to_str().and_then(|name| name.split_once('-')?.0.parse().ok());
            last = last.max(number.unwrap_or(0));
        }
        Ok(Self { folder: folder.to_owned(), last })
    }

    /// Writes a letter, whole or not at all; answers its file, as `0001-to@example.org.eml`.
    pub fn keep(&mut self, letter: &Delivered) -> io::Result<PathBuf> {
        let number = self.last + 1;
        let to = letter.to.first().map(|to| plain(to)).unwrap_or_default();
        let path = self.folder.join(format!("{number:04}-{to}.eml"));
        let draft = path.with_extension("draft");
        let mut options = File::options();
        let mut file = options.create(true).write(true).truncate(true).mode(0o600).open(&draft)?;
        file.write_all(letter.message.as_bytes())?;
        fs::rename(&draft, &path)?;
        self.last = number;
        Ok(path)
    }
}

/// An address as it may stand in a file's name: nothing in it leads elsewhere.
fn plain(address: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "@.-_+".contains(letter);
    let letters = address.chars().map(|letter| if is_plain(letter) { letter } else { '_' });
    letters.take(NAME_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(to: &str) -> Delivered {
        Delivered {
            from: "no-reply@example.org".into(),
            to: vec![to.into()],
            is_encrypted: false,
            login: None,
            message: "Subject: Welcome\n\nHello\n".into(),
        }
    }

    #[test]
    fn letters_are_numbered_and_numbering_goes_on() {
        let here = tempfile::tempdir().unwrap();
        let folder = here.path().join("mail");
        let mut letters = Letters::open(&folder).unwrap();
        let first = letters.keep(&letter("ana@example.org")).unwrap();
        assert_eq!(first, folder.join("0001-ana@example.org.eml"));
        assert_eq!(fs::read_to_string(first).unwrap(), "Subject: Welcome\n\nHello\n");
        letters.keep(&letter("tom@example.org")).unwrap();
        fs::write(folder.join("notes"), "").unwrap();
        let third = Letters::open(&folder).unwrap().keep(&letter("ana@example.org")).unwrap();
        assert_eq!(third, folder.join("0003-ana@example.org.eml"));
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 4, "no draft is left");
    }

    #[test]
    fn an_address_does_not_lead_out_of_the_folder() {
        let here = tempfile::tempdir().unwrap();
        let mut letters = Letters::open(here.path()).unwrap();
        let path = letters.keep(&letter("../../a b@example.org")).unwrap();
        assert_eq!(path, here.path().join("0001-.._.._a_b@example.org.eml"));
        let long = letters.keep(&letter(&"a".repeat(300))).unwrap();
        assert_eq!(long.file_name().unwrap().len(), "0002-.eml".len() + NAME_MAX);
    }
}
