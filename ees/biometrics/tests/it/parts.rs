//! Two parts, one server, and what is said when one of them is gone.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, RwLock};
use std::time::Duration;

use ees_biometrics::cluster::{Cluster, Missing, Share};
use ees_biometrics::nats::{Bus, Server};
use ees_match::compare::Method;
use ees_match::compare::calibration::Strength;
use ees_match::gallery::{Gallery, Reference, Samples, Wanted};
use ees_match::net::Cpu;
use ees_match::record::Position;
use ees_match::synthetic::population::{Minutiae, Noise};

/// A server on a port of its own, which ends with the test.
struct Nats {
    child: Child,
    url: String,
}

impl Nats {
    fn start() -> Self {
        // Where Debian has it is not on everybody's search path.
        let program = ["/usr/sbin/nats-server", "nats-server"]
            .into_iter()
            .find(|program| !program.starts_with('/') || std::path::Path::new(program).exists());
        let mut child = Command::new(program.unwrap())
            .args(["--addr", "127.0.0.1", "--port", "-1"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("nats-server: {error}; `apt-get install nats-server`"));
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let address =
            lines.find_map(|line| Some(line.split_once("client connections on ")?.1.to_owned()));
        // A server whose lines nobody reads any more would end with its next one.
        std::thread::spawn(move || lines.for_each(drop));
        let url = format!("nats://{}", address.unwrap());
        Self { child, url }
    }

    async fn bus(&self) -> Bus {
        let to = Server { url: self.url.clone(), roots: None, identity: None };
        Bus::connect(&to).await.unwrap()
    }
}

impl Drop for Nats {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn person(number: u64, capture: u64) -> Samples {
    let noise = Noise { spread: 0.0, ..Noise::MEASURED };
    let template = Minutiae::of(number).capture(capture, &noise);
    Samples { face: None, fingers: vec![(Position::RIGHT_INDEX, template)] }
}

fn gallery(share: Share) -> Arc<RwLock<Gallery>> {
    let mut gallery = Gallery::new(Method::Both, Cpu::detect());
    for number in (0..20_u64).filter(|number| share.has(Reference((*number).into()))) {
        gallery.put(Reference(number.into()), &person(number, 1)).unwrap();
    }
    Arc::new(RwLock::new(gallery))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_found_in_every_part_and_a_part_that_is_gone_is_said() {
    let nats = Nats::start();
    let shares = [1, 2].map(|number| Share::new(number, 2).unwrap());
    let galleries = shares.map(gallery);
    let mut parts = Vec::new();
    for (share, gallery) in shares.into_iter().zip(&galleries) {
        let (bus, gallery) = (nats.bus().await, Arc::clone(gallery));
        parts.push(tokio::spawn(async move { bus.serve(share, gallery).await }));
    }
    let cluster = Cluster::new(nats.bus().await, 2, Duration::from_secs(20)).unwrap();
    let wanted = Wanted { threshold: Strength::of_rate(1e-4), most: 3 };

    // A part that was started a moment ago may not have been heard of; then it is said.
    let mut found = cluster.search(&person(0, 2), wanted).await.unwrap();
    while !found.missing.is_empty() {
        assert!(matches!(found.missing[0].1, Missing::Unreachable(_)), "{:?}", found.missing);
        found = cluster.search(&person(0, 2), wanted).await.unwrap();
    }
    assert_eq!(found.people, 20);
    for number in 0..20 {
        let found = cluster.search(&person(number, 2), wanted).await.unwrap();
        assert_eq!(found.candidates[0].reference, Reference(number.into()));
    }

    // What is removed is gone from the next answer on.
    let home = usize::from(!shares[0].has(Reference(7)));
    assert!(galleries[home].write().unwrap().remove(Reference(7)));
    let found = cluster.search(&person(7, 2), wanted).await.unwrap();
    assert!(found.candidates.is_empty(), "{found:?}");

    parts[1].abort();
    assert!(parts.remove(1).await.unwrap_err().is_cancelled());
    let mut found = cluster.search(&person(0, 2), wanted).await.unwrap();
    while found.missing.is_empty() {
        found = cluster.search(&person(0, 2), wanted).await.unwrap();
    }
    assert_eq!(found.missing[0].0, shares[1]);
    assert!(found.people < 20);
}
