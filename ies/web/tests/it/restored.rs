//! A backup that is restored: the ledger of erasures is carried over to it, and scans whose ring
//! no backup holds are as if they were destroyed. R57.

use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Stdio};

use fnd_vault::KeyRing;
use ies_domain::account::erasure::STEPS;

use crate::install::{CONFIG, addresses, said};
use crate::joining::{apply, request};
use crate::kit::{self, Site};
use crate::own::erasure::{close, must_be_gone, settled};
use crate::upload::{self, Part};

/// Writes the configuration of the site's own database beside its keys.
async fn configured(site: &Site) {
    let config = CONFIG.to_owned() + &addresses(site).await;
    std::fs::write(site.folder.path().join("iesd.toml"), config).unwrap();
}

/// `iesd erasures VERB FILE` on the site: the exit code and what it says.
fn erasures(site: &Site, verb: &str, file: &Path) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_iesd"));
    command.args(["erasures", verb]).arg(file);
    command.arg("--config").arg(site.folder.path().join("iesd.toml"));
    said(&command.output().unwrap())
}

/// Starts `iesd serve` on the site, ends it once it serves, and answers the lines it wrote.
fn serve(site: &Site) -> String {
    kit::intake();
    let mut daemon = Command::new(env!("CARGO_BIN_EXE_iesd"))
        .args(["serve", "--until-stdin-closes", "--config"])
        .arg(site.folder.path().join("iesd.toml"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut lines, mut byte) = (Vec::new(), [0]);
    let mut stderr = daemon.stderr.take().unwrap();
    while !String::from_utf8_lossy(&lines).contains("listening") {
        assert_eq!(stderr.read(&mut byte).unwrap(), 1, "{}", String::from_utf8_lossy(&lines));
        lines.push(byte[0]);
    }
    drop(daemon.stdin.take());
    stderr.read_to_end(&mut lines).unwrap();
    let lines = String::from_utf8(lines).unwrap();
    assert!(daemon.wait().unwrap().success(), "{lines}");
    lines
}

/// The names of all tables.
async fn tables(site: &Site, schema: &str) -> Vec<String> {
    let sql = "SELECT tablename::text FROM pg_tables WHERE schemaname = $1";
    let rows = site.database.superuser().await.query(sql, &[&schema]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

/// Keeps every row as it is now.
async fn back_up(site: &Site) {
    let copy = |table| format!("CREATE TABLE backup.{table} AS TABLE public.{table};");
    let copies: String = tables(site, "public").await.into_iter().map(copy).collect();
    let sql = format!("CREATE SCHEMA backup; {copies}");
    site.database.superuser().await.batch_execute(&sql).await.unwrap();
}

/// Puts back what [`back_up`] kept, and nothing else.
async fn restore(site: &Site) {
    let all = tables(site, "backup").await;
    let public: Vec<String> = all.iter().map(|table| format!("public.{table}")).collect();
    // As `pg_restore` does: rows come without what would watch them.
    let mut sql = format!(
        "BEGIN; SET LOCAL session_replication_role = replica; TRUNCATE {};",
        public.join(", ")
    );
    for table in &all {
        sql.push_str(&format!("INSERT INTO public.{table} SELECT * FROM backup.{table};"));
    }
    sql.push_str("DROP SCHEMA backup CASCADE; COMMIT");
    site.database.superuser().await.batch_execute(&sql).await.unwrap();
}

const TOMBSTONES: &str = "SELECT count(*) FROM tombstone";

#[tokio::test]
async fn who_was_erased_after_the_backup_is_erased_again_by_the_ledger_that_was_carried_over() {
    let (mut site, ana) = settled().await;
    configured(&site).await;
    let ledger = site.folder.path().join("erasures.ledger");
    site.pause();
    let there = format!("SELECT count(*) FROM account WHERE account_id = '{}'", ana.to_uuid());
    back_up(&site).await;
    close(&site).await;
    let week = jiff::SignedDuration::from_hours(7 * 24);
    site.kept.erase(ana, &site.app.switches, site.now()).await.unwrap();
    site.clock.advance(week);
    site.kept.erase(ana, &site.app.switches, site.now()).await.unwrap();
    assert_eq!(site.count(&there).await, 0);
    let exported = erasures(&site, "export", &ledger);
    assert_eq!(exported.0, 0, "{}", exported.1);
    assert!(exported.1.starts_with("1 erasures written to"), "{}", exported.1);
    assert_eq!(std::fs::metadata(&ledger).unwrap().mode() & 0o777, 0o600);
    let written = std::fs::read_to_string(&ledger).unwrap();
    assert!(written.contains(&ana.to_uuid().to_string()), "{written}");

    restore(&site).await;
    assert_eq!((site.count(&there).await, site.count(TOMBSTONES).await), (1, 0));
    let imported = erasures(&site, "import", &ledger);
    assert_eq!(imported.0, 0, "{}", imported.1);
    assert!(imported.1.starts_with("1 of 1 erasures added; 0 were there"), "{}", imported.1);
    assert_eq!(site.count(&there).await, 1, "the next start erases, not the import");
    let again = erasures(&site, "import", &ledger);
    assert!(again.1.starts_with("0 of 1 erasures added; 1 were there"), "{}", again.1);
    for (action, hits) in [("ledger-imported", 1), ("ledger-imported", 0)] {
        let rows = format!(
            "SELECT count(*) FROM log_entry WHERE action = '{action}' AND hits = {hits}
                AND person = '' AND outcome = 'done'"
        );
        assert_eq!(site.count(&rows).await, 1, "{action} {hits}");
    }

    let lines = serve(&site);
    assert!(lines.contains("erasures were repeated"), "{lines}");
    assert!(!lines.contains("scans cannot be opened"), "{lines}");
    must_be_gone(&site, ana).await;
}

#[tokio::test]
async fn an_erasure_of_somebody_whom_the_backup_does_not_know_is_done() {
    let site = Site::start().await;
    configured(&site).await;
    let ledger = site.folder.path().join("erasures.ledger");
    let client = site.database.superuser().await;
    let stranger = "'00000000-0000-0000-0000-000000000009'";
    let sql = format!("INSERT INTO tombstone VALUES ({stranger}, now(), 'dormancy')");
    client.batch_execute(&sql).await.unwrap();
    assert_eq!(erasures(&site, "export", &ledger).0, 0);
    client.batch_execute("TRUNCATE tombstone, erasure").await.unwrap();
    assert_eq!(erasures(&site, "import", &ledger).0, 0);
    // Nothing is left to go on with, so no round looks at it again.
    assert_eq!(site.kept.erasures_due().await.unwrap(), []);
    let steps = site.count("SELECT count(*) FROM erasure").await;
    assert_eq!(steps, i64::try_from(STEPS.len()).unwrap());
    assert_eq!(site.kept.replay_erasures(site.now()).await.unwrap(), 0);
}

#[tokio::test]
async fn a_file_that_is_no_ledger_adds_nothing_and_one_that_is_something_else_is_not_replaced() {
    let site = Site::start().await;
    configured(&site).await;
    let client = site.database.superuser().await;
    let sql = "INSERT INTO tombstone SELECT gen_random_uuid(), now(), 'dormancy'
                 FROM generate_series(1, 3)";
    client.batch_execute(sql).await.unwrap();
    let ledger = site.folder.path().join("erasures.ledger");
    assert_eq!(erasures(&site, "export", &ledger).0, 0);
    assert_eq!(erasures(&site, "export", &ledger).0, 0, "an older ledger is replaced");
    client.batch_execute("TRUNCATE tombstone, erasure").await.unwrap();
    let good = std::fs::read_to_string(&ledger).unwrap();
    let cases = [
        ("ledger-unknown", "account_id\terased_at\n".to_owned()),
        ("ledger-version", good.replacen("erasures 1", "erasures 7", 1)),
        ("ledger-cut-off", good[..good.len() - 80].to_owned()),
        ("ledger-changed", good.replacen("dormancy", "objection", 1)),
    ];
    let wrong = site.folder.path().join("wrong");
    for (code, text) in cases {
        std::fs::write(&wrong, text).unwrap();
        let refused = erasures(&site, "import", &wrong);
        assert_eq!(refused.0, 1, "{}", refused.1);
        assert!(refused.1.starts_with(&format!("iesd: {code}: `")), "{}", refused.1);
        assert_eq!(site.count(TOMBSTONES).await, 0, "{code}");
    }
    let missing = erasures(&site, "import", &site.folder.path().join("none"));
    assert!(missing.0 == 1 && missing.1.contains("No such file"), "{}", missing.1);
    let keys = site.folder.path().join("keys.toml");
    let before = std::fs::read(&keys).unwrap();
    let refused = erasures(&site, "export", &keys);
    assert_eq!(refused.0, 1, "{}", refused.1);
    assert_eq!(std::fs::read(&keys).unwrap(), before);
    let imports = "SELECT count(*) FROM log_entry WHERE action = 'ledger-imported'";
    assert_eq!(site.count(imports).await, 0);
    let exports = "SELECT count(*) FROM log_entry WHERE action = 'ledger-exported' AND hits = 3";
    assert_eq!(site.count(exports).await, 2);
}

/// Loses the ring of scans, as a backup does that has none.
fn lose_ring(site: &Site) {
    let ring = KeyRing::generate(site.now()).unwrap();
    ring.save(&site.folder.path().join("scan-keys.toml")).unwrap();
    site.rings.scans.reload().unwrap();
}

#[tokio::test]
async fn the_start_says_how_many_scans_cannot_be_opened_any_more() {
    let mut site = crate::joining::site().await;
    configured(&site).await;
    let maria = site.enter("maria").await;
    apply(&site, &maria).await;
    lose_ring(&site);
    site.pause();
    // The program goes by the clock of the machine, so nothing is asked of the site after it.
    let lines = serve(&site);
    assert!(lines.contains("scans cannot be opened any more"), "{lines}");
}

#[tokio::test]
async fn a_scan_whose_ring_is_lost_is_as_one_that_was_destroyed() {
    let site = crate::joining::site().await;
    let maria = site.enter("maria").await;
    apply(&site, &maria).await;
    let (vera, path) = (site.enter("vera").await, request(&site).await);
    site.post(&vera, &format!("{path}/take"), &[]).await;
    let scan = site.at(&format!("{path}/scan"));
    assert_eq!(vera.page(&scan).await.status, 200);
    lose_ring(&site);
    assert_eq!(site.count("SELECT count(*) FROM scan_key").await, 1);

    let gone = vera.page(&scan).await;
    let nobody = "/requests/00000000-0000-4000-8000-000000000000/scan";
    let absent = vera.page(&site.at(nobody)).await;
    assert_eq!((gone.status.as_u16(), absent.status.as_u16()), (404, 404), "{}", gone.text);
    let tried =
        "SELECT count(*) FROM log_entry WHERE action = 'view-scan' AND outcome = 'not-found'
                  AND object IS NOT NULL";
    assert!(1 <= site.count(tried).await);
    let request = vera.page(&site.at(&path)).await;
    assert_eq!(request.status, 200, "{}", request.text);
    assert!(request.text.contains("The scan cannot be opened any more"), "{}", request.text);
    assert!(!request.text.contains("scan=show"), "{}", request.text);
    let question = [("question", "Please send the page again.")];
    let asked = site.post(&vera, &format!("{path}/ask"), &question).await;
    assert_eq!(asked.status, 303, "{}", asked.text);
    let status = maria.page(&site.at("/request")).await;
    assert!(status.text.contains("Please send the page again."), "{}", status.text);
    let answer = [
        Part::Value("answer", "Here it is again.".to_owned()),
        Part::File("scan", "page.jpg", upload::jpeg()),
    ];
    let answered = upload::send(&site, &maria, "/request/answer", &answer).await;
    assert_eq!(answered.leads_to(), site.at("/request?done=answered"), "{}", answered.text);
    assert_eq!(vera.page(&scan).await.status, 200, "the new one lies under the new ring");
    let request = vera.page(&site.at(&path)).await;
    assert!(request.text.contains("Here it is again."), "{}", request.text);
    assert!(!request.text.contains("The scan cannot be opened"), "{}", request.text);
}
