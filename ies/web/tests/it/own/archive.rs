//! The archive of one's data: whole, one's own, and nobody else's.

use ies_domain::community::Level;
use ies_domain::rights::{Right, archive};
use jiff::SignedDuration;

use super::{UNION, letters_to, until, with_ana};

#[tokio::test]
async fn the_archive_holds_every_category_of_ones_own_and_nobody_elses() {
    let (site, ana) = with_ana().await;
    let tom = site.account("tom", UNION, &[]).await;
    site.community("one", &[(ana, Level::Reader), (tom, Level::Lead)]).await;
    let browser = site.enter("ana").await;
    let asked = site.post(&browser, "/my/data/archive", &[]).await;
    assert_eq!(asked.leads_to(), site.at("/my/data?done=copy-asked"), "{}", asked.text);
    until(&site, "SELECT count(*) FROM export WHERE state = 'ready'", 1).await;
    site.mail.wait_for(2).await;
    assert_eq!(letters_to(&site, "ana@example.test").len(), 2, "received, and ready");
    let page = browser.page(&site.at("/my/data")).await;
    assert!(page.text.contains("href=\"/my/data/archive\""), "{}", page.text);

    let unit = own(&site, ana).await;
    let parts = unit.archive(Right::Access).await.unwrap();
    let codes: Vec<_> = parts.iter().map(|part| part.category.category).collect();
    let expected: Vec<_> = archive(Right::Access).iter().map(|part| part.category).collect();
    assert_eq!(codes, expected);
    let data = |code: &str| {
        parts.iter().find(|part| part.category.category == code).unwrap().data.to_string()
    };
    assert!(data("contact-details").contains("ana@example.test"));
    assert!(data("consent").contains("privacy_sha256"));
    assert!(data("membership").contains("Community one"));
    assert!(data("log-technical").contains("127.0.0.1"));
    assert!(data("log-action").contains("signed-in"));
    assert!(data("rights-request").contains("access"));
    let all: String = parts.iter().map(|part| part.data.to_string()).collect();
    for other in ["Vermeer", "tom@example.test", &tom.to_uuid().to_string()] {
        assert!(!all.contains(other), "{other}");
    }
    let portable = unit.archive(Right::Portability).await.unwrap();
    assert!(portable.len() < parts.len());
}

#[tokio::test]
async fn what_others_wrote_about_one_is_in_the_archive_and_who_wrote_it_is_not() {
    use ies_domain::role::{Role, Scope};
    let (site, ana) = with_ana().await;
    let ulla = site.account("ulla", UNION, &[(Role::UserAdmin, Scope::Platform)]).await;
    let admin = site.enter("ulla").await;
    let role = [
        ("email", "ana@example.test"),
        ("role", "validator"),
        ("months", "6"),
        ("reason", "Two of four validators leave."),
    ];
    assert_eq!(site.post(&admin, "/roles/propose", &role).await.status, 303);
    let note = [("reason", "maybe-compromised"), ("note", "Signs in from two countries.")];
    let suspend = format!("/users/{}/suspend", ana.to_uuid());
    assert_eq!(site.post(&admin, &suspend, &note).await.status, 303);

    let parts = own(&site, ana).await.archive(Right::Access).await.unwrap();
    let data = |code: &str| {
        parts.iter().find(|part| part.category.category == code).unwrap().data.to_string()
    };
    assert!(data("account").contains("Signs in from two countries."), "{}", data("account"));
    assert!(data("role-grant").contains("Two of four validators leave."));
    let all: String = parts.iter().map(|part| part.data.to_string()).collect();
    for other in ["Ulla", "ulla@example.test", &ulla.to_uuid().to_string()] {
        assert!(!all.contains(other), "{other}");
    }
}

#[tokio::test]
async fn an_archive_that_was_never_made_goes_like_one_that_was() {
    let (mut site, _) = with_ana().await;
    site.pause();
    let browser = site.enter("ana").await;
    for state in ["failed", "asked"] {
        assert_eq!(site.post(&browser, "/my/data/archive", &[]).await.status, 303);
        let sql = format!("UPDATE export SET state = '{state}' WHERE state = 'asked'");
        site.database.superuser().await.batch_execute(&sql).await.unwrap();
    }
    let exports = "SELECT count(*) FROM export_key";
    let asked = site.count(exports).await;
    assert!(0 < asked);
    for (hours, expected) in [(7 * 24 - 1, asked), (1, 0)] {
        site.clock.advance(SignedDuration::from_hours(hours));
        site.kept.retain(&site.app.switches, site.now()).await.unwrap();
        assert_eq!(site.count(exports).await, expected);
    }
}

async fn own(
    site: &crate::kit::Site,
    ana: fnd_core::Id<ies_domain::account::Account>,
) -> ies_store::purpose::own::Own {
    use ies_domain::log::{Doer, Event};
    let now = site.app.clock.now();
    let id = site.app.ids.next(now);
    let access = ies_store::Access::happened(now, Doer::System, Event::ExportMade, id);
    site.app.store.own(access, ana).await.unwrap()
}

#[tokio::test]
async fn the_archive_is_fetched_after_signing_in_again_and_for_a_week() {
    let (site, _) = with_ana().await;
    let browser = site.enter("ana").await;
    site.post(&browser, "/my/data/archive", &[]).await;
    until(&site, "SELECT count(*) FROM export WHERE state = 'ready'", 1).await;
    let fetched = browser.page(&site.at("/my/data/archive")).await;
    assert_eq!(fetched.status, 200);
    assert_eq!(fetched.header("content-type"), "application/zip");
    for name in ["my-data.json", "my-data.html", "my-data.pdf", "my-card.vcf"] {
        assert!(fetched.text.contains(name), "{name}");
    }
    site.account("tom", UNION, &[]).await;
    let tom = site.enter("tom").await;
    assert_eq!(tom.page(&site.at("/my/data/archive")).await.status, 404);
    site.clock.advance(SignedDuration::from_mins(16));
    let late = browser.page(&site.at("/my/data/archive")).await;
    assert!(late.leads_to().contains("again=yes"), "{}", late.status);
    site.clock.advance(SignedDuration::from_hours(7 * 24));
    let browser = site.enter("ana").await;
    assert_eq!(browser.page(&site.at("/my/data/archive")).await.status, 404);
    site.kept.expire_own(site.app.clock.now()).await.unwrap();
    assert_eq!(site.count("SELECT count(*) FROM export_key").await, 0);
    site.app.jobs.wake();
    until(&site, "SELECT count(*) FROM job WHERE kind = 'unlink-export'", 0).await;
    let files = std::fs::read_dir(site.folder.path().join("files")).unwrap();
    assert_eq!(files.count(), 0);
}

#[tokio::test]
async fn the_contact_card_is_ones_own() {
    let (site, _) = with_ana().await;
    let browser = site.enter("ana").await;
    let card = browser.page(&site.at("/my/data/card.vcf")).await;
    assert!(
        card.text.starts_with("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana Lind\r\nN:Lind;Ana;;;\r\n")
    );
    assert!(card.text.contains("ADR;TYPE=work:;;Rue de la Loi 1\\n1000 Bruxelles;;;;\r\n"));
}
