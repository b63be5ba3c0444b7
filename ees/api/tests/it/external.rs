//! A matching service of another maker in the place of ours: here our own, in a process of its own,
//! asked by the interface of OSIA.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use ees_abis::client::{Config, Osia};
use ees_abis::server::SCOPES;
use ees_api::biometrics::external::External;
use ees_biometrics::matcher::{Captured, Keeper, Matcher};
use ees_match::gallery::{Reference, Samples};
use ees_match::net::Cpu;
use ees_match::record::Position;
use ees_match::synthetic::population::{Minutiae, Noise};
use ees_store::schema;
use fnd_vault::log::merkle::sha256;
use serde_json::json;

use crate::kit::Desk;
use crate::people::exempt;
use crate::taking::{admit, fill, hand, said, step, take};

const TOKEN: &str = "everything-0123456789abcdef";

/// The service, which ends with the test.
struct Service {
    child: Child,
    address: String,
}

impl Service {
    fn start(folder: &Path) -> Self {
        let config = "data = \"data\"\nserver.plain.address = \"127.0.0.1:0\"\n\
                      tokens = \"tokens.toml\"\nmodels = \"no-models\"\nmatcher = \"both\"\n";
        fs::write(folder.join("osia.toml"), config).unwrap();
        let digest = sha256(&[TOKEN.as_bytes()]).map(|byte| format!("{byte:02x}")).concat();
        let tokens = format!(
            "[[token]]\nclient = \"register\"\nsha256 = \"{digest}\"\nscopes = {SCOPES:?}\n"
        );
        fs::write(folder.join("tokens.toml"), tokens).unwrap();
        let token = folder.join("token");
        fs::write(&token, TOKEN).unwrap();
        fs::set_permissions(&token, fs::Permissions::from_mode(0o600)).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_eesd"))
            .args(["matcher", "--osia"])
            .arg(folder.join("osia.toml"))
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let address = lines.find_map(|line| {
            let (_, rest) = line.split_once("plain=Some(")?;
            Some(rest.split_once(')')?.0.to_owned())
        });
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address: address.unwrap() }
    }

    fn client(&self, folder: &Path) -> Osia {
        let config: Config = serde_json::from_value(json!({
            "address": format!("http://{}", self.address),
            "token": folder.join("token"),
            "gallery": "EES",
            "calibration": {
                "whole": [[0.0, 1.0], [10.0, 0.1], [60.0, 1e-6], [1000.0, 1e-100]],
            },
        }))
        .unwrap();
        Osia::new(&config).unwrap()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_service_compares_and_searches_and_forgets_and_may_be_gone() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start(folder.path());
    let osia = service.client(folder.path());
    // Somebody of an earlier time, whose erasure nobody told the service.
    let finger = Minutiae::of(9).capture(1, &Noise::MEASURED);
    let fingers = vec![(Position::RIGHT_INDEX, finger)];
    let samples = Samples { face: None, fingers };
    let forgotten = Captured { samples, pictures: Vec::new() };
    osia.put(Reference(77), &forgotten).await.unwrap();

    let external = Arc::new(External::new(osia.clone(), Cpu::detect()));
    let matcher: Arc<dyn Matcher> = Arc::<External>::clone(&external);
    let (desk, database) = Desk::open_asking(matcher).await;
    let _following = fill(&desk, &database, external).await;
    let until = async |count: usize| while osia.everybody().await.unwrap().len() != count {};
    until(0).await;
    let taken = take(&desk, &hand(2, 1)).await;
    let file = admit(&desk, 1, &exempt("GE1"), &taken).await;
    until(1).await;

    let again = take(&desk, &hand(2, 2)).await;
    let asked = step(&desk, &exempt("GE1"), &again).await;
    assert_eq!(said(&asked, "verify-fingerprints"), "match");
    let mut other = exempt("XX9");
    other["identity"]["surname"] = json!("Kvitashvili");
    other["identity"]["birth"] = json!("1991-12-24");
    let asked = step(&desk, &other, &again).await;
    assert_eq!(said(&asked, "identify"), "match");
    assert_eq!(asked["candidates"][0]["file_id"], json!(file));
    let stranger = take(&desk, &hand(1, 1)).await;
    let asked = step(&desk, &other, &stranger).await;
    assert_eq!((said(&asked, "identify"), &asked["missing_parts"]), ("no-match", &json!(0)));

    let retention = database.client(schema::RETENTION).await;
    let uuid: uuid::Uuid = file.parse().unwrap();
    retention.execute("DELETE FROM file WHERE file_id = $1", &[&uuid]).await.unwrap();
    until(0).await;
    drop(service);
    let asked = step(&desk, &other, &again).await;
    assert_eq!(said(&asked, "identify"), "not-available", "{asked}");
}
