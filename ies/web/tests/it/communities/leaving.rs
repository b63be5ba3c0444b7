//! Leaving, being removed, and what time ends: nobody is seen a moment longer.

use ies_domain::community::Level;
use ies_store::purpose::posting::Posting;
use uuid::Uuid;

use super::{GEORGIA, Room};

/// Whether Ana finds Tom anywhere.
async fn is_found(room: &Room) -> Vec<&'static str> {
    let card = format!("/people/{}", room.tom.to_uuid());
    let file = format!("{card}.vcf");
    let places = [
        ("members", "/communities/asylum/members".to_owned()),
        ("filter", "/communities/asylum/members?q=verm".to_owned()),
        ("file", "/communities/asylum/members.vcf".to_owned()),
        ("search", "/people?q=verm".to_owned()),
        ("suggest", "/people/suggest?q=ve".to_owned()),
        ("card", card),
        ("vcf", file),
        ("memberships", "/communities/asylum/memberships".to_owned()),
        ("home", "/communities/asylum".to_owned()),
    ];
    let mut found = Vec::new();
    for (name, path) in places {
        let text = room.led(&path).await.text;
        if ["Vermeer", "tom@example.test"].iter().any(|mark| text.contains(mark)) {
            found.push(name);
        }
    }
    found
}

const EVERYWHERE: [&str; 9] =
    ["members", "filter", "file", "search", "suggest", "card", "vcf", "memberships", "home"];

#[tokio::test]
async fn who_leaves_is_seen_nowhere_from_that_instant_on() {
    let room = Room::with(Some(Level::Reader)).await;
    assert_eq!(is_found(&room).await, EVERYWHERE);
    let page = room.seen("/communities/asylum/leave").await;
    assert!(page.text.contains("no longer see your contact details"), "{}", page.text);
    assert_eq!(is_found(&room).await, EVERYWHERE, "asking is not leaving");
    let left = room.site.post(&room.other, "/communities/asylum/leave", &[]).await;
    assert_eq!(left.leads_to(), room.site.at("/communities?done=left"));
    assert_eq!(is_found(&room).await, Vec::<&str>::new());
    assert_eq!(room.seen(&format!("/people/{}", room.ana.to_uuid())).await.status, 404);
    assert_eq!(room.seen("/communities/asylum/members").await.status, 404);
}

#[tokio::test]
async fn who_is_suspended_or_dormant_is_seen_by_nobody() {
    let room = Room::with(Some(Level::Reader)).await;
    let of_tom = format!("WHERE account_id = '{}'", room.tom.to_uuid());
    let states = [
        "state = 'suspended', suspended_reason = 'terms-broken'",
        "state = 'dormant', suspended_reason = NULL",
    ];
    for state in states {
        room.sql(&format!("UPDATE account SET {state} {of_tom}")).await;
        assert_eq!(is_found(&room).await, Vec::<&str>::new(), "{state}");
    }
    room.sql(&format!("UPDATE account SET state = 'active' {of_tom}")).await;
    assert_eq!(is_found(&room).await, EVERYWHERE);
}

#[tokio::test]
async fn a_membership_counts_no_more_at_its_instant_without_any_job() {
    let mut room = Room::with(Some(Level::Reader)).await;
    room.site.pause();
    let ends = "UPDATE membership SET expires_at = timestamptz '2026-07-15 10:05Z'
                 WHERE level = 'reader'";
    room.sql(ends).await;
    assert_eq!(is_found(&room).await, EVERYWHERE);
    room.site.clock.set("2026-07-15T10:04:59.999Z".parse().unwrap());
    assert_eq!(room.seen("/communities/asylum/members").await.status, 200);
    room.site.clock.set("2026-07-15T10:05:00Z".parse().unwrap());
    assert_eq!(room.seen("/communities/asylum/members").await.status, 404);
    assert_eq!(is_found(&room).await, Vec::<&str>::new());
    let active = "SELECT count(*) FROM membership WHERE state = 'active'";
    assert_eq!(room.site.count(active).await, 2, "no job has run");
    room.site.resume();
    let mails = room.site.mail.wait_for(1).await;
    assert_eq!(mails[0].to, ["tom@example.test"]);
    assert_eq!(room.site.count(active).await, 1);
}

#[tokio::test]
async fn an_invitation_that_nobody_answers_lapses() {
    let mut room = Room::with(None).await;
    room.invite("tom", "reader").await;
    room.site.mail.wait_for(1).await;
    room.site.pause();
    let now = "2026-08-14T10:00:00Z".parse().unwrap();
    room.site.clock.set(now);
    room.site.kept.end_memberships(&room.site.app.switches, now).await.unwrap();
    let lapsed = "SELECT count(*) FROM membership WHERE state = 'lapsed'";
    assert_eq!(room.site.count(lapsed).await, 1);
    let noted = "SELECT count(*) FROM log_entry WHERE action = 'membership-lapsed'";
    assert_eq!(room.site.count(noted).await, 1);
    room.site.sign_in(&room.other, "tom").await;
    assert_eq!(room.seen("/communities/asylum/invitation").await.status, 403);
}

#[tokio::test]
async fn the_last_lead_stays_until_there_is_another() {
    let room = Room::with(Some(Level::Reader)).await;
    let refused = room.site.post(&room.lead, "/communities/asylum/leave", &[]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text.contains("last-lead"), "{}", refused.text);
    let home = room.led("/communities/asylum").await;
    assert!(home.text.contains("You are the only lead"), "{}", home.text);
    let member = format!("/communities/asylum/members/{}", room.tom.to_uuid());
    let led = room.site.post(&room.lead, &member, &[("level", "lead"), ("ends", "")]).await;
    assert_eq!(led.status, 303, "{}", led.text);
    let left = room.site.post(&room.lead, "/communities/asylum/leave", &[]).await;
    assert_eq!(left.status, 303);
    let refused = room.site.post(&room.other, "/communities/asylum/leave", &[]).await;
    assert_eq!(refused.status, 409);
}

#[tokio::test]
async fn a_mail_that_waited_does_not_reach_who_has_left() {
    let mut room = Room::with(Some(Level::Reader)).await;
    room.site.pause();
    room.site.account("maria", GEORGIA, &[]).await;
    room.invite("maria", "reader").await;
    let maria = room.site.enter("maria").await;
    assert_eq!(room.accept(&maria).await.status, 303);
    let queued = format!(
        "SELECT mail_id FROM mail WHERE notice = 'third-country-joined' AND account_id = '{}'",
        room.tom.to_uuid()
    );
    let client = room.site.database.superuser().await;
    let id: Uuid = client.query_one(&queued, &[]).await.unwrap().get(0);
    let now = room.site.app.clock.now();
    let before = room.site.kept.mail(id, now).await.unwrap();
    assert!(matches!(before, Posting::Ready(_)), "{before:?}");
    room.site.post(&room.other, "/communities/asylum/leave", &[]).await;
    let after = room.site.kept.mail(id, now).await.unwrap();
    assert!(matches!(after, Posting::Dropped), "{after:?}");
    assert!(client.query_opt(&queued, &[]).await.unwrap().is_none());
}
