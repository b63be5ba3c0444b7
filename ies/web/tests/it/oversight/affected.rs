//! Who is affected by a breach: noted, listed, taken off, told.

use super::*;

/// A site with an officer and three users, and the path of a breach.
async fn scene() -> (Site, Client, [String; 3], String) {
    let site = Site::start().await;
    platform(&site, "dora", Role::DpOfficer).await;
    let mut users = Vec::new();
    for login in ["tom", "ana", "carl"] {
        users.push(site.account(login, COMMISSION, &[]).await.to_uuid().to_string());
    }
    let dora = site.enter("dora").await;
    let fields = [
        ("title", "Export sent to a wrong address"),
        ("text", "An archive went to a mailbox outside."),
        ("aware_day", "2026-07-15"),
        ("aware_time", "08:00"),
    ];
    assert_eq!(site.post(&dora, "/breaches", &fields).await.status, 303);
    let id: String = {
        let sql = "SELECT breach_id::text FROM breach";
        site.database.superuser().await.query_one(sql, &[]).await.unwrap().get(0)
    };
    (site, dora, users.try_into().unwrap(), format!("/breaches/{id}"))
}

const NOTED: &str = "SELECT count(*) FROM breach_affected";

#[tokio::test]
async fn who_is_noted_is_listed_told_once_and_taken_off_only_before_that() {
    let (site, dora, [tom, ana, carl], path) = scene().await;
    let (list, tell) = (format!("{path}/affected"), format!("{path}/tell"));
    let nobody = site.post(&dora, &tell, &[("how", "directly")]).await;
    assert_eq!(nobody.status, 422, "{}", nobody.text);
    assert!(nobody.text.contains("Nobody is noted as affected"), "{}", nobody.text);

    let found = dora.page(&site.at(&format!("{list}?q=Vermeer"))).await;
    assert!(found.text.contains("tom@example.test") && found.text.contains("1 user found"));
    let none = dora.page(&site.at(&format!("{list}?q=zzzz"))).await;
    assert!(none.text.contains("Nobody was found"), "{}", none.text);
    for user in [&tom, &tom, &ana] {
        let added = site.post(&dora, &list, &[("account", user)]).await;
        assert_eq!(added.leads_to(), site.at(&format!("{list}?done=changed")), "{}", added.text);
    }
    site.post(&dora, &list, &[("account", "00000000-0000-7000-8000-000000000009")]).await;
    assert_eq!(site.count(NOTED).await, 2, "each once, and nobody who is not there");
    let shown = dora.page(&site.at(&list)).await;
    assert!(shown.text.contains("Tom Vermeer") && shown.text.contains("Ana Lind"));
    let removed = site.post(&dora, &format!("{list}/remove"), &[("account", &ana)]).await;
    assert_eq!(removed.status, 303, "{}", removed.text);
    assert_eq!(site.count(NOTED).await, 1);
    let again = site.post(&dora, &list, &[("q", "Lind")]).await;
    assert_eq!(again.status, 303, "{}", again.text);
    let page = dora.page(&site.at(&path)).await;
    assert!(page.text.contains("2 users"), "{}", page.text);
    assert!(page.text.contains("A user was taken off the list"), "{}", page.text);

    let wordless = site.post(&dora, &tell, &[("how", "directly"), ("message", " ")]).await;
    assert_eq!(wordless.status, 422, "EUDPR Art. 35(2): {}", wordless.text);
    let said = "An archive went astray. Be careful with letters in our name.";
    let fields = [("how", "directly"), ("message", said)];
    let asked = site.post(&dora, &tell, &fields).await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    assert!(asked.text.contains("2 users") && asked.text.contains(said), "{}", asked.text);
    assert_eq!(site.count("SELECT count(*) FROM mail").await, 0, "nobody is told yet");
    let sure = [fields.as_slice(), &[("confirmed", "yes")]].concat();
    let sent = site.post(&dora, &tell, &sure).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let told = |letters: &[fnd_testkit::smtp::Delivered]| {
        let mut to: Vec<_> = letters.iter().flat_map(|letter| letter.to.clone()).collect();
        to.sort();
        to
    };
    let letters = site.mail.wait_for(2).await;
    assert_eq!(told(&letters), ["ana@example.test", "tom@example.test"]);
    assert!(letters.iter().all(|letter| letter.message.contains("went astray")));
    // Who becomes known later is told at once; who was told stays in the list.
    assert_eq!(site.post(&dora, &list, &[("account", &carl)]).await.status, 303);
    let letters = site.mail.wait_for(3).await;
    assert_eq!(told(&letters[2..]), ["carl@example.test"]);
    assert!(letters[2].message.contains("went astray"), "in the same words");
    let kept = site.post(&dora, &format!("{list}/remove"), &[("account", &tom)]).await;
    assert_eq!(kept.status, 409, "{}", kept.text);
    assert_eq!(site.count(NOTED).await, 3);
}

#[tokio::test]
async fn those_affected_are_for_the_officer_alone_and_until_the_breach_is_closed() {
    let (site, dora, [tom, ..], path) = scene().await;
    let list = format!("{path}/affected");
    let browser = site.enter("tom").await;
    assert_eq!(browser.page(&site.at(&list)).await.status, 403);
    assert_eq!(site.post(&browser, &list, &[("account", &tom)]).await.status, 403);
    site.post(&dora, &format!("{path}/assess"), &[("risk", "unlikely")]).await;
    let closed = site.post(&dora, &format!("{path}/close"), &[]).await;
    assert_eq!(closed.status, 303, "{}", closed.text);
    for (to, code) in [(list.clone(), "breach-closed"), (format!("{list}/remove"), "breach-closed")]
    {
        let late = site.post(&dora, &to, &[("account", &tom)]).await;
        assert_eq!(late.status, 409, "{to}");
        assert!(late.text.contains(code), "{}", late.text);
    }
    assert_eq!(dora.page(&site.at(&list)).await.status, 200);
    assert_eq!(site.count(NOTED).await, 0);
}
