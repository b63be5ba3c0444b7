//! What an operator sets about the identity provider.

use std::path::PathBuf;

use openidconnect::core::CoreJwsSigningAlgorithm as Algorithm;
use serde::Deserialize;

use super::claims::ClaimNames;

/// An identity provider, and this system as its client.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// The issuer's address; discovery happens below it.
    pub issuer: String,
    /// The name of this system at the provider.
    pub client_id: String,
    /// A file with the secret of this system, readable by its owner alone. Without it, the
    /// system is a public client.
    #[serde(default)]
    pub client_secret_file: Option<PathBuf>,
    /// How the secret is shown.
    #[serde(default)]
    pub token_authentication: TokenAuthentication,
    /// The address of this system as browsers see it, without a path.
    pub public_address: String,
    /// Scopes asked for besides `openid`.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// Algorithms a token may be signed with. Only those with a public key can be named.
    #[serde(default = "algorithms")]
    pub algorithms: Vec<String>,
    /// Seconds by which the provider's clock may differ from ours.
    #[serde(default = "clock_skew")]
    pub clock_skew_seconds_max: u32,
    /// Levels of authentication (`acr`) of which one must be reached; none are asked for when
    /// empty.
    #[serde(default)]
    pub levels: Vec<String>,
    /// Whether claims are also fetched from the provider's `userinfo`.
    #[serde(default)]
    pub userinfo: bool,
    /// Authorities for the provider's certificate, in PEM, instead of those of this machine.
    #[serde(default)]
    pub authorities: Vec<PathBuf>,
    /// Which claims say what.
    pub claims: ClaimNames,
    /// Where a browser is sent after signing out; a path.
    #[serde(default = "root")]
    pub signed_out_path: String,
}

/// How the secret of this system is shown to the provider.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenAuthentication {
    /// In a header.
    #[default]
    ClientSecretBasic,
    /// In the body.
    ClientSecretPost,
    /// Never: as a signature under a statement.
    ClientSecretJwt,
}

/// Sign-in is not configured well.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// An address cannot be read, or has parts it must not have.
    #[error("`{0}` is not set to an address that fits")]
    Address(&'static str),
    /// Nothing but loopback may be reached without TLS.
    #[error("`{0}` must begin with `https://`")]
    NotSecure(&'static str),
    /// The algorithm is unknown, or not one with a public key.
    #[error("tokens cannot be accepted under the algorithm `{0}`")]
    Algorithm(String),
    /// The secret cannot be read.
    #[error(transparent)]
    Secret(#[from] fnd_vault::secret::SecretError),
    /// The authorities for the provider's certificate cannot be read.
    #[error(transparent)]
    Authorities(#[from] crate::serve::ServeError),
    /// No authority for the provider's certificate is known on this machine.
    #[error("no certificate authority is known; set `authorities`")]
    NoAuthorities,
    /// The way to show the secret needs a secret.
    #[error("`token_authentication` needs `client_secret_file`")]
    NoSecret,
    /// The path to go to after signing out is not one of this host.
    #[error("`signed_out_path` is not a path of this host")]
    SignedOutPath,
}

fn algorithms() -> Vec<String> {
    ["ES256", "PS256", "PS512", "RS256"].map(str::to_owned).to_vec()
}

fn clock_skew() -> u32 {
    30
}

fn root() -> String {
    "/".into()
}

/// The algorithm called `name`; never one without a signature or with a shared secret.
pub(super) fn algorithm(name: &str) -> Result<Algorithm, SignInError> {
    Ok(match name {
        "RS256" => Algorithm::RsaSsaPkcs1V15Sha256,
        "RS384" => Algorithm::RsaSsaPkcs1V15Sha384,
        "RS512" => Algorithm::RsaSsaPkcs1V15Sha512,
        "PS256" => Algorithm::RsaSsaPssSha256,
        "PS384" => Algorithm::RsaSsaPssSha384,
        "PS512" => Algorithm::RsaSsaPssSha512,
        "ES256" => Algorithm::EcdsaP256Sha256,
        "ES384" => Algorithm::EcdsaP384Sha384,
        "EdDSA" => Algorithm::EdDsa,
        other => return Err(SignInError::Algorithm(other.to_owned())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_algorithm_without_a_public_key_can_be_configured() {
        for name in ["none", "None", "HS256", "HS384", "HS512", ""] {
            assert!(algorithm(name).is_err(), "{name}");
        }
        for name in algorithms() {
            assert!(algorithm(&name).is_ok(), "{name}");
        }
    }
}
