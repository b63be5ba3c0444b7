//! Who may ask what: Bearer tokens by their digests.
//!
//! The file holds no token, so that whoever reads it can ask nothing. A token is drawn at random
//! and has no structure; what it allows stands in the file.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::path::{Path, PathBuf};

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::fault::{Code, Fault};

/// What a token may allow, by the names of the interface.
pub const SCOPES: [&str; 7] = [
    "abis.encounter.read",
    "abis.encounter.write",
    "abis.gallery.read",
    "abis.identify",
    "abis.verify",
    "abis.task.read",
    "abis.task.update",
];
/// The longest token that is looked at, in bytes.
const TOKEN_BYTES_MAX: usize = 8_192;

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    token: Vec<WrittenToken>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenToken {
    /// Who has it, as the log names it.
    client: String,
    /// SHA-256 of the token, in hexadecimal.
    sha256: String,
    /// What it allows.
    scopes: Vec<String>,
}

/// The file of tokens cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TokensError {
    /// It cannot be read.
    #[error("`{}`: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// It is not the TOML that is expected.
    #[error("`{}`: {source}", path.display())]
    Toml {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: toml::de::Error,
    },
    /// A digest is none.
    #[error("`sha256` of `{0}` is not 64 hexadecimal digits")]
    Digest(String),
    /// Two have the same token.
    #[error("`{0}` has the token of another client")]
    Shared(String),
    /// A scope is none of the interface.
    #[error("`{0}` is no scope; there are {all}", all = SCOPES.join(", "))]
    Scope(String),
    /// Nobody could ask anything.
    #[error("no `[[token]]` is there, so nobody could ask anything")]
    None,
}

/// Somebody who may ask.
#[derive(Debug)]
pub(super) struct Holder {
    pub(super) client: String,
    scopes: HashSet<String>,
}

/// Everybody who may ask.
pub struct Tokens(HashMap<[u8; 32], Holder>);

impl fmt::Debug for Tokens {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Tokens({})", self.0.len())
    }
}

impl Tokens {
    /// Reads the file.
    ///
    /// # Errors
    /// [`TokensError`] says what to correct.
    pub fn load(path: &Path) -> Result<Self, TokensError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| TokensError::Io { path: path.to_owned(), source })?;
        let written: Written = toml::from_str(&text)
            .map_err(|source| TokensError::Toml { path: path.to_owned(), source })?;
        Self::of(written)
    }

    fn of(written: Written) -> Result<Self, TokensError> {
        let mut holders = HashMap::new();
        for WrittenToken { client, sha256, scopes } in written.token {
            let wrong = scopes.iter().find(|scope| !SCOPES.contains(&scope.as_str()));
            if let Some(wrong) = wrong {
                return Err(TokensError::Scope(wrong.clone()));
            }
            let digest = digest(&sha256).ok_or_else(|| TokensError::Digest(client.clone()))?;
            let holder = Holder { client, scopes: scopes.into_iter().collect() };
            if let Some(other) = holders.insert(digest, holder) {
                return Err(TokensError::Shared(other.client));
            }
        }
        if holders.is_empty() { Err(TokensError::None) } else { Ok(Self(holders)) }
    }

    /// Who asks, if it may ask this.
    pub(super) fn admit(&self, headers: &HeaderMap, scope: &str) -> Result<&Holder, Fault> {
        let unknown = || Fault::new(Code::Unknown, "a Bearer token that is known here is needed");
        let value = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let (scheme, token) = value.and_then(|value| value.split_once(' ')).ok_or_else(unknown)?;
        if !scheme.eq_ignore_ascii_case("bearer") || TOKEN_BYTES_MAX < token.len() {
            return Err(unknown());
        }
        // The table is asked for a digest: how long that takes tells nothing of any token.
        let digest: [u8; 32] = Sha256::digest(token.trim().as_bytes()).into();
        let holder = self.0.get(&digest).ok_or_else(unknown)?;
        if holder.scopes.contains(scope) {
            return Ok(holder);
        }
        Err(Fault::new(Code::Scope, format!("this token does not allow `{scope}`")))
    }
}

/// 32 bytes of hexadecimal digits.
fn digest(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    for (place, byte) in bytes.iter_mut().enumerate() {
        let begin = place.checked_mul(2)?;
        *byte = u8::from_str_radix(text.get(begin..begin.checked_add(2)?)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    /// SHA-256 of `abc`, from FIPS 180-2.
    const OF_ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn of(text: &str) -> Result<Tokens, String> {
        let written = toml::from_str(text).map_err(|error| error.to_string())?;
        Tokens::of(written).map_err(|error| error.to_string())
    }

    #[test]
    fn a_token_allows_what_stands_beside_its_digest() {
        let text = format!(
            "[[token]]\nclient = \"register\"\nsha256 = \"{OF_ABC}\"\nscopes = [\"abis.verify\"]"
        );
        let tokens = of(&text).unwrap();
        for (value, scope, expected) in [
            ("Bearer abc", "abis.verify", Ok("register")),
            ("bearer abc", "abis.verify", Ok("register")),
            ("Bearer abc", "abis.identify", Err(Code::Scope)),
            ("Bearer abd", "abis.verify", Err(Code::Unknown)),
            ("Basic abc", "abis.verify", Err(Code::Unknown)),
            ("abc", "abis.verify", Err(Code::Unknown)),
            ("", "abis.verify", Err(Code::Unknown)),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(AUTHORIZATION, HeaderValue::from_static(value));
            let got = tokens.admit(&headers, scope);
            let got = got.map(|holder| holder.client.as_str()).map_err(|fault| fault.code);
            assert_eq!(got, expected, "{value}");
        }
        let nobody = tokens.admit(&HeaderMap::new(), "abis.verify").unwrap_err();
        assert_eq!(nobody.code, Code::Unknown);
        let long = "Bearer ".to_owned() + &"a".repeat(TOKEN_BYTES_MAX + 1);
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, long.parse().unwrap());
        assert!(tokens.admit(&headers, "abis.verify").is_err());
    }

    #[test]
    fn what_is_wrong_in_the_file_is_named() {
        let token = |sha256: &str, scope: &str| {
            format!("[[token]]\nclient = \"a\"\nsha256 = \"{sha256}\"\nscopes = [\"{scope}\"]\n")
        };
        for (text, said) in [
            (String::new(), "nobody"),
            (token("abc", "abis.verify"), "64"),
            (token(&"zz".repeat(32), "abis.verify"), "64"),
            (token(OF_ABC, "abis.everything"), "abis.everything"),
            (token(OF_ABC, "abis.verify").repeat(2), "another client"),
            (token(OF_ABC, "abis.verify") + "secret = 1", "secret"),
        ] {
            let refused = of(&text).unwrap_err();
            assert!(refused.contains(said), "{refused}");
        }
    }
}
