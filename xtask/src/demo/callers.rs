//! The systems that may call the demonstration's Entry/Exit System, each with a certificate of
//! its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::program;

/// The folder of certificates and keys.
const FOLDER: &str = "certificates";
/// One system for each kind of authority that may do something, as `eesd.toml` has them.
const NAMES: &[&str] = &["border", "immigration", "supervisory"];
/// The one that asks in the example.
const ASKING: &str = "supervisory";

/// The systems, by the fingerprints of their keys.
#[derive(Debug)]
pub(super) struct Callers {
    folder: PathBuf,
    keys: Vec<(String, String)>,
}

impl Callers {
    /// Has certificates issued, for another year each time, by the program `authority`.
    pub(super) fn certify(authority: &Path, data: &Path) -> Result<Self, Failure> {
        let folder = data.join(FOLDER);
        let mut command = Command::new(authority);
        command.arg(&folder).args(NAMES);
        let answer = program::read(command)?;
        let pair = |line: &str| {
            let (name, key) = line.split_once(' ')?;
            Some((name.to_owned(), key.to_owned()))
        };
        Ok(Self { folder, keys: answer.lines().filter_map(pair).collect() })
    }

    /// `template` with the keys in the places that wait for them.
    pub(super) fn fill_in(&self, template: &str) -> String {
        self.keys.iter().fold(template.to_owned(), |text, (name, key)| {
            text.replace(&format!("{{{name}_key}}"), key)
        })
    }

    /// How a system asks, to be typed as it stands, when `configuration` knows this system.
    pub(super) fn example(&self, configuration: &str, port: u16) -> Option<String> {
        let (name, _) =
            self.keys.iter().find(|(name, key)| name == ASKING && configuration.contains(key))?;
        let file = |name: &str| quoted(&self.folder.join(name));
        Some(format!(
            "curl --cacert {} --cert {} --key {} https://localhost:{port}/v1/log",
            file("authority.pem"),
            file(&format!("{name}.pem")),
            file(&format!("{name}.key")),
        ))
    }
}

/// A path as a shell takes it for one word.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-+,:@".contains(letter);
    if path.chars().all(is_plain) { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn callers(folder: &str) -> Callers {
        let keys = NAMES.iter().zip(["aa", "bb", "cc"]);
        Callers {
            folder: folder.into(),
            keys: keys.map(|(name, key)| ((*name).to_owned(), key.to_owned())).collect(),
        }
    }

    #[test]
    fn keys_go_to_their_places() {
        let text = callers("").fill_in("key = \"{border_key}\" {supervisory_key} {port}");
        assert_eq!(text, "key = \"aa\" cc {port}");
    }

    #[test]
    fn the_example_is_shown_when_the_configuration_knows_the_system() {
        let callers = callers("/it's here");
        assert_eq!(callers.example("key = \"bb\"", 8083), None);
        let example = callers.example("key = \"cc\"", 8083).unwrap();
        assert!(
            example.ends_with(r"'/it'\''s here/supervisory.key' https://localhost:8083/v1/log")
        );
    }
}
