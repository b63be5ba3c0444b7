//! Oversight over HTTP: the register of requests, breaches, the log, retention. Scenario 8.

mod affected;
mod found_out;
mod letters;

use fnd_core::Clock;
use fnd_testkit::http::Client;
use ies_domain::account::Account;
use ies_domain::organisation::OrganisationKind;
use ies_domain::role::{Role, Scope};
use jiff::SignedDuration;

use crate::kit::{Site, hidden};
use crate::log::SealedLog;

const COMMISSION: (&str, OrganisationKind, &str) =
    ("European Commission", OrganisationKind::UnionInstitution, "BEL");

async fn platform(site: &Site, login: &str, role: Role) -> fnd_core::Id<Account> {
    site.account(login, COMMISSION, &[(role, Scope::Platform)]).await
}

fn later(site: &Site, days: i64) {
    site.clock.advance(SignedDuration::from_hours(24 * days));
}

async fn enter(site: &Site, officer: &Client, fields: &[(&str, &str)]) -> String {
    let answer = site.post(officer, "/cases/new", fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let path = answer.leads_to().replace(&site.base, "");
    path.split('?').next().unwrap().to_owned()
}

const LETTER: &[(&str, &str)] = &[
    ("right", "access"),
    ("channel", "letter"),
    ("received", "2026-07-15"),
    ("who", "Maria Beridze"),
    ("address", "Rustaveli 1, Tbilisi"),
    ("text", "What do you hold about me?"),
];

#[tokio::test]
async fn a_letter_of_whom_nothing_is_held_any_more_is_answered_with_that() {
    let site = Site::start().await;
    platform(&site, "dora", Role::DpOfficer).await;
    let dora = site.enter("dora").await;
    let empty = site.post(&dora, "/cases/new", &[("right", "access")]).await;
    assert_eq!(empty.status, 422, "{}", empty.text);
    let case = enter(&site, &dora, LETTER).await;
    let page = dora.page(&site.at(&case)).await;
    assert_eq!(page.status, 200, "{}", page.text);
    // One month after its arrival, which is a Saturday: the Monday after.
    assert!(page.text.contains("17 August 2026"), "{}", page.text);
    assert!(page.text.contains("value=\"nobody\""), "{}", page.text);
    let identity = format!("{case}/identity");
    assert_eq!(site.post(&dora, &identity, &[]).await.status, 422);
    // The page was shown again, with everything that stands on it.
    let shown = "SELECT count(*) FROM log_entry WHERE action = 'work-case'
                    AND outcome = 'unprocessable' AND sent LIKE 'rights-request%'";
    assert_eq!(site.count(shown).await, 1);
    let known = site.post(&dora, &identity, &[("about", "nobody")]).await;
    assert_eq!(known.leads_to(), site.at(&format!("{case}?done=identified")), "{}", known.text);
    let answer = [("answer", "fulfilled"), ("nothing_held", "yes")];
    let answered = site.post(&dora, &format!("{case}/answer"), &answer).await;
    assert_eq!(answered.leads_to(), site.at(&format!("{case}?done=answered")));
    let held = "SELECT count(*) FROM rights_request WHERE state = 'fulfilled' AND NOT is_held";
    assert_eq!(site.count(held).await, 1);
    let sealed = "SELECT count(*) FROM rights_request
                   WHERE position('Beridze'::bytea IN sealed) = 0";
    assert_eq!(site.count(sealed).await, 1);
}

#[tokio::test]
async fn officers_are_told_of_what_is_due_and_an_extension_is_told_within_the_month() {
    let mut site = Site::start().await;
    site.pause();
    platform(&site, "dora", Role::DpOfficer).await;
    let dora = site.enter("dora").await;
    let case = enter(&site, &dora, LETTER).await;
    site.post(&dora, &format!("{case}/identity"), &[("about", "nobody")]).await;
    // A month later the last day has come; each signal is told once.
    for (days, expected) in [(20, 0), (6, 1), (0, 0), (4, 1), (3, 1), (1, 1), (0, 0), (30, 0)] {
        later(&site, days);
        let now = site.clock.now();
        let today = ies_web::shell::local(now).date();
        assert_eq!(site.kept.signal_cases(today, now).await.unwrap(), expected, "{today}");
    }
    let dora = site.enter("dora").await;
    let list = dora.page(&site.at("/cases")).await;
    assert!(list.text.contains("1 request is overdue"), "{}", list.text);
    let late = [("extend_reasons", "Many mailboxes are searched.")];
    let late = site.post(&dora, &format!("{case}/extend"), &late).await;
    assert_eq!(late.status, 409, "{}", late.text);
    assert!(late.text.contains("too-late-to-extend"), "{}", late.text);
}

#[tokio::test]
async fn an_answer_due_on_a_holiday_of_the_controller_is_due_on_the_next_working_day() {
    let holiday = |config: &mut ies_web::config::Config, _: &std::path::Path| {
        config.site.holidays = vec![jiff::civil::date(2026, 8, 17)];
    };
    let site = Site::start_with(holiday).await;
    platform(&site, "dora", Role::DpOfficer).await;
    let dora = site.enter("dora").await;
    enter(&site, &dora, LETTER).await;
    // Received on 15 July; 15 August is a Saturday, and the Monday after it is the holiday.
    assert_eq!(
        site.count("SELECT count(*) FROM rights_request WHERE due_on = '2026-08-18'").await,
        1
    );
}

#[tokio::test]
async fn a_request_is_extended_once_and_refused_for_a_reason_that_fits() {
    let site = Site::start().await;
    platform(&site, "dora", Role::DpOfficer).await;
    let dora = site.enter("dora").await;
    let mail: Vec<_> = LETTER
        .iter()
        .map(|field| if field.0 == "address" { ("address", "m@example.test") } else { *field })
        .collect();
    let case = enter(&site, &dora, &mail).await;
    site.post(&dora, &format!("{case}/identity"), &[("about", "nobody")]).await;
    later(&site, 25);
    let dora = site.enter("dora").await;
    let extend = format!("{case}/extend");
    assert_eq!(site.post(&dora, &extend, &[("extend_reasons", " ")]).await.status, 422);
    let done = site.post(&dora, &extend, &[("extend_reasons", "Many mailboxes.")]).await;
    assert_eq!(done.leads_to(), site.at(&format!("{case}?done=extended")), "{}", done.text);
    let due = "SELECT count(*) FROM rights_request WHERE due_on = '2026-10-15'";
    assert_eq!(site.count(due).await, 1);
    assert_eq!(site.post(&dora, &extend, &[("extend_reasons", "More.")]).await.status, 409);
    let answer = format!("{case}/answer");
    let groundless = [("answer", "refused"), ("reasons", "No.")];
    assert_eq!(site.post(&dora, &answer, &groundless).await.status, 422);
    let unfitting = [("answer", "refused"), ("ground", "data-correct"), ("reasons", "No.")];
    assert_eq!(site.post(&dora, &answer, &unfitting).await.status, 422);
    let refused =
        [("answer", "refused"), ("ground", "excessive"), ("reasons", "The tenth this month.")];
    let refused = site.post(&dora, &answer, &refused).await;
    assert_eq!(refused.status, 303, "{}", refused.text);
    // Received, extended, answered: the requester is told each time; officers of what comes.
    let requester = "SELECT count(*) FROM log_entry WHERE action IN
                        ('rights-received', 'rights-extended', 'rights-answered')";
    assert_eq!(site.count(requester).await, 3);
}

#[tokio::test]
async fn an_erasure_by_letter_closes_the_account_once_it_is_confirmed_and_not_ones_own() {
    let mut site = Site::start().await;
    let dora = platform(&site, "dora", Role::DpOfficer).await.to_uuid();
    let ministry = ("Ministry of Justice", OrganisationKind::NationalAuthority, "GEO");
    let tom = site.account("tom", ministry, &[]).await;
    site.community("statelessness", &[(tom, ies_domain::community::Level::Reader)]).await;
    let abroad = "SELECT count(*) FROM community WHERE third_country_since IS NOT NULL";
    let client = site.database.superuser().await;
    client.batch_execute("UPDATE community SET third_country_since = now()").await.unwrap();
    site.pause();
    let tom = tom.to_uuid();
    let browser = site.enter("dora").await;
    let fields = [
        ("right", "erasure"),
        ("channel", "mail"),
        ("received", "2026-07-15"),
        ("who", "Tom Vermeer"),
        ("address", "tom@example.test"),
        ("text", "Erase me."),
    ];
    let case = enter(&site, &browser, &fields).await;
    let identity = format!("{case}/identity");
    let own = format!("user-{dora}");
    let other = site.post(&browser, &identity, &[("about", &own), ("confirmed", "yes")]).await;
    assert_eq!(other.status, 422, "nobody is chosen who was not shown: {}", other.text);
    let mut ones_own = fields;
    ones_own[3] = ("who", "Dora Novak");
    let ones_own = enter(&site, &browser, &ones_own).await;
    let own = [("about", own.as_str()), ("confirmed", "yes")];
    let own = site.post(&browser, &format!("{ones_own}/identity"), &own).await;
    assert_eq!(own.status, 409, "{}", own.text);
    let refused = "SELECT count(*) FROM log_entry
                    WHERE action = 'work-case' AND outcome = 'concerns-yourself'";
    assert_eq!(site.count(refused).await, 1, "what a rule refuses leaves a row");
    let about = format!("user-{tom}");
    let asked = site.post(&browser, &identity, &[("about", &about)]).await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    assert!(asked.text.contains("tom@example.test"), "whose account it is: {}", asked.text);
    let active = "SELECT count(*) FROM account WHERE state = 'active'";
    assert_eq!(site.count(active).await, 2);
    let done = [("about", about.as_str()), ("confirmed", "yes")];
    let done = site.post(&browser, &identity, &done).await;
    assert_eq!(done.leads_to(), site.at(&format!("{case}?done=identified")), "{}", done.text);
    let closed = "SELECT count(*) FROM account JOIN membership USING (account_id)
                   WHERE account.state = 'disabled-pending-erasure'
                     AND disabled_cause = 'erasure-requested' AND session_epoch = 1
                     AND membership.state = 'ended'";
    assert_eq!(site.count(closed).await, 1);
    assert_eq!(site.count(abroad).await, 0, "the only recipient outside the Union has gone");
    let told = "SELECT count(*) FROM mail WHERE notice = 'account-disabled'";
    assert_eq!(site.count(told).await, 1);
    let queued = "SELECT count(*) FROM job WHERE kind = 'erase-account'";
    assert_eq!(site.count(queued).await, 1);
    let pending = browser.page(&site.at("/retention")).await;
    assert!(pending.text.contains(&tom.to_string()), "{}", pending.text);
}

#[tokio::test]
async fn a_breach_has_72_hours_and_is_closed_when_all_was_done() {
    let site = Site::start().await;
    platform(&site, "dora", Role::DpOfficer).await;
    let dora = site.enter("dora").await;
    assert_eq!(site.post(&dora, "/breaches", &[("title", "")]).await.status, 422);
    let fields = [
        ("title", "Export sent to a wrong address"),
        ("text", "An archive went to a mailbox outside."),
        ("aware_day", "2026-07-12"),
        ("aware_time", "08:00"),
    ];
    let entered = site.post(&dora, "/breaches", &fields).await;
    assert_eq!(entered.leads_to(), site.at("/breaches?done=entered"), "{}", entered.text);
    let id: String = {
        let sql = "SELECT breach_id::text FROM breach";
        site.database.superuser().await.query_one(sql, &[]).await.unwrap().get(0)
    };
    let path = format!("/breaches/{id}");
    let close = format!("{path}/close");
    assert_eq!(site.post(&dora, &close, &[]).await.status, 409);
    let assessed = site.post(&dora, &format!("{path}/assess"), &[("risk", "high")]).await;
    assert_eq!(assessed.leads_to(), site.at(&format!("{path}?done=noted")));
    let late = site.post(&dora, &format!("{path}/report"), &[("delay", "")]).await;
    assert_eq!(late.status, 422, "{}", late.text);
    let reported = [("delay", "It came to light through others.")];
    let reported = site.post(&dora, &format!("{path}/report"), &reported).await;
    assert_eq!(reported.status, 303, "{}", reported.text);
    let told = format!("{path}/tell");
    let unsaid = site.post(&dora, &told, &[("how", "not-needed"), ("reason", "")]).await;
    assert_eq!(unsaid.status, 422, "{}", unsaid.text);
    let said = [("how", "not-needed"), ("reason", "The archive was encrypted.")];
    assert_eq!(site.post(&dora, &told, &said).await.status, 303);
    let closed = site.post(&dora, &close, &[]).await;
    assert_eq!(closed.leads_to(), site.at("/breaches?done=closed"), "{}", closed.text);
    assert_eq!(
        site.post(&dora, &format!("{path}/assess"), &[("risk", "likely")]).await.status,
        409
    );
    let page = dora.page(&site.at(&path)).await;
    assert!(page.text.contains("The archive was encrypted."), "{}", page.text);
}

#[tokio::test]
async fn the_log_shows_the_technical_part_to_auditors_alone_and_logs_itself() {
    let site = Site::start().await;
    let ludo = platform(&site, "ludo", Role::LogAuditor).await.to_uuid();
    platform(&site, "ulla", Role::UserAdmin).await;
    platform(&site, "dora", Role::DpOfficer).await;
    platform(&site, "sven", Role::SysAdmin).await;
    for login in ["ulla", "dora", "sven"] {
        let browser = site.enter(login).await;
        for path in ["/log?from=2026-07-15", "/log.csv", "/log/integrity", "/log/checkpoint"] {
            assert_eq!(browser.page(&site.at(path)).await.status, 403, "{login} {path}");
        }
    }
    let browser = site.enter("ludo").await;
    let found = browser.page(&site.at("/log?outcome=refused&deed=read-log")).await;
    assert_eq!(found.status, 200, "{}", found.text);
    assert!(found.text.contains("127.0.0.1"), "{}", found.text);
    assert!(found.text.contains("12 entries"), "{}", found.text);
    // The search left a row, with what was searched for, sealed.
    let own = format!(
        "SELECT count(*) FROM log_entry WHERE person = '{ludo}' AND action = 'read-log'
            AND used IS NOT NULL AND position('refused'::bytea IN used) = 0"
    );
    assert_eq!(site.count(&own).await, 1);
    let wrong = browser.page(&site.at("/log?ip=nonsense")).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text);
    let table = browser.page(&site.at("/log.csv?deed=read-log&outcome=refused")).await;
    assert_eq!(table.text.lines().count(), 14, "{}", table.text);
    assert!(table.header("content-type").starts_with("text/csv"));
    let state = browser.page(&site.at("/log/integrity")).await;
    assert_eq!(state.status, 200, "{}", state.text);
    let state = browser.get(&site.at("/log/integrity.json")).await.json();
    assert!(0 < state["waiting"].as_u64().unwrap(), "{state}");
}

#[tokio::test]
async fn a_long_log_is_leafed_through_both_ways_without_gap_or_double() {
    let site = Site::start().await;
    platform(&site, "ludo", Role::LogAuditor).await;
    let rows = "INSERT INTO log_entry (log_id, at, action, purpose, basis, authority_kind,
                    authority, state, person, place, request, outcome, sent)
                SELECT gen_random_uuid(), '2026-07-01'::timestamptz + n * interval '1 second',
                       'signed-in', 'verify-identity', 'R15', 'system', '', '', '', '',
                       gen_random_uuid(), 'done', ''
                  FROM generate_series(1, 120) AS made (n)";
    site.database.superuser().await.execute(rows, &[]).await.unwrap();
    let browser = site.enter("ludo").await;
    let mut address = "/log?deed=signed-in&to=2026-07-02".to_owned();
    let mut counts = Vec::new();
    for _ in 0..3 {
        let page = browser.page(&site.at(&address)).await;
        assert!(page.text.contains("120 entries"), "{}", page.text);
        counts.push(page.text.matches("<tr><th scope=\"row\">").count());
        address = href(&page.text, "after=").unwrap_or_default();
    }
    assert_eq!((counts, address.as_str()), (vec![50, 50, 20], ""));
}

/// The address of the first link that holds `part`.
fn href(text: &str, part: &str) -> Option<String> {
    let links = text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let found = links.map(|link| link.replace("&#38;", "&").replace("&amp;", "&"));
    found.into_iter().find(|link| link.contains(part))
}

#[tokio::test]
async fn a_year_of_nights_erases_each_thing_at_its_time_and_tells_of_it() {
    let mut site = Site::start().await;
    site.pause();
    platform(&site, "dora", Role::DpOfficer).await;
    let dora = site.enter("dora").await;
    dora.page(&site.at("/cases")).await;
    let client = site.database.superuser().await;
    client
        .batch_execute(
            "INSERT INTO tombstone VALUES (gen_random_uuid(), '2020-01-01', 'dormancy'),
                                          (gen_random_uuid(), now(), 'dormancy');
             INSERT INTO consent_evidence SELECT gen_random_uuid(), gen_random_uuid(), 1, 1,
                 sha256(''), sha256(''), '2019-01-01', NULL, '2020-01-01';",
        )
        .await
        .unwrap();
    let technical = "SELECT count(*) FROM log_technical";
    let opened = "SELECT count(*) FROM log_entry WHERE action = 'account-opened'";
    assert!(0 < site.count(technical).await);
    let erased = |erased: Vec<ies_store::purpose::retaining::Erased>| -> Vec<String> {
        assert!(erased.iter().all(|one| !one.has_failed), "{erased:?}");
        erased.into_iter().map(|one| one.category).collect()
    };
    let log = SealedLog::of(&site);
    let night = async |days: i64| {
        later(&site, days);
        log.seal().await;
        erased(site.kept.retain(&site.app.switches, site.clock.now()).await.unwrap())
    };
    assert_eq!(night(1).await, ["session", "consent-evidence", "tombstone"]);
    assert_eq!(night(1).await, [""; 0]);
    assert_eq!(site.count("SELECT count(*) FROM tombstone").await, 1);
    // The technical part goes on a clock of its own, before the row.
    let before = site.count(opened).await;
    let first = night(179).await;
    assert!(first.contains(&"log-technical".to_owned()), "{first:?}");
    assert_eq!((site.count(technical).await, site.count(opened).await), (0, before));
    assert!(night(190).await.contains(&"log-action".to_owned()));
    assert_eq!(site.count(opened).await, 0);
    // What went at its time is no tampering, and the log says how much it was.
    log.seal().await;
    let report = log.verify().await.unwrap();
    assert!(0 < report.erased && report.erased < report.rows, "{report:?}");
    site.sign_in(&dora, "dora").await;
    let page = dora.page(&site.at("/retention")).await;
    assert_eq!(page.status, 403, "the role has ended after 300 days: {}", page.text);
}

#[tokio::test]
async fn runs_and_rules_and_the_record_are_shown_to_officers() {
    let mut site = Site::start().await;
    platform(&site, "dora", Role::DpOfficer).await;
    platform(&site, "sven", Role::SysAdmin).await;
    site.pause();
    site.kept.retain(&site.app.switches, site.clock.now()).await.unwrap();
    let dora = site.enter("dora").await;
    let page = dora.page(&site.at("/retention")).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let run = href(&page.text, "/retention/runs/").unwrap();
    assert_eq!(dora.page(&site.at(&run)).await.status, 200);
    let record = dora.page(&site.at("/record")).await;
    assert!(record.text.contains("DPR-EC-00932"), "{}", record.text);
    assert!(!record.text.contains('⟦'), "a word is missing: {}", record.text);
    let json = dora.get(&site.at("/record.json")).await.json();
    let categories = json["categories"].as_array().unwrap();
    assert_eq!(categories.len(), ies_domain::register::REGISTER.categories.len());
    assert!(record.text.contains("/record/versions/1"), "{}", record.text);
    let first = dora.get(&site.at("/record/versions/1")).await;
    assert_eq!(first.json(), json);
    assert_eq!(dora.get(&site.at("/record/versions/2")).await.status, 404);
    // Another start with the same record keeps no other; one that differs does.
    ies_web::public::statements::ensure(&site.app).await.unwrap();
    let versions = "SELECT count(*) FROM record_version";
    assert_eq!(site.count(versions).await, 1);
    let client = site.database.superuser().await;
    let changed = "UPDATE record_version SET content = replace(content, 'P7D', 'P3D')";
    client.batch_execute(changed).await.unwrap();
    ies_web::public::statements::ensure(&site.app).await.unwrap();
    assert_eq!(site.count(versions).await, 2);
    let record = dora.page(&site.at("/record")).await;
    assert!(record.text.contains("Changed: "), "{}", record.text);
    assert!(!record.text.contains("Added: "), "{}", record.text);
    let sven = site.enter("sven").await;
    let health = sven.page(&site.at("/system")).await;
    assert_eq!(health.status, 200, "{}", health.text);
    assert!(!health.text.contains("@example.test"), "{}", health.text);
}

#[tokio::test]
async fn a_material_version_asks_everybody_anew_from_its_day_on() {
    let site = Site::start().await;
    platform(&site, "dora", Role::DpOfficer).await;
    let dora = site.enter("dora").await;
    let path = "/statements/privacy-statement/new";
    assert_eq!(dora.page(&site.at(path)).await.status, 200);
    assert_eq!(site.post(&dora, path, &[("since", "2020-01-01")]).await.status, 422);
    let fields = [
        ("since", "2026-07-20"),
        ("material", "yes"),
        ("changes_en", "A recipient is added."),
        ("changes_fr", "Un destinataire de plus."),
        ("changes_de", "Ein Empfänger mehr."),
    ];
    let asked = site.post(&dora, path, &fields).await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    // What is confirmed is what was shown, or nothing is published.
    let other = [&fields[..], &[("version", "1"), ("digest", ""), ("confirmed", "yes")]].concat();
    let overtaken = site.post(&dora, path, &other).await;
    assert_eq!(overtaken.status, 409, "{}", overtaken.text);
    let shown = |name| hidden(&asked, name);
    let (version, digest) = (shown("version"), shown("digest"));
    let sure = [("version", version.as_str()), ("digest", &digest), ("confirmed", "yes")];
    let sure = [&fields[..], &sure].concat();
    let done = site.post(&dora, path, &sure).await;
    assert_eq!(done.leads_to(), site.at("/statements?done=published"), "{}", done.text);
    let list = dora.page(&site.at("/statements")).await;
    assert_eq!(list.status, 200, "{}", list.text);
    later(&site, 6);
    site.sign_in(&dora, "dora").await;
    let gate = dora.page(&site.at("/cases")).await;
    assert_eq!(gate.status, 403, "{}", gate.text);
    assert!(gate.text.contains("consent-first"), "{}", gate.text);
}
