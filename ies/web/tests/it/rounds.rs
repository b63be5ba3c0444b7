//! Timed work: one row that cannot be changed keeps no other waiting, and what was done is
//! counted for what it is.

use fnd_core::id::RandomIds;
use fnd_core::{Id, Ids};
use ies_domain::community::Level;
use ies_domain::log::{Doer, Event};
use ies_domain::organisation::OrganisationKind;
use ies_domain::role::{Role, Scope};
use ies_store::Access;
use jiff::SignedDuration;

use crate::kit::Site;

const COMMISSION: (&str, OrganisationKind, &str) =
    ("European Commission", OrganisationKind::UnionInstitution, "BEL");

/// Lets the database refuse every change of the rows of `table` that `which` says.
async fn refuse(site: &Site, table: &str, which: &str) {
    let sql = format!(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
              AS 'BEGIN RAISE EXCEPTION ''refused''; END';
         CREATE TRIGGER refuse BEFORE UPDATE ON {table} FOR EACH ROW WHEN (OLD.{which})
              EXECUTE FUNCTION refuse();"
    );
    site.database.superuser().await.batch_execute(&sql).await.unwrap();
}

#[tokio::test]
async fn a_membership_that_cannot_end_keeps_no_other_from_ending() {
    let mut site = Site::start().await;
    site.pause();
    let mut all = Vec::new();
    for login in ["ana", "tom", "dora"] {
        all.push((site.account(login, COMMISSION, &[]).await, Level::Reader));
    }
    site.community("asylum", &all).await;
    let over = format!("UPDATE membership SET expires_at = '{}'", site.now());
    site.database.superuser().await.batch_execute(&over).await.unwrap();
    let first = "SELECT membership_id::text FROM membership ORDER BY membership_id LIMIT 1";
    let first: String = site.database.superuser().await.query_one(first, &[]).await.unwrap().get(0);
    refuse(&site, "membership", &format!("membership_id = '{first}'")).await;
    site.clock.advance(SignedDuration::from_mins(1));
    site.kept.end_memberships(&site.app.switches, site.now()).await.unwrap();
    let ended = "SELECT count(*) FROM membership WHERE state = 'ended'";
    assert_eq!(site.count(ended).await, 2);
}

#[tokio::test]
async fn a_role_that_cannot_end_keeps_no_other_from_ending() {
    let mut site = Site::start().await;
    site.pause();
    for (login, role) in
        [("ulla", Role::UserAdmin), ("vera", Role::Validator), ("sven", Role::SysAdmin)]
    {
        site.account(login, COMMISSION, &[(role, Scope::Platform)]).await;
    }
    refuse(&site, "role_grant", "role = 'user-admin'").await;
    site.clock.advance(SignedDuration::from_hours(24 * 301));
    assert_eq!(site.kept.expire_roles(site.now(), 30).await.unwrap(), 2);
    let ended = "SELECT count(*) FROM role_grant WHERE end_cause = 'expired'";
    assert_eq!(site.count(ended).await, 2);
}

#[tokio::test]
async fn whatever_waits_for_its_seal_is_counted_however_long_it_waits() {
    let site = Site::start().await;
    site.account("ludo", COMMISSION, &[(Role::LogAuditor, Scope::Platform)]).await;
    let rows = site.count("SELECT count(*) FROM log_entry").await;
    assert!(0 < rows);
    site.clock.advance(SignedDuration::from_hours(24 * 5));
    let now = site.now();
    let access = Access::happened(now, Doer::System, Event::SessionEnded, RandomIds.next(now));
    let state = site.app.store.audit(access).await.unwrap().state().await.unwrap();
    // Timed work goes on meanwhile, and each of its deeds is a row more.
    let later = site.count("SELECT count(*) FROM log_entry").await;
    let waiting = i64::try_from(state.waiting).unwrap();
    assert!((rows..=later).contains(&waiting), "{waiting} of {rows} to {later}");
    assert_eq!(state.sealed, 0);
}

#[tokio::test]
async fn a_reminder_that_is_queued_is_no_mail_that_was_sent() {
    let mut site = Site::start().await;
    let ulla = site.account("ulla", COMMISSION, &[(Role::UserAdmin, Scope::Platform)]).await;
    site.pause();
    site.clock.advance(SignedDuration::from_hours(24 * 280));
    site.kept.expire_roles(site.now(), 30).await.unwrap();
    let queued = format!(
        "SELECT count(*) FROM mail WHERE notice = 'role-ends-soon' AND account_id = '{}'",
        Id::to_uuid(ulla)
    );
    assert_eq!(site.count(&queued).await, 1);
    let sent = async |site: &Site| {
        let all = site.app.store.jobs_standing(site.now()).await.unwrap();
        all.into_iter().find(|one| one.kind == ies_store::jobs::SEND_MAIL).unwrap().done
    };
    assert_eq!(sent(&site).await, 0);
}
