//! What an operator sets about a provider that speaks OpenID Connect.

use std::path::PathBuf;

use openidconnect::core::CoreJwsSigningAlgorithm as Algorithm;
use serde::Deserialize;

use super::SignInError;

/// A provider that speaks OpenID Connect, and this system as its client.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenId {
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
    /// Scopes asked for besides `openid`.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// Algorithms a token may be signed with. Only those with a public key can be named.
    #[serde(default = "algorithms")]
    pub algorithms: Vec<String>,
    /// Whether claims are also fetched from the provider's `userinfo`.
    #[serde(default)]
    pub userinfo: bool,
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

fn algorithms() -> Vec<String> {
    ["ES256", "PS256", "PS512", "RS256"].map(str::to_owned).to_vec()
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
