//! What a human is asked of a passage that waits, in their language, and what they are told
//! afterwards; and what an officer is asked before a passage that is kept here.

use uuid::Uuid;

use crate::stand::{Stand, enter, form, leave, post, until_page};

/// What a page says between two texts.
fn between<'a>(page: &'a str, begin: &str, end: &str) -> &'a str {
    let rest = page.split_once(begin).unwrap_or_else(|| panic!("no {begin}: {page}")).1;
    rest.split_once(end).unwrap_or_else(|| panic!("no {end}: {rest}")).0
}

#[tokio::test]
async fn while_the_register_does_not_answer_the_officer_is_asked_what_the_law_asks() {
    let stand = Stand::new();
    let node = stand.node();
    let (officer, base) = (stand.officer(), node.base.clone());
    let page = post(&officer, &base, ("/check", &form(1, &[]))).await.unwrap().text;
    for said in [
        "name=\"other_checks\"",
        "name=\"exit_other_checks\"",
        "Checked, and nothing found",
        "No open entry is known here",
        "If the register has no entry either",
        "A refusal of entry needs the register",
        "The register could not be asked",
        "The register was not searched: this is for you to decide",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    for unsaid in
        ["The exit closes the open entry", "Fingerprints are impossible", "Nothing that was found"]
    {
        assert!(!page.contains(unsaid), "{unsaid}: {page}");
    }
    // A check that is not over keeps nothing, and says at its field what is missing.
    let id = Uuid::from_u128(1).to_string();
    let own = [("crossing_id", id.as_str()), ("asked", "yes")];
    let open = post(&officer, &base, ("/entries", &form(1, &own))).await.unwrap();
    assert_eq!(open.status, 409, "{}", open.text);
    assert!(open.text.contains("id=\"other_checks-error\""), "{}", open.text);
    assert!(officer.page(&format!("{base}/buffer")).await.text.contains("Nothing waits"));
    let over = form(1, &[&own[..], &[("other_checks", "yes")]].concat());
    let stored = post(&officer, &base, ("/entries", &over)).await.unwrap();
    assert!(stored.text.contains("Entry stored"), "{}", stored.text);
    // Who was let in here leaves, and nobody asks whether the entry was recorded.
    let page = post(&officer, &base, ("/check", &form(1, &[]))).await.unwrap().text;
    assert!(page.contains("The exit closes the open entry"), "{page}");
    assert!(!page.contains("If the register has no entry either"), "{page}");
    let id = Uuid::from_u128(2).to_string();
    let own = [("crossing_id", id.as_str()), ("exit_asked", "yes")];
    let open = post(&officer, &base, ("/exits", &form(1, &own))).await.unwrap();
    assert!(open.text.contains("id=\"exit_other_checks-error\""), "{}", open.text);
    // Who is unknown here leaves; that the entry was never recorded is said while they are there.
    let id = Uuid::from_u128(3).to_string();
    let own = [
        ("crossing_id", id.as_str()),
        ("exit_asked", "yes"),
        ("exit_other_checks", "yes"),
        ("entry_unknown", "yes"),
    ];
    let stored = post(&officer, &base, ("/exits", &form(3, &own))).await.unwrap();
    assert!(stored.text.contains("Exit stored"), "{}", stored.text);
    // What only the register can show says so, and blames nothing that was not done.
    for path in ["files/00000000-0000-0000-0000-000000000009", "privacy"] {
        let file = officer.page(&format!("{base}/{path}")).await;
        assert_eq!(file.status, 503, "{path}");
        assert!(file.text.contains("This page needs the register"), "{}", file.text);
        assert!(file.text.contains("needs-register"), "{}", file.text);
        assert!(!file.text.contains("Nothing was recorded"), "{}", file.text);
    }

    let centre = stand.centre();
    let list = format!("{base}/buffer");
    until_page(&officer, &list, ("Nothing waits", true)).await;
    assert!(officer.page(&list).await.text.contains("Nothing to decide"), "none is asked again");
    let database = stand.database().await;
    let alone = "SELECT count(*) FROM crossing WHERE entered_at IS NULL";
    assert_eq!(database.query_one(alone, &[]).await.unwrap().get::<_, i64>(0), 1);
    drop(database);
    node.stop();
    centre.stop();
}

#[tokio::test]
async fn what_stands_against_a_passage_is_said_by_its_code_and_what_was_done_is_confirmed() {
    let stand = Stand::new();
    let centre = stand.centre();
    let node = stand.node();
    let (officer, supervisor, base) = (stand.officer(), stand.supervisor(), node.base.clone());
    let list = format!("{base}/buffer");
    until_page(&officer, &list, ("The register answers", true)).await;
    let live = enter(&officer, &base, (1, Uuid::from_u128(1))).await.unwrap();
    assert!(live.text.contains("Last lawful day"), "{}", live.text);
    centre.kill();
    enter(&officer, &base, (1, Uuid::from_u128(2))).await.unwrap();
    leave(&officer, &base, (7, Uuid::from_u128(7))).await.unwrap();
    leave(&officer, &base, (8, Uuid::from_u128(8))).await.unwrap();
    let page = officer.page(&list).await.text;
    assert!(page.contains("The register does not answer. Whether"), "{page}");
    assert!(page.contains("<td>The register does not answer</td>"), "why each waits: {page}");
    assert!(!page.contains("has taken every passage"), "{page}");
    let rows: Vec<_> = page.split("<th scope=\"row\">").skip(1).collect();
    let times = rows.iter().map(|row| between(row, ", ", "</th>"));
    assert!(times.into_iter().all(|time| time.len() == 8), "to the second: {page}");
    let bar = between(&page, "limen-link", "</aside>");
    assert!(!bar.contains("href=\"/buffer\""), "it leads to where it stands: {bar}");

    let centre = stand.centre();
    until_page(&officer, &list, ("3 passages need your decision", true)).await;
    let page = officer.page(&list).await.text;
    assert!(page.contains("An earlier entry of this person was open at that time."), "{page}");
    assert!(page.contains("Days of the other record"), "{page}");
    assert!(page.contains("Without the tick the passage is taken only if"), "{page}");
    let get = axum::http::Method::GET;
    let headers = [("accept-language", "ro"), ("accept", "text/html")];
    let page = supervisor.send(get, &list, &headers, "").await.unwrap().text;
    for said in [
        "O intrare anterioară a acestei persoane era deschisă",
        "Nicio intrare nu era deschisă",
        "already-inside",
        "no-open-entry",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("was open at that time"), "{page}");

    // Without a reason, or with one that is too long, the same passage comes back as it was.
    let passage = format!("/buffer/{}", Uuid::from_u128(7));
    let withdraw = format!("{passage}/withdraw");
    let long = "x".repeat(501);
    for typed in [" ", long.as_str()] {
        let form = format!("reason={}", typed.replace(' ', "+"));
        let again = post(&supervisor, &base, (&withdraw, &form)).await.unwrap();
        assert_eq!(again.status, 422);
        for said in [
            "Write why it is withdrawn",
            "href=\"#reason-1\"",
            "invalid-value reason-missing",
            &format!("action=\"{withdraw}\""),
            &format!("value=\"{typed}\""),
        ] {
            assert!(again.text.contains(said), "{said}: {}", again.text);
        }
        assert!(!again.text.contains("GE0000007"), "nobody asked to look: {}", again.text);
    }
    // Sent again without what it asks for, it is said to be sent, and comes back.
    let sent = post(&officer, &base, (&format!("{passage}/resend"), "")).await.unwrap();
    assert_eq!((sent.status.as_u16(), sent.header("location")), (303, "/buffer?done=sent"));
    let page = officer.page(&format!("{list}?done=sent")).await.text;
    assert!(page.contains("The passage is sent again"), "{page}");
    until_page(&officer, &list, ("3 passages need your decision", true)).await;
    assert!(!officer.page(&list).await.text.contains("The passage is sent again"));

    let gone = post(&supervisor, &base, (&withdraw, "reason=another+person")).await.unwrap();
    assert_eq!((gone.status.as_u16(), gone.header("location")), (303, "/buffer?done=withdrawn"));
    let page = supervisor.page(&format!("{list}?done=withdrawn")).await.text;
    assert!(page.contains("The passage is withdrawn") && !page.contains(&passage), "{page}");
    node.stop();
    centre.stop();
}
