//! The gallery in processes of their own, over a real NATS server: filled from the register, kept
//! true by it, and missed when one is killed.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use ees_api::biometrics::follow::reference;
use ees_api::config::Config;
use ees_api::daemon::{ring, storage_beside};
use ees_biometrics::cluster::{Cluster, Found, Missing};
use ees_biometrics::nats::{Bus, Server};
use ees_biometrics::samples::kept_finger;
use ees_domain::access::{Action, grant};
use ees_domain::authority::{Actor, AuthorityKind, Purpose, Role};
use ees_domain::biometrics::{Biometrics, Seen};
use ees_domain::day::Day;
use ees_domain::enrolment::{SampleOf, ScoredPrints, ToEnter};
use ees_domain::fields::{Age, AgeReading, Finger, Hand, MissingFinger, Prints, PrintsGiven};
use ees_domain::file::{File, Regime};
use ees_domain::identity::{
    DocumentKind, DocumentNumber, Identity, Name, Nationalities, Sex, TravelDocument,
};
use ees_match::compare::calibration::Strength;
use ees_match::gallery::{Samples, Wanted};
use ees_match::record::Position;
use ees_match::synthetic::population::{Minutiae, Noise};
use ees_store::{Access, NewFile, Number, Outcome, PgRegister, Register, Sample, schema};
use fnd_core::clock::SystemClock;
use fnd_core::id::{Ids, RandomIds};
use fnd_core::{Clock, CountryCode, Id};
use fnd_pg::Database;
use fnd_pg::database::connect;
use jiff::civil::date;

use crate::operate::{Daemon, eesd, folder, run};

/// A process that ends with the test.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A NATS server on a port of its own.
fn nats() -> (Ended, String) {
    // Where Debian has it is not on everybody's search path.
    let debian = Path::new("/usr/sbin/nats-server");
    let program = if debian.exists() { debian } else { Path::new("nats-server") };
    let mut child = Command::new(program)
        .args(["--addr", "127.0.0.1", "--port", "-1"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let address = lines
        .find_map(|line| Some(line.split_once("client connections on ")?.1.to_owned()))
        .unwrap();
    std::thread::spawn(move || lines.for_each(drop));
    (Ended(child), format!("nats://{address}"))
}

fn print_of(person: u64, impression: u64) -> Samples {
    let noise = Noise { spread: 0.0, ..Noise::MEASURED };
    let template = Minutiae::of(person).capture(impression, &noise);
    Samples { face: None, fingers: vec![(Position::RIGHT_INDEX, template)] }
}

/// What a file says of whom one finger was taken.
fn marks() -> Biometrics {
    let rest = [Finger::Middle, Finger::Ring, Finger::Little];
    let given = PrintsGiven {
        taken: vec![(Hand::Right, Finger::Index)],
        missing: rest.map(|one| (Hand::Right, one, MissingFinger::Amputated)).to_vec(),
    };
    let prints = Prints::new(&given).unwrap();
    let prints = Some(ScoredPrints { prints, scores: [Some(60), None, None, None] });
    let age = AgeReading::Known(Age::TwelveOrOlder);
    let seen = Seen::plain(Regime::VisaExempt, age, Day::of(2026, 7, 15));
    Biometrics::of_new(&Seen { entered: ToEnter { prints, ..ToEnter::default() }, ..seen })
}

/// Stores a file with one finger of somebody.
async fn enrol(register: &PgRegister, person: u64) -> Id<File> {
    let at = SystemClock.now();
    let actor = Actor {
        authority: AuthorityKind::Border,
        role: Role::Officer,
        state: CountryCode::of(b"ROU"),
        office: "Otopeni".into(),
        person: "an officer".into(),
        place: None,
    };
    let grant = grant(&actor, Action::RecordEntry, Purpose::BorderEntry).unwrap();
    let access = Access { grant, actor, request: RandomIds.next(at), at, asked: String::new() };
    let file = NewFile {
        id: Id::from_uuid(RandomIds.next(at)),
        regime: Regime::VisaExempt,
        identity: Identity {
            surname: Name::new("Ito").unwrap(),
            given_names: None,
            birth: "1990-01-01".parse().unwrap(),
            nationalities: Nationalities::new([CountryCode::of(b"JPN")]).unwrap(),
            sex: Sex::Female,
        },
        document: TravelDocument {
            kind: DocumentKind::OrdinaryPassport,
            number: DocumentNumber::new(&format!("TR{person}")).unwrap(),
            issuer: CountryCode::of(b"JPN"),
            expires: date(2031, 1, 31),
        },
        number: Number::Searched,
        biometrics: marks(),
        state: CountryCode::of(b"ROU"),
        office: "Otopeni".into(),
        at,
        kept_until: None,
    };
    let template = &print_of(person, 1).fingers[0].1;
    let sample = Sample {
        of: SampleOf::Print(Hand::Right, Finger::Index),
        image: vec![0],
        template: Some(kept_finger(Position::RIGHT_INDEX, template).unwrap()),
    };
    let mut work = register.begin(access).await.unwrap();
    work.add_file(&file).await.unwrap();
    work.put_samples(file.id, &[sample]).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
    file.id
}

/// Searches until the answer is as `is_as_wanted` says.
async fn search(
    (cluster, matchers): (&Cluster<Bus>, &mut [Ended]),
    person: u64,
    is_as_wanted: impl Fn(&Found) -> bool,
) -> Found {
    let wanted = Wanted { threshold: Strength::of_rate(1e-4), most: 3 };
    loop {
        let found = cluster.search(&print_of(person, 2), wanted).await.unwrap();
        for Ended(child) in matchers.iter_mut() {
            assert_eq!(child.try_wait().unwrap(), None, "a matcher ended");
        }
        if is_as_wanted(&found) {
            return found;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn parts_in_processes_of_their_own_know_what_the_register_knows() {
    const PEOPLE: u64 = 6;
    let (_nats, url) = nats();
    let (folder, config) = folder();
    let text = fs::read_to_string(&config).unwrap();
    let parts = format!(
        "\n[biometrics]\nextractor = \"classical\"\n\n[biometrics.parts]\ncount = 2\nnats = \"{url}\"\n"
    );
    fs::write(&config, format!("{text}{parts}")).unwrap();
    let mut daemon = Daemon::start(&config);

    let loaded = Config::load(&config).unwrap();
    let storage = storage_beside(&loaded).await.unwrap();
    let pool = Database::new(storage.of(schema::APP).unwrap().clone(), 2).unwrap();
    let keys = ring(folder.path(), &SystemClock).unwrap();
    let register = PgRegister::new(pool, keys, Arc::new(RandomIds));
    let mut files = Vec::new();
    for person in 0..PEOPLE / 2 {
        files.push(enrol(&register, person).await);
    }
    let mut matchers: Vec<Ended> = ["1/2", "2/2"]
        .map(|part| eesd(&["matcher", "--partition", part], &config))
        .map(|mut command| Ended(command.stderr(Stdio::null()).spawn().unwrap()))
        .into();
    let server = Server { url, roots: None, identity: None };
    let bus = Bus::connect(&server).await.unwrap();
    let cluster = Cluster::new(bus, 2, Duration::from_secs(20)).unwrap();
    for person in PEOPLE / 2..PEOPLE {
        files.push(enrol(&register, person).await);
    }
    // Who was there when they started, and who came since.
    let whole = |found: &Found| found.missing.is_empty() && found.people == PEOPLE;
    for (person, file) in (0..PEOPLE).zip(&files) {
        let found = search((&cluster, &mut matchers), person, whole).await;
        assert_eq!(found.candidates[0].reference, reference(*file), "{person}");
    }
    let retention = connect(storage.of(schema::RETENTION).unwrap()).await.unwrap();
    let sql = "DELETE FROM file WHERE file_id = $1";
    retention.execute(sql, &[&files[4].to_uuid()]).await.unwrap();
    let less = |found: &Found| found.missing.is_empty() && found.people == PEOPLE - 1;
    assert!(search((&cluster, &mut matchers), 4, less).await.candidates.is_empty());

    drop(matchers.remove(0));
    let found = search((&cluster, &mut matchers), 0, |found| !found.missing.is_empty()).await;
    assert_eq!(found.missing[0].0.to_string(), "1/2");
    assert!(matches!(found.missing[0].1, Missing::Unreachable(_)), "{:?}", found.missing);
    drop((retention, storage));
    assert_eq!(daemon.signal("-TERM"), Some(0));
}

#[test]
fn a_matcher_that_cannot_be_one_says_why() {
    let (_folder, config) = folder();
    let done = run(&["matcher", "--partition", "1/2"], &config);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(1));
    assert!(said.contains("the gallery is in the daemon itself"), "{said}");
    let text = fs::read_to_string(&config).unwrap();
    let both = "\n[biometrics.parts]\ncount = 2\nnats = \"nats://127.0.0.1:1\"\n\
                \n[biometrics.osia]\naddress = \"http://127.0.0.1:1\"\ntoken = \"none\"\n\
                gallery = \"EES\"\ncalibration.whole = [[0.0, 1.0], [60.0, 1e-6]]\n";
    fs::write(&config, format!("{text}{both}")).unwrap();
    let done = run(&["serve"], &config);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.contains("exclude each other"), "{said}");
    for wrong in [&["matcher"][..], &["matcher", "--partition", "3/2"]] {
        assert_eq!(run(wrong, &config).status.code(), Some(2), "{wrong:?}");
    }
}
