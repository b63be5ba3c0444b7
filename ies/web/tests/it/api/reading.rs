//! What can be read of oneself, of Communities and of people, and what cannot. R06, R30, R31, R36;
//! A4, A5.

use ies_domain::community::Level;
use serde_json::{Value, json};

use super::{Desk, shape};

/// An identifier that nobody and nothing has.
const NOBODY: &str = "00000000-0000-7000-8000-000000000009";

/// The last names of the people in `list`.
fn names(list: &Value) -> Vec<&str> {
    let all = list.as_array().unwrap().iter();
    all.map(|one| one["contact"]["last_name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_card_has_seven_details_and_no_eighth() {
    let desk = Desk::new().await;
    let token = desk.whole().await;
    let tom = desk.read(&token, "/v1/people/{tom}").await;
    let mut keys: Vec<_> = tom["contact"].as_object().unwrap().keys().cloned().collect();
    keys.sort();
    let details = ["email", "first_name", "job_title", "last_name", "organisation", "telephone"];
    assert_eq!(keys, [&details[..], &["work_address"]].concat());
    assert_eq!(tom["outside_union"], json!({ "reason": "third-country", "country": "GEO" }));
    let vcard = desk.get(&token, tom["vcard"].as_str().unwrap()).await;
    assert!(vcard.text.starts_with("BEGIN:VCARD"), "{}", vcard.text);
    let sent = "SELECT count(*) FROM log_entry WHERE action = 'read-card' AND outcome = 'done'
                   AND sent = 'contact-details'";
    assert_eq!(desk.site.count(sent).await, 2, "the card and its file");
    let oneself = desk.get(&token, &format!("/v1/people/{}", desk.ana)).await;
    assert_eq!(oneself.leads_to(), desk.site.at("/v1/me"));
}

#[tokio::test]
async fn who_is_not_seen_is_answered_as_who_is_not_there() {
    let desk = Desk::new().await;
    let token = desk.whole().await;
    let absent = desk.get(&token, &format!("/v1/people/{NOBODY}")).await;
    assert_eq!(absent.problem().as_deref(), Some("not-found"));
    let foreign = desk.get(&token, &format!("/v1/people/{}", desk.carl)).await;
    assert_eq!(shape(&foreign), shape(&absent));
    let broken = desk.get(&token, "/v1/people/carl").await;
    assert_eq!(shape(&broken), shape(&absent));
    let found = desk.read(&token, "/v1/people?q=Weiss").await;
    assert_eq!((&found["total"], found["people"].as_array().unwrap().len()), (&json!(0), 0));
}

#[tokio::test]
async fn a_membership_that_ended_takes_everything_with_it_at_once() {
    let desk = Desk::new().await;
    let token = desk.whole().await;
    assert_eq!(names(&desk.read(&token, "/v1/people?q=verm").await["people"]), ["Vermeer"]);
    let members = desk.read(&token, "/v1/communities/asylum/members").await;
    assert_eq!(names(&members["members"]), ["Lind", "Vermeer"]);
    assert_eq!(
        (&members["total"], &members["pages"], &members["next"]),
        (&json!(2), &json!(1), &Value::Null)
    );

    let browser = desk.site.enter("tom").await;
    let left = desk.site.post(&browser, "/communities/asylum/leave", &[]).await;
    assert_eq!(left.status, 303, "{}", left.text);
    assert_eq!(desk.get(&token, "/v1/people/{tom}").await.status, 404);
    assert_eq!(names(&desk.read(&token, "/v1/people?q=verm").await["people"]), Vec::<&str>::new());
    let members = desk.read(&token, "/v1/communities/asylum/members").await;
    assert_eq!(names(&members["members"]), ["Lind"]);
    let community = desk.read(&token, "/v1/communities/asylum").await;
    assert_eq!((&community["members"], &community["recipients"]), (&json!(1), &json!([])));
}

#[tokio::test]
async fn members_are_for_members_and_a_hidden_community_is_not_there() {
    let desk = Desk::new().await;
    desk.site.community("board", &[(desk.carl, Level::Lead)]).await;
    let token = desk.whole().await;
    let listed = desk.read(&token, "/v1/communities").await;
    assert_eq!(slugs(&listed), ["asylum", "board"]);
    assert_eq!(desk.read(&token, "/v1/communities/board").await["standing"], Value::Null);
    let absent = desk.get(&token, "/v1/communities/nothing/members").await;
    assert_eq!(absent.problem().as_deref(), Some("not-found"));
    let foreign = desk.get(&token, "/v1/communities/board/members").await;
    assert_eq!(shape(&foreign), shape(&absent));

    desk.sql(
        "UPDATE community SET visibility = 'hidden', join_policy = 'invite'
               WHERE slug = 'board'",
    )
    .await;
    for rest in ["", "/members"] {
        let absent = desk.get(&token, &format!("/v1/communities/nothing{rest}")).await;
        let hidden = desk.get(&token, &format!("/v1/communities/board{rest}")).await;
        assert_eq!(shape(&hidden), shape(&absent), "{rest}");
    }
    assert_eq!(slugs(&desk.read(&token, "/v1/communities").await), ["asylum"]);
}

fn slugs(listed: &Value) -> Vec<&str> {
    let all = listed["communities"].as_array().unwrap().iter();
    all.map(|one| one["slug"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_community_tells_who_outside_the_union_sees_its_members() {
    let desk = Desk::new().await;
    let token = desk.whole().await;
    let community = desk.read(&token, "/v1/communities/asylum").await;
    assert_eq!((&community["standing"], &community["level"]), (&json!("active"), &json!("lead")));
    assert_eq!(community["members"], 2);
    let recipient = &community["recipients"][0];
    assert_eq!(recipient["organisation"], "Ministry of Internal Affairs");
    assert_eq!(recipient["outside_union"]["country"], "GEO");
    let id = community["id"].as_str().unwrap();
    assert_eq!(desk.read(&token, &format!("/v1/communities/{id}")).await, community);
}

#[tokio::test]
async fn a_long_list_comes_in_pages() {
    let desk = Desk::new().await;
    let token = desk.whole().await;
    for number in 0..60 {
        desk.site.community(&format!("group-{number:02}"), &[]).await;
    }
    let first = desk.read(&token, "/v1/communities").await;
    assert_eq!(
        (&first["page"], &first["pages"], &first["total"]),
        (&json!(1), &json!(2), &json!(61))
    );
    assert_eq!((slugs(&first).len(), &first["previous"]), (50, &Value::Null));
    let last = desk.read(&token, first["next"].as_str().unwrap()).await;
    assert_eq!((slugs(&last).len(), &last["next"]), (11, &Value::Null));
    assert_eq!(last["previous"], "/v1/communities?page=1");
}

#[tokio::test]
async fn a_question_that_cannot_be_asked_is_named() {
    let desk = Desk::new().await;
    let token = desk.whole().await;
    for (path, status) in [
        ("/v1/people?q=a", 422),
        ("/v1/people", 400),
        ("/v1/people?q=verm&account=1", 400),
        ("/v1/communities?page=x", 400),
        ("/v1/me/activity?from=yesterday", 400),
    ] {
        let answer = desk.get(&token, path).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.text);
        assert!(answer.json()["errors"][0]["code"].is_string(), "{path}: {}", answer.text);
    }
}

#[tokio::test]
async fn one_reads_what_is_ones_own() {
    let desk = Desk::new().await;
    let token = desk.whole().await;
    let consents = desk.read(&token, "/v1/me/consents").await;
    assert_eq!(consents["consents"][0]["transfer"], true);
    let memberships = desk.read(&token, "/v1/me/memberships").await;
    assert_eq!(memberships["memberships"][0]["slug"], "asylum");
    assert_eq!(memberships["memberships"][0]["recipients"], 1);
    assert_eq!(memberships["roles"], json!([]));

    // Tom looks at Ana's card; Ana reads that, and not who it was.
    let tom = desk.site.enter("tom").await;
    let path = format!("/people/{}", desk.ana);
    assert_eq!(tom.page(&desk.site.at(&path)).await.status, 200);
    let activity = desk.read(&token, "/v1/me/activity").await;
    let rows = activity["rows"].as_array().unwrap();
    let looked = rows.iter().find(|row| row["action"] == "read-card").unwrap();
    assert_eq!((&looked["own"], &looked["origin"]), (&json!(false), &Value::Null));
    assert_eq!(looked["shown"], json!(["contact-details"]));
    assert!(!activity.to_string().contains(&desk.tom.to_string()));
    let own = rows.iter().find(|row| row["action"] == "read-own-consents").unwrap();
    assert_eq!((&own["own"], &own["origin"]["ip"]), (&json!(true), &json!("127.0.0.1")));
    let begin = format!("/v1/me/activity?until={}", crate::kit::BEGIN);
    assert_eq!(desk.read(&token, &begin).await["rows"], json!([]));
}
