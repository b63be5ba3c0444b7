//! Sign-ins in the log, sessions that end at once, and closed doors.

use fnd_testkit::http::Client;
use jiff::SignedDuration;

use super::with_ana;

const UNDERSTOOD: (&str, &str) = ("understood", "yes");

#[tokio::test]
async fn a_sign_in_is_logged_with_where_it_came_from_and_notes_the_use() {
    let (site, ana) = with_ana().await;
    site.clock.advance(SignedDuration::from_hours(24));
    let browser = site.enter("ana").await;
    let logged = format!(
        "SELECT count(*) FROM log_entry JOIN log_technical USING (log_id)
          WHERE action = 'signed-in' AND person = '{0}' AND object = '{0}'",
        ana.to_uuid()
    );
    assert_eq!(site.count(&logged).await, 1);
    let used = "SELECT count(*) FROM account WHERE used_at > created_at + interval '23 hours'";
    assert_eq!(site.count(used).await, 1);
    let page = browser.page(&site.at("/my/activity?kind=sign-in")).await;
    assert!(page.text.contains("Signed in") && page.text.contains("127.0.0.1"), "{}", page.text);
    let none = browser.page(&site.at("/my/activity?from=2020-01-01&to=2020-01-02")).await;
    assert!(!none.text.contains("Signed in"));
    let wrong = browser.page(&site.at("/my/activity?from=2020-01-02&to=2020-01-01")).await;
    assert!(wrong.text.contains("to-error"));
}

#[tokio::test]
async fn a_refused_answer_of_the_provider_is_logged() {
    let (site, _) = with_ana().await;
    Client::plain().page(&site.at("/sign-in/callback?state=unasked&ticket=ST-1")).await;
    let refused = "SELECT count(*) FROM log_entry JOIN log_technical USING (log_id)
                    WHERE action = 'sign-in-refused' AND outcome = 'sign-in-refused'";
    assert_eq!(site.count(refused).await, 1);
}

#[tokio::test]
async fn withdrawing_consent_in_one_browser_ends_the_session_in_the_other() {
    let (site, _) = with_ana().await;
    let (one, other) = (site.enter("ana").await, site.enter("ana").await);
    assert_eq!(other.page(&site.at("/my/profile")).await.status, 200);
    let before = one.page(&site.at("/my/data/withdraw")).await;
    let quoted = "the user account will be disabled and all personal data will be deleted";
    assert!(before.text.contains(quoted), "{}", before.text);
    let not_yet = site.post(&one, "/my/data/withdraw", &[]).await;
    assert_eq!(not_yet.status, 422, "without the box nothing happens");
    assert_eq!(other.page(&site.at("/my/profile")).await.status, 200);
    let closed = site.post(&one, "/my/data/withdraw", &[UNDERSTOOD]).await;
    assert_eq!(closed.status, 200, "{}", closed.text);
    site.clock.advance(SignedDuration::from_secs(2));
    for browser in [&one, &other] {
        let answer = browser.page(&site.at("/my/profile")).await;
        assert_eq!(answer.status, 303);
        assert!(answer.leads_to().contains("/sign-in"));
    }
    let saved = site.post(&other, "/my/profile", &[("first_name", "Eve")]).await;
    assert_eq!(saved.status, 401, "what was being written is not taken");
    let kept = "SELECT count(*) FROM consent WHERE withdrawn_at IS NOT NULL";
    assert_eq!(site.count(kept).await, 1);
    let entered = "SELECT count(*) FROM rights_request
        WHERE asked_right = 'consent-withdrawal' AND channel = 'page' AND executed_at IS NOT NULL";
    assert_eq!(site.count(entered).await, 1);
}

#[tokio::test]
async fn ending_an_account_takes_a_sign_in_of_a_moment_ago() {
    let (site, _) = with_ana().await;
    let ana = site.enter("ana").await;
    site.clock.advance(SignedDuration::from_mins(16));
    for name in ["erase", "restrict", "object", "withdraw"] {
        let path = format!("/my/data/{name}");
        let answer = site.post(&ana, &path, &[UNDERSTOOD, ("ground", "mine")]).await;
        assert_eq!(answer.status, 401, "{name}");
        assert!(answer.text.contains("again=yes"), "{name}");
    }
    assert_eq!(site.count("SELECT count(*) FROM rights_request").await, 0);
    let active = "SELECT count(*) FROM account WHERE state = 'active'";
    assert_eq!(site.count(active).await, 1);
}

#[tokio::test]
async fn who_is_suspended_reads_why_and_can_still_exercise_rights() {
    let (site, _) = with_ana().await;
    let suspend = "UPDATE account SET state = 'suspended', suspended_reason = 'terms-broken',
                          session_epoch = session_epoch + 1";
    site.database.superuser().await.execute(suspend, &[]).await.unwrap();
    let ana = site.enter("ana").await;
    assert_eq!(ana.page(&site.at("/")).await.leads_to(), site.at("/account-closed"));
    let page = ana.page(&site.at("/account-closed")).await;
    assert!(page.text.contains("Use against the terms of use"), "{}", page.text);
    assert!(page.text.contains("help@example.test"));
    assert_eq!(ana.page(&site.at("/my/profile")).await.status, 403);
    let rights = ana.page(&site.at("/my/data")).await;
    assert_eq!(rights.status, 200, "{}", rights.text);
    let closed = site.post(&ana, "/my/data/erase", &[UNDERSTOOD]).await;
    assert_eq!(closed.status, 200, "{}", closed.text);
}
