//! What leads arrange.

use ies_domain::community::Level;

use super::{MINISTRY, Room, hidden};

const SETTINGS: [(&str, &str); 9] = [
    ("name_en", "Asylum"),
    ("name_fr", "Asile"),
    ("name_de", "Asyl"),
    ("purpose_en", "What works."),
    ("purpose_fr", "Ce qui marche."),
    ("purpose_de", "Was hilft."),
    ("kind", "working-group"),
    ("visibility", "listed"),
    ("policy", "invite"),
];

#[tokio::test]
async fn levels_and_ends_are_changed_by_leads_of_others() {
    let room = Room::with(Some(Level::Reader)).await;
    let member = format!("/communities/asylum/members/{}", room.tom.to_uuid());
    assert_eq!(room.led(&member).await.status, 200);
    assert_eq!(room.seen("/communities/asylum/applications").await.status, 403);
    let change = [("level", "editor"), ("ends", "2026-12-31")];
    let saved = room.site.post(&room.lead, &member, &change).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    let page = room.led(&member).await;
    assert!(page.text.contains("value=\"2026-12-31\""), "{}", page.text);
    let now = "SELECT count(*) FROM membership WHERE level = 'editor' AND expires_at IS NOT NULL";
    assert_eq!(room.site.count(now).await, 1);
    let wrong = [("level", "king"), ("ends", "31.12.2026")];
    assert_eq!(room.site.post(&room.lead, &member, &wrong).await.status, 422);
    let own = format!("/communities/asylum/members/{}", room.ana.to_uuid());
    let own = room.site.post(&room.lead, &own, &[("level", "reader")]).await;
    assert_eq!(own.status, 403, "nobody decides on themselves");
    let above = room.site.post(&room.other, &member, &[("level", "lead")]).await;
    assert_eq!(above.status, 403);
}

#[tokio::test]
async fn settings_are_saved_over_the_version_that_was_shown() {
    let room = Room::with(Some(Level::Editor)).await;
    let path = "/communities/asylum/settings";
    assert_eq!(room.seen(path).await.status, 403);
    let version = hidden(&room.led(path).await, "version");
    let mut fields = SETTINGS.to_vec();
    fields.push(("version", &version));
    let saved = room.site.post(&room.lead, path, &fields).await;
    assert_eq!(saved.leads_to(), room.site.at("/communities/asylum/settings?done=settings"));
    assert!(room.seen("/communities/asylum").await.text.contains("What works."));
    let late = room.site.post(&room.lead, path, &fields).await;
    assert_eq!(late.status, 409, "{}", late.text);
    let hidden_now = hidden(&room.led(path).await, "version");
    let odd: Vec<_> = fields
        .iter()
        .map(|(name, value)| match *name {
            "visibility" => (*name, "hidden"),
            "policy" => (*name, "apply"),
            "version" => (*name, hidden_now.as_str()),
            _ => (*name, *value),
        })
        .collect();
    let refused = room.site.post(&room.lead, path, &odd).await;
    assert_eq!(refused.status, 422, "nobody can ask to join what nobody sees");
}

#[tokio::test]
async fn the_history_says_who_did_what_and_nothing_technical() {
    let room = Room::with(None).await;
    room.invite("tom", "reader").await;
    assert_eq!(room.accept(&room.other).await.status, 303);
    let page = room.led("/communities/asylum/history").await;
    assert_eq!(page.status, 200);
    for said in ["Invitation to a Community", "Community joined", "Ana Lind", "Tom Vermeer"] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    for technical in ["127.0.0.1", "browser", "Firefox"] {
        assert!(!page.text.contains(technical), "{technical}");
    }
    assert_eq!(room.seen("/communities/asylum/history").await.status, 403);
}

#[tokio::test]
async fn who_was_erased_is_a_former_user_in_the_history() {
    let room = Room::with(Some(Level::Lead)).await;
    room.site.account("dora", super::MINISTRY, &[]).await;
    let invitation = [("email", "dora@example.test"), ("level", "reader")];
    let path = "/communities/asylum/invitations";
    assert_eq!(room.site.post(&room.other, path, &invitation).await.status, 303);
    assert!(room.led("/communities/asylum/history").await.text.contains("Tom Vermeer"));
    let erased = format!("DELETE FROM account WHERE account_id = '{}'", room.tom.to_uuid());
    room.sql(&erased).await;
    let page = room.led("/communities/asylum/history").await;
    assert!(page.text.contains("Former user"), "{}", page.text);
    assert!(!page.text.contains("Tom Vermeer"), "{}", page.text);
}

#[tokio::test]
async fn a_community_is_named_by_its_slug_or_its_identifier() {
    let room = Room::with(Some(Level::Reader)).await;
    let client = room.site.database.superuser().await;
    let row = client.query_one("SELECT community_id FROM community", &[]).await.unwrap();
    let id: uuid::Uuid = row.get(0);
    assert_eq!(room.led(&format!("/communities/{id}/applications")).await.status, 200);
    assert_eq!(room.seen(&format!("/communities/{id}")).await.status, 200);
}

#[tokio::test]
async fn a_coordinator_makes_a_community_and_leads_it() {
    let room = Room::with(None).await;
    assert_eq!(room.seen("/communities/new").await.status, 403);
    assert!(!room.seen("/communities").await.text.contains("/communities/new"));
    assert!(room.led("/communities").await.text.contains("/communities/new"));
    assert_eq!(room.led("/communities/new").await.status, 200);
    for (slug, is_made) in [("A B", false), ("new", false), ("asylum", false), ("return", true)] {
        let mut fields = SETTINGS.to_vec();
        fields.push(("slug", slug));
        let answer = room.site.post(&room.lead, "/communities/new", &fields).await;
        assert_eq!(answer.status == 303, is_made, "{slug}: {}", answer.text);
        assert!(is_made || answer.status == 422);
    }
    let home = room.led("/communities/return").await;
    assert!(home.text.contains("You are the only lead"), "{}", home.text);
    let denied = room.site.post(&room.other, "/communities/new", &SETTINGS).await;
    assert_eq!(denied.status, 403);
}

#[tokio::test]
async fn an_invitation_to_a_fellow_of_another_community_can_be_taken_back() {
    let room = Room::with(None).await;
    let dora = room.site.account("dora", MINISTRY, &[]).await;
    room.site.community("glossary", &[(room.ana, Level::Reader), (dora, Level::Lead)]).await;
    room.invite("dora", "reader").await;
    let list = room.led("/communities/asylum/applications").await;
    assert!(list.text.contains("dora@example.test"), "{}", list.text);
    let back = format!("/communities/asylum/invitations/{}/take-back", dora.to_uuid());
    assert_eq!(room.site.post(&room.lead, &back, &[]).await.status, 303);
    let browser = room.site.enter("dora").await;
    let page = browser.page(&room.site.at("/communities/asylum/invitation")).await;
    assert_eq!(page.status, 403);
}
