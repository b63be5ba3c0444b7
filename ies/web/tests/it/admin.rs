//! Administration over HTTP: exceptional edits, suspension, roles. Scenario 7 of the acceptance.

use fnd_testkit::http::Client;
use ies_domain::account::Account;
use ies_domain::organisation::OrganisationKind;
use ies_domain::role::{Role, Scope};
use jiff::SignedDuration;

use crate::kit::{BEGIN, Site};

const COMMISSION: (&str, OrganisationKind, &str) =
    ("European Commission", OrganisationKind::UnionInstitution, "BEL");
const MINISTRY: (&str, OrganisationKind, &str) =
    ("Ministry of Justice", OrganisationKind::NationalAuthority, "FIN");

async fn platform(site: &Site, login: &str, role: Role) -> fnd_core::Id<Account> {
    site.account(login, COMMISSION, &[(role, Scope::Platform)]).await
}

/// The fields of the form of an edit, with what stands there now.
fn details<'a>(email: &'a str, reason: &'a str, text: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("reason", reason),
        ("text", text),
        ("ticket", "HD-1"),
        ("first_name", "Tom"),
        ("last_name", "Vermeer"),
        ("email", email),
        ("telephone", "+32 2 123 45 67"),
        ("work_address", "Rue de la Loi 1\n1000 Bruxelles"),
        ("organisation", "Ministry of Justice"),
        ("job_title", "Policy officer"),
        ("version", "1"),
    ]
}

const TEXT: &str = "The link of confirmation loops since Monday.";

#[tokio::test]
async fn an_exceptional_edit_needs_a_reason_and_tells_both_addresses() {
    let site = Site::start().await;
    platform(&site, "ulla", Role::UserAdmin).await;
    let tom = site.account("tom", MINISTRY, &[]).await.to_uuid();
    let ulla = site.enter("ulla").await;
    let found = ulla.page(&site.at("/users?q=tom@example.test")).await;
    assert_eq!(found.status, 200, "{}", found.text);
    assert!(found.text.contains(&format!("/users/{tom}")), "{}", found.text);
    let by_word = ulla.page(&site.at("/users?q=verm")).await;
    assert!(by_word.text.contains(&format!("/users/{tom}")), "{}", by_word.text);

    let save = format!("/users/{tom}/edit/save");
    let unsaid = details("t.vermeer@example.test", "", "");
    let refused = site.post(&ulla, &save, &unsaid).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    assert!(refused.text.contains("Please say what happened"), "{}", refused.text);
    let short = site.post(&ulla, &save, &details("t@example.test", "technical-fault", "no")).await;
    assert_eq!(short.status, 422, "{}", short.text);
    let taken = details("ulla@example.test", "technical-fault", TEXT);
    assert_eq!(site.post(&ulla, &save, &taken).await.status, 422);
    assert_eq!(site.count("SELECT count(*) FROM exceptional_edit").await, 0);

    let fields = details("t.vermeer@example.test", "technical-fault", TEXT);
    let preview = site.post(&ulla, &format!("/users/{tom}/edit"), &fields).await;
    assert_eq!(preview.status, 200, "{}", preview.text);
    assert!(preview.text.contains("t.vermeer@example.test"));
    let saved = site.post(&ulla, &save, &fields).await;
    assert_eq!(saved.leads_to(), site.at(&format!("/users/{tom}?done=edited")), "{}", saved.text);
    // Who comes with the version of before is told, and nothing is overwritten.
    let late = site.post(&ulla, &save, &fields).await;
    assert_eq!(late.status, 409, "{}", late.text);

    let letters = site.mail.wait_for(2).await;
    let mut to: Vec<String> = letters.iter().flat_map(|letter| letter.to.clone()).collect();
    to.sort();
    assert_eq!(to, ["t.vermeer@example.test", "tom@example.test"]);
    let rows = format!(
        "SELECT count(*) FROM log_entry WHERE object = '{tom}' AND outcome = 'done'
            AND action = 'edited-exceptionally'"
    );
    assert_eq!(site.count(&rows).await, 1);
    let sealed = "SELECT count(*) FROM exceptional_edit
                   WHERE position('vermeer'::bytea IN sealed) = 0 AND fields = '{email}'";
    assert_eq!(site.count(sealed).await, 1);
    let counted = ulla.page(&site.at("/users/edits?month=2026-07")).await;
    assert_eq!(counted.status, 200, "{}", counted.text);
    assert!(counted.text.contains("HD-1"), "{}", counted.text);
    let page = ulla.page(&site.at(&format!("/users/{tom}"))).await;
    assert!(page.text.contains("E-mail address") && page.text.contains("Ulla Berg"));
}

#[tokio::test]
async fn who_looks_after_users_opens_nothing_else_and_each_try_is_logged() {
    let site = Site::start().await;
    let ulla = platform(&site, "ulla", Role::UserAdmin).await.to_uuid();
    let tom = site.account("tom", MINISTRY, &[]).await;
    let grant: String = {
        let client = site.database.superuser().await;
        let sql = "SELECT grant_id::text FROM role_grant WHERE role = 'user-admin'";
        client.query_one(sql, &[]).await.unwrap().get(0)
    };
    let browser = site.enter("ulla").await;
    // Log, cases, breaches, retention, record and system are of other roles.
    for path in ["/log", "/log.csv", "/cases", "/breaches", "/retention", "/record", "/system"] {
        let answer = browser.page(&site.at(path)).await;
        assert_eq!(answer.status, 403, "{path}: {}", answer.text);
    }
    // There is no way to edit several at once.
    let bulk = site.post(&browser, "/users/edit", &[("email", "x@example.test")]).await;
    assert!([404, 405].contains(&bulk.status.as_u16()), "{}", bulk.status);
    // One's own account and one's own role.
    for (path, fields) in [
        (format!("/users/{ulla}/edit/save"), details("u@example.test", "technical-fault", TEXT)),
        (format!("/users/{ulla}/suspend"), vec![("reason", "terms-broken"), ("note", "no")]),
        (format!("/roles/{grant}/answer"), vec![("answer", "approve")]),
        (format!("/roles/{grant}/certify"), vec![("months", "12")]),
    ] {
        let answer = site.post(&browser, &path, &fields).await;
        assert_eq!(answer.status, 403, "{path}: {}", answer.text);
    }
    let own = [("email", "ulla@example.test"), ("role", "dp-officer"), ("months", "6")];
    let own = [own.as_slice(), &[("reason", "I want to")]].concat();
    assert_eq!(site.post(&browser, "/roles/propose", &own).await.status, 403);
    let refused =
        format!("SELECT count(*) FROM log_entry WHERE person = '{ulla}' AND outcome = 'forbidden'");
    assert_eq!(site.count(&refused).await, 12);
    assert_eq!(site.count("SELECT count(*) FROM exceptional_edit").await, 0);
    // Who looks after nobody may not even learn who is there: known and unknown answer alike.
    let outsider = site.enter("tom").await;
    let known = outsider.page(&site.at(&format!("/users/{}", tom.to_uuid()))).await;
    let unknown = outsider.page(&site.at(&format!("/users/{}", uuid::Uuid::from_u128(9)))).await;
    assert_eq!((known.status, unknown.status), (http::StatusCode::NOT_FOUND, known.status));
}

#[tokio::test]
async fn a_suspension_ends_every_session_and_says_why_and_is_lifted_again() {
    let site = Site::start().await;
    platform(&site, "ulla", Role::UserAdmin).await;
    let tom = site.account("tom", MINISTRY, &[]).await.to_uuid();
    let (ulla, browser) = (site.enter("ulla").await, site.enter("tom").await);
    let path = format!("/users/{tom}/suspend");
    let unsaid = site.post(&ulla, &path, &[("reason", ""), ("note", "")]).await;
    assert_eq!(unsaid.status, 422, "{}", unsaid.text);
    let fields = [("reason", "maybe-compromised"), ("note", "Signs in from two countries.")];
    let done = site.post(&ulla, &path, &fields).await;
    assert_eq!(done.leads_to(), site.at(&format!("/users/{tom}?done=suspended")));
    assert_eq!(site.mail.wait_for(1).await[0].to, ["tom@example.test"]);
    // The session of before is dead.
    let dead = browser.page(&site.at("/users")).await;
    assert_ne!(dead.status, 200);
    assert!(!dead.text.contains("Vermeer"), "{}", dead.text);
    let page = ulla.page(&site.at(&format!("/users/{tom}"))).await;
    assert!(page.text.contains("Signs in from two countries."), "{}", page.text);
    assert!(page.text.contains("Ulla Berg"), "{}", page.text);
    let restore = format!("/users/{tom}/restore");
    assert_eq!(site.post(&ulla, &restore, &[("note", " ")]).await.status, 422);
    let lifted = site.post(&ulla, &restore, &[("note", "The password was changed.")]).await;
    assert_eq!(lifted.leads_to(), site.at(&format!("/users/{tom}?done=restored")));
    let active = format!(
        "SELECT count(*) FROM account WHERE account_id = '{tom}' AND state = 'active'
            AND sealed_note IS NULL"
    );
    assert_eq!(site.count(&active).await, 1);
    let twice = site.post(&ulla, &restore, &[("note", "Again.")]).await;
    assert_eq!(twice.status, 409, "{}", twice.text);
}

/// Proposes a role for somebody and gives the path of its page.
async fn propose(site: &Site, by: &Client, email: &str, role: &str) -> String {
    let fields =
        [("email", email), ("role", role), ("months", "6"), ("reason", "Two of four leave.")];
    let answer = site.post(by, "/roles/propose", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let path = answer.leads_to().replace(&site.base, "");
    path.split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_privileged_role_takes_two_people_and_an_acknowledgement_and_ends_by_the_clock() {
    let site = Site::start().await;
    platform(&site, "ulla", Role::UserAdmin).await;
    platform(&site, "dora", Role::DpOfficer).await;
    site.account("ludo", COMMISSION, &[]).await;
    let (ulla, dora) = (site.enter("ulla").await, site.enter("dora").await);
    let ludo = site.enter("ludo").await;
    let role = propose(&site, &ulla, "ludo@example.test", "log-auditor").await;
    // Who proposed it does not approve it.
    let own = site.post(&ulla, &format!("{role}/answer"), &[("answer", "approve")]).await;
    assert_eq!(own.status, 403, "{}", own.text);
    assert_eq!(ludo.page(&site.at("/log")).await.status, 403);
    let approved = site.post(&dora, &format!("{role}/answer"), &[("answer", "approve")]).await;
    assert_eq!(approved.leads_to(), site.at(&format!("{role}?done=approved")));
    // Approved, and inert until its duties are acknowledged.
    assert_eq!(ludo.page(&site.at("/log")).await.status, 403);
    let acknowledge = format!("{role}/acknowledge");
    let unsigned = site.post(&ludo, &acknowledge, &[("document", "")]).await;
    assert_eq!(unsigned.status, 422, "{}", unsigned.text);
    let fields = [("document", "Ares(2026)417"), ("acknowledged", "yes")];
    let signed = site.post(&ludo, &acknowledge, &fields).await;
    assert_eq!(signed.leads_to(), site.at(&format!("{role}?done=acknowledged")), "{}", signed.text);
    assert_eq!(ludo.page(&site.at("/log")).await.status, 200);
    let sees = ulla.page(&site.at("/roles/who-sees")).await;
    assert!(sees.text.contains("Log auditor"), "{}", sees.text);
    // Six months later it has stopped, at its instant, whether or not a timer has run.
    site.clock.advance(SignedDuration::from_hours(24 * 185));
    site.sign_in(&ludo, "ludo").await;
    assert_eq!(ludo.page(&site.at("/log")).await.status, 403);
    site.kept.expire_roles(fnd_core::Clock::now(&*site.clock), 30).await.unwrap();
    let ended = "SELECT count(*) FROM role_grant WHERE role = 'log-auditor'
                    AND end_cause = 'expired'";
    assert_eq!(site.count(ended).await, 1);
    let told = "SELECT count(*) FROM log_entry WHERE action = 'role-ended'
                   AND authority_kind = 'system'";
    assert_eq!(site.count(told).await, 1);
    assert!(BEGIN < "2027");
}

#[tokio::test]
async fn roles_that_may_not_meet_are_refused_and_an_end_is_told() {
    let site = Site::start().await;
    platform(&site, "ulla", Role::UserAdmin).await;
    platform(&site, "dora", Role::DpOfficer).await;
    platform(&site, "vera", Role::Validator).await;
    let (ulla, dora) = (site.enter("ulla").await, site.enter("dora").await);
    let fields = [
        ("email", "vera@example.test"),
        ("role", "log-auditor"),
        ("months", "6"),
        ("reason", "Nobody else is there."),
    ];
    let conflict = site.post(&ulla, "/roles/propose", &fields).await;
    assert_eq!(conflict.status, 422, "{}", conflict.text);
    assert!(conflict.text.contains("cannot be combined"), "{}", conflict.text);
    let unknown = [("email", "nobody@example.test")];
    let unknown = site.post(&ulla, "/roles/propose", &[&fields[1..], &unknown].concat()).await;
    assert!(unknown.text.contains("No active user has this address"), "{}", unknown.text);
    site.account("carl", MINISTRY, &[]).await;
    let role = propose(&site, &ulla, "carl@example.test", "dp-officer").await;
    let wordless = [("answer", "turn-down"), ("reason", "")];
    let wordless = site.post(&dora, &format!("{role}/answer"), &wordless).await;
    assert_eq!(wordless.status, 422, "{}", wordless.text);
    let reason = [("answer", "turn-down"), ("reason", "Not of the controller.")];
    let down = site.post(&dora, &format!("{role}/answer"), &reason).await;
    assert_eq!(down.leads_to(), site.at("/roles?done=turned-down"), "{}", down.text);
    let ended = "SELECT count(*) FROM role_grant WHERE end_cause = 'turned-down'";
    assert_eq!(site.count(ended).await, 1);
}

#[tokio::test]
async fn an_administrator_outside_the_controller_grants_nothing_on_the_platform() {
    let site = Site::start().await;
    site.account("ulla", MINISTRY, &[(Role::UserAdmin, Scope::Platform)]).await;
    site.account("carl", MINISTRY, &[]).await;
    let ulla = site.enter("ulla").await;
    let fields = [
        ("email", "carl@example.test"),
        ("role", "validator"),
        ("months", "6"),
        ("reason", "We are few."),
    ];
    let refused = site.post(&ulla, "/roles/propose", &fields).await;
    assert_eq!(refused.status, 409, "{}", refused.text);
    assert!(refused.text.contains("not-of-controller"), "{}", refused.text);
}

#[tokio::test]
async fn nobody_becomes_the_controller_by_a_name() {
    let site = Site::start().await;
    platform(&site, "ulla", Role::UserAdmin).await;
    site.account("tom", MINISTRY, &[]).await;
    let ulla = site.enter("ulla").await;
    let rows = site.database.superuser().await;
    let sql = "SELECT organisation_id::text FROM organisation ORDER BY seat = 'FIN'";
    let rows = rows.query(sql, &[]).await.unwrap();
    let controller: String = rows[0].get(0);
    let ministry: String = rows.last().unwrap().get(0);
    for (id, name, kind) in [
        (&ministry, "European Commission", "union-institution"),
        (&controller, "European Agency", "union-institution"),
        (&controller, "European Commission", "other"),
    ] {
        let fields = [("name", name), ("kind", kind), ("seat", "BEL"), ("version", "1")];
        let refused = site.post(&ulla, &format!("/organisations/{id}"), &fields).await;
        assert_eq!(refused.status, 422, "{name}");
        assert!(refused.text.contains("organisation that runs the service"), "{}", refused.text);
    }
}

#[tokio::test]
async fn an_organisation_that_becomes_a_recipient_abroad_is_told_of() {
    let site = Site::start().await;
    platform(&site, "ulla", Role::UserAdmin).await;
    let tom = site.account("tom", MINISTRY, &[]).await;
    let level = ies_domain::community::Level::Reader;
    site.community("statelessness", &[(tom, level)]).await;
    let ulla = site.enter("ulla").await;
    let id: String = {
        let sql = "SELECT organisation_id::text FROM organisation WHERE seat = 'FIN'";
        site.database.superuser().await.query_one(sql, &[]).await.unwrap().get(0)
    };
    let path = format!("/organisations/{id}");
    assert_eq!(ulla.page(&site.at(&path)).await.status, 200);
    let wrong = [("name", ""), ("kind", "national-authority"), ("seat", "FIN"), ("version", "1")];
    assert_eq!(site.post(&ulla, &path, &wrong).await.status, 422);
    let moved = [
        ("name", "Ministry of Justice"),
        ("kind", "national-authority"),
        ("seat", "GEO"),
        ("version", "1"),
    ];
    let saved = site.post(&ulla, &path, &moved).await;
    assert_eq!(saved.leads_to(), site.at("/organisations?done=saved"), "{}", saved.text);
    let since = "SELECT count(*) FROM community WHERE third_country_since IS NOT NULL";
    assert_eq!(site.count(since).await, 1);
    assert_eq!(site.mail.wait_for(1).await[0].to, ["tom@example.test"]);
    let fact = [
        ("country", "GEO"),
        ("aspect", "union"),
        ("from", "2026-07-01"),
        ("until", ""),
        ("source", "Official Journal"),
    ];
    let entered = site.post(&ulla, "/countries", &fact).await;
    assert_eq!(entered.leads_to(), site.at("/countries?done=saved"), "{}", entered.text);
    assert_eq!(site.count(since).await, 0);
    let twice = site.post(&ulla, "/countries", &fact).await;
    assert_eq!(twice.status, 422, "{}", twice.text);
}

#[tokio::test]
async fn a_role_that_ends_soon_is_told_of_once_and_then_ends() {
    let mut site = Site::start().await;
    site.pause();
    platform(&site, "vera", Role::Validator).await;
    let count = |notice: &str| format!("SELECT count(*) FROM mail WHERE notice = '{notice}'");
    let days = site.app.switches.permission.recertification_days;
    // The kit grants for 300 days; certification opens 30 days before.
    for (later, soon, ended) in
        [(269, 0, 0), (1, 1, 0), (1, 1, 0), (27, 1, 0), (2, 1, 1), (1, 1, 1)]
    {
        site.clock.advance(SignedDuration::from_hours(24 * later));
        site.kept.expire_roles(site.now(), days).await.unwrap();
        assert_eq!(site.count(&count("role-ends-soon")).await, soon, "{}", site.now());
        assert_eq!(site.count(&count("role-ended")).await, ended, "{}", site.now());
    }
}
