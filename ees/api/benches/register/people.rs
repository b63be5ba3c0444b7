//! Who passes the border: people with a file, who come and go, and people whom nobody knows.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ees_domain::nationality::{VisaRegime, visa_rule};
use ees_wire::passage::EntryRequest;
use ees_wire::traveller::{Document, Identity, Traveller};
use fnd_core::Clock;
use fnd_core::clock::SystemClock;
use fnd_pg::database::Client as Database;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::bulk::Place;
use crate::desk;
use crate::orders::Orders;
use crate::stand::Stand;
use crate::{Done, say};

/// Surnames and given names; people share them as people do.
const SURNAMES: [&str; 16] = [
    "BERIDZE",
    "KOVALENKO",
    "SHEVCHENKO",
    "HOXHA",
    "JOVANOVIC",
    "PETROVIC",
    "SILVA",
    "SANTOS",
    "GARCIA",
    "TANAKA",
    "SATO",
    "KIM",
    "PARK",
    "SMITH",
    "JOHNSON",
    "WILLIAMS",
];
const GIVEN_NAMES: [&str; 12] = [
    "ANNA", "MARIA", "OLENA", "NINO", "ELIRA", "MILICA", "JOAO", "PEDRO", "HARUKI", "MINJUN",
    "JAMES", "EMMA",
];
/// Nationalities that need no visa for a short stay.
const EXEMPT: [&str; 8] = ["GEO", "UKR", "ALB", "SRB", "BRA", "JPN", "KOR", "USA"];

/// People with a file who may enter: their zones, and their files in the same order.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) zones: Vec<String>,
    pub(crate) files: Vec<Uuid>,
}

/// An entry by the machine-readable zone.
pub(crate) fn entry_of(zone: &str, id: Uuid) -> EntryRequest {
    let traveller = Traveller { mrz: Some(zone.to_owned()), ..Traveller::default() };
    request(traveller, id)
}

/// An entry of somebody new; the same number makes the same person.
pub(crate) fn entry_of_new(number: u64, id: Uuid) -> EntryRequest {
    // Mixed, so that neighbours do not share their names.
    let mixed = usize::try_from(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33).unwrap_or(0);
    let nationality = EXEMPT[mixed % EXEMPT.len()].to_owned();
    let identity = Identity {
        surname: SURNAMES[mixed / 7 % SURNAMES.len()].to_owned(),
        given_names: Some(GIVEN_NAMES[mixed / 61 % GIVEN_NAMES.len()].to_owned()),
        birth: format!("{}-{:02}-{:02}", 1950 + mixed % 55, 1 + mixed % 12, 1 + mixed % 28),
        nationalities: vec![nationality.clone()],
        sex: if mixed.is_multiple_of(2) { 'F' } else { 'M' },
    };
    let document = Document {
        kind: "ordinary-passport".to_owned(),
        number: format!("X{number:08}"),
        issuer: nationality,
        expires: "2031-01-01".to_owned(),
    };
    let traveller =
        Traveller { identity: Some(identity), document: Some(document), ..Traveller::default() };
    request(traveller, id)
}

fn request(traveller: Traveller, id: Uuid) -> EntryRequest {
    EntryRequest {
        crossing_id: id,
        traveller,
        file_id: None,
        at: None,
        point: None,
        supersedes: None,
        answers: None,
    }
}

/// Whether this zone is one of a passport that is valid, of somebody who needs no visa.
fn may_enter(zone: &str) -> bool {
    let Some(second) = zone.lines().nth(1) else { return false };
    let today = SystemClock.now().to_zoned(TimeZone::UTC).date();
    let (nationality, expires) = (second.get(10..13), second.get(21..27));
    let nationality = nationality.and_then(|code| code.trim_end_matches('<').parse().ok());
    let valid_after = today.strftime("%y%m%d").to_string();
    let exempt = nationality.is_some_and(|code| {
        let rule = visa_rule(code, today);
        rule.and_then(|rule| rule.regime(|_| None)) == Some(VisaRegime::Exempt)
    });
    exempt && expires.is_some_and(|day| *valid_after < *day)
}

/// Lets everybody enter who may, once, and tells who they are. It warms everything up too.
pub(crate) async fn come_and_go(stand: &Stand, place: &Place, orders: &Orders) -> Done<Arc<Known>> {
    let database = stand.database().await?;
    leave_all(&database).await?;
    let text = fs::read_to_string(place.folder.join("people.mrz"))?;
    let zones: Vec<String> = text
        .split("\n\n")
        .map(|zone| zone.trim().to_owned())
        .filter(|zone| may_enter(zone))
        .collect();
    say(&format!("{} people with a file enter once", zones.len()));
    let (zones, next) = (Arc::new(zones), Arc::new(AtomicUsize::new(0)));
    let clerks: Vec<_> = (0..orders.clients)
        .map(|_| {
            let (client, base) = (stand.client(), stand.base.clone());
            let (zones, next) = (Arc::clone(&zones), Arc::clone(&next));
            tokio::spawn(async move {
                let mut entered = Vec::new();
                while let Some(zone) = zones.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let request = entry_of(zone, desk::new_id());
                    let answer = desk::send(&client, &base, &request).await?;
                    if answer.status == 201
                        && let Some(file) = answer.json()["file_id"].as_str()
                    {
                        entered.push((zone.clone(), file.parse::<Uuid>()?));
                    }
                }
                Done::Ok(entered)
            })
        })
        .collect();
    let mut known = Known::default();
    for clerk in clerks {
        let (zones, files): (Vec<_>, Vec<_>) = clerk.await??.into_iter().unzip();
        known.zones.extend(zones);
        known.files.extend(files);
    }
    say(&format!("{} of them could", known.files.len()));
    leave_all(&database).await?;
    Ok(Arc::new(known))
}

/// Gives those who are known numbers in the database, for whoever has no other way to name them.
pub(crate) async fn note(database: &Database, known: &Known) -> Done<()> {
    database
        .batch_execute(
            "DROP TABLE IF EXISTS bench_known;
             DROP SEQUENCE IF EXISTS bench_turn;
             CREATE TABLE bench_known (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                                       file_id uuid NOT NULL UNIQUE, fingerprint bytea NOT NULL);
             GRANT SELECT ON bench_known TO ees_app",
        )
        .await?;
    let insert = "INSERT INTO bench_known (file_id, fingerprint)
        SELECT DISTINCT ON (file_id) file_id, fingerprint
          FROM unnest($1::uuid[]) AS known (file_id) JOIN document_key USING (file_id)";
    let count = database.execute(insert, &[&known.files]).await?;
    let turn = format!(
        "CREATE SEQUENCE bench_turn MAXVALUE {count} CYCLE; GRANT USAGE ON bench_turn TO ees_app"
    );
    Ok(database.batch_execute(&turn).await?)
}

/// Everybody who has a number leaves.
pub(crate) async fn leave(database: &Database) -> Done<()> {
    leave_where(database, "file_id IN (SELECT file_id FROM bench_known)").await
}

/// Everybody leaves whose history was recorded: copies have no rows in the log.
async fn leave_all(database: &Database) -> Done<()> {
    leave_where(database, "file_id IN (SELECT object FROM log_entry WHERE object IS NOT NULL)")
        .await
}

async fn leave_where(database: &Database, who: &str) -> Done<()> {
    let sql = format!(
        "UPDATE crossing SET exited_at = entered_at, exit_offset = entry_offset,
                exit_day = entry_day, exit_point = entry_point,
                kept_until = (entry_day + interval '3 years')::date
          WHERE exited_at IS NULL AND NOT is_superseded AND {who}"
    );
    Ok(database.batch_execute(&sql).await?)
}
