//! A new version of a text: consent before anything else.

use ies_domain::consent::{Statement, StatementKind};
use ies_domain::log::{Doer, Event};
use ies_store::{Access, Outcome, Wording};

use super::{UNION, with_ana};
use crate::kit::Site;

/// Publishes a second version of the privacy statement that changes it in substance.
async fn publish(site: &Site) {
    let now = site.app.clock.now();
    let access =
        Access::happened(now, Doer::System, Event::StatementPublished, site.app.ids.next(now));
    let unit = site.app.store.publish(access).await.unwrap();
    let next = Statement {
        kind: StatementKind::Privacy,
        version: 2,
        since: now,
        is_material: true,
        digest: [7; 32],
    };
    let wording = Wording {
        language: "en",
        text: "A new purpose".into(),
        changes: "Adds the purpose of statistics.".into(),
    };
    unit.add(&next, &[wording]).await.unwrap();
    unit.end(Outcome::default()).await.unwrap();
}

const AGREED: [(&str, &str); 4] =
    [("consent", "yes"), ("transfer_consent", "yes"), ("privacy", "2"), ("terms", "1")];

#[tokio::test]
async fn after_a_new_statement_nothing_is_reachable_before_the_consent() {
    let (site, _) = with_ana().await;
    let ana = site.enter("ana").await;
    publish(&site).await;
    for path in ["/my", "/my/profile", "/my/memberships", "/my/activity", "/my/notifications"] {
        assert_eq!(ana.page(&site.at(path)).await.status, 403, "{path}");
    }
    assert_eq!(ana.page(&site.at("/")).await.leads_to(), site.at("/consent"));
    let page = ana.page(&site.at("/consent")).await;
    assert!(page.text.contains("name=\"consent\"") && page.text.contains("transfer_consent"));
    assert!(page.text.contains("Adds the purpose of statistics."), "{}", page.text);
    assert_eq!(ana.page(&site.at("/my/data")).await.status, 200, "rights remain");
    let missing = site.post(&ana, "/consent", &AGREED[1..]).await;
    assert_eq!(missing.status, 422);
    let mut old = AGREED;
    old[2] = ("privacy", "1");
    assert_eq!(site.post(&ana, "/consent", &old).await.status, 409, "the text has changed");
    let agreed = site.post(&ana, "/consent", &AGREED).await;
    assert_eq!(agreed.leads_to(), site.at("/my?done=agreed"), "{}", agreed.text);
    assert_eq!(ana.page(&site.at("/my")).await.status, 200);
    let consents = ana.page(&site.at("/my/consents")).await;
    assert!(consents.text.contains(&"07".repeat(32)), "the digest of the text is shown");
    assert_eq!(site.count("SELECT count(*) FROM consent WHERE is_last").await, 1);
}

#[tokio::test]
async fn who_does_not_agree_is_told_what_follows_and_then_it_does() {
    let (site, _) = with_ana().await;
    let ana = site.enter("ana").await;
    publish(&site).await;
    let before = ana.page(&site.at("/consent/refuse")).await;
    assert!(before.text.contains("ser account will be disabled and all personal data"));
    assert_eq!(site.post(&ana, "/consent/refuse", &[]).await.status, 422);
    let closed = site.post(&ana, "/consent/refuse", &[("understood", "yes")]).await;
    assert_eq!(closed.status, 200, "{}", closed.text);
    let cause = "SELECT count(*) FROM account WHERE disabled_cause = 'consent-withdrawn'";
    assert_eq!(site.count(cause).await, 1);
}

#[tokio::test]
async fn who_comes_back_after_a_year_consents_and_wakes_the_account() {
    let (site, _) = with_ana().await;
    site.account("tom", UNION, &[]).await;
    let sleep = "UPDATE account SET state = 'dormant', session_epoch = session_epoch + 1";
    site.database.superuser().await.execute(sleep, &[]).await.unwrap();
    let ana = site.enter("ana").await;
    assert_eq!(ana.page(&site.at("/")).await.leads_to(), site.at("/consent"));
    let mut fields = AGREED;
    fields[2] = ("privacy", "1");
    let woken = site.post(&ana, "/consent", &fields).await;
    assert_eq!(woken.status, 303, "{}", woken.text);
    assert_eq!(ana.page(&site.at("/my")).await.status, 200);
    let asleep = "SELECT count(*) FROM account WHERE state = 'dormant'";
    assert_eq!(site.count(asleep).await, 1, "nobody else woke");
}
