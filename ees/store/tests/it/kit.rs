//! A register for one test, and people who do not exist.

use std::sync::Arc;

use ees_domain::access::{Action, Grant, grant};
use ees_domain::authority::{Actor, AuthorityKind, Purpose, Role};
use ees_domain::biometrics::{Biometrics, Seen};
use ees_domain::crossing::{Arrival, enter};
use ees_domain::day::Day;
use ees_domain::fields::{Age, AgeReading};
use ees_domain::file::{Crossing, File, RecordedGround, Regime, Source};
use ees_domain::identity::{
    DocumentKind, DocumentNumber, Identity, Name, Nationalities, Sex, TravelDocument,
};
use ees_domain::point::Passage;
use ees_domain::switches::Switches;
use ees_store::{Access, NewFile, Number, Outcome, PgRegister, Register, StoreError, Work, schema};
use fnd_core::id::{Ids, RandomIds};
use fnd_core::{CountryCode, Id};
use fnd_pg::Database;
use fnd_testkit::TestDatabase;
use fnd_testkit::postgres::Schema;
use fnd_vault::SharedRing;
use jiff::Timestamp;
use jiff::civil::date;
use tempfile::TempDir;
use uuid::Uuid;

pub(crate) const SCHEMA: Schema = Schema { roles: schema::ROLES, migrations: schema::migrations };

/// A register with its database and keys.
pub(crate) struct Kit {
    pub(crate) database: TestDatabase,
    pub(crate) register: PgRegister,
    pub(crate) keys: TempDir,
}

pub(crate) fn now() -> Timestamp {
    "2026-07-15T09:00:00Z".parse().unwrap()
}

impl Kit {
    pub(crate) async fn new() -> Self {
        let database = TestDatabase::fresh(SCHEMA).await;
        let keys = tempfile::tempdir().unwrap();
        let ring = Arc::new(SharedRing::open(&keys.path().join("keys.toml"), now()).unwrap());
        let pool = Database::new(database.config(schema::APP), 8).unwrap();
        let register = PgRegister::new(pool, ring, Arc::new(RandomIds));
        Self { database, register, keys }
    }

    pub(crate) async fn begin(&self) -> Box<dyn Work> {
        self.register.begin(access(Action::RecordEntry, Purpose::BorderEntry)).await.unwrap()
    }

    /// Stores a file with an open record of today.
    pub(crate) async fn admit(
        &self,
        identity: Identity,
        document: TravelDocument,
    ) -> (Id<File>, Crossing) {
        let mut work = self.begin().await;
        let file = new_file(identity, document);
        let id = file.id;
        work.add_file(&file).await.unwrap();
        let crossing = entry_of_today();
        work.add_crossing(id, &crossing).await.unwrap();
        work.commit(Outcome { file: Some(id), ..Outcome::default() }).await.unwrap();
        (id, crossing)
    }

    pub(crate) async fn file(&self, id: Id<File>) -> Option<File> {
        let access = access(Action::ReadFile, Purpose::BorderEntry);
        let mut consultation = self.register.consult(access).await.unwrap();
        let file = consultation.find_file(id).await.unwrap();
        consultation.end(Outcome::default()).await.unwrap();
        file
    }

    pub(crate) async fn find(&self, identity: &Identity) -> Vec<ees_store::Candidate> {
        self.search(identity).await.list
    }

    pub(crate) async fn search(&self, identity: &Identity) -> ees_store::Candidates {
        let access = access(Action::Check, Purpose::BorderEntry);
        let mut consultation = self.register.consult(access).await.unwrap();
        let found = consultation.find_by_identity(identity).await.unwrap();
        consultation.end(Outcome::default()).await.unwrap();
        found
    }

    pub(crate) async fn count(&self, table: &str) -> i64 {
        let client = self.database.superuser().await;
        client.query_one(&format!("SELECT count(*) FROM {table}"), &[]).await.unwrap().get(0)
    }
}

pub(crate) fn officer() -> Actor {
    Actor {
        authority: AuthorityKind::Border,
        role: Role::Supervisor,
        state: CountryCode::of(b"ROU"),
        office: "Border Police Otopeni".into(),
        person: "ROU-4711".into(),
        place: Some("ROU-A-OTP".into()),
    }
}

pub(crate) fn access(action: Action, purpose: Purpose) -> Access {
    let grant: Grant = grant(&officer(), action, purpose).unwrap();
    let at = now();
    Access { grant, actor: officer(), request: RandomIds.next(at), at, asked: String::new() }
}

pub(crate) fn identity(surname: &str, given: &str, birth: &str) -> Identity {
    Identity {
        surname: Name::new(surname).unwrap(),
        given_names: Some(Name::new(given).unwrap()),
        birth: birth.parse().unwrap(),
        nationalities: Nationalities::new([CountryCode::of(b"GEO")]).unwrap(),
        sex: Sex::Female,
    }
}

pub(crate) fn document(number: &str) -> TravelDocument {
    TravelDocument {
        kind: DocumentKind::OrdinaryPassport,
        number: DocumentNumber::new(number).unwrap(),
        issuer: CountryCode::of(b"GEO"),
        expires: date(2031, 1, 31),
    }
}

pub(crate) fn new_file(identity: Identity, document: TravelDocument) -> NewFile {
    let at = now();
    NewFile {
        id: Id::from_uuid(RandomIds.next(at)),
        regime: Regime::VisaExempt,
        identity,
        document,
        number: Number::Searched,
        biometrics: marks(),
        state: CountryCode::of(b"ROU"),
        office: "Border Police Otopeni".into(),
        at,
        kept_until: None,
    }
}

pub(crate) fn passage() -> Passage {
    let (day, point) = (Day::of(2026, 7, 15), "ROU-A-OTP".parse().unwrap());
    Passage { at: now(), offset_minutes: 180, day, point }
}

pub(crate) fn entry_of_today() -> Crossing {
    let id: Uuid = RandomIds.next(now());
    let arrival = Arrival {
        id: Id::from_uuid(id),
        passage: passage(),
        authority: "Border Police Otopeni".into(),
        ground: RecordedGround::VisaExempt,
        supersedes: None,
        source: Source::Live,
        zone: jiff::tz::TimeZone::UTC,
    };
    enter(&[], arrival, now(), Switches::default()).unwrap().crossing
}

/// The error of a call that had to fail.
pub(crate) fn failure<T>(result: Result<T, StoreError>) -> StoreError {
    match result {
        Ok(_) => panic!("the call had to fail"),
        Err(error) => error,
    }
}

/// What the file of a grown person says who needs no visa.
pub(crate) fn marks() -> Biometrics {
    let age = AgeReading::Known(Age::TwelveOrOlder);
    Biometrics::of_new(&Seen::plain(Regime::VisaExempt, age, Day::of(2026, 7, 15)))
}
