//! Finding people, and who collects them.

use ies_domain::community::Level;
use ies_domain::organisation::OrganisationKind;
use ies_domain::role::{Role, Scope};

use super::{INSTITUTION, MINISTRY, Room};
use crate::own::letters_to;

#[tokio::test]
async fn people_are_found_by_the_beginnings_of_words_in_any_language() {
    let room = Room::with(Some(Level::Reader)).await;
    let office = ("Úřad pro azyl", OrganisationKind::NationalAuthority, "CZE");
    let dora = room.site.account("dora", office, &[]).await;
    room.site.community("glossary", &[(room.ana, Level::Lead), (dora, Level::Reader)]).await;
    for (asked, finds) in [
        ("nov", true),
        ("NOVAK dora", true),
        ("urad", true),
        ("Úřad", true),
        ("policy novak", true),
        ("ovak", false),
        ("novak tom", false),
        ("dora@example.test", false),
    ] {
        let page = room.led(&format!("/people?q={}", asked.replace(' ', "+"))).await;
        assert_eq!(page.text.contains("dora@example.test</a>"), finds, "{asked}: {}", page.text);
    }
    assert_eq!(room.led("/people?q=n").await.status, 422);
    assert_eq!(room.led("/people").await.status, 200);
    let suggested = room.led("/people/suggest?q=no").await.json();
    assert_eq!(suggested[0]["name"], "Dora Novak");
    assert_eq!(suggested[0]["href"], format!("/people/{}", dora.to_uuid()));
    assert_eq!(suggested[0].as_object().unwrap().len(), 3, "no address, no telephone");
    assert_eq!(room.led("/people/suggest?q=n").await.text, "[]");
    assert_eq!(room.seen("/people/suggest?q=nova").await.text, "[]", "no fellow of Tom's");
    let asked = "SELECT count(*) FROM log_entry WHERE action = 'search-contacts'
                    AND used IS NOT NULL";
    assert!(0 < room.site.count(asked).await, "what was asked lies sealed in the log");
}

#[tokio::test]
async fn a_card_holds_the_seven_details_and_leads_to_its_file() {
    let room = Room::with(Some(Level::Reader)).await;
    let card = format!("/people/{}", room.tom.to_uuid());
    let page = room.led(&card).await;
    for detail in ["Tom", "Vermeer", "tom@example.test", "+3221234567", "Rue de la Loi"] {
        assert!(page.text.contains(detail), "{detail}: {}", page.text);
    }
    let file = room.led(&format!("{card}.vcf")).await;
    assert_eq!(file.header("content-type"), "text/vcard; charset=utf-8");
    assert!(file.header("content-disposition").starts_with("attachment"));
    assert_eq!(file.header("cache-control"), "no-store");
    assert!(file.text.contains("FN:Tom Vermeer\r\n"), "{}", file.text);
    let all = room.led("/communities/asylum/members.vcf").await;
    assert_eq!(all.text.matches("BEGIN:VCARD").count(), 1, "all but one's own");
    let own = room.led(&format!("/people/{}", room.ana.to_uuid())).await;
    assert_eq!(own.leads_to(), room.site.at("/my/profile"));
    let sent = "SELECT count(*) FROM log_entry WHERE action = 'read-card'
                   AND sent = 'contact-details' AND outcome = 'done'";
    assert_eq!(room.site.count(sent).await, 2);
}

#[tokio::test]
async fn who_opens_more_than_fifty_cards_in_an_hour_is_noticed_once() {
    let room = Room::with(Some(Level::Reader)).await;
    let noticed = "SELECT count(*) FROM log_entry WHERE action = 'many-cards-opened'";
    let card = format!("/people/{}", room.tom.to_uuid());
    for _ in 0..50 {
        assert_eq!(room.led(&card).await.status, 200);
    }
    assert_eq!(room.site.count(noticed).await, 0);
    assert_eq!(room.led(&format!("{card}.vcf")).await.status, 200);
    assert_eq!(room.site.count(noticed).await, 1);
    assert_eq!(room.led(&card).await.status, 200);
    assert_eq!(room.site.count(noticed).await, 1, "it is said once");
}

#[tokio::test]
async fn who_reads_the_log_is_told_in_a_letter_that_names_nobody() {
    let room = Room::with(Some(Level::Reader)).await;
    let site = &room.site;
    let auditor = [(Role::LogAuditor, Scope::Platform)];
    for (login, language) in [("ludo", "en"), ("nils", "fr"), ("olga", "de")] {
        let id = site.account(login, INSTITUTION, &auditor).await.to_uuid();
        let sql = "UPDATE account SET language =";
        room.sql(&format!("{sql} '{language}' WHERE account_id = '{id}'")).await;
    }
    let card = format!("/people/{}", room.tom.to_uuid());
    for _ in 0..53 {
        assert_eq!(room.led(&card).await.status, 200);
    }
    site.until("SELECT count(*) FROM log_entry WHERE action = 'mail-sent'", 3).await;
    assert_eq!(site.count("SELECT count(*) FROM mail").await, 0, "once, whatever follows");
    let path = "/log?deed=many-cards-opened";
    for (login, words) in [
        ("ludo", "Within an hour, somebody opened more contact details"),
        ("nils", "En une heure, une personne a ouvert plus de"),
        ("olga", "Jemand hat innerhalb einer Stunde mehr Kontaktdaten"),
    ] {
        let letters = letters_to(site, &format!("{login}@example.test"));
        assert_eq!(letters.len(), 1, "{login}");
        let letter = letters[0].replace("=3D", "=");
        assert!(letter.contains(words) && letter.contains(path), "{letter}");
        for detail in ["Vermeer", "tom@example.test", "Lind", "ana@example.test", "+32"] {
            assert!(!letter.contains(detail), "{detail}: {letter}");
        }
    }
    let page = site.enter("ludo").await.page(&site.at(path)).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains(&room.ana.to_uuid().to_string()), "{}", page.text);
}

#[tokio::test]
async fn cards_that_a_lead_opens_count_like_those_of_fellows() {
    let room = Room::with(None).await;
    let noticed = "SELECT count(*) FROM log_entry WHERE action = 'many-cards-opened'";
    let fields = [("message", "Please."), ("shown", "")];
    room.site.post(&room.other, "/communities/asylum/join", &fields).await;
    assert_eq!(room.site.count("SELECT count(*) FROM membership WHERE state = 'applied'").await, 1);
    let one = format!("/communities/asylum/applications/{}", room.tom.to_uuid());
    for _ in 0..25 {
        assert_eq!(room.led("/communities/asylum/applications").await.status, 200);
        assert_eq!(room.led(&one).await.status, 200);
    }
    assert_eq!(room.led("/communities/asylum/memberships").await.status, 200, "Ana's own alone");
    assert_eq!(room.site.count(noticed).await, 0);
    assert_eq!(room.led(&one).await.status, 200);
    assert_eq!(room.site.count(noticed).await, 1);
}

#[tokio::test]
async fn who_lives_outside_the_union_sees_those_who_agreed() {
    let room = Room::with(Some(Level::Reader)).await;
    let maria = room.site.account("maria", super::GEORGIA, &[]).await;
    let dora = room.site.account("dora", MINISTRY, &[]).await;
    let members = [(maria, Level::Reader), (dora, Level::Lead), (room.tom, Level::Reader)];
    room.site.community("other", &members).await;
    let withdrawn = "UPDATE consent SET transfer_withdrawn_at = given_at WHERE account_id = '";
    room.sql(&format!("{withdrawn}{}'", dora.to_uuid())).await;
    let abroad = room.site.enter("maria").await;
    let page = abroad.page(&room.site.at("/communities/other/members")).await;
    assert!(page.text.contains("tom@example.test") && !page.text.contains("dora@"));
    let page = room.seen("/communities/other/members").await;
    assert!(page.text.contains("dora@example.test"), "nothing leaves the Union here");
}
