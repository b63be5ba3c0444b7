//! A register of millions of records: people whose history is recorded passage by passage as a
//! border authority does it, and copies of their rows under other identifiers.
//!
//! Copies have rows of the same sizes at the same days, with identifiers and fingerprints of
//! their own, and lie among the originals in the order of their identifiers. What is sealed on
//! them opens for nobody, because it is bound to the identifiers of the originals; whoever passes
//! the border in the measurement is an original. Copies have no rows in the log.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use ees_store::schema;
use fnd_pg::cluster::{Cluster, Options, SUPERUSER};
use fnd_pg::database::{Client as Database, connect};
use tempfile::TempDir;

use crate::orders::Orders;
use crate::{Done, say};

/// The tables that are copied, those that others refer to first, and what sorts their rows.
const TABLES: [(&str, &str); 9] = [
    ("file", "file_id"),
    ("file_key", "file_id"),
    ("identity", "file_id"),
    ("travel_document", "file_id"),
    ("crossing", "file_id"),
    ("refusal", "file_id"),
    ("movement", "movement_id"),
    ("document_key", "fingerprint"),
    ("identity_key", "fingerprint"),
];

/// Identifiers of copies keep their time, as identifiers of version 7 have it in front.
const FUNCTIONS: &str = "
    CREATE FUNCTION pg_temp.copied(id uuid, copy int) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
        SELECT CASE WHEN copy = 0 THEN id ELSE
            (left(id::text, 14) || '7' || substr(md5(id::text || copy), 1, 3) || '8'
                || substr(md5(id::text || copy), 4, 15))::uuid END $$;
    CREATE FUNCTION pg_temp.copied(key bytea, copy int) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
        SELECT CASE WHEN copy = 0 THEN key
                    ELSE substr(sha256(key || int4send(copy)), 1, length(key)) END $$;";

/// The folder of the register.
pub(crate) struct Place {
    pub(crate) folder: PathBuf,
    /// Deleted at the end.
    _passing: Option<TempDir>,
}

/// What the register holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counted {
    pub(crate) files: i64,
    pub(crate) crossings: i64,
}

/// The register that is asked for; one that was kept is used again.
pub(crate) async fn prepare(orders: &Orders) -> Done<Place> {
    let place = place(orders)?;
    let filled = place.folder.join("filled");
    if filled.exists() {
        say(&format!("the register in `{}` is used again", place.folder.display()));
        return Ok(place);
    }
    let recorded = place.folder.join("recorded");
    if !recorded.exists() {
        record(orders, &place)?;
        fs::write(recorded, "")?;
    }
    let begun = Instant::now();
    let options = Options {
        folder: place.folder.join("cluster"),
        roles: schema::ROLES.to_vec(),
        durable: true,
        // For the copying alone: what is copied into a table that the same transaction has
        // emptied goes to the disk once.
        settings: ["wal_level=minimal", "max_wal_senders=0", "maintenance_work_mem=512MB"]
            .map(str::to_owned)
            .to_vec(),
    };
    let cluster = Cluster::start(&options).await?;
    let copied = copy(&cluster, orders).await;
    cluster.stop().await?;
    copied?;
    say(&format!("copied in {:.0} s", begun.elapsed().as_secs_f64()));
    fs::write(filled, "")?;
    Ok(place)
}

/// Has people's passages recorded one by one.
fn record(orders: &Orders, place: &Place) -> Done<()> {
    let begun = Instant::now();
    let program = |arguments: &[&str]| {
        let mut command = Command::new(orders.programs.join("ees-synth"));
        command.args(arguments).stdin(Stdio::null());
        command
    };
    let travellers = orders.travellers.to_string();
    let mut fill = program(&["fill", "--travellers", &travellers, "--data"]);
    if !fill.arg(&place.folder).status()?.success() {
        return Err("`ees-synth fill` failed".into());
    }
    for (name, arguments) in
        [("points.toml", ["points"].as_slice()), ("people.mrz", &["mrz", "--count", &travellers])]
    {
        fs::write(place.folder.join(name), program(arguments).output()?.stdout)?;
    }
    say(&format!("recorded one by one in {:.0} s", begun.elapsed().as_secs_f64()));
    Ok(())
}

fn place(orders: &Orders) -> Done<Place> {
    if let Some(folder) = &orders.keep {
        fs::create_dir_all(folder)?;
        return Ok(Place { folder: fs::canonicalize(folder)?, _passing: None });
    }
    let passing = tempfile::tempdir()?;
    // Run as root, the database's account must get there; what is secret is closed to it anyway.
    fs::set_permissions(passing.path(), fs::Permissions::from_mode(0o711))?;
    Ok(Place { folder: passing.path().to_owned(), _passing: Some(passing) })
}

async fn copy(cluster: &Cluster, orders: &Orders) -> Done<()> {
    let mut database = connect(&cluster.connection(SUPERUSER, schema::DATABASE)).await?;
    // So that the statements of an entry can be read in the server's log with what they were
    // given; it changes nothing else.
    database.batch_execute("ALTER ROLE ees_app SET log_error_verbosity = 'default'").await?;
    let had = count(&database).await?.crossings;
    let wanted = i64::try_from(orders.crossings)?;
    let copies = (wanted + had - 1).checked_div(had).ok_or("nobody crossed the border")? - 1;
    if copies < 1 {
        return Ok(());
    }
    say(&format!("{had} records are there; copying them {copies} times"));
    database.batch_execute("SET work_mem = '256MB'").await?;
    database.batch_execute(FUNCTIONS).await?;
    let transaction = database.transaction().await?;
    transaction.batch_execute("SET LOCAL session_replication_role = replica").await?;
    for (table, _) in TABLES {
        let kept = format!("CREATE TABLE pg_temp.own_{table} AS TABLE {table}");
        transaction.batch_execute(&kept).await?;
    }
    let names = TABLES.map(|(table, _)| table).join(", ");
    transaction.batch_execute(&format!("TRUNCATE {names} CASCADE")).await?;
    for (table, sorted_by) in TABLES {
        let indexes = secondary_indexes(&transaction, table).await?;
        for (name, _) in &indexes {
            transaction.batch_execute(&format!("DROP INDEX {name}")).await?;
        }
        let columns = columns(&transaction, table).await?;
        let values: Vec<String> = columns.iter().map(copied).collect();
        let insert = format!(
            "INSERT INTO {table} ({}) SELECT {} FROM pg_temp.own_{table},
                    generate_series(0, {copies}) AS made (copy) ORDER BY {sorted_by}",
            columns.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", "),
            values.join(", "),
        );
        let rows = transaction.execute(&insert, &[]).await?;
        for (_, made_by) in &indexes {
            transaction.batch_execute(made_by).await?;
        }
        say(&format!("    {table}: {rows} rows"));
    }
    transaction.commit().await?;
    database.batch_execute("VACUUM (ANALYZE)").await?;
    Ok(())
}

/// Columns of a table with their types.
async fn columns(
    transaction: &tokio_postgres::Transaction<'_>,
    table: &str,
) -> Done<Vec<(String, String)>> {
    let sql = "SELECT column_name::text, udt_name::text FROM information_schema.columns
                WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position";
    let rows = transaction.query(sql, &[&table]).await?;
    Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
}

/// What a column of a copy holds.
fn copied((name, kind): &(String, String)) -> String {
    if kind == "uuid" || name == "fingerprint" {
        format!("pg_temp.copied({name}, copy) AS {name}")
    } else {
        name.clone()
    }
}

/// Indexes that are no constraints, with the statements that make them again.
async fn secondary_indexes(
    transaction: &tokio_postgres::Transaction<'_>,
    table: &str,
) -> Done<Vec<(String, String)>> {
    let sql = "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
                 FROM pg_index i
                WHERE i.indrelid = $1::text::regclass
                  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid)";
    let rows = transaction.query(sql, &[&table]).await?;
    Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
}

/// Counts files and records.
pub(crate) async fn count(database: &Database) -> Done<Counted> {
    let sql = "SELECT (SELECT count(*) FROM file), (SELECT count(*) FROM crossing)";
    let row = database.query_one(sql, &[]).await?;
    Ok(Counted { files: row.get(0), crossings: row.get(1) })
}

/// Has everything written that was made so far, and lets the server learn how tables are filled.
pub(crate) async fn settle(database: &Database) -> Done<()> {
    for statement in ["VACUUM (ANALYZE)", "CHECKPOINT"] {
        database.batch_execute(statement).await?;
    }
    Ok(())
}
