//! One's own details, and a new address.

use ies_domain::role::{Role, Scope};
use jiff::SignedDuration;

use super::{UNION, letters_to, with_ana};
use crate::kit::Site;

const DETAILS: [(&str, &str); 6] = [
    ("first_name", "Ana"),
    ("last_name", "Lind"),
    ("telephone", "+32 2 765 43 21"),
    ("work_address", "Rue Joseph II 99\n1000 Bruxelles"),
    ("job_title", "Head of sector"),
    ("version", "1"),
];

#[tokio::test]
async fn a_person_changes_their_own_details_and_nobody_elses() {
    let (site, _) = with_ana().await;
    let tom = site.account("tom", UNION, &[]).await.to_uuid().to_string();
    let ana = site.enter("ana").await;
    let mut fields = DETAILS.to_vec();
    fields.extend([("account_id", tom.as_str()), ("email", "evil@example.test")]);
    let answer = site.post(&ana, "/my/profile", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let page = ana.follow(&answer).await;
    assert!(page.text.contains("Head of sector"));
    assert!(page.text.replace(' ', "").contains("27654321"));
    assert!(page.text.contains("ana@example.test"), "the address has a way of its own");
    let tom = site.enter("tom").await;
    let page = tom.page(&site.at("/my/profile")).await;
    assert!(page.text.contains("Policy officer") && !page.text.contains("Head of sector"));
    let changed = "SELECT count(*) FROM log_entry WHERE action = 'profile-changed'";
    assert_eq!(site.count(changed).await, 1);
}

#[tokio::test]
async fn what_is_too_long_is_told_with_the_length_that_fits() {
    let (site, _) = with_ana().await;
    let ana = site.enter("ana").await;
    let long = "A".repeat(101);
    let mut fields = DETAILS.to_vec();
    fields.retain(|(name, _)| *name != "first_name");
    fields.push(("first_name", long.as_str()));
    let refused = site.post(&ana, "/my/profile", &fields).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    assert!(refused.text.contains("At most 100 characters"), "{}", refused.text);
}

#[tokio::test]
async fn wrong_details_are_shown_again_and_nothing_is_stored() {
    let (site, _) = with_ana().await;
    let ana = site.enter("ana").await;
    let mut fields = DETAILS.to_vec();
    fields[2] = ("telephone", "12");
    let answer = site.post(&ana, "/my/profile", &fields).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("Head of sector"), "what was typed stays");
    assert!(answer.text.contains("id=\"telephone-error\""));
    let page = ana.page(&site.at("/my/profile")).await;
    assert!(page.text.contains("Policy officer"));
    fields[2] = DETAILS[2];
    fields[5] = ("version", "7");
    let late = site.post(&ana, "/my/profile", &fields).await;
    assert_eq!(late.status, 409, "somebody else changed it meanwhile");
}

#[tokio::test]
async fn a_change_of_name_is_told_to_those_who_decide_and_names_nobody() {
    let (site, ana) = with_ana().await;
    site.account("vera", UNION, &[(Role::Validator, Scope::Platform)]).await;
    let browser = site.enter("ana").await;
    let mut fields = DETAILS.to_vec();
    fields[1] = ("last_name", "Lindqvist");
    assert_eq!(site.post(&browser, "/my/profile", &fields).await.status, 303);
    site.mail.wait_for(1).await;
    let letters = letters_to(&site, "vera@example.test");
    assert_eq!(letters.len(), 1);
    assert!(letters[0].contains(&ana.to_uuid().to_string()));
    assert!(!letters[0].contains("Lind"), "{}", letters[0]);
}

/// The path of the link in the letter that was delivered last.
fn link(site: &Site, address: &str) -> String {
    let letter = letters_to(site, address).pop().unwrap();
    let (_, rest) = letter.split_once("/my/profile/email/").unwrap();
    let secret: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
    assert_eq!(secret.len(), 64);
    format!("/my/profile/email/{secret}")
}

const NEW: &str = "ana.lind@example.test";

#[tokio::test]
async fn a_new_address_is_used_once_it_has_answered_and_its_link_works_once() {
    let (site, _) = with_ana().await;
    let ana = site.enter("ana").await;
    let asked = site.post(&ana, "/my/profile/email", &[("email", NEW)]).await;
    assert_eq!(asked.leads_to(), site.at("/my/profile?done=email-sent"), "{}", asked.text);
    site.mail.wait_for(1).await;
    let path = link(&site, NEW);
    let page = ana.page(&site.at("/my/notifications")).await;
    assert!(page.text.contains("ana@example.test") && !page.text.contains(NEW));
    // Programs that examine mail follow links.
    let shown = ana.page(&site.at(&path)).await;
    assert!(shown.text.contains(NEW) && shown.text.contains("<form method=\"post\""));
    assert!(ana.page(&site.at("/my/notifications")).await.text.contains("ana@example.test"));

    let stranger = site.account("tom", UNION, &[]).await;
    let tom = site.enter("tom").await;
    let answer = site.post(&tom, &path, &[]).await;
    assert!(!answer.text.contains(NEW), "{stranger:?} learns nothing");
    let confirmed = site.post(&ana, &path, &[]).await;
    assert!(confirmed.status == 200 && confirmed.text.contains(NEW), "{}", confirmed.text);
    site.mail.wait_for(3).await;
    assert_eq!(letters_to(&site, "ana@example.test").len(), 1, "the former address is told");
    let twice = site.post(&ana, &path, &[]).await;
    assert!(!twice.text.contains(NEW));
    let events = "SELECT count(*) FROM log_entry WHERE action = 'email-changed'";
    assert_eq!(site.count(events).await, 1);
}

#[tokio::test]
async fn a_link_expires_and_the_last_one_alone_works() {
    let (site, _) = with_ana().await;
    let ana = site.enter("ana").await;
    site.post(&ana, "/my/profile/email", &[("email", NEW)]).await;
    site.mail.wait_for(1).await;
    let first = link(&site, NEW);
    site.post(&ana, "/my/profile/email/again", &[]).await;
    site.mail.wait_for(2).await;
    let second = letters_to(&site, NEW).iter().map(|_| link(&site, NEW)).next_back().unwrap();
    assert_ne!(first, second);
    site.post(&ana, &first, &[]).await;
    assert!(ana.page(&site.at("/my/notifications")).await.text.contains("ana@example.test"));
    site.clock.advance(SignedDuration::from_hours(25));
    let ana = site.enter("ana").await;
    site.post(&ana, &second, &[]).await;
    assert!(ana.page(&site.at("/my/notifications")).await.text.contains("ana@example.test"));
}

#[tokio::test]
async fn an_address_of_somebody_else_cannot_be_asked_for() {
    let (site, _) = with_ana().await;
    site.account("tom", UNION, &[]).await;
    let ana = site.enter("ana").await;
    for taken in ["TOM@example.test", "ana@example.test", "nobody"] {
        let answer = site.post(&ana, "/my/profile/email", &[("email", taken)]).await;
        assert_eq!(answer.status, 422, "{taken}");
        assert!(answer.text.contains("id=\"email-error\""));
    }
    assert_eq!(site.count("SELECT count(*) FROM mail").await, 0);
}

#[tokio::test]
async fn changing_the_address_takes_a_sign_in_of_a_moment_ago() {
    let (site, _) = with_ana().await;
    let ana = site.enter("ana").await;
    site.clock.advance(SignedDuration::from_mins(16));
    let answer = site.post(&ana, "/my/profile/email", &[("email", NEW)]).await;
    // What was typed stays on the page, beside the way to sign in again.
    assert_eq!(answer.status, 401, "{}", answer.text);
    assert!(answer.text.contains("/sign-in?again=yes&#38;return_to=%2Fmy%2Fprofile"));
    let kept = format!("<input type=\"hidden\" name=\"email\" value=\"{NEW}\">");
    assert!(answer.text.contains(&kept), "{}", answer.text);
    assert!(answer.text.contains("<form method=\"post\" action=\"/my/profile/email\">"));
    assert_eq!(site.count("SELECT count(*) FROM email_change").await, 0);
    let again = site.enter("ana").await;
    let sent = site.post(&again, "/my/profile/email", &[("email", NEW)]).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
}
