//! Coming in, by asking and by invitation.

use ies_domain::community::Level;

use super::{GEORGIA, Room, hidden};

const JOIN: &str = "/communities/asylum/join";

#[tokio::test]
async fn who_asks_is_admitted_by_a_lead_and_sees_and_is_seen_from_then_on() {
    let room = Room::with(None).await;
    assert_eq!(room.seen("/communities/asylum").await.leads_to(), room.site.at(JOIN));
    let empty = room.site.post(&room.other, JOIN, &[("message", " "), ("shown", "")]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.text.contains("Please write a message to the leads."), "{}", empty.text);
    let fields = [("message", "I work on statelessness."), ("shown", "")];
    let sent = room.site.post(&room.other, JOIN, &fields).await;
    assert_eq!(sent.leads_to(), room.site.at("/communities?done=applied"));
    let waiting = room.seen("/communities").await;
    assert!(waiting.text.contains("/communities/asylum/join/take-back"));
    let own = room.other.page(&room.site.at("/my/memberships")).await;
    assert!(own.text.contains("/communities/asylum/join/take-back"), "{}", own.text);
    let again = room.site.post(&room.other, JOIN, &fields).await;
    assert!(again.text.contains("already-member"), "{}", again.text);

    // A mail leads to the applications; what the applicant wrote is read by the lead alone.
    let mail = room.site.mail.wait_for(1).await;
    assert_eq!(mail[0].to, ["ana@example.test"]);
    assert!(!mail[0].message.contains("statelessness"));
    let list = room.led("/communities/asylum/applications").await;
    assert!(list.text.contains("Tom Vermeer"), "{}", list.text);
    let one = format!("/communities/asylum/applications/{}", room.tom.to_uuid());
    let page = room.led(&one).await;
    assert!(page.text.contains("I work on statelessness.") && page.text.contains("+32"));
    assert_eq!(room.seen("/communities/asylum/members").await.status, 404);

    let unsaid = room.site.post(&room.lead, &format!("{one}/accept"), &[("level", "")]).await;
    assert_eq!(unsaid.status, 422);
    let accepted =
        room.site.post(&room.lead, &format!("{one}/accept"), &[("level", "contributor")]).await;
    assert_eq!(accepted.status, 303, "{}", accepted.text);
    let mail = room.site.mail.wait_for(2).await;
    assert_eq!(mail[1].to, ["tom@example.test"]);
    let members = room.seen("/communities/asylum/members").await;
    assert!(members.text.contains("ana@example.test"), "{}", members.text);
    assert!(room.led("/communities/asylum/members").await.text.contains("tom@example.test"));
    let kept = "SELECT count(*) FROM membership WHERE sealed_message IS NOT NULL";
    assert_eq!(room.site.count(kept).await, 0, "the message goes with the decision");
}

#[tokio::test]
async fn who_is_declined_reads_why_and_the_lead_sees_nothing_more() {
    let room = Room::with(None).await;
    room.site.post(&room.other, JOIN, &[("message", "Please."), ("shown", "")]).await;
    let one = format!("/communities/asylum/applications/{}", room.tom.to_uuid());
    let unsaid = room.site.post(&room.lead, &format!("{one}/decline"), &[("reason", "")]).await;
    assert_eq!(unsaid.status, 422);
    let reason = [("reason", "The group is complete for this year.")];
    let said = room.site.post(&room.lead, &format!("{one}/decline"), &reason).await;
    assert_eq!(said.status, 303, "{}", said.text);
    let mail = room.site.mail.wait_for(2).await;
    let told = mail.iter().find(|mail| mail.to == ["tom@example.test"]).unwrap();
    assert!(told.message.contains("complete for this year"), "{}", told.message);
    assert_eq!(room.led(&one).await.status, 404);
    assert_eq!(room.seen(JOIN).await.status, 200, "one may ask again");
}

#[tokio::test]
async fn an_application_is_taken_back() {
    let room = Room::with(None).await;
    room.site.post(&room.other, JOIN, &[("message", "Please."), ("shown", "")]).await;
    let back = room.site.post(&room.other, &format!("{JOIN}/take-back"), &[]).await;
    assert_eq!(back.leads_to(), room.site.at("/communities?done=taken-back"));
    assert!(!room.led("/communities/asylum/applications").await.text.contains("Tom Vermeer"));
}

#[tokio::test]
async fn an_invitation_is_taken_up_and_one_to_nobody_is_answered_alike() {
    let room = Room::with(None).await;
    let fields = [
        ("email", "tom@example.test"),
        ("level", "editor"),
        ("ends", "2027-01-31"),
        ("message", "Your report would help us."),
    ];
    let path = "/communities/asylum/invitations";
    let sent = room.site.post(&room.lead, path, &fields).await;
    let nobody = [("email", "nobody@example.test"), ("level", "editor")];
    let unknown = room.site.post(&room.lead, path, &nobody).await;
    let again = room.site.post(&room.lead, path, &fields).await;
    for answer in [&sent, &unknown, &again] {
        assert_eq!(
            answer.leads_to(),
            room.site.at("/communities/asylum/applications?done=invited")
        );
    }
    assert_eq!(room.site.count("SELECT count(*) FROM membership").await, 2);
    let list = room.led("/communities/asylum/applications").await;
    assert!(!list.text.contains("tom@example.test"), "whether he uses the system is not told");
    let wrong = [("email", "tom"), ("level", ""), ("ends", "2020-01-01")];
    let wrong = room.site.post(&room.lead, path, &wrong).await;
    assert_eq!(wrong.status, 422);

    let page = room.seen("/communities/asylum/invitation").await;
    assert!(page.text.contains("Your report would help us."), "{}", page.text);
    assert!(page.text.contains("31 January 2027"));
    assert!(!page.text.contains("ana@example.test"), "no card before joining");
    let joined = room.accept(&room.other).await;
    assert_eq!(joined.leads_to(), room.site.at("/communities/asylum?done=joined"));
    let home = room.seen("/communities/asylum").await;
    assert!(home.text.contains("Until 31 January 2027"), "{}", home.text);
    let ends = "SELECT count(*) FROM membership WHERE level = 'editor'
                   AND expires_at = timestamptz '2027-02-01 00:00 Europe/Brussels'";
    assert_eq!(room.site.count(ends).await, 1, "the last day is a whole day in Brussels");
}

#[tokio::test]
async fn an_invitation_is_declined_and_nothing_was_shown() {
    let room = Room::with(None).await;
    room.invite("tom", "reader").await;
    let path = "/communities/asylum/invitation/decline";
    let declined = room.site.post(&room.other, path, &[]).await;
    assert_eq!(declined.leads_to(), room.site.at("/communities?done=invitation-declined"));
    let page = room.seen("/communities/asylum/invitation").await;
    assert_eq!(page.status, 403, "it is a listed Community, and nobody is invited any more");
    assert!(!room.led("/communities/asylum/members").await.text.contains("tom@"));
}

#[tokio::test]
async fn recipients_outside_the_union_are_seen_and_agreed_to_before_joining() {
    let room = Room::with(None).await;
    let maria = room.site.account("maria", GEORGIA, &[]).await;
    room.site.community("other", &[(maria, Level::Lead)]).await;
    let join = "/communities/other/join";
    let page = room.seen(join).await;
    assert!(page.text.contains("Ministry of Internal Affairs") && page.text.contains("Georgia"));
    let shown = hidden(&page, "shown");
    let unticked = [("message", "Please."), ("shown", shown.as_str())];
    let answer = room.site.post(&room.other, join, &unticked).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("Please agree to the transfer"), "{}", answer.text);
    let unseen = [("message", "Please."), ("shown", ""), ("transfer", "yes")];
    assert_eq!(room.site.post(&room.other, join, &unseen).await.status, 422);
    let all = [("message", "Please."), ("shown", shown.as_str()), ("transfer", "yes")];

    let withdrawn = "UPDATE consent SET transfer_withdrawn_at = given_at WHERE account_id = '";
    room.sql(&format!("{withdrawn}{}'", room.tom.to_uuid())).await;
    let page = room.seen(join).await;
    assert!(page.text.contains("Without consent to the transfer"), "{}", page.text);
    let answer = room.site.post(&room.other, join, &all).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("Without consent to the transfer"), "{}", answer.text);
    room.sql("UPDATE consent SET transfer_withdrawn_at = NULL").await;
    assert_eq!(room.site.post(&room.other, join, &all).await.status, 303);
    let seen = "SELECT count(*) FROM membership WHERE cardinality(notice_organisations) = 1";
    assert_eq!(room.site.count(seen).await, 1);
}

#[tokio::test]
async fn the_first_member_outside_the_union_is_told_to_all_who_may_leave() {
    let room = Room::with(Some(Level::Reader)).await;
    room.site.account("maria", GEORGIA, &[]).await;
    room.invite("maria", "reader").await;
    let maria = room.site.enter("maria").await;
    assert_eq!(room.accept(&maria).await.status, 303);
    let since = "SELECT count(*) FROM community WHERE third_country_since IS NOT NULL";
    assert_eq!(room.site.count(since).await, 1);
    // The invitation, that she has joined, and one to each of the other two.
    let mails = room.site.mail.wait_for(4).await;
    let told: Vec<_> =
        mails.iter().filter(|mail| mail.message.contains("recipient outside the Union")).collect();
    let mut to: Vec<_> = told.iter().flat_map(|mail| mail.to.clone()).collect();
    to.sort();
    assert_eq!(to, ["ana@example.test", "tom@example.test"]);
    assert!(told.iter().all(|mail| mail.message.contains("Community asylum")));
    assert!(told.iter().all(|mail| !mail.message.contains("Beridze")), "no name in a mail");

    let home = room.seen("/communities/asylum").await;
    assert!(home.text.contains("now reach a recipient outside the Union"), "{}", home.text);
    assert!(home.text.contains("Georgia"));
    let seen = "/communities/asylum/notice/seen";
    room.site.post(&room.other, seen, &[]).await;
    let still = room.seen("/communities/asylum").await;
    assert!(still.text.contains("now reach a recipient"), "what was not shown is not seen");
    let (_, shown) = still.text.split_once("name=\"shown\" value=\"").unwrap();
    let shown = shown.split('"').next().unwrap();
    room.site.post(&room.other, seen, &[("shown", shown)]).await;
    let home = room.seen("/communities/asylum").await;
    assert!(!home.text.contains("now reach a recipient outside the Union"));
    let members = room.seen("/communities/asylum/members").await;
    assert!(members.text.contains("Outside the Union: Georgia"), "{}", members.text);

    // The last one goes, and the Community is as it was.
    let left = room.site.post(&maria, "/communities/asylum/leave", &[]).await;
    assert_eq!(left.status, 303);
    assert_eq!(room.site.count(since).await, 0);
}
