//! A service that runs, whoever asks it, and people who do not exist.

use std::fs;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{Method, Request};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ees_abis::client::{self, Osia};
use ees_abis::server::{self, Config, SCOPES, ServerError};
use ees_biometrics::matcher::Captured;
use ees_match::compare::calibration::Strength;
use ees_match::gallery::{Samples, Wanted};
use ees_match::minutiae::Template;
use ees_match::record::minutiae::{MinutiaeRecord, View};
use ees_match::record::{Capture, Edition, Position, minutiae};
use ees_match::synthetic::population::{Minutiae, Noise};
use fnd_web::client::{Client, Other};
use fnd_web::serve::{ServeError, Stopper};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tokio::task::JoinHandle;

/// The token that allows everything.
pub(crate) const TOKEN: &str = "everything-0123456789abcdef";
/// As long as a test waits for anything.
const PATIENCE: Duration = Duration::from_mins(1);

/// A folder with the configuration of a service: without models, on a port of its own.
pub(crate) fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let config = r#"
        data = "data"
        server.plain.address = "127.0.0.1:0"
        tokens = "tokens.toml"
        models = "models"
        matcher = "both"
    "#;
    fs::write(folder.path().join("osia.toml"), config).unwrap();
    let all: Vec<&str> = SCOPES.to_vec();
    fs::write(folder.path().join("tokens.toml"), token("register", TOKEN, &all)).unwrap();
    secret(&folder.path().join("token"), TOKEN);
    folder
}

/// A file that only its owner reads.
pub(crate) fn secret(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

/// An entry of the file of tokens.
pub(crate) fn token(client: &str, token: &str, scopes: &[&str]) -> String {
    let digest = Sha256::digest(token.as_bytes());
    let digest = digest.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    format!("[[token]]\nclient = \"{client}\"\nsha256 = \"{digest}\"\nscopes = {scopes:?}\n")
}

pub(crate) fn config(folder: &Path) -> Config {
    Config::load(&folder.join("osia.toml")).unwrap()
}

/// A service that runs until it is stopped.
pub(crate) struct Served {
    pub(crate) address: SocketAddr,
    stopper: Stopper,
    running: JoinHandle<Result<(), ServeError>>,
    lock: PathBuf,
}

impl Served {
    pub(crate) fn start(config: &Config) -> Result<Self, ServerError> {
        let running = server::start(config, None)?;
        let address = running.plain.or(running.tls).unwrap();
        let stopper = running.stopper();
        let lock = config.data.join("gallery.sqlite.lock");
        Ok(Self { address, stopper, running: tokio::spawn(running.until_stopped()), lock })
    }

    pub(crate) fn of(folder: &Path) -> Self {
        Self::start(&config(folder)).unwrap()
    }

    /// Waits until it is gone, and its file free.
    pub(crate) async fn stop(self) {
        self.stopper.stop_at_once();
        self.running.await.unwrap().unwrap();
        // The last request may hold it a moment longer than the server runs.
        let lock = fs::File::open(&self.lock).unwrap();
        while lock.try_lock().is_err() {
            tokio::task::yield_now().await;
        }
    }

    pub(crate) fn ask(&self) -> Ask {
        Ask::of(&format!("http://{}", self.address))
    }
}

/// Somebody who asks, with a token.
#[derive(Clone)]
pub(crate) struct Ask {
    client: Client,
    pub(crate) token: String,
}

impl Ask {
    pub(crate) fn of(address: &str) -> Self {
        let server = Other { address: address.to_owned(), ..Other::default() };
        Self { client: Client::of_another(&server).unwrap(), token: TOKEN.to_owned() }
    }

    /// Status and body; `Null` where the body is empty.
    pub(crate) async fn bytes(&self, method: Method, path: &str, body: Vec<u8>) -> (u16, Value) {
        let mut request = Request::builder().method(method).uri(path);
        if !self.token.is_empty() {
            request = request.header("authorization", format!("Bearer {}", self.token));
        }
        let request = request.body(Bytes::from(body)).unwrap();
        let answer = self.client.send(request, PATIENCE).await.unwrap();
        let value = if answer.body().is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(answer.body()).unwrap()
        };
        (answer.status().as_u16(), value)
    }

    /// The same with the name of a transaction.
    pub(crate) async fn json(&self, method: Method, path: &str, body: &Value) -> (u16, Value) {
        let mark = if path.contains('?') { '&' } else { '?' };
        let path = format!("{path}{mark}transactionId=t");
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        self.bytes(method, &path, body).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        self.json(Method::POST, path, body).await
    }

    pub(crate) async fn get(&self, path: &str) -> (u16, Value) {
        self.json(Method::GET, path, &Value::Null).await
    }
}

/// The configuration of our client for a service there.
pub(crate) fn client_config(address: &str, token: &Path) -> client::Config {
    let calibration = json!({ "whole": [[0.0, 1.0], [10.0, 0.1], [60.0, 1e-6], [1000.0, 1e-100]] });
    let text = json!({
        "address": address, "token": token, "gallery": "EES", "answer_seconds_max": 30,
        "calibration": calibration,
    });
    serde_json::from_value(text).unwrap()
}

/// Our client of a service of [`folder`].
pub(crate) fn osia(served: &Served, folder: &Path) -> Osia {
    let address = format!("http://{}", served.address);
    Osia::new(&client_config(&address, &folder.join("token"))).unwrap()
}

/// A finger that does not exist.
pub(crate) fn template(person: u64, finger: u64, capture: u64) -> Template {
    let noise = Noise { spread: 0.0, ..Noise::MEASURED };
    Minutiae::of(person.saturating_mul(100).saturating_add(finger)).capture(capture, &noise)
}

/// Two fingers of somebody who does not exist, as templates.
pub(crate) fn person(person: u64, capture: u64) -> Captured {
    let fingers = vec![
        (Position::RIGHT_INDEX, template(person, 1, capture)),
        (Position::RIGHT_MIDDLE, template(person, 2, capture)),
    ];
    Captured { samples: Samples { face: None, fingers }, pictures: Vec::new() }
}

pub(crate) fn wanted() -> Wanted {
    Wanted { threshold: Strength::of_rate(1e-4), most: 5 }
}

/// A template as the interface has it.
pub(crate) fn finger(name: &str, template: &Template) -> Value {
    let view = View {
        position: Position::UNKNOWN,
        number: 0,
        impression: 0,
        capture: Capture::default(),
        template: template.clone(),
    };
    let record = MinutiaeRecord { edition: Edition::Of2005, views: vec![view] };
    let record = STANDARD.encode(minutiae::write(&record).unwrap());
    json!({
        "biometricType": "FINGER", "biometricSubType": name,
        "template": record, "templateFormat": "ISO_19794_2",
    })
}

/// An encounter with these biometrics.
pub(crate) fn encounter(galleries: &[&str], biometrics: &[Value]) -> Value {
    json!({
        "status": "ACTIVE", "encounterType": "test", "galleries": galleries,
        "biographicData": { "name": "Popescu-in-the-clear" },
        "biometricData": biometrics,
    })
}

/// The question who somebody with these biometrics is.
pub(crate) fn question(biometrics: &[Value]) -> Value {
    json!({ "filter": {}, "biometricData": biometrics })
}

/// The people of an answer.
pub(crate) fn people(answer: &Value) -> Vec<String> {
    let all = answer.as_array().unwrap_or_else(|| panic!("{answer}"));
    all.iter().map(|one| one["personId"].as_str().unwrap().to_owned()).collect()
}
