//! What is left in the files of the cluster of what was erased, and what destruction makes of it.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::erasure::EarlyErasure;
use ees_domain::file::File;
use ees_domain::identity::Identity;
use ees_domain::switches::RetentionSwitches;
use ees_store::retention::{How, carry_out_orders};
use ees_store::{ErasureOrder, Outcome, Part, PgRegister, Register, rotation, schema};
use fnd_core::Id;
use fnd_core::id::{Ids, RandomIds};
use fnd_pg::cluster::{Cluster, Options, SUPERUSER};
use fnd_pg::database::{Client, connect, ensure_database, ensure_roles, migrate};
use fnd_pg::{Database, rewrite};
use fnd_vault::{KeyRing, RingError, SharedRing, WrappedKey};
use jiff::ToSpan;
use tempfile::TempDir;
use uuid::Uuid;

use crate::kit::{access, document, entry_of_today, identity, new_file, now};

/// A cluster of its own, whose files nobody else writes.
struct Machine {
    cluster: Cluster,
    register: PgRegister,
    folder: TempDir,
}

impl Machine {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = Options {
            folder: folder.path().join("cluster"),
            roles: schema::ROLES.to_vec(),
            durable: true,
            settings: Vec::new(),
        };
        let cluster = Cluster::start(&options).await.unwrap();
        let admin = connect(&cluster.connection(SUPERUSER, "postgres")).await.unwrap();
        ensure_roles(&admin, schema::ROLES).await.unwrap();
        ensure_database(&admin, schema::DATABASE, schema::OWNER).await.unwrap();
        let owner = cluster.connection(schema::OWNER, schema::DATABASE);
        migrate(&mut connect(&owner).await.unwrap(), &schema::migrations()).await.unwrap();
        let ring = SharedRing::open(&folder.path().join("keys.toml"), now()).unwrap();
        let pool = Database::new(cluster.connection(schema::APP, schema::DATABASE), 4).unwrap();
        let register = PgRegister::new(pool, Arc::new(ring), Arc::new(RandomIds));
        Self { cluster, register, folder }
    }

    async fn client(&self, role: &str) -> Client {
        connect(&self.cluster.connection(role, schema::DATABASE)).await.unwrap()
    }

    /// Somebody who entered at an instant like no other.
    async fn admit(&self, person: Identity, number: &str, microseconds: i64) -> Id<File> {
        let mut work =
            self.register.begin(access(Action::RecordEntry, Purpose::BorderEntry)).await.unwrap();
        let file = new_file(person, document(number));
        work.add_file(&file).await.unwrap();
        let mut crossing = entry_of_today();
        if let Some(entry) = &mut crossing.entry {
            entry.passage.at = now().checked_add(microseconds.microseconds()).unwrap();
        }
        work.add_crossing(file.id, &crossing).await.unwrap();
        work.commit(Outcome { file: Some(file.id), ..Outcome::default() }).await.unwrap();
        file.id
    }

    async fn read(&self, id: Id<File>) -> Option<File> {
        let asked = access(Action::ReadFile, Purpose::BorderEntry);
        let mut unit = self.register.consult(asked).await.unwrap();
        let file = unit.find_file(id).await.unwrap();
        unit.end(Outcome::default()).await.unwrap();
        file
    }

    /// Erases the file as an authority would have it.
    async fn erase(&self, id: Id<File>) {
        let mut work =
            self.register.begin(access(Action::RecordEntry, Purpose::BorderEntry)).await.unwrap();
        let (part_id, reason) = (id.to_uuid(), EarlyErasure::Naturalised);
        let order = ErasureOrder { id: RandomIds.next(now()), part: Part::File, part_id, reason };
        work.order_erasure(id, &order).await.unwrap();
        work.commit(Outcome::default()).await.unwrap();
        let mut client = self.client(schema::RETENTION).await;
        let how = How { ids: &RandomIds, now: now(), switches: RetentionSwitches::default() };
        let erased = carry_out_orders(&mut client, how).await.unwrap().unwrap();
        assert_eq!(erased.files, 1);
    }

    /// Whether the bytes are in any file of the cluster below `folder`.
    fn holds(&self, folder: &str, bytes: &[u8]) -> bool {
        holds(&self.cluster.data_folder().join(folder), bytes)
    }
}

fn holds(path: &Path, bytes: &[u8]) -> bool {
    if path.is_dir() {
        return fs::read_dir(path).unwrap().any(|entry| holds(&entry.unwrap().path(), bytes));
    }
    let content = fs::read(path).unwrap_or_default();
    let first = bytes.first();
    let mut at = content.as_slice();
    while let Some(place) = at.iter().position(|byte| Some(byte) == first) {
        at = at.split_at(place).1;
        if at.starts_with(bytes) {
            return true;
        }
        at = at.split_first().map_or(&[][..], |(_, rest)| rest);
    }
    false
}

/// What of a file would tell of it, as it lies in the files: what is sealed, and what is plain.
struct Traces {
    wrapped: WrappedKey,
    sealed: Vec<(&'static str, Vec<u8>)>,
    plain: Vec<(&'static str, Vec<u8>)>,
}

impl Traces {
    async fn of(client: &Client, id: Id<File>) -> Self {
        let id = id.to_uuid();
        let sql = "SELECT k.wrapped_by, k.wrapped, i.sealed, d.sealed, c.crossing_id,
                          -- On the disk an instant is microseconds since 2000.
                          (extract(epoch FROM c.entered_at - '2000-01-01 UTC') * 1000000)::bigint,
                          dk.fingerprint, (SELECT min(fingerprint::text)::bytea FROM identity_key ik
                                            WHERE ik.file_id = k.file_id)
                     FROM file_key k JOIN identity i USING (file_id)
                     JOIN travel_document d USING (file_id) JOIN crossing c USING (file_id)
                     JOIN document_key dk USING (file_id) WHERE file_id = $1";
        let row = client.query_one(sql, &[&id]).await.unwrap();
        Self {
            wrapped: WrappedKey { by: row.get(0), bytes: row.get(1) },
            sealed: vec![("identity", row.get(2)), ("document", row.get(3))],
            plain: vec![
                ("record", row.get::<_, Uuid>(4).as_bytes().to_vec()),
                ("instant of the entry", row.get::<_, i64>(5).to_le_bytes().to_vec()),
                ("key of the document", row.get(6)),
                ("key of the identity", row.get(7)),
            ],
        }
    }

    fn all(&self) -> impl Iterator<Item = (&'static str, &[u8])> {
        let wrapped = ("wrapped key", self.wrapped.bytes.as_slice());
        let rest = self.sealed.iter().chain(&self.plain);
        [wrapped].into_iter().chain(rest.map(|(name, bytes)| (*name, bytes.as_slice())))
    }
}

/// What `eesd retention destroy` does with the ring.
async fn rotate(machine: &Machine) -> KeyRing {
    let path = machine.folder.path().join("keys.toml");
    let mut ring = KeyRing::load(&path).unwrap();
    ring.rotate(now()).unwrap();
    ring.save(&path).unwrap();
    let mut client = machine.client(schema::APP).await;
    rotation::rewrap(&mut client, &ring).await.unwrap();
    assert!(rewrite::settle(&client).await.unwrap());
    assert_eq!(rotation::remaining(&client, &ring).await.unwrap(), 0);
    for older in ring.older() {
        ring.remove(older).unwrap();
    }
    ring.save(&path).unwrap();
    KeyRing::load(&path).unwrap()
}

#[tokio::test]
async fn what_was_erased_is_destroyed_with_its_key_and_then_in_the_files() {
    let machine = Machine::start().await;
    let gone =
        machine.admit(identity("Qxzwkanarien", "Nino", "1988-04-01"), "KANARI4711", 123_457).await;
    let stays = machine.admit(identity("Okonkwo", "Dato", "1990-07-23"), "GE2", 765_431).await;
    let superuser = machine.client(SUPERUSER).await;
    superuser.batch_execute("ANALYZE").await.unwrap();
    superuser.batch_execute("CHECKPOINT").await.unwrap();
    let traces = Traces::of(&superuser, gone).await;
    for (name, bytes) in traces.all() {
        assert!(machine.holds("base", bytes), "the control: {name} is in the tables");
        // A page of the log may end within the bytes; then one half of them is whole.
        let (begin, end) = bytes.split_at(bytes.len() / 2);
        let is_there = [bytes, begin, end].iter().any(|part| machine.holds("pg_wal", part));
        assert!(is_there, "the control: {name} is in the log");
    }
    machine.erase(gone).await;
    for statement in ["VACUUM", "ANALYZE", "CHECKPOINT"] {
        superuser.batch_execute(statement).await.unwrap();
    }
    for (name, bytes) in traces.all() {
        // What `VACUUM` leaves is why there is more to do.
        assert!(machine.holds("", bytes), "{name} is gone by itself");
    }

    let ring = rotate(&machine).await;
    let owner = machine.client(schema::OWNER).await;
    rewrite::rewrite(&owner, &["file_key", "log_key"]).await.unwrap();
    let opened = ring.unwrap(b"any object", &traces.wrapped);
    assert!(matches!(opened, Err(RingError::NoSuchKey(1))), "the key opens nothing any more");
    assert!(machine.read(stays).await.is_some(), "whoever is there can be read");
    assert!(machine.read(gone).await.is_none());

    let tables = rewrite::tables(&owner).await.unwrap();
    let tables: Vec<&str> = tables.iter().map(String::as_str).collect();
    rewrite::rewrite(&owner, &tables).await.unwrap();
    assert!(rewrite::forget(&superuser).await.unwrap());
    for (name, bytes) in traces.all() {
        assert!(!machine.holds("", bytes), "{name} is still in the files");
    }
    // The number of the file stands in the log, and by it the log is erased a year later.
    assert!(machine.holds("base", gone.to_uuid().as_bytes()));
    assert!(machine.read(stays).await.is_some());
    machine.cluster.stop().await.unwrap();
}
