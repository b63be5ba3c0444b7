//! Rights: entered in the register, executed where the domain says so.

use ies_domain::community::Level;
use ies_domain::rights::RECORD_REFERENCE;
use ies_domain::role::{Role, Scope};

use super::{ABROAD, UNION, letters_to, until, with_ana};

const UNDERSTOOD: (&str, &str) = ("understood", "yes");

#[tokio::test]
async fn restriction_shuts_out_at_once_and_erases_nothing() {
    let (site, ana) = with_ana().await;
    let tom = site.account("tom", UNION, &[]).await;
    site.community("one", &[(ana, Level::Lead), (tom, Level::Lead)]).await;
    let browser = site.enter("ana").await;
    let closed = site.post(&browser, "/my/data/restrict", &[UNDERSTOOD]).await;
    assert!(
        closed.text.contains("frozen") || closed.text.contains("restricted"),
        "{}",
        closed.text
    );
    let frozen = "SELECT count(*) FROM account JOIN profile USING (account_id)
        WHERE state = 'disabled-pending-erasure' AND disabled_cause = 'restriction'
          AND erase_by IS NULL";
    assert_eq!(site.count(frozen).await, 1);
    let ended = "SELECT count(*) FROM membership WHERE end_cause = 'account-closed'";
    assert_eq!(site.count(ended).await, 1);
    let jobs = "SELECT count(*) FROM job WHERE kind = 'erase-account'";
    assert_eq!(site.count(jobs).await, 0);
    assert_eq!(site.kept.erasures_due().await.unwrap(), []);
    let again = site.enter("ana").await;
    assert_eq!(again.page(&site.at("/")).await.leads_to(), site.at("/account-closed"));
    assert_eq!(again.page(&site.at("/my/data")).await.status, 403);
}

#[tokio::test]
async fn an_objection_says_on_what_ground() {
    let (site, _) = with_ana().await;
    let ana = site.enter("ana").await;
    let answer = site.post(&ana, "/my/data/object", &[UNDERSTOOD, ("ground", "  ")]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("id=\"ground-error\""));
    assert_eq!(site.count("SELECT count(*) FROM rights_request").await, 0);
    let closed = site.post(&ana, "/my/data/object", &[UNDERSTOOD, ("ground", "I hide")]).await;
    assert_eq!(closed.status, 200, "{}", closed.text);
    let cause = "SELECT count(*) FROM account WHERE disabled_cause = 'objection'";
    assert_eq!(site.count(cause).await, 1);
}

#[tokio::test]
async fn every_page_on_which_a_right_is_used_names_the_record_of_processing() {
    let (site, _) = with_ana().await;
    let ana = site.enter("ana").await;
    for page in ["", "/ask", "/withdraw", "/object", "/restrict", "/erase"] {
        let path = format!("/my/data{page}");
        let page = ana.page(&site.at(&path)).await;
        assert_eq!(page.status, 200, "{path}");
        let (main, _) = page.text.split_once("<footer").unwrap();
        assert!(main.contains(RECORD_REFERENCE), "{path}: {main}");
    }
}

#[tokio::test]
async fn a_request_in_words_is_entered_told_to_officers_and_can_be_taken_back() {
    let (site, _) = with_ana().await;
    site.account("dora", UNION, &[(Role::DpOfficer, Scope::Platform)]).await;
    let ana = site.enter("ana").await;
    let empty = site.post(&ana, "/my/data/ask", &[("right", "erasure"), ("text", "")]).await;
    assert_eq!(empty.status, 422, "what closes the account has a page of its own");
    let fields = [("right", "rectification"), ("text", "My employer has another name.")];
    let sent = site.post(&ana, "/my/data/ask", &fields).await;
    assert_eq!(sent.leads_to(), site.at("/my/data?done=sent"), "{}", sent.text);
    site.mail.wait_for(2).await;
    assert_eq!(letters_to(&site, "dora@example.test").len(), 1);
    assert_eq!(letters_to(&site, "ana@example.test").len(), 1);
    // R50: whom to turn to stands in what is sent on a right that was used.
    let letter = &letters_to(&site, "ana@example.test")[0];
    for address in ["controller@example.test", "dpo@example.test", "edps@example.test"] {
        assert!(letter.contains(address), "{address}: {letter}");
    }
    let page = ana.follow(&sent).await;
    let (_, rest) = page.text.split_once("/my/data/requests/").unwrap();
    let path = format!("/my/data/requests/{}", rest.get(..36).unwrap());
    let case = ana.page(&site.at(&path)).await;
    assert!(case.text.contains("My employer has another name."));
    site.account("tom", UNION, &[]).await;
    let tom = site.enter("tom").await;
    assert_eq!(tom.page(&site.at(&path)).await.status, 404);
    assert_eq!(site.post(&tom, &format!("{path}/cancel"), &[]).await.status, 404);
    assert_eq!(site.post(&ana, &format!("{path}/cancel"), &[]).await.status, 303);
    let cancelled = "SELECT count(*) FROM rights_request WHERE state = 'cancelled'";
    assert_eq!(site.count(cancelled).await, 1);
    assert_eq!(site.post(&ana, &format!("{path}/cancel"), &[]).await.status, 409);
}

#[tokio::test]
async fn without_consent_to_transfers_one_leaves_where_data_goes_abroad_and_stays_elsewhere() {
    let (site, ana) = with_ana().await;
    let tom = site.account("tom", UNION, &[]).await;
    let maria = site.account("maria", ABROAD, &[]).await;
    site.community("home", &[(ana, Level::Reader), (tom, Level::Lead)]).await;
    let all = [(ana, Level::Reader), (tom, Level::Lead), (maria, Level::Reader)];
    site.community("abroad", &all).await;
    let browser = site.enter("ana").await;
    let asked = browser.page(&site.at("/my/consents/transfer")).await;
    assert!(asked.text.contains("Community abroad") && !asked.text.contains("Community home"));
    let done = site.post(&browser, "/my/consents/transfer", &[]).await;
    assert_eq!(done.leads_to(), site.at("/my/consents?done=transfer"), "{}", done.text);
    let page = browser.page(&site.at("/my/memberships")).await;
    assert!(page.text.contains("Community home") && !page.text.contains("Community abroad"));
    let ended = "SELECT count(*) FROM membership WHERE end_cause = 'transfer-consent-withdrawn'";
    until(&site, ended, 1).await;
    assert_eq!(site.post(&browser, "/my/consents/transfer", &[]).await.status, 409);
}

#[tokio::test]
async fn a_person_leaves_a_community_and_its_only_lead_does_not() {
    let (site, ana) = with_ana().await;
    let tom = site.account("tom", UNION, &[]).await;
    site.community("one", &[(ana, Level::Reader), (tom, Level::Lead)]).await;
    let id: uuid::Uuid = {
        let sql = "SELECT membership_id FROM membership WHERE account_id = $1";
        let client = site.database.superuser().await;
        client.query_one(sql, &[&ana.to_uuid()]).await.unwrap().get(0)
    };
    let path = format!("/my/memberships/{id}/leave");
    let lead = site.enter("tom").await;
    assert_eq!(site.post(&lead, &path, &[]).await.status, 404, "it is not his");
    let browser = site.enter("ana").await;
    assert_eq!(browser.page(&site.at(&path)).await.status, 200);
    assert_eq!(site.post(&browser, &path, &[]).await.status, 303);
    let left = "SELECT count(*) FROM membership WHERE state = 'ended' AND end_cause = 'left'";
    assert_eq!(site.count(left).await, 1);
    let own: uuid::Uuid = {
        let sql = "SELECT membership_id FROM membership WHERE account_id = $1";
        let client = site.database.superuser().await;
        client.query_one(sql, &[&tom.to_uuid()]).await.unwrap().get(0)
    };
    let answer = site.post(&lead, &format!("/my/memberships/{own}/leave"), &[]).await;
    assert_eq!(answer.status, 409, "{}", answer.text);
}

#[tokio::test]
async fn a_role_works_once_its_holder_has_acknowledged_it() {
    let site = crate::kit::Site::start().await;
    site.account("vera", UNION, &[(Role::Validator, Scope::Platform)]).await;
    let client = site.database.superuser().await;
    let sql = "UPDATE role_grant SET acknowledged_at = NULL, document = NULL RETURNING grant_id";
    let id: uuid::Uuid = client.query_one(sql, &[]).await.unwrap().get(0);
    let path = format!("/my/roles/{id}/acknowledge");
    let vera = site.enter("vera").await;
    let page = vera.page(&site.at("/my/memberships")).await;
    assert!(page.text.contains(&path));
    let empty = site.post(&vera, &path, &[("document", ""), ("acknowledged", "yes")]).await;
    assert_eq!(empty.status, 422);
    let unticked = site.post(&vera, &path, &[("document", "A/7")]).await;
    assert_eq!(unticked.status, 422);
    let fields = [("document", "A/7"), ("acknowledged", "yes")];
    let done = site.post(&vera, &path, &fields).await;
    assert_eq!(done.leads_to(), site.at("/my/memberships?done=duties"), "{}", done.text);
    let works = "SELECT count(*) FROM role_grant WHERE acknowledged_at IS NOT NULL";
    assert_eq!(site.count(works).await, 1);
}

#[tokio::test]
async fn a_notice_that_is_switched_off_is_not_sent() {
    let (site, _) = with_ana().await;
    let ana = site.enter("ana").await;
    let fields = [("communities", "at-once"), ("tasks", "sometimes"), ("language", "fr")];
    assert_eq!(site.post(&ana, "/my/notifications", &fields).await.status, 422);
    let fields = [("communities", "at-once"), ("tasks", "never"), ("language", "fr")];
    assert_eq!(site.post(&ana, "/my/notifications", &fields).await.status, 303);
    let off = "SELECT count(*) FROM notification_setting
                WHERE notice = 'invitation' AND NOT is_wanted";
    assert_eq!(site.count(off).await, 1);
    assert_eq!(site.count("SELECT count(*) FROM account WHERE language = 'fr'").await, 1);
}
