//! From a stranger to an account: scenario 1, and what remains of the scan (scenario 2).

use std::path::Path;
use std::time::Duration;

use fnd_testkit::http::{Answer, Client};
use ies_domain::community::Level;
use ies_domain::organisation::OrganisationKind;
use ies_domain::role::{Role, Scope};
use ies_web::config::{Clamav, Config};
use jiff::SignedDuration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::kit::Site;
use crate::upload::{self, CANARY};

const COMMISSION: (&str, OrganisationKind, &str) =
    ("European Commission", OrganisationKind::UnionInstitution, "BEL");

/// A site with a validator and a Community.
pub async fn site() -> Site {
    peopled(Site::start().await).await
}

async fn peopled(site: Site) -> Site {
    let platform = Scope::Platform;
    let vera = site.account("vera", COMMISSION, &[(Role::Validator, platform)]).await;
    site.community("statelessness", &[(vera, Level::Lead)]).await;
    site
}

/// The code of a problem, as its page shows it.
fn code_of(answer: &Answer) -> String {
    let (_, rest) = answer.text.split_once("<code>").unwrap_or(("", &answer.text));
    rest.split("</code>").next().unwrap_or_default().to_owned()
}

fn path_of(answer: &Answer) -> String {
    answer.url.path().to_owned()
}

/// Fills in the form as Maria does and sends it.
pub async fn apply(site: &Site, maria: &Client) {
    let reviewed = upload::send(site, maria, "/apply/review", &upload::form(site).await).await;
    assert_eq!(reviewed.status, 200, "{}", reviewed.text);
    assert!(reviewed.text.contains("Georgia"), "the seat is shown again");
    let consents =
        [("consent", "yes"), ("transfer_consent", "yes"), ("privacy", "1"), ("terms", "1")];
    let sent = site.post(maria, "/apply/send", &consents).await;
    assert_eq!(sent.leads_to(), site.at("/request?done=sent"), "{}", sent.text);
}

/// The path of the only request.
pub async fn request(site: &Site) -> String {
    let client = site.database.superuser().await;
    let row =
        client.query_one("SELECT registration_id::text FROM registration", &[]).await.unwrap();
    format!("/requests/{}", row.get::<_, String>(0))
}

#[tokio::test]
async fn maria_applies_and_is_accepted_and_nothing_of_the_scan_remains() {
    let site = site().await;
    let maria = site.enter("maria").await;
    let landing = maria.page(&site.at("/apply")).await;
    assert_eq!(landing.status, 200, "{}", landing.text);
    for foreign in ["/my", "/communities", "/requests", "/people", "/users"] {
        let answer = maria.page(&site.at(foreign)).await;
        assert!([403, 404].contains(&answer.status.as_u16()), "{foreign}: {}", answer.status);
    }
    apply(&site, &maria).await;
    let status = maria.page(&site.at("/request")).await;
    assert_eq!(status.status, 200, "{}", status.text);
    let letters = site.mail.wait_for(2).await;
    let to: Vec<_> = letters.iter().flat_map(|letter| letter.to.clone()).collect();
    assert!(to.contains(&"maria@example.test".to_owned()), "{to:?}");
    assert!(to.contains(&"vera@example.test".to_owned()), "{to:?}");

    let (vera, path) = (site.enter("vera").await, request(&site).await);
    let queue = vera.page(&site.at("/requests")).await;
    assert!(queue.text.contains("Maria Beridze"), "{}", queue.text);
    let taken = site.post(&vera, &format!("{path}/take"), &[]).await;
    assert_eq!(taken.leads_to(), site.at(&format!("{path}?done=taken")), "{}", taken.text);
    let acceptance = [("organisation", "new"), ("kind", "national-authority"), ("compared", "yes")];
    let blind = site.post(&vera, &format!("{path}/accept"), &acceptance).await;
    assert_eq!(code_of(&blind), "scan-not-looked-at", "{}", blind.text);

    let scan = vera.page(&site.at(&format!("{path}/scan"))).await;
    assert_eq!((scan.status.as_u16(), scan.header("content-type")), (200, "image/jpeg"));
    assert_eq!(scan.header("cache-control"), "no-store, private");
    let asked = site.post(&vera, &format!("{path}/accept"), &acceptance).await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    let decision = [acceptance.as_slice(), &[("decision", "accept")]].concat();
    // What is no decision decides nothing, and a comparison that was not made accepts nobody.
    let uncompared: Vec<_> = decision.iter().copied().filter(|one| one.0 != "compared").collect();
    let no_reason = vec![("decision", "refuse"), ("reason", "because")];
    for unusable in [vec![], vec![("decision", "maybe")], no_reason, uncompared] {
        let answer = site.post(&vera, &format!("{path}/decide"), &unusable).await;
        assert_eq!(answer.status, 422, "{unusable:?}: {}", answer.text);
    }
    assert_eq!(site.count("SELECT count(*) FROM scan_key").await, 1);
    let decided = site.post(&vera, &format!("{path}/decide"), &decision).await;
    assert_eq!(decided.leads_to(), site.at("/requests?done=accepted"), "{}", decided.text);

    assert_eq!(site.count("SELECT count(*) FROM scan").await, 0);
    assert_eq!(site.count("SELECT count(*) FROM scan_key").await, 0);
    site.mail.wait_for(4).await;
    site.until("SELECT count(*) FROM scan_end WHERE unlinked_at IS NOT NULL", 1).await;
    assert_eq!(upload::files(&site), Vec::<String>::new());
    upload::assert_gone(&site, CANARY).await;
    assert_eq!(maria.page(&site.at("/")).await.leads_to(), site.at("/my"));
    for path in [format!("{path}/scan"), format!("{path}/scan?again=yes")] {
        assert_eq!(vera.page(&site.at(&path)).await.status, 404, "{path}");
    }
    let tried = "SELECT count(*) FROM log_entry WHERE action = 'view-scan' AND outcome <> 'done'";
    assert_eq!(site.count(tried).await, 2);
}

#[tokio::test]
async fn what_the_sign_in_tells_fills_in_the_form_and_what_was_typed_stays() {
    let site = site().await;
    let maria = site.enter("maria").await;
    let form = maria.page(&site.at("/apply/form")).await;
    let value = |page: &str, name: &str| {
        let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    assert_eq!(value(&form.text, "first_name"), "Maria");
    assert_eq!(value(&form.text, "last_name"), "Beridze");
    assert_eq!(value(&form.text, "email"), "maria@example.test");
    let parts = upload::with(upload::form(&site).await, "first_name", "Mariam");
    upload::send(&site, &maria, "/apply/draft", &parts).await;
    let again = maria.page(&site.at("/apply/form")).await;
    assert_eq!(value(&again.text, "first_name"), "Mariam", "R12: nothing is overwritten");
}

#[tokio::test]
async fn a_request_that_came_to_nothing_is_erased_a_month_after_its_end() {
    let site = site().await;
    let maria = site.enter("maria").await;
    apply(&site, &maria).await;
    site.post(&maria, "/request/withdraw", &[]).await;
    site.until("SELECT count(*) FROM scan_end WHERE unlinked_at IS NOT NULL", 1).await;
    let kept = "SELECT count(*) FROM registration";
    for (days, expected) in [(27, 1), (5, 0)] {
        site.clock.advance(SignedDuration::from_hours(24 * days));
        site.kept.retain(&site.app.switches, site.now()).await.unwrap();
        assert_eq!(site.count(kept).await, expected, "R16, {days} days on");
    }
    upload::assert_gone(&site, "Beridze").await;
}

#[tokio::test]
async fn a_refusal_a_withdrawal_and_time_destroy_the_scan_as_an_acceptance_does() {
    let site = site().await;
    let maria = site.enter("maria").await;
    apply(&site, &maria).await;
    let asked = maria.page(&site.at("/request/withdraw")).await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    let withdrawn = site.post(&maria, "/request/withdraw", &[]).await;
    assert!(path_of(&maria.page(&withdrawn.leads_to()).await).starts_with("/request/"));
    assert_eq!(site.count("SELECT count(*) FROM scan_key").await, 0);

    apply(&site, &maria).await;
    site.clock.advance(SignedDuration::from_hours(24 * 61));
    site.kept.expire_requests(&site.app.switches, site.now()).await.unwrap();
    assert_eq!(site.count("SELECT count(*) FROM scan_key").await, 0);
    let states = "SELECT count(*) FROM registration WHERE state IN ('withdrawn', 'expired')";
    assert_eq!(site.count(states).await, 2);
    let causes = "SELECT count(DISTINCT cause) FROM scan_end";
    assert_eq!(site.count(causes).await, 2);
}

#[tokio::test]
async fn a_crash_between_the_decision_and_the_file_leaves_nothing_readable() {
    let mut site = site().await;
    let maria = site.enter("maria").await;
    apply(&site, &maria).await;
    site.pause();
    let before = upload::files(&site);
    assert_eq!(before.len(), 1);
    site.post(&maria, "/request/withdraw", &[]).await;
    // The file is there still, and nothing can open it: the key went with the decision.
    assert_eq!(upload::files(&site), before);
    assert_eq!(site.count("SELECT count(*) FROM scan_key").await, 0);
    upload::assert_gone(&site, CANARY).await;
    site.resume();
    site.until("SELECT count(*) FROM scan_end WHERE unlinked_at IS NOT NULL", 1).await;
    assert_eq!(upload::files(&site), Vec::<String>::new());
}

#[tokio::test]
async fn nobody_decides_on_their_own_request_or_twice() {
    let site = site().await;
    let maria = site.enter("maria").await;
    apply(&site, &maria).await;
    let (vera, path) = (site.enter("vera").await, request(&site).await);
    site.post(&vera, &format!("{path}/take"), &[]).await;
    vera.page(&site.at(&format!("{path}/scan"))).await;
    let refusal = [("decision", "refuse"), ("reason", "not-eligible")];
    let decide = format!("{path}/decide");
    let (one, two) =
        tokio::join!(site.post(&vera, &decide, &refusal), site.post(&vera, &decide, &refusal),);
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses[0], 303);
    // By when it looks, the second finds the request over, changed, or not its own any more.
    assert!([403, 404, 409].contains(&statuses[1]), "{statuses:?}");
    let decided = "SELECT count(*) FROM log_entry WHERE action = 'registration-refused'";
    assert_eq!(site.count(decided).await, 1);
    let own = maria.page(&site.at(&path)).await;
    assert_eq!(own.status, 404);
}

#[tokio::test]
async fn an_old_sign_in_decides_nothing() {
    let site = site().await;
    let maria = site.enter("maria").await;
    apply(&site, &maria).await;
    let (vera, path) = (site.enter("vera").await, request(&site).await);
    site.post(&vera, &format!("{path}/take"), &[]).await;
    site.clock.advance(SignedDuration::from_mins(20));
    let scan = vera.page(&site.at(&format!("{path}/scan"))).await;
    assert!(scan.leads_to().contains("/sign-in"), "{}", scan.text);
    let refusal = [("decision", "refuse"), ("reason", "not-eligible")];
    let decided = site.post(&vera, &format!("{path}/decide"), &refusal).await;
    assert_eq!(decided.status, 401);
    assert!(decided.text.contains("/sign-in?again=yes"), "{}", decided.text);
    assert_eq!(site.count("SELECT count(*) FROM scan_key").await, 1);
}

#[tokio::test]
async fn a_scanner_that_is_away_takes_no_file_and_loses_nothing_that_was_typed() {
    let away = |config: &mut Config, folder: &Path| {
        config.clamav = Some(Clamav::Socket { socket: folder.join("nowhere.sock") });
    };
    let site = peopled(Site::start_with(away).await).await;
    let maria = site.enter("maria").await;
    let refused = upload::send(&site, &maria, "/apply/review", &upload::form(&site).await).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    assert!(refused.text.contains("cannot be examined at the moment"), "{}", refused.text);
    let again = maria.page(&site.at("/apply/form")).await;
    assert!(again.text.contains("I answer ad-hoc queries."), "{}", again.text);
    assert_eq!(site.count("SELECT count(*) FROM scan").await, 0);
}

#[tokio::test]
async fn while_a_file_is_examined_no_connection_waits_for_it() {
    let (scanner, asked, answer) = Scanner::start().await;
    let site = peopled(Site::start_with(|config, _| config.clamav = Some(scanner)).await).await;
    let maria = site.enter("maria").await;
    let form = upload::form(&site).await;
    let sent = upload::send(&site, &maria, "/apply/draft", &form);
    let waiting = "SELECT count(*) FROM pg_stat_activity
                    WHERE state LIKE 'idle in transaction%' AND datname = current_database()";
    let looked = async {
        asked.await.unwrap();
        // What the others do at this moment ends by itself; what waits for the scanner does not.
        let free = async {
            while 0 < site.count(waiting).await {
                tokio::task::yield_now().await;
            }
        };
        let is_free = tokio::time::timeout(Duration::from_secs(30), free).await.is_ok();
        answer.send(()).unwrap();
        is_free
    };
    let (saved, is_free) = tokio::join!(sent, looked);
    assert!(is_free, "the scanner may take a minute, and the others go on");
    assert_eq!(saved.leads_to(), site.at("/apply/form?saved=yes"), "{}", saved.text);
    assert_eq!(site.count("SELECT count(*) FROM scan").await, 1);
}

/// A scanner that finds nothing, once it is told to answer.
struct Scanner;

impl Scanner {
    /// How to reach it; what tells that it has a file; what lets it answer.
    async fn start() -> (Clamav, oneshot::Receiver<()>, oneshot::Sender<()>) {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let ((has_it, asked), (answer, may)) = (oneshot::channel(), oneshot::channel());
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            stream.read_exact(&mut [0; b"zINSTREAM\0".len()]).await.unwrap();
            while let length @ 1.. = stream.read_u32().await.unwrap() {
                let mut chunk = vec![0; usize::try_from(length).unwrap()];
                stream.read_exact(&mut chunk).await.unwrap();
            }
            has_it.send(()).unwrap();
            may.await.unwrap();
            stream.write_all(b"stream: OK\0").await.unwrap();
        });
        (Clamav::Port { host: "127.0.0.1".into(), port }, asked, answer)
    }
}

#[tokio::test]
async fn what_was_sent_is_not_rewritten_while_a_question_is_open() {
    let site = site().await;
    let maria = site.enter("maria").await;
    apply(&site, &maria).await;
    let (path, vera) = (request(&site).await, site.enter("vera").await);
    site.post(&vera, &format!("{path}/take"), &[]).await;
    let asked = site.post(&vera, &format!("{path}/ask"), &[("question", "Which unit?")]).await;
    assert_eq!(asked.status, 303, "{}", asked.text);
    assert_eq!(maria.page(&site.at("/apply/form")).await.leads_to(), site.at("/request"));
    let parts = upload::with(upload::form(&site).await, "organisation_name", "Somewhere else");
    let refused = upload::send(&site, &maria, "/apply/draft", &parts).await;
    assert_eq!(code_of(&refused), "request-not-in-state", "{}", refused.text);
    let shown = vera.page(&site.at(&path)).await;
    assert!(shown.text.contains("Ministry of Internal Affairs"), "{}", shown.text);
}

#[tokio::test]
async fn a_note_on_a_decision_that_does_not_fit_is_refused_before_and_at_the_decision() {
    let site = site().await;
    let maria = site.enter("maria").await;
    apply(&site, &maria).await;
    let (path, vera) = (request(&site).await, site.enter("vera").await);
    site.post(&vera, &format!("{path}/take"), &[]).await;
    let long = "a".repeat(1_001);
    let fields = [("reason", "not-eligible"), ("note", long.as_str()), ("decision", "refuse")];
    let shown = site.post(&vera, &format!("{path}/refuse"), &fields).await;
    assert_eq!(shown.status, 422, "{}", shown.text);
    assert!(shown.text.contains("At most 1000 characters"), "{}", shown.text);
    let refused = site.post(&vera, &format!("{path}/decide"), &fields).await;
    assert_eq!(code_of(&refused), "text-unread", "{}", refused.text);
    assert_eq!(site.count("SELECT count(*) FROM registration WHERE ended_at IS NOT NULL").await, 0);
}

#[tokio::test]
async fn a_request_without_the_seat_of_its_organisation_is_not_sent() {
    let site = site().await;
    let maria = site.enter("maria").await;
    let parts = upload::with(upload::form(&site).await, "organisation_seat", "XXX");
    upload::send(&site, &maria, "/apply/draft", &parts).await;
    let consents =
        [("consent", "yes"), ("transfer_consent", "yes"), ("privacy", "1"), ("terms", "1")];
    let refused = site.post(&maria, "/apply/send", &consents).await;
    assert_eq!(code_of(&refused), "request-incomplete", "{}", refused.text);
    assert_eq!(site.count("SELECT count(*) FROM consent").await, 1, "the validator's alone");
}
