//! What an operator sets about the service of another maker.

use std::path::{Path, PathBuf};

use fnd_vault::secret::SecretError;
use fnd_web::client::{ClientError, Other};
use serde::Deserialize;

use crate::calibration::Calibration;
use crate::wire::ALL_GALLERIES;

/// The longest name of a gallery or kind of encounter, in bytes.
const NAME_BYTES_MAX: usize = 64;
/// The longest time to wait for an answer, in seconds.
const ANSWER_SECONDS_MAX: u32 = 120;

/// The service, how it knows this system, and what its scores say.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Its address, up to the paths of the interface: `https://name:port/path`; `http://` on this
    /// machine alone.
    pub address: String,
    /// Files of authorities, in PEM, that may speak for it; those of this machine when empty.
    /// Relative to the file.
    #[serde(default)]
    pub authorities: Vec<PathBuf>,
    /// The certificate that is shown, in PEM, where it asks for one. Relative to the file.
    #[serde(default)]
    pub certificate: Option<PathBuf>,
    /// Its private key, in PEM, readable by its owner alone. Relative to the file.
    #[serde(default)]
    pub key: Option<PathBuf>,
    /// The file of the Bearer token, readable by its owner alone; read for each request. Relative
    /// to the file.
    pub token: PathBuf,
    /// The gallery for the people of this system, and for nobody else: letters, digits, `-`, `_`.
    pub gallery: String,
    /// What the service is told that an encounter is: letters, digits, `-`, `_`.
    #[serde(default = "encounter_type")]
    pub encounter_type: String,
    /// Seconds within which it has to answer whole.
    #[serde(default = "answer_seconds_max")]
    pub answer_seconds_max: u32,
    /// What its scores say.
    pub calibration: Calibrations,
}

/// What scores say, each as pairs of score and false match rate.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibrations {
    /// Scores of candidates, and of verifications as a whole.
    pub whole: Calibration,
    /// Scores of single fingers; those of `whole` when missing.
    #[serde(default)]
    pub finger: Option<Calibration>,
    /// Scores of faces; those of `whole` when missing.
    #[serde(default)]
    pub face: Option<Calibration>,
}

impl Calibrations {
    /// What scores of fingers say.
    pub fn finger(&self) -> &Calibration {
        self.finger.as_ref().unwrap_or(&self.whole)
    }

    /// What scores of faces say.
    pub fn face(&self) -> &Calibration {
        self.face.as_ref().unwrap_or(&self.whole)
    }
}

fn encounter_type() -> String {
    "EES".to_owned()
}

const fn answer_seconds_max() -> u32 {
    10
}

/// The service cannot be used as it is configured.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// Address or certificates cannot be used.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// The file of the token cannot be read.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The file holds no token.
    #[error("`{}` holds no Bearer token: one line of visible letters without spaces", .0.display())]
    Token(PathBuf),
    /// The name of the gallery or of the kind of encounter is none.
    #[error("`{0}` is no name for a gallery or an encounter: 1 to 64 letters, digits, `-` and `_`")]
    Name(String),
    /// The gallery is that of everybody.
    #[error("`ALL` stands for all galleries and cannot be that of this system")]
    AllGalleries,
    /// The time to wait is none.
    #[error("`answer_seconds_max` is from 1 to {ANSWER_SECONDS_MAX}, not {0}")]
    Seconds(u32),
}

impl Config {
    /// The same with paths that are relative to `folder`, where the configuration lies.
    pub fn relative_to(&mut self, folder: &Path) {
        let own = self.certificate.iter_mut().chain(&mut self.key).chain([&mut self.token]);
        for file in own.chain(&mut self.authorities) {
            *file = folder.join(&*file);
        }
    }

    pub(super) fn check(&self) -> Result<(), ConfigError> {
        for name in [&self.gallery, &self.encounter_type] {
            let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
            if !(1..=NAME_BYTES_MAX).contains(&name.len()) || !name.bytes().all(is_letter) {
                return Err(ConfigError::Name(name.clone()));
            }
        }
        if self.gallery == ALL_GALLERIES {
            return Err(ConfigError::AllGalleries);
        }
        if !(1..=ANSWER_SECONDS_MAX).contains(&self.answer_seconds_max) {
            return Err(ConfigError::Seconds(self.answer_seconds_max));
        }
        Ok(())
    }

    /// The server, and the path below which the interface lies there.
    pub(super) fn server(&self) -> (Other, String) {
        let begin = self.address.find("://").map_or(0, |at| at.saturating_add(3));
        let rest = self.address.get(begin..).unwrap_or_default();
        let end = rest.find('/').map_or(self.address.len(), |at| begin.saturating_add(at));
        let (host, path) = self.address.split_at_checked(end).unwrap_or((&self.address, ""));
        let server = Other {
            address: host.to_owned(),
            authorities: self.authorities.clone(),
            certificate: self.certificate.clone(),
            key: self.key.clone(),
        };
        (server, path.trim_end_matches('/').to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(change: (&str, &str)) -> Result<Config, String> {
        let text = r#"
            address = "https://abis.example/osia/"
            token = "token"
            gallery = "EES"
            calibration.whole = [[1000, 0.01], [2000, 0.0001]]
        "#;
        toml::from_str(&text.replace(change.0, change.1)).map_err(|error| error.to_string())
    }

    #[test]
    fn an_address_has_a_server_and_a_path() {
        for (address, host, path) in [
            ("https://abis.example/osia/", "https://abis.example", "/osia"),
            ("https://abis.example", "https://abis.example", ""),
            ("https://abis.example:8443/", "https://abis.example:8443", ""),
            ("http://[::1]:80/a/b", "http://[::1]:80", "/a/b"),
            ("nothing", "nothing", ""),
            ("a/b", "a", "/b"),
        ] {
            let config = config(("https://abis.example/osia/", address)).unwrap();
            let (server, below) = config.server();
            assert_eq!((server.address.as_str(), below.as_str()), (host, path));
        }
    }

    #[test]
    fn what_cannot_be_used_is_refused_with_a_sentence() {
        assert!(config(("", "")).unwrap().check().is_ok());
        for (change, said) in [
            (("\"EES\"", "\"ALL\""), "ALL"),
            (("\"EES\"", "\"a/b\""), "a/b"),
            (("\"EES\"", "\"\""), "no name"),
            (("gallery", "answer_seconds_max = 0\ngallery"), "not 0"),
        ] {
            let refused = config(change).unwrap().check().unwrap_err().to_string();
            assert!(refused.contains(said), "{refused}");
        }
        for (change, said) in [
            (("2000, 0.0001", "500, 0.0001"), "rise"),
            (("[2000, 0.0001]", ""), "not 1"),
            (("gallery", "password = 1\ngallery"), "password"),
            (("token = \"token\"", ""), "token"),
        ] {
            let refused = config(change).unwrap_err();
            assert!(refused.contains(said), "{refused}");
        }
    }
}
