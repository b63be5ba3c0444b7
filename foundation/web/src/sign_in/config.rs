//! What an operator sets about the identity provider.
//!
//! One table holds what every kind of provider needs and what only its kind does:
//!
//! ```toml
//! [sign_in]
//! kind = "cas"                                # or "openid", which it is when nothing is said
//! server = "https://ecas.ec.europa.eu/cas"
//! public_address = "https://here.example"
//! level_min = "MEDIUM"
//! ```

use std::path::{Path, PathBuf};

use openidconnect::url::{Host, Url};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::CALLBACK_PATH;
use super::cas::Cas;
use super::claims::ClaimNames;
use super::level::{Scale, Scales};
use super::openid::OpenId;
use super::return_to::local_path;

/// An identity provider, and this system as its client.
#[derive(Debug, Clone)]
pub struct Provider {
    /// What is the same for every kind.
    pub common: Common,
    /// What only this kind needs.
    pub kind: Kind,
}

/// The kinds of providers.
#[derive(Debug, Clone)]
pub enum Kind {
    /// OpenID Connect: `kind = "openid"`, or no `kind` at all.
    OpenId(OpenId),
    /// The Central Authentication Service: `kind = "cas"`.
    Cas(Cas),
}

/// What is set for a provider of any kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Common {
    /// The address of this system as browsers see it, without a path.
    pub public_address: String,
    /// The levels of authentication that count, the weakest first; `BASIC`, `MEDIUM` and `HIGH`
    /// when nothing is set. A level that is not listed counts as none.
    #[serde(default)]
    pub levels: Option<Vec<String>>,
    /// The least level for signing in at all. When nothing is set: the first of `levels` if
    /// that is set, else none.
    #[serde(default)]
    pub level_min: Option<String>,
    /// How surely an identity can have been registered, the weakest first.
    #[serde(default = "assurances")]
    pub assurances: Vec<String>,
    /// The least assurance for signing in at all; none when nothing is set.
    #[serde(default)]
    pub assurance_min: Option<String>,
    /// Seconds by which the provider's clock may differ from ours.
    #[serde(default = "clock_skew")]
    pub clock_skew_seconds_max: u32,
    /// Authorities for the provider's certificate, in PEM, instead of those of this machine.
    #[serde(default)]
    pub authorities: Vec<PathBuf>,
    /// Which claims say what; what is not set has the name that is usual for the kind.
    #[serde(default)]
    pub claims: ClaimNames,
    /// Where a browser is sent after signing out; a path.
    #[serde(default = "root")]
    pub signed_out_path: String,
}

/// The names of the fields of [`Common`], by which they are told from those of a kind.
const COMMON: &[&str] = &[
    "public_address",
    "levels",
    "level_min",
    "assurances",
    "assurance_min",
    "clock_skew_seconds_max",
    "authorities",
    "claims",
    "signed_out_path",
];

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
    /// A scale has an empty name or one name twice.
    #[error("`{0}` is no list of different names")]
    Scale(&'static str),
    /// The least that is asked for is not on its scale.
    #[error("`{0}` is not on its list, the weakest first")]
    NotOnScale(&'static str),
    /// An office is more than one claim.
    #[error("set all of `authority_kind`, `office` and `state` under `claims`, or none")]
    Office,
}

impl<'de> Deserialize<'de> for Provider {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut all = Map::<String, Value>::deserialize(from)?;
        let kind = all.remove("kind").unwrap_or_else(|| "openid".into());
        let (common, own): (Map<_, _>, Map<_, _>) =
            all.into_iter().partition(|(name, _)| COMMON.contains(&name.as_str()));
        let kind = match kind.as_str() {
            Some("openid") => part(own).map(Kind::OpenId),
            Some("cas") => part(own).map(Kind::Cas),
            _ => Err(D::Error::custom("`kind` is neither `openid` nor `cas`")),
        };
        Ok(Self { common: part(common)?, kind: kind? })
    }
}

fn part<T: for<'de> Deserialize<'de>, E: Error>(fields: Map<String, Value>) -> Result<T, E> {
    T::deserialize(Value::Object(fields)).map_err(E::custom)
}

impl Provider {
    /// Makes the paths of files relative to `folder`, in which the configuration lies.
    pub fn relative_to(&mut self, folder: &Path) {
        let secret = match &mut self.kind {
            Kind::OpenId(open_id) => open_id.client_secret_file.as_mut(),
            Kind::Cas(_) => None,
        };
        for path in self.common.authorities.iter_mut().chain(secret) {
            *path = folder.join(&path);
        }
    }
}

/// The addresses of this system that a provider is told.
#[derive(Debug, Clone)]
pub(super) struct Here {
    /// Where it sends browsers back to.
    pub(super) callback: Url,
    /// Where it sends them after signing out.
    pub(super) signed_out: Url,
}

/// The least that counts as signed in.
#[derive(Debug, Clone, Default)]
pub(super) struct Least {
    pub(super) level: Option<String>,
    pub(super) assurance: Option<String>,
}

impl Common {
    /// The addresses of this system.
    pub(super) fn here(&self) -> Result<Here, SignInError> {
        let here = secure_address("public_address", &self.public_address)?;
        if here.path() != "/" || here.query().is_some() {
            return Err(SignInError::Address("public_address"));
        }
        let below = |path: &str| {
            here.join(path).map_err(|_unreadable| SignInError::Address("public_address"))
        };
        if local_path(&self.signed_out_path) != self.signed_out_path {
            return Err(SignInError::SignedOutPath);
        }
        Ok(Here { callback: below(CALLBACK_PATH)?, signed_out: below(&self.signed_out_path)? })
    }

    /// The scales, and the least on each that counts as signed in.
    pub(super) fn scales(&self) -> Result<(Scales, Least), SignInError> {
        let usual = ["BASIC", "MEDIUM", "HIGH"].map(str::to_owned);
        let names = self.levels.as_deref().unwrap_or(&usual);
        let levels = Scale::new(names).ok_or(SignInError::Scale("levels"))?;
        let assurances = Scale::new(&self.assurances).ok_or(SignInError::Scale("assurances"))?;
        let first = self.levels.as_ref().and_then(|levels| levels.first());
        let level = self.level_min.as_ref().or(first).cloned();
        if level.as_ref().is_some_and(|level| !levels.has(level)) {
            return Err(SignInError::NotOnScale("level_min"));
        }
        let assurance = self.assurance_min.clone();
        if assurance.as_ref().is_some_and(|least| !assurances.has(least)) {
            return Err(SignInError::NotOnScale("assurance_min"));
        }
        Ok((Scales { levels, assurances }, Least { level, assurance }))
    }
}

/// The address `text`, which is reached by TLS or is on this machine.
pub(super) fn secure_address(name: &'static str, text: &str) -> Result<Url, SignInError> {
    let Ok(url) = Url::parse(text) else { return Err(SignInError::Address(name)) };
    let is_here = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    if url.scheme() == "https" || (url.scheme() == "http" && is_here) {
        Ok(url)
    } else {
        Err(SignInError::NotSecure(name))
    }
}

fn assurances() -> Vec<String> {
    ["LOW", "MEDIUM", "HIGH", "TOP"].map(str::to_owned).to_vec()
}

fn clock_skew() -> u32 {
    30
}

fn root() -> String {
    "/".into()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(value: Value) -> Result<Provider, String> {
        serde_json::from_value(value).map_err(|error| error.to_string())
    }

    #[test]
    fn the_kind_decides_what_can_be_set() {
        let open_id = json!({ "issuer": "https://a", "client_id": "b", "public_address": "c" });
        assert!(matches!(read(open_id.clone()).unwrap().kind, Kind::OpenId(_)));
        let cas = json!({ "kind": "cas", "server": "https://a", "public_address": "c" });
        assert!(matches!(read(cas.clone()).unwrap().kind, Kind::Cas(_)));
        let cases = [
            (open_id.clone(), "kind", json!("saml"), "`kind` is neither"),
            (open_id.clone(), "kind", json!(1), "`kind` is neither"),
            (open_id, "server", json!("https://a"), "unknown field `server`"),
            (cas.clone(), "client_id", json!("b"), "unknown field `client_id`"),
            (cas.clone(), "levels", json!("HIGH"), "invalid type"),
            (cas, "claims", json!({ "nick": "a" }), "unknown field `nick`"),
        ];
        for (mut config, name, value, expected) in cases {
            config[name] = value;
            let error = read(config).unwrap_err();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn every_common_field_is_known_as_one() {
        let all = json!({
            "kind": "cas", "server": "https://a", "public_address": "https://c",
            "levels": ["a"], "level_min": "a", "assurances": ["b"], "assurance_min": "b",
            "clock_skew_seconds_max": 1, "authorities": ["d"], "claims": {},
            "signed_out_path": "/",
        });
        assert_eq!(all.as_object().unwrap().len(), COMMON.len() + 2);
        let mut provider = read(all).unwrap();
        provider.relative_to(Path::new("/e"));
        assert_eq!(provider.common.authorities, [Path::new("/e/d")]);
    }

    #[test]
    fn the_least_level_is_on_the_scale_and_a_scale_of_ones_own_begins_with_it() {
        let least = |fields: Value| {
            let mut all = json!({ "kind": "cas", "server": "a", "public_address": "b" });
            all.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
            read(all).unwrap().common.scales().map(|(_, least)| least.level)
        };
        assert_eq!(least(json!({})).unwrap(), None);
        assert_eq!(least(json!({ "level_min": "HIGH" })).unwrap().as_deref(), Some("HIGH"));
        assert_eq!(least(json!({ "levels": ["x", "y"] })).unwrap().as_deref(), Some("x"));
        let wrong = [
            json!({ "level_min": "STRONG" }),
            json!({ "levels": ["x", "y"], "level_min": "HIGH" }),
            json!({ "levels": ["x", "x"] }),
            json!({ "assurance_min": "STRONG" }),
        ];
        for fields in wrong {
            assert!(least(fields.clone()).is_err(), "{fields}");
        }
    }

    #[test]
    fn only_this_machine_is_reached_without_tls() {
        for good in
            ["https://a.example/b", "http://127.0.0.1:1", "http://[::1]/", "http://localhost"]
        {
            assert!(secure_address("server", good).is_ok(), "{good}");
        }
        for bad in ["http://a.example", "ftp://a.example", "a", "", "http://127.0.0.1.example"] {
            assert!(secure_address("server", bad).is_err(), "{bad}");
        }
    }
}
