//! What the provider remembers.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use fnd_core::Clock;
use serde_json::{Value, json};

use super::keys::{Key, random, sign_with_secret, unsigned};
use super::{Misbehaviour, Person, Settings};

/// How long a code can be redeemed, in seconds.
const CODE_SECONDS: i64 = 60;
/// How long a token is valid, in seconds.
const TOKEN_SECONDS: i64 = 300;

/// A code that was given out.
#[derive(Debug, Clone)]
pub(super) struct Grant {
    pub(super) person: Person,
    pub(super) redirect: String,
    pub(super) challenge: String,
    pub(super) nonce: Option<String>,
    /// The session at the provider.
    pub(super) session: String,
    pub(super) until: i64,
}

#[derive(Debug)]
pub(super) struct State {
    pub(super) issuer: String,
    pub(super) settings: Settings,
    clock: Arc<dyn Clock>,
    inner: Mutex<Inner>,
}

#[derive(Debug)]
struct Inner {
    key: Key,
    codes: BTreeMap<String, Grant>,
    access: BTreeMap<String, Person>,
    /// The last session of each login.
    sessions: BTreeMap<String, String>,
    allowed: Vec<String>,
    misbehaviour: Option<Misbehaviour>,
}

impl State {
    pub(super) fn new(issuer: String, settings: Settings, clock: Arc<dyn Clock>) -> Self {
        let inner = Inner {
            key: Key::generate(settings.algorithm),
            codes: BTreeMap::new(),
            access: BTreeMap::new(),
            sessions: BTreeMap::new(),
            allowed: settings.redirect_addresses.clone(),
            misbehaviour: None,
        };
        Self { issuer, settings, clock, inner: Mutex::new(inner) }
    }

    pub(super) fn allow(&self, address: &str) {
        self.inner.lock().unwrap().allowed.push(address.to_owned());
    }

    pub(super) fn is_allowed(&self, address: &str) -> bool {
        self.inner.lock().unwrap().allowed.iter().any(|allowed| allowed == address)
    }

    pub(super) fn misbehave(&self, how: Option<Misbehaviour>) {
        self.inner.lock().unwrap().misbehaviour = how;
    }

    pub(super) fn rotate_keys(&self) {
        self.inner.lock().unwrap().key = Key::generate(self.settings.algorithm);
    }

    pub(super) fn public_key(&self) -> Value {
        self.inner.lock().unwrap().key.public()
    }

    pub(super) fn person(&self, login: &str) -> Option<Person> {
        self.settings.people.iter().find(|person| person.login == login).cloned()
    }

    /// Gives out a code.
    pub(super) fn grant(&self, mut grant: Grant) -> String {
        grant.until = self.now() + CODE_SECONDS;
        grant.session = random();
        let code = random();
        let mut inner = self.inner.lock().unwrap();
        inner.sessions.insert(grant.person.login.clone(), grant.session.clone());
        inner.codes.insert(code.clone(), grant);
        code
    }

    /// Redeems a code, once.
    pub(super) fn redeem(&self, code: &str, redirect: &str, verifier: &str) -> Option<Grant> {
        let grant = self.inner.lock().unwrap().codes.remove(code)?;
        let proved = BASE64.encode(digest(&SHA256, verifier.as_bytes())) == grant.challenge;
        (proved && grant.redirect == redirect && self.now() < grant.until).then_some(grant)
    }

    /// Gives out an access token.
    pub(super) fn access(&self, person: Person) -> String {
        let token = random();
        self.inner.lock().unwrap().access.insert(token.clone(), person);
        token
    }

    /// Who an access token is for; somebody else when told to misbehave.
    pub(super) fn of_access(&self, token: &str) -> Option<Value> {
        let inner = self.inner.lock().unwrap();
        let person = inner.access.get(token)?;
        let mut claims = Value::Object(person.claims.clone());
        let is_other = inner.misbehaviour == Some(Misbehaviour::OtherPerson);
        claims["sub"] = if is_other { "somebody-else" } else { person.login.as_str() }.into();
        Some(claims)
    }

    /// The ID token for a redeemed code.
    pub(super) fn id_token(&self, grant: &Grant) -> String {
        let inner = self.inner.lock().unwrap();
        let now = self.now();
        let mut claims = Value::Object(grant.person.claims.clone());
        claims["iss"] = self.issuer.as_str().into();
        claims["sub"] = grant.person.login.as_str().into();
        claims["aud"] = self.settings.client_id.as_str().into();
        claims["iat"] = now.into();
        claims["sid"] = grant.session.as_str().into();
        claims["auth_time"] = now.into();
        claims["exp"] = (now + TOKEN_SECONDS).into();
        if let Some(nonce) = &grant.nonce {
            claims["nonce"] = nonce.as_str().into();
        }
        match inner.misbehaviour {
            Some(how) => self.misbehaving(how, claims, &inner.key),
            None => inner.key.sign(&claims),
        }
    }

    pub(super) fn session(&self, login: &str) -> Option<String> {
        self.inner.lock().unwrap().sessions.get(login).cloned()
    }

    /// A logout token, with `changes` made to what it would hold; what is null is left out.
    pub(super) fn logout_token(&self, changes: &Value) -> String {
        let inner = self.inner.lock().unwrap();
        let now = self.now();
        let mut claims = json!({
            "iss": self.issuer, "aud": self.settings.client_id, "iat": now, "exp": now + 120,
            "jti": random(),
            "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
        });
        let claims_of = claims.as_object_mut().unwrap();
        for (name, value) in changes.as_object().unwrap() {
            if value.is_null() {
                claims_of.remove(name);
            } else {
                claims_of.insert(name.clone(), value.clone());
            }
        }
        match inner.misbehaviour {
            Some(how) => self.misbehaving(how, claims, &inner.key),
            None => inner.key.sign(&claims),
        }
    }

    fn misbehaving(&self, how: Misbehaviour, mut claims: Value, key: &Key) -> String {
        let now = self.now();
        match how {
            Misbehaviour::WrongNonce => claims["nonce"] = "another".into(),
            Misbehaviour::WrongAudience => claims["aud"] = "another".into(),
            Misbehaviour::SecondAudience => {
                claims["aud"] = json!([self.settings.client_id, "another"]);
            }
            Misbehaviour::WrongIssuer => claims["iss"] = "http://127.0.0.1:1".into(),
            Misbehaviour::WrongParty => claims["azp"] = "another".into(),
            Misbehaviour::Expired => claims["exp"] = (now - TOKEN_SECONDS).into(),
            Misbehaviour::IssuedTomorrow => claims["iat"] = (now + 86_400).into(),
            Misbehaviour::NoSignature => {
                return format!("{}.", unsigned(&json!({ "alg": "none" }), &claims));
            }
            Misbehaviour::SharedSecret => {
                return sign_with_secret(&claims, &self.settings.client_secret);
            }
            Misbehaviour::UnknownKey => {
                return Key::generate(self.settings.algorithm).sign(&claims);
            }
            Misbehaviour::Changed => {
                let signed = key.sign(&claims);
                let (head, rest) = signed.split_once('.').unwrap();
                let (_, signature) = rest.split_once('.').unwrap();
                claims["sub"] = "somebody-else".into();
                return format!("{head}.{}.{signature}", BASE64.encode(claims.to_string()));
            }
            Misbehaviour::OldAuthentication => claims["auth_time"] = (now - 3600).into(),
            Misbehaviour::FutureAuthentication => claims["auth_time"] = (now + 3600).into(),
            Misbehaviour::NoAuthenticationTime => claims["auth_time"] = Value::Null,
            Misbehaviour::OtherPerson => {}
        }
        key.sign(&claims)
    }

    pub(super) fn now(&self) -> i64 {
        self.clock.now().as_second()
    }
}
