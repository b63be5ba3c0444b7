//! A letter that asks for a copy: the officer fetches it to send it, and nobody else does.

use super::*;

/// Enters a letter of Tom's that asks by `right`, and finds out that it is his.
async fn known(site: &Site, dora: &Client, (right, tom): (&str, uuid::Uuid)) -> String {
    let mut fields = LETTER.to_vec();
    fields[0] = ("right", right);
    fields[3] = ("who", "Tom Vermeer");
    let case = enter(site, dora, &fields).await;
    let about = format!("user-{tom}");
    let known = site.post(dora, &format!("{case}/identity"), &[("about", &about)]).await;
    assert_eq!(known.leads_to(), site.at(&format!("{case}?done=identified")), "{}", known.text);
    case
}

const READY: &str = "SELECT count(*) FROM export WHERE state = 'ready'";

#[tokio::test]
async fn a_letter_for_a_copy_is_answered_by_an_archive_that_the_officer_fetches() {
    let site = Site::start().await;
    for (login, role) in
        [("dora", Role::DpOfficer), ("ulla", Role::UserAdmin), ("sven", Role::SysAdmin)]
    {
        platform(&site, login, role).await;
    }
    let tom = site.account("tom", COMMISSION, &[]).await.to_uuid();
    let dora = site.enter("dora").await;
    let case = known(&site, &dora, ("access", tom)).await;
    let archive = format!("{case}/archive");
    site.until(READY, 1).await;
    let page = dora.page(&site.at(&case)).await;
    assert!(page.text.contains(&format!("href=\"{archive}\"")), "{}", page.text);
    let fetched = dora.page(&site.at(&archive)).await;
    assert_eq!((fetched.status.as_u16(), fetched.header("content-type")), (200, "application/zip"));
    assert_eq!(fetched.header("cache-control"), "no-store, private");
    let logged = "SELECT count(*) FROM log_entry WHERE action = 'fetch-case-archive'
                     AND outcome = 'done' AND object IS NOT NULL AND 'export' = ANY (
                         string_to_array(sent, ' '))";
    assert_eq!(site.count(logged).await, 1);

    // It is not on the page of one's own data, whose copies are those one asked for there.
    let browser = site.enter("tom").await;
    let own = browser.page(&site.at("/my/data")).await;
    assert!(!own.text.contains("href=\"/my/data/archive\""), "{}", own.text);
    assert_eq!(browser.page(&site.at("/my/data/archive")).await.status, 404);
    assert_eq!(browser.page(&site.at(&archive)).await.status, 404);
    for login in ["ulla", "sven"] {
        let other = site.enter(login).await;
        assert_eq!(other.page(&site.at(&archive)).await.status, 404, "{login}");
        assert_eq!(site.post(&other, &archive, &[]).await.status, 404, "{login}");
    }
    // A week later it is gone, and is made anew for who still has to send it.
    later(&site, 8);
    let dora = site.enter("dora").await;
    assert_eq!(dora.page(&site.at(&archive)).await.status, 404);
    site.kept.expire_own(site.now()).await.unwrap();
    let anew = site.post(&dora, &archive, &[]).await;
    assert_eq!(anew.leads_to(), site.at(&format!("{case}?done=archive")), "{}", anew.text);
    site.until(READY, 1).await;
    assert_eq!(dora.page(&site.at(&archive)).await.status, 200);
}

#[tokio::test]
async fn no_other_letter_makes_an_archive_and_a_refused_one_gives_it_to_nobody() {
    let site = Site::start().await;
    platform(&site, "dora", Role::DpOfficer).await;
    let tom = site.account("tom", COMMISSION, &[]).await.to_uuid();
    let dora = site.enter("dora").await;
    let rectified = known(&site, &dora, ("rectification", tom)).await;
    assert_eq!(site.count("SELECT count(*) FROM export").await, 0);
    assert_eq!(dora.page(&site.at(&format!("{rectified}/archive"))).await.status, 403);
    let case = known(&site, &dora, ("portability", tom)).await;
    site.until(READY, 1).await;
    let refusal = [
        ("answer", "refused"),
        ("ground", "manifestly-unfounded"),
        ("reasons", "It repeats a letter that was answered last week."),
    ];
    let refused = site.post(&dora, &format!("{case}/answer"), &refusal).await;
    assert_eq!(refused.status, 303, "{}", refused.text);
    assert_eq!(dora.page(&site.at(&format!("{case}/archive"))).await.status, 403);
    // Whoever's letter it is not works on; an officer's own is not theirs to fetch.
    let sql = "UPDATE rights_request SET state = 'in-progress', closed_at = NULL, answer = NULL,
                      refusal_ground = NULL, is_held = NULL, decided_by = NULL,
                      account_id = (SELECT account_id FROM account_search_key
                                     JOIN role_grant USING (account_id)
                                    WHERE role = 'dp-officer' LIMIT 1)
                WHERE asked_right = 'portability'";
    site.database.superuser().await.execute(sql, &[]).await.unwrap();
    assert_eq!(dora.page(&site.at(&format!("{case}/archive"))).await.status, 404);
}
