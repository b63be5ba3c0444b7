//! What outsiders learn: nothing, in every way of asking. Scenario 3; A4.

use fnd_testkit::http::{Answer, Client};
use http::Method;
use ies_domain::community::Level;
use uuid::Uuid;

use super::Room;

/// What an answer gives away: status, names of headers, body.
fn shape(answer: &Answer) -> (u16, Vec<String>, String) {
    let mut names: Vec<_> = answer.headers.keys().map(|name| name.as_str().to_owned()).collect();
    names.sort();
    (answer.status.as_u16(), names, answer.text.clone())
}

async fn ask(room: &Room, client: &Client, method: &Method, path: &str) -> Answer {
    let form = [
        ("accept", "text/html"),
        ("content-type", "application/x-www-form-urlencoded"),
        ("sec-fetch-site", "same-origin"),
        ("range", "bytes=0-10"),
    ];
    client.send(method.clone(), &room.site.at(path), &form, "").await.unwrap()
}

#[tokio::test]
async fn a_hidden_community_answers_an_outsider_like_one_that_is_not_there() {
    let room = Room::with(None).await;
    room.sql("UPDATE community SET visibility = 'hidden', join_policy = 'invite'").await;
    let id = room.site.database.superuser().await;
    let id: Uuid = id.query_one("SELECT community_id FROM community", &[]).await.unwrap().get(0);
    let (member, other) = (room.ana.to_uuid(), Uuid::from_u128(7));
    let pages = [
        String::new(),
        "/join".to_owned(),
        "/invitation".to_owned(),
        "/leave".to_owned(),
        "/members".to_owned(),
        "/members?q=lind".to_owned(),
        "/members.vcf".to_owned(),
        format!("/members/{member}"),
        format!("/members/{other}"),
        format!("/members/{member}/remove"),
        "/memberships".to_owned(),
        "/applications".to_owned(),
        format!("/applications/{member}"),
        "/settings".to_owned(),
        "/history".to_owned(),
    ];
    let posts = [
        "/join".to_owned(),
        "/join/take-back".to_owned(),
        "/invitation".to_owned(),
        "/invitation/decline".to_owned(),
        "/leave".to_owned(),
        "/notice/seen".to_owned(),
        "/invitations".to_owned(),
        format!("/members/{member}"),
        format!("/members/{member}/remove"),
        format!("/applications/{member}/accept"),
        "/settings".to_owned(),
    ];
    let gets = pages.iter().flat_map(|page| [(Method::GET, page), (Method::HEAD, page)]);
    let all = gets.chain(posts.iter().map(|page| (Method::POST, page)));
    let mut asked = 0;
    for (method, page) in all {
        let absent = ask(&room, &room.other, &method, &format!("/communities/nothing{page}")).await;
        assert_eq!(absent.status, 404, "{method} {page}");
        for place in ["asylum".to_owned(), id.to_string()] {
            let path = format!("/communities/{place}{page}");
            let hidden = ask(&room, &room.other, &method, &path).await;
            assert_eq!(shape(&hidden), shape(&absent), "{method} {path}");
            asked += 1;
        }
    }
    let list = room.seen("/communities").await;
    assert!(!list.text.contains("asylum"), "{}", list.text);
    let named = format!(
        "SELECT count(*) FROM log_entry WHERE outcome = 'not-found' AND object = '{id}'
            AND person = '{}'",
        room.tom.to_uuid()
    );
    assert_eq!(room.site.count(&named).await, asked, "every try is logged");
    assert_eq!(room.led("/communities/asylum").await.status, 200);
}

#[tokio::test]
async fn the_card_of_a_stranger_answers_like_one_of_nobody() {
    let room = Room::with(None).await;
    let (stranger, nobody) = (room.ana.to_uuid(), Uuid::from_u128(7));
    for suffix in ["", ".vcf"] {
        for method in [Method::GET, Method::HEAD] {
            let there = format!("/people/{stranger}{suffix}");
            let there = ask(&room, &room.other, &method, &there).await;
            let absent = format!("/people/{nobody}{suffix}");
            let absent = ask(&room, &room.other, &method, &absent).await;
            assert_eq!(there.status, 404);
            assert_eq!(shape(&there), shape(&absent), "{method} {suffix}");
        }
    }
    assert_eq!(room.seen("/people/nonsense").await.status, 404);
    let search = room.seen("/people?q=lind").await;
    assert!(search.text.contains("Nobody in your Communities matches"), "{}", search.text);
    assert_eq!(room.seen("/people/suggest?q=lind").await.text, "[]");
    for path in ["/communities/asylum/members", "/communities/asylum/members.vcf"] {
        assert_eq!(room.seen(path).await.status, 404, "listed, and still not for outsiders");
    }
}

#[tokio::test]
async fn who_was_removed_gets_nothing_with_the_next_request() {
    let room = Room::with(Some(Level::Editor)).await;
    assert_eq!(room.seen("/communities/asylum/members").await.status, 200);
    let member = format!("/communities/asylum/members/{}", room.tom.to_uuid());
    let page = room.led(&format!("{member}/remove")).await;
    assert!(page.text.contains("Remove Tom Vermeer?"), "{}", page.text);
    let removed = room.site.post(&room.lead, &format!("{member}/remove"), &[]).await;
    assert_eq!(removed.leads_to(), room.site.at("/communities/asylum/memberships?done=removed"));
    assert_eq!(room.seen("/communities/asylum/members").await.status, 404);
    let mails = room.site.mail.wait_for(1).await;
    assert_eq!(mails[0].to, ["tom@example.test"]);
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_led_to_the_sign_in_whatever_is_asked_for() {
    let room = Room::with(None).await;
    let visitor = Client::plain();
    for path in ["/communities/asylum", "/communities/nothing", "/people", "/communities"] {
        let answer = visitor.page(&room.site.at(path)).await;
        assert!(answer.status.is_redirection(), "{path}: {}", answer.status);
    }
    let applicant = room.site.enter("vera").await;
    for path in ["/communities/asylum", "/communities/nothing", "/people/nonsense"] {
        let answer = applicant.page(&room.site.at(path)).await;
        assert_eq!(answer.status, 404, "{path}");
    }
}
