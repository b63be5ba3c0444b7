//! Two things at one moment: neither waits for the other in a circle.

use std::time::Duration;

use fnd_core::id::RandomIds;
use fnd_core::{Id, Ids};
use ies_domain::account::{Account, DisableCause, disable};
use ies_domain::community::{Level, wish};
use ies_domain::log::{Doer, Event};
use ies_store::purpose::communities::{Communities, Said};
use ies_store::purpose::own::Own;
use ies_store::{Access, Named, Outcome};

use super::{INSTITUTION, MINISTRY};
use crate::kit::Site;

fn access(site: &Site) -> Access {
    let (now, ids) = (site.now(), RandomIds);
    Access::happened(now, Doer::System, Event::AccountDisabled, ids.next(now))
}

async fn at_communities(site: &Site) -> Communities {
    site.app.store.communities(access(site)).await.unwrap()
}

/// Closes an account in the unit, as its holder does.
async fn close(site: &Site, unit: &mut Own) {
    let before = unit.account().await.unwrap();
    let cause = DisableCause::ErasureRequested;
    let step = disable(&before.account, cause, site.now(), &site.app.switches).unwrap();
    unit.save_account(&before, &step, &Named::default()).await.unwrap();
}

/// Whether nobody holds the Community.
async fn is_free(site: &Site, slug: &str) -> bool {
    let sql = format!("SELECT 1 FROM community WHERE slug = '{slug}' FOR UPDATE NOWAIT");
    site.database.superuser().await.execute(&sql, &[]).await.is_ok()
}

#[tokio::test]
async fn an_account_that_is_held_can_be_referred_to() {
    let site = Site::start().await;
    let tom = site.account("tom", MINISTRY, &[]).await;
    let ana = site.account("ana", INSTITUTION, &[]).await;
    let asylum = site.community("asylum", &[(ana, Level::Lead)]).await;
    let own = site.app.store.own(access(&site), tom).await.unwrap();
    own.account().await.unwrap();
    let mut unit = at_communities(&site).await;
    let found = unit.held(asylum, tom).await.unwrap().unwrap();
    let said = Said { message: Some("Please."), reason: None };
    let step = wish(asylum, tom, site.now());
    let asked = unit.save(&found, &step, said);
    let asked = tokio::time::timeout(Duration::from_mins(1), asked).await;
    asked.expect("nothing is waited for").unwrap();
    unit.end(Outcome::default()).await.unwrap();
    own.end(Outcome::default()).await.unwrap();
    assert_eq!(site.count("SELECT count(*) FROM membership WHERE state = 'applied'").await, 1);
}

#[tokio::test]
async fn whoever_needs_several_communities_takes_them_by_their_identifiers() {
    let site = Site::start().await;
    let ana = site.account("ana", INSTITUTION, &[]).await;
    let tom = site.account("tom", MINISTRY, &[]).await;
    let mut ids: Vec<_> = Vec::new();
    for slug in ["one", "other", "third"] {
        ids.push((site.community(slug, &[(ana, Level::Lead)]).await, slug));
    }
    ids.sort();
    // Tom came last to that which is taken first.
    for (place, (id, _)) in ids.iter().enumerate() {
        joined(&site, (*id, tom), place + 1).await;
    }
    let first = at_communities(&site).await;
    first.held(ids[0].0, ana).await.unwrap().unwrap();
    let mut own = site.app.store.own(access(&site), tom).await.unwrap();
    let closing = close(&site, &mut own);
    let meanwhile = async {
        site.until("SELECT count(*) FROM pg_locks WHERE NOT granted", 1).await;
        assert!(!is_free(&site, ids[0].1).await);
        for (_, slug) in &ids[1..] {
            assert!(is_free(&site, slug).await, "{slug} is held before {}", ids[0].1);
        }
        first.end(Outcome::default()).await.unwrap();
    };
    tokio::join!(closing, meanwhile);
    own.end(Outcome::default()).await.unwrap();
    let ended = "SELECT count(*) FROM membership WHERE end_cause = 'account-closed'";
    assert_eq!(site.count(ended).await, 3);
}

/// Lets `account` have belonged to the Community for so many days.
async fn joined(
    site: &Site,
    (community, account): (Id<ies_domain::community::Community>, Id<Account>),
    days: usize,
) {
    let sql = format!(
        "INSERT INTO membership (membership_id, community_id, account_id, level, state, since,
                                 begun_at, version)
         VALUES (gen_random_uuid(), '{}', '{}', 'reader', 'active',
                 '{now}'::timestamptz - interval '{days} days', '{now}', 1)",
        community.to_uuid(),
        account.to_uuid(),
        now = site.now(),
    );
    site.database.superuser().await.batch_execute(&sql).await.unwrap();
}
