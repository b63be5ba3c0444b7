//! The client speaks TLS with the authorities that are named, and without TLS to this machine
//! alone.

use std::fs;
use std::path::Path;

use ees_abis::client::{ConfigError, Osia};
use ees_biometrics::matcher::Keeper;
use ees_match::gallery::Reference;
use fnd_web::client::ClientError;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};

use crate::kit::{Served, client_config, config, folder, person, secret};

fn certificates(folder: &Path) {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let own = params.signed_by(&key, &authority).unwrap();
    fs::write(folder.join("authority.pem"), authority.pem()).unwrap();
    fs::write(folder.join("server.pem"), own.pem()).unwrap();
    secret(&folder.join("server.key"), &key.serialize_pem());
}

#[tokio::test]
async fn a_service_is_believed_by_its_authority() {
    let folder = folder();
    certificates(folder.path());
    certificates(&{
        let other = folder.path().join("other");
        fs::create_dir(&other).unwrap();
        other
    });
    let path = folder.path().join("osia.toml");
    let text = fs::read_to_string(&path).unwrap().replace(
        r#"server.plain.address = "127.0.0.1:0""#,
        r#"server.tls = { address = "127.0.0.1:0", certificate = "server.pem", key = "server.key" }"#,
    );
    fs::write(&path, text).unwrap();
    let served = Served::start(&config(folder.path())).unwrap();
    let address = format!("https://localhost:{}", served.address.port());
    let mut config = client_config(&address, Path::new("token"));
    config.authorities = vec!["authority.pem".into()];
    config.relative_to(folder.path());
    let osia = Osia::new(&config).unwrap();
    osia.put(Reference(1), &person(1, 1)).await.unwrap();
    assert!(osia.remove(Reference(1)).await.unwrap());
    config.authorities = vec![folder.path().join("other/authority.pem")];
    let refused = Osia::new(&config).unwrap().remove(Reference(1)).await.unwrap_err().to_string();
    assert!(refused.contains("the connection failed"), "{refused}");
    served.stop().await;
}

#[test]
fn another_machine_is_reached_by_tls_alone() {
    let folder = folder();
    let config = client_config("http://abis.example", &folder.path().join("token"));
    let refused = Osia::new(&config).unwrap_err();
    assert!(matches!(refused, ConfigError::Client(ClientError::Bare(_))), "{refused}");
}

#[tokio::test]
async fn a_service_without_tls_is_for_this_machine_alone() {
    let folder = folder();
    let path = folder.path().join("osia.toml");
    let text = fs::read_to_string(&path).unwrap().replace("127.0.0.1:0", "0.0.0.0:0");
    fs::write(&path, text).unwrap();
    let refused = Served::start(&config(folder.path())).err().unwrap().to_string();
    assert!(refused.contains("loopback"), "{refused}");
}
