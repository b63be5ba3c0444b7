//! Erasure: everything goes, whatever breaks off is finished, and no backup brings anybody back.

use fnd_core::Id;
use ies_domain::account::Account;
use ies_domain::account::erasure::{Erasing, STEPS};
use ies_domain::community::Level;
use ies_store::purpose::erasing::Progress;
use jiff::SignedDuration;

use super::{UNION, letters_to, until, with_ana};
use crate::kit::Site;

const UNDERSTOOD: (&str, &str) = ("understood", "yes");
/// What is of Ana alone.
const CANARIES: [&str; 2] = ["ana@example.test", "Lindström"];

/// Every table as text, and every file that does not hold ciphertext.
async fn found(site: &Site, canary: &str) -> Vec<String> {
    let client = site.database.superuser().await;
    let tables = "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
                   WHERE schemaname NOT IN ('pg_catalog', 'information_schema')";
    let hex: String = canary.bytes().map(|byte| format!("{byte:02x}")).collect();
    let mut places = Vec::new();
    for row in client.query(tables, &[]).await.unwrap() {
        let table: String = row.get(0);
        let sql = format!("SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} AS t");
        let text: String = client.query_one(&sql, &[]).await.unwrap().get(0);
        let text = text.to_lowercase();
        if text.contains(&canary.to_lowercase()) || text.contains(&hex) {
            places.push(table);
        }
    }
    let mut folders = vec![site.folder.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                if bytes.windows(canary.len()).any(|part| part == canary.as_bytes()) {
                    places.push(path.display().to_string());
                }
            }
        }
    }
    places
}

/// Ana with a name of her own, a membership and an archive.
pub async fn settled() -> (Site, Id<Account>) {
    let (site, ana) = with_ana().await;
    let tom = site.account("tom", UNION, &[]).await;
    site.community("one", &[(ana, Level::Lead), (tom, Level::Lead)]).await;
    let browser = site.enter("ana").await;
    let fields = [
        ("first_name", "Ana"),
        ("last_name", "Lindström"),
        ("telephone", "+32 2 765 43 21"),
        ("work_address", "Rue Joseph II 99"),
        ("job_title", "Head of sector"),
        ("version", "1"),
    ];
    assert_eq!(site.post(&browser, "/my/profile", &fields).await.status, 303);
    assert_eq!(site.post(&browser, "/my/data/archive", &[]).await.status, 303);
    until(&site, "SELECT count(*) FROM export WHERE state = 'ready'", 1).await;
    site.mail.wait_for(2).await;
    (site, ana)
}

pub async fn close(site: &Site) {
    let browser = site.enter("ana").await;
    let closed = site.post(&browser, "/my/data/erase", &[UNDERSTOOD]).await;
    assert_eq!(closed.status, 200, "{}", closed.text);
}

fn noted(ana: Id<Account>) -> String {
    format!("SELECT count(*) FROM erasure WHERE account_id = '{}'", ana.to_uuid())
}

/// What is to be true once the erasure is done.
pub async fn must_be_gone(site: &Site, ana: Id<Account>) {
    let id = ana.to_uuid();
    for table in [
        "account",
        "profile",
        "account_key",
        "account_search_key",
        "contact_search_key",
        "membership",
        "role_grant",
        "consent",
        "export",
        "mail",
        "email_change",
        "notification_setting",
    ] {
        let sql = format!("SELECT count(*) FROM {table} WHERE account_id = '{id}'");
        assert_eq!(site.count(&sql).await, 0, "{table}");
    }
    for canary in CANARIES {
        assert_eq!(found(site, canary).await, Vec::<String>::new(), "{canary}");
    }
    let evidence = format!("SELECT count(*) FROM consent_evidence WHERE account_id = '{id}'");
    assert_eq!(site.count(&evidence).await, 1);
    assert_eq!(site.count("SELECT count(*) FROM tombstone").await, 1);
    assert!(!found(site, "European Commission").await.is_empty(), "the search finds what is there");
}

#[tokio::test]
async fn an_erasure_leaves_nothing_by_which_anybody_is_found() {
    let (site, ana) = settled().await;
    close(&site).await;
    site.mail.wait_for(4).await;
    site.clock.advance(SignedDuration::from_secs(10));
    site.app.jobs.wake();
    site.mail.wait_for(5).await;
    until(&site, &noted(ana), i64::try_from(STEPS.len()).unwrap()).await;
    must_be_gone(&site, ana).await;
    let last = letters_to(&site, "ana@example.test").pop().unwrap();
    assert!(last.contains("Your data have been deleted"), "{last}");
    let logged = format!(
        "SELECT count(*) FROM log_entry WHERE action = 'account-erased' AND object = '{}'",
        ana.to_uuid()
    );
    assert_eq!(site.count(&logged).await, 1);

    let again = site.enter("ana").await;
    assert_eq!(again.page(&site.at("/")).await.leads_to(), site.at("/apply"));
}

#[tokio::test]
async fn an_erasure_that_breaks_off_after_any_step_is_finished() {
    let (mut site, ana) = settled().await;
    site.pause();
    close(&site).await;
    let now = site.app.clock.now();
    for (place, step) in STEPS.iter().enumerate() {
        if *step == Erasing::SendAndForget {
            break;
        }
        let did = site.kept.erase_next(ana, &site.app.switches, now).await.unwrap();
        assert_eq!(did, Progress::Did(*step));
        assert_eq!(site.count(&noted(ana)).await, i64::try_from(place + 1).unwrap());
        // The process dies here: what begins anew sees that it is not done.
        assert_eq!(site.kept.erasures_due().await.unwrap(), [ana]);
    }
    let waits = site.kept.erase(ana, &site.app.switches, now).await.unwrap();
    assert_eq!(waits, Progress::Waits, "the last mail is not out");
    // What was asked for with the closing is due now.
    site.clock.advance(SignedDuration::from_secs(10));
    site.resume();
    until(&site, &noted(ana), i64::try_from(STEPS.len()).unwrap()).await;
    must_be_gone(&site, ana).await;
    let done = site.kept.erase(ana, &site.app.switches, now).await.unwrap();
    assert_eq!(done, Progress::Done);
}

#[tokio::test]
async fn a_last_mail_that_nobody_takes_is_given_up_and_forgotten() {
    let (mut site, ana) = settled().await;
    site.pause();
    close(&site).await;
    let now = site.app.clock.now();
    assert_eq!(site.kept.erase(ana, &site.app.switches, now).await.unwrap(), Progress::Waits);
    site.clock.advance(SignedDuration::from_hours(7 * 24));
    let later = site.app.clock.now();
    assert_eq!(site.kept.erase(ana, &site.app.switches, later).await.unwrap(), Progress::Done);
    must_be_gone(&site, ana).await;
}

#[tokio::test]
async fn a_backup_brings_nobody_back() {
    let (mut site, ana) = settled().await;
    site.pause();
    // The backup was made before the erasure; the ledger is newer.
    let ledger = format!(
        "INSERT INTO tombstone (account_id, erased_at, cause)
         VALUES ('{}', '2026-07-15T11:00:00Z', 'erasure-requested')",
        ana.to_uuid()
    );
    site.database.superuser().await.execute(&ledger, &[]).await.unwrap();
    let now = site.app.clock.now();
    assert_eq!(site.kept.replay_erasures(now).await.unwrap(), 1);
    must_be_gone(&site, ana).await;
    assert_eq!(site.kept.replay_erasures(now).await.unwrap(), 0);
    let events = "SELECT count(*) FROM log_entry WHERE action = 'erasure-replayed'";
    assert_eq!(site.count(events).await, 1);
    let again = site.enter("ana").await;
    assert_eq!(again.page(&site.at("/")).await.leads_to(), site.at("/apply"));
}

#[tokio::test]
async fn an_account_that_nobody_uses_is_warned_put_to_sleep_and_erased() {
    let (mut site, ana) = settled().await;
    site.pause();
    let state = |state: &str| {
        format!(
            "SELECT count(*) FROM account WHERE account_id = '{}' AND state = '{state}'",
            ana.to_uuid()
        )
    };
    let month = SignedDuration::from_hours(24 * 31);
    let rest = async |site: &Site| {
        let now = site.app.clock.now();
        site.kept.rest_accounts(&site.app.switches, now).await.unwrap();
    };
    rest(&site).await;
    assert_eq!(site.count("SELECT count(*) FROM account WHERE warned_at IS NOT NULL").await, 0);
    site.clock.advance(month * 12);
    rest(&site).await;
    assert_eq!(site.count(&state("active")).await, 1, "who was not warned is warned first");
    let warned = "SELECT count(*) FROM mail WHERE notice = 'dormancy-warning'";
    assert_eq!(site.count(warned).await, 2);
    site.clock.advance(month);
    rest(&site).await;
    assert_eq!(site.count(&state("dormant")).await, 1);
    site.clock.advance(month * 12);
    rest(&site).await;
    assert_eq!(site.count(&state("disabled-pending-erasure")).await, 1);
    let now = site.app.clock.now();
    let erased = site.kept.erase(ana, &site.app.switches, now).await.unwrap();
    assert_eq!(erased, Progress::Waits);
    assert_eq!(site.count(&state("erased")).await, 0, "its row is gone");
}
