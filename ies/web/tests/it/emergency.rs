//! Emergency access over HTTP: two others approve, it lasts hours, and it ends with the decision.
//! R35; A6, A22; what is left of scenario 2 of the acceptance.

use fnd_testkit::http::{Answer, Client};
use ies_domain::community::Level;
use ies_domain::organisation::OrganisationKind;
use ies_domain::role::{Role, Scope};
use jiff::SignedDuration;

use crate::joining::{apply, request};
use crate::kit::Site;
use crate::upload;

const COMMISSION: (&str, OrganisationKind, &str) =
    ("European Commission", OrganisationKind::UnionInstitution, "BEL");
const REASON: &str = "The viewer stays blank since the update, and a decision is due today.";

/// A site with a request that waits for its decision, and everybody whom an emergency needs.
struct Scene {
    site: Site,
    /// The page of the request.
    path: String,
    sven: Client,
    ulla: Client,
    dora: Client,
}

impl Scene {
    async fn begin() -> Self {
        let site = Site::start().await;
        let people = [
            ("vera", Role::Validator),
            ("sven", Role::SysAdmin),
            ("ulla", Role::UserAdmin),
            ("dora", Role::DpOfficer),
        ];
        let mut first = None;
        for (login, role) in people {
            let id = site.account(login, COMMISSION, &[(role, Scope::Platform)]).await;
            first = first.or(Some(id));
        }
        site.community("statelessness", &[(first.unwrap(), Level::Lead)]).await;
        let maria = site.enter("maria").await;
        apply(&site, &maria).await;
        let path = request(&site).await;
        let (sven, ulla, dora) =
            (site.enter("sven").await, site.enter("ulla").await, site.enter("dora").await);
        Self { site, path, sven, ulla, dora }
    }

    /// Sven asks for the scan; the path of what he asked for.
    async fn ask(&self) -> String {
        let fields = [("request", self.path.as_str()), ("reason", REASON)];
        let asked = self.site.post(&self.sven, "/emergency", &fields).await;
        assert_eq!(asked.leads_to(), self.site.at("/emergency?done=asked"), "{}", asked.text);
        let client = self.site.database.superuser().await;
        let sql = "SELECT emergency_id::text FROM emergency_access WHERE first_by IS NULL";
        let row = client.query_one(sql, &[]).await.unwrap();
        format!("/emergency/{}", row.get::<_, String>(0))
    }

    async fn approve(&self, client: &Client, path: &str) -> Answer {
        self.site.post(client, &format!("{path}/approve"), &[]).await
    }

    /// Asked for and approved by two.
    async fn open(&self) -> String {
        let path = self.ask().await;
        for client in [&self.ulla, &self.dora] {
            let approved = self.approve(client, &path).await;
            assert_eq!(approved.leads_to(), self.site.at("/emergency?done=approved"));
        }
        path
    }

    async fn look(&self) -> Answer {
        self.sven.page(&self.site.at(&format!("{}/scan", self.path))).await
    }

    async fn logged(&self, action: &str, outcome: &str) -> i64 {
        let sql = format!(
            "SELECT count(*) FROM log_entry WHERE action = '{action}' AND outcome = '{outcome}'"
        );
        self.site.count(&sql).await
    }
}

fn code_of(answer: &Answer) -> &str {
    let (_, rest) = answer.text.split_once("<code>").unwrap_or(("", &answer.text));
    rest.split("</code>").next().unwrap_or_default()
}

#[tokio::test]
async fn two_others_open_a_scan_and_whom_it_touches_is_told() {
    let scene = Scene::begin().await;
    let site = &scene.site;
    assert_eq!(scene.look().await.status, 404);
    site.mail.wait_for(2).await;
    let path = scene.ask().await;
    let letters = site.mail.wait_for(4).await;
    let mut told: Vec<_> = letters[2..].iter().flat_map(|letter| letter.to.clone()).collect();
    told.sort();
    assert_eq!(told, ["dora@example.test", "ulla@example.test"]);
    let listed = scene.dora.page(&site.at("/emergency")).await;
    assert!(listed.text.contains(REASON) && listed.text.contains("Sven Holm"), "{}", listed.text);
    assert!(listed.text.contains("Two approvals missing"), "{}", listed.text);

    let question = scene.ulla.page(&site.at(&format!("{path}/approve"))).await;
    assert!(question.text.contains("Sven Holm") && question.text.contains(REASON));
    assert_eq!(scene.approve(&scene.ulla, &path).await.status, 303);
    assert_eq!(scene.look().await.status, 404, "one approval opens nothing");
    let twice = scene.approve(&scene.ulla, &path).await;
    assert_eq!((twice.status.as_u16(), code_of(&twice)), (409, "second-person-needed"));
    let once = scene.ulla.page(&site.at("/emergency")).await;
    assert!(once.text.contains("Please ask a second colleague"), "{}", once.text);
    assert_eq!(scene.approve(&scene.dora, &path).await.status, 303);
    let third = scene.approve(&scene.dora, &path).await;
    assert_eq!((third.status.as_u16(), code_of(&third)), (409, "emergency-over"));

    let letters = site.mail.wait_for(6).await;
    let mut told: Vec<_> = letters[4..].iter().flat_map(|letter| letter.to.clone()).collect();
    told.sort();
    assert_eq!(told, ["dora@example.test", "vera@example.test"]);
    let scan = scene.look().await;
    assert_eq!((scan.status.as_u16(), scan.header("content-type")), (200, "image/jpeg"));
    assert_eq!(scan.header("cache-control"), "no-store, private");
    let own = scene.sven.page(&site.at("/emergency")).await;
    assert!(own.text.contains(&format!("{}/scan", scene.path)), "{}", own.text);
    // It opens the scan alone: neither the request nor the queue.
    assert_eq!(scene.sven.page(&site.at(&scene.path)).await.status, 404);
    assert_eq!(scene.sven.page(&site.at("/requests")).await.status, 403);
    assert_eq!(scene.logged("view-scan", "done").await, 1);
    assert_eq!(scene.logged("view-scan", "not-found").await, 2);
    assert_eq!(scene.logged("emergency-asked", "done").await, 1);
    assert_eq!(scene.logged("emergency-approved", "done").await, 2);
}

#[tokio::test]
async fn it_lasts_four_hours_and_not_longer() {
    let scene = Scene::begin().await;
    scene.open().await;
    let (site, path) = (&scene.site, format!("{}/scan", scene.path));
    site.clock.advance(SignedDuration::from_mins(239));
    let sven = site.enter("sven").await;
    assert_eq!(sven.page(&site.at(&path)).await.status, 200);
    site.clock.advance(SignedDuration::from_mins(1));
    assert_eq!(sven.page(&site.at(&path)).await.status, 404);
    let listed = sven.page(&site.at("/emergency")).await;
    assert!(listed.text.contains("Over") && !listed.text.contains(&path), "{}", listed.text);
}

#[tokio::test]
async fn what_nobody_approved_in_time_is_over() {
    let scene = Scene::begin().await;
    let path = scene.ask().await;
    scene.site.clock.advance(SignedDuration::from_hours(4));
    let ulla = scene.site.enter("ulla").await;
    let late = scene.approve(&ulla, &path).await;
    assert_eq!((late.status.as_u16(), code_of(&late)), (409, "emergency-over"));
}

#[tokio::test]
async fn it_ends_with_the_decision_and_opens_nothing_again() {
    let scene = Scene::begin().await;
    let path = scene.open().await;
    let waiting = scene.ask().await;
    assert_eq!(scene.look().await.status, 200);
    let vera = scene.site.enter("vera").await;
    let taken = scene.site.post(&vera, &format!("{}/take", scene.path), &[]).await;
    assert_eq!(taken.status, 303, "{}", taken.text);
    let looked = vera.page(&scene.site.at(&format!("{}/scan", scene.path))).await;
    assert_eq!(looked.status, 200);
    let refusal = [("decision", "refuse"), ("reason", "not-eligible")];
    let decided = scene.site.post(&vera, &format!("{}/decide", scene.path), &refusal).await;
    assert_eq!(decided.status, 303, "{}", decided.text);

    assert_eq!(scene.look().await.status, 404);
    assert_eq!(scene.look().await.status, 404, "again");
    assert_eq!(scene.logged("view-scan", "not-found").await, 2);
    let listed = scene.dora.page(&scene.site.at("/emergency")).await;
    assert!(!listed.text.contains("/approve") && !listed.text.contains("/end"), "{}", listed.text);
    // Nothing is approved, ended or asked for that could open what is not there any more.
    let approved = scene.approve(&scene.ulla, &waiting).await;
    assert_eq!(code_of(&approved), "emergency-over", "{}", approved.text);
    let ended = scene.site.post(&scene.dora, &format!("{path}/end"), &[]).await;
    assert_eq!(code_of(&ended), "emergency-over", "{}", ended.text);
    let fields = [("request", scene.path.as_str()), ("reason", REASON)];
    let anew = scene.site.post(&scene.sven, "/emergency", &fields).await;
    assert_eq!(anew.status, 422, "{}", anew.text);
    upload::assert_gone(&scene.site, upload::CANARY).await;
}

#[tokio::test]
async fn who_asked_and_who_may_approve_end_it_at_once() {
    let scene = Scene::begin().await;
    for by in [&scene.sven, &scene.dora] {
        let path = scene.open().await;
        assert_eq!(scene.look().await.status, 200);
        let question = by.page(&scene.site.at(&format!("{path}/end"))).await;
        assert_eq!(question.status, 200, "{}", question.text);
        let ended = scene.site.post(by, &format!("{path}/end"), &[]).await;
        assert_eq!(ended.leads_to(), scene.site.at("/emergency?done=ended"), "{}", ended.text);
        assert_eq!(scene.look().await.status, 404);
    }
    assert_eq!(scene.logged("emergency-ended", "done").await, 2);
}

#[tokio::test]
async fn a_wrong_form_is_shown_again_and_nothing_is_asked() {
    let scene = Scene::begin().await;
    let unknown = "00000000-0000-7000-8000-000000000009";
    let cases = [
        (scene.path.as_str(), "  ", "Please say what has happened"),
        ("Maria Beridze", REASON, "There is no scan to look at"),
        (unknown, REASON, "There is no scan to look at"),
    ];
    for (request, reason, said) in cases {
        let fields = [("request", request), ("reason", reason)];
        let answer = scene.site.post(&scene.sven, "/emergency", &fields).await;
        assert_eq!(answer.status, 422, "{request}: {}", answer.text);
        assert!(answer.text.contains(said), "{request}: {}", answer.text);
    }
    assert_eq!(scene.site.count("SELECT count(*) FROM emergency_access").await, 0);
}

#[tokio::test]
async fn nobody_approves_their_own_and_the_others_have_no_part_in_it() {
    let scene = Scene::begin().await;
    let path = scene.ask().await;
    let own = scene.approve(&scene.sven, &path).await;
    assert_eq!(own.status, 403, "{}", own.text);
    let (vera, tom) = (scene.site.enter("vera").await, scene.site.enter("maria").await);
    let fields = [("request", scene.path.as_str()), ("reason", REASON)];
    for client in [&vera, &tom] {
        assert_eq!(client.page(&scene.site.at("/emergency")).await.status, 403);
        assert_eq!(scene.site.post(client, "/emergency", &fields).await.status, 403);
        assert!(scene.approve(client, &path).await.status.is_client_error());
        let ended = scene.site.post(client, &format!("{path}/end"), &[]).await;
        assert!(ended.status.is_client_error(), "{}", ended.text);
    }
    for client in [&scene.ulla, &scene.dora] {
        assert_eq!(scene.site.post(client, "/emergency", &fields).await.status, 403);
    }
    let unknown = scene.approve(&scene.dora, "/emergency/00000000-0000-7000-8000-000000000009");
    assert_eq!(unknown.await.status, 404);
    assert_eq!(scene.site.count("SELECT count(*) FROM emergency_access").await, 1);
    // The asker's own, and what Vera tried; the applicant has no part in the list at all.
    assert_eq!(scene.logged("approve-emergency", "forbidden").await, 3);
    assert_eq!(scene.logged("approve-emergency", "not-found").await, 1);
    assert!(3 <= scene.logged("read-emergencies", "forbidden").await);
}
