//! Systems that call with client certificates.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use fnd_core::clock::SystemClock;
use fnd_core::id::RandomIds;
use fnd_testkit::http::Client;
use fnd_testkit::tls::{Credentials, TestAuthority};
use fnd_vault::log::merkle::sha256;
use fnd_web::client::{self, Server, Unanswered};
use fnd_web::serve::{self, Admin, Config, Running, Tls};
use fnd_web::vouch::Named;
use fnd_web::{Certificates, Stack, System};
use http::Method;
use tempfile::TempDir;

use crate::site::routes;

struct Place {
    authority: TestAuthority,
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self {
            authority: TestAuthority::new("Test authority"),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, own: &Credentials) {
        std::fs::write(self.path("server.pem"), &own.certificate).unwrap();
        fnd_vault::secret::write(&self.path("server.key"), &own.key).unwrap();
    }

    fn config(&self) -> Config {
        self.write(&self.authority.server(&["localhost", "127.0.0.1"]));
        let clients = self.path("clients.pem");
        std::fs::write(&clients, self.authority.certificate()).unwrap();
        let tls = Tls {
            address: ([127, 0, 0, 1], 0).into(),
            certificate: self.path("server.pem"),
            key: self.path("server.key"),
            client_authorities: vec![clients],
        };
        Config { tls: Some(tls), ..Config::default() }
    }

    fn start(&self, known: &Credentials) -> Running {
        self.start_with(known, false)
    }

    fn start_with(&self, known: &Credentials, vouches: bool) -> Running {
        let bytes = sha256(&[&known.public_key]);
        let key = bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":");
        let system = System {
            key,
            name: "gate".into(),
            authority_kind: "office".into(),
            office: "17".into(),
            state: "ROU".into(),
            place: Some("4".into()),
            roles: vec!["machine".into()],
            vouches,
        };
        let mut stack = Stack::new(Arc::new(SystemClock), Arc::new(RandomIds));
        stack.certificates = Certificates::new(&[system]).unwrap();
        serve::start(&self.config(), stack.around(routes()), Admin::new()).unwrap()
    }

    fn client(&self, own: Option<&Credentials>) -> Client {
        Client::new(Some(&self.authority.certificate()), own)
    }
}

#[tokio::test]
async fn a_registered_system_is_known_by_its_key_and_others_are_not() {
    let place = Place::new();
    let known = place.authority.client("gate");
    let running = place.start(&known);
    let me = format!("https://{}/me", running.tls.unwrap());

    let caller = place.client(Some(&known)).get(&me).await.json();
    assert_eq!(caller["person"], "gate");
    assert_eq!(caller["means"], "certificate");

    // Another key under the same name, and nobody at all.
    let other = place.authority.client("gate");
    for client in [place.client(Some(&other)), place.client(None)] {
        let answer = client.get(&me).await;
        assert_eq!(answer.problem().as_deref(), Some("unauthenticated"));
        // There is nowhere to sign in, so a browser is told the same.
        assert_eq!(client.page(&me).await.status, 401);
    }
    running.stopper().stop_at_once();
}

#[tokio::test]
async fn a_system_that_vouches_names_the_person_and_another_that_tries_is_refused() {
    let place = Place::new();
    let known = place.authority.client("gate");
    let named =
        Named { person: "o-17".into(), name: "Ștefan".into(), role: "machine".into() }.value();
    let named = named.unwrap();
    let header = [("limen-person", named.to_str().unwrap())];
    for (vouches, expected) in [(true, "o-17"), (false, "may-not-vouch")] {
        let running = place.start_with(&known, vouches);
        let me = format!("https://{}/me", running.tls.unwrap());
        let own = place.client(Some(&known));
        let answer = own.send(Method::GET, &me, &header, "").await.unwrap();
        let told = answer.problem();
        let found = told.unwrap_or_else(|| answer.json()["person"].as_str().unwrap().to_owned());
        assert_eq!(found, expected);
        let nobody = place.client(None).send(Method::GET, &me, &header, "").await.unwrap();
        assert_eq!(nobody.problem().as_deref(), Some("may-not-vouch"));
        running.stopper().stop_at_once();
    }
}

#[tokio::test]
async fn a_client_shows_its_certificate_and_waits_no_longer_than_it_was_told() {
    let place = Place::new();
    let own = place.authority.client("gate");
    let running = place.start(&own);
    std::fs::write(place.path("own.pem"), &own.certificate).unwrap();
    fnd_vault::secret::write(&place.path("own.key"), &own.key).unwrap();
    let mut server = Server {
        address: format!("https://localhost:{}", running.tls.unwrap().port()),
        certificate: place.path("own.pem"),
        key: place.path("own.key"),
        authorities: vec![place.path("clients.pem")],
    };
    let long = Duration::from_mins(1);
    let me = || http::Request::get("/me?a=1").body(Bytes::new()).unwrap();
    let client = client::Client::new(&server).unwrap();
    let answer = client.send(me(), long).await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(String::from_utf8_lossy(answer.body()).contains("gate"));
    // Its connections are taken by the system and answered by nobody.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let known = std::mem::replace(
        &mut server.address,
        format!("https://localhost:{}", silent.local_addr().unwrap().port()),
    );
    let late = client::Client::new(&server)
        .unwrap()
        .send(me(), Duration::from_millis(50))
        .await
        .unwrap_err();
    assert!(matches!(late, Unanswered::Timeout(_)), "{late}");
    server.address = known;
    // Nobody listens there any more.
    running.stopper().stop_at_once();
    running.until_stopped().await.unwrap();
    assert!(client.send(me(), long).await.is_err());
    // Another authority than the one that is trusted does not count as the server.
    let other = TestAuthority::new("Another authority").certificate();
    std::fs::write(place.path("clients.pem"), other).unwrap();
    assert!(client::Client::new(&server).unwrap().send(me(), long).await.is_err());
    for wrong in ["http://localhost", "https://localhost/path", "localhost", ""] {
        server.address = wrong.into();
        assert!(client::Client::new(&server).is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn certificates_that_are_expired_or_of_another_authority_do_not_connect() {
    let place = Place::new();
    let running = place.start(&place.authority.client("gate"));
    let me = format!("https://{}/me", running.tls.unwrap());
    let expired = place.authority.expired_client("gate");
    let foreign = TestAuthority::new("Another authority").client("gate");
    for own in [expired, foreign] {
        assert!(place.client(Some(&own)).send(Method::GET, &me, &[], "").await.is_err());
    }
    running.stopper().stop_at_once();
}

#[tokio::test]
async fn a_system_without_a_browser_is_not_held_up_by_the_check_for_other_sites() {
    let place = Place::new();
    let known = place.authority.client("gate");
    let running = place.start(&known);
    let me = format!("https://{}/me", running.tls.unwrap());
    let client = place.client(Some(&known));
    assert_eq!(client.send(Method::POST, &me, &[], "").await.unwrap().text, "done");
    // A browser that holds the certificate shows it to any page that asks.
    let headers = [("sec-fetch-site", "cross-site")];
    let answer = client.send(Method::POST, &me, &headers, "").await.unwrap();
    assert_eq!(answer.problem().as_deref(), Some("cross-site"));
    running.stopper().stop_at_once();
}

#[tokio::test]
async fn certificates_are_read_again_and_bad_ones_do_not_replace_good_ones() {
    let place = Place::new();
    let running = place.start(&place.authority.client("gate"));
    let open = format!("https://{}/open", running.tls.unwrap());
    assert_eq!(place.client(None).get(&open).await.text, "open");

    std::fs::write(place.path("server.pem"), "no certificate").unwrap();
    assert!(running.reload().is_err());
    assert_eq!(place.client(None).get(&open).await.text, "open");

    let new = TestAuthority::new("New authority");
    place.write(&new.server(&["127.0.0.1"]));
    running.reload().unwrap();
    assert!(place.client(None).send(Method::GET, &open, &[], "").await.is_err());
    let client = Client::new(Some(&new.certificate()), None);
    let answer = client.get(&open).await;
    assert_eq!(answer.text, "open");
    assert!(answer.header("strict-transport-security").starts_with("max-age="));
    running.stopper().stop_at_once();
}

#[tokio::test]
async fn a_key_that_others_may_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;

    let place = Place::new();
    let config = place.config();
    let open = std::fs::Permissions::from_mode(0o644);
    let key: &Path = &config.tls.as_ref().unwrap().key;
    std::fs::set_permissions(key, open).unwrap();
    let error = serve::start(&config, routes(), Admin::new()).unwrap_err();
    assert!(error.to_string().contains("chmod 600"), "{error}");
}
