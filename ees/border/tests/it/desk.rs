//! What an officer sees while the register answers, while it does not, and afterwards.

use std::process::Command;

use uuid::Uuid;

use crate::stand::{Stand, enter, form, leave, post, until_page};

#[tokio::test]
async fn checks_go_on_when_the_register_is_gone_and_it_knows_all_of_them_afterwards() {
    let stand = Stand::new();
    let centre = stand.centre();
    let node = stand.node();
    let (officer, base) = (stand.officer(), node.base.clone());
    let check = format!("{base}/check");
    until_page(&officer, &check, ("The register answers", true)).await;

    // The register's own pages, in the officer's name.
    let page = officer.page(&check).await;
    assert!(page.text.contains("Ștefan Ionescu"), "{}", page.text);
    assert!(!page.text.contains("action=\"/sign-out\""), "a card is no session");
    let live = enter(&officer, &base, (1, Uuid::from_u128(1))).await.unwrap();
    assert!(live.text.contains("Last lawful day"), "{}", live.text);

    centre.kill();
    // The first request finds out; nothing of it is lost.
    let stored = leave(&officer, &base, (1, Uuid::from_u128(2))).await.unwrap();
    assert!(stored.text.contains("Exit stored"), "{}", stored.text);
    let stored = enter(&officer, &base, (2, Uuid::from_u128(3))).await.unwrap();
    assert!(stored.text.contains("Entry stored"), "{}", stored.text);
    assert!(stored.text.contains("2 passages wait"), "{}", stored.text);
    // The same form once more is the same passage; another passage under its identifier is not.
    let again = enter(&officer, &base, (2, Uuid::from_u128(3))).await.unwrap();
    assert_eq!((again.status.as_u16(), again.text.contains("Entry stored")), (200, true));
    let reused = leave(&officer, &base, (2, Uuid::from_u128(3))).await.unwrap();
    assert_eq!(reused.status, 409, "{}", reused.text);

    let checked = post(&officer, &base, ("/check", &form(2, &[]))).await.unwrap();
    for said in [
        "The register cannot be asked now",
        "Stamp the document",
        "An earlier entry has no exit",
        "The register has not answered since",
        "Not known now",
    ] {
        assert!(checked.text.contains(said), "{said}: {}", checked.text);
    }
    let files = officer.page(&format!("{base}/files/{}", Uuid::from_u128(9))).await;
    assert_eq!(files.status, 503);

    let centre = stand.centre();
    until_page(&officer, &format!("{base}/buffer"), ("Nothing waits", true)).await;
    let checked = post(&officer, &base, ("/check", &form(2, &[]))).await.unwrap();
    assert!(checked.text.contains("Open the individual file"), "{}", checked.text);
    let database = stand.database().await;
    let rows = database
        .query("SELECT source, exited_at IS NULL FROM crossing ORDER BY entered_at", &[])
        .await
        .unwrap();
    let rows: Vec<(String, bool)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    assert_eq!(rows, [("local-buffer".into(), false), ("local-buffer".into(), true)]);
    let logged = "SELECT count(*) FROM log_entry
                  WHERE person = 'o-17' AND action LIKE 'record%' AND outcome = 'done'";
    let logged: i64 = database.query_one(logged, &[]).await.unwrap().get(0);
    assert_eq!(logged, 3, "one log row for each passage");
    drop(database);
    node.stop();
    centre.stop();
}

#[tokio::test]
async fn visa_holders_and_conflicts_are_left_to_humans_with_what_they_need() {
    let stand = Stand::new();
    let node = stand.node();
    let (officer, supervisor, base) = (stand.officer(), stand.supervisor(), node.base.clone());
    // A visa is looked at in its own system, and its data are asked for.
    let visa = form(5, &[]).replace("=GEO", "=IND");
    let checked = post(&officer, &base, ("/check", &visa)).await.unwrap();
    assert!(checked.text.contains("directly in the Visa Information System"), "{}", checked.text);
    let missing = format!("{visa}&crossing_id={}", Uuid::from_u128(5));
    let missing = post(&officer, &base, ("/entries", &missing)).await.unwrap();
    assert_eq!(missing.status, 422);
    assert!(missing.text.contains("Fill in: Number of the visa sticker"), "{}", missing.text);
    // Whoever the system does not apply to is not kept.
    let citizen = form(6, &[("crossing_id", &Uuid::from_u128(6).to_string())]);
    let citizen = post(&officer, &base, ("/entries", &citizen.replace("=GEO", "=ROU"))).await;
    assert_eq!(citizen.unwrap().status, 422);
    // An exit of somebody of whom nothing is known.
    let stored = leave(&officer, &base, (7, Uuid::from_u128(7))).await.unwrap();
    assert!(stored.text.contains("Exit stored"), "{}", stored.text);

    let centre = stand.centre();
    let list = format!("{base}/buffer");
    until_page(&officer, &list, ("no-open-entry", true)).await;
    let page = officer.page(&list).await.text;
    assert!(page.contains("1 passage needs your decision"), "{page}");
    // Who it is of is shown to who opens it, and the register's log has it.
    assert!(!page.contains("GE0000007") && !page.to_lowercase().contains("beridze"), "{page}");
    let opened = supervisor.page(&format!("{list}/{}", Uuid::from_u128(7))).await.text;
    assert!(opened.contains("GE0000007") && opened.to_lowercase().contains("beridze"), "{opened}");
    assert!(!page.contains("/withdraw"), "an officer does not withdraw");
    let address = format!("/buffer/{}", Uuid::from_u128(7));
    let refused = post(&officer, &base, (&format!("{address}/withdraw"), "reason=x")).await;
    assert_eq!(refused.unwrap().status, 403);
    let empty = post(&supervisor, &base, (&format!("{address}/withdraw"), "reason=")).await;
    assert_eq!(empty.unwrap().status, 422);
    let confirmed =
        post(&supervisor, &base, (&format!("{address}/resend"), "entry_unknown=yes")).await;
    assert_eq!(confirmed.unwrap().status, 303);
    until_page(&officer, &list, ("Nothing to decide", true)).await;
    until_page(&officer, &list, ("Nothing waits", true)).await;
    let database = stand.database().await;
    let alone = "SELECT count(*) FROM crossing WHERE entered_at IS NULL";
    assert_eq!(database.query_one(alone, &[]).await.unwrap().get::<_, i64>(0), 1);
    // Law: EES Art. 43(2)(g): the officer stored it, and another one confirmed it.
    let done =
        "SELECT action, person, place, outcome FROM log_entry WHERE outcome <> 'no-open-entry'
                    AND action IN ('record-exit', 'read-file') ORDER BY action";
    let done: Vec<[String; 4]> = database
        .query(done, &[])
        .await
        .unwrap()
        .iter()
        .map(|row| [row.get(0), row.get(1), row.get(2), row.get(3)])
        .collect();
    let rows =
        [["read-file", "s-3", "ROU-A-OTP", "done"], ["record-exit", "s-3", "ROU-A-OTP", "done"]];
    assert_eq!(done, rows);
    drop(database);
    node.stop();
    centre.stop();
}

#[tokio::test]
async fn an_exit_that_is_missing_is_confirmed_of_the_entry_that_was_shown() {
    let stand = Stand::new();
    let centre = stand.centre();
    let node = stand.node();
    let (officer, supervisor, base) = (stand.officer(), stand.supervisor(), node.base.clone());
    let list = format!("{base}/buffer");
    until_page(&officer, &list, ("The register answers", true)).await;
    // The register has an entry of which nothing is known here any more.
    let live = enter(&officer, &base, (1, Uuid::from_u128(1))).await.unwrap();
    assert!(live.text.contains("Last lawful day"), "{}", live.text);
    centre.kill();
    let stored = enter(&officer, &base, (1, Uuid::from_u128(2))).await.unwrap();
    assert!(stored.text.contains("Entry stored"), "{}", stored.text);
    // Here it is known of the second one, and a third one has to say so of that very entry.
    let third = |more: &[(&str, &str)]| {
        let id = Uuid::from_u128(3).to_string();
        let own = [("crossing_id", id.as_str()), ("file_id", "new")];
        form(1, &[&own[..], more].concat())
    };
    let (first, second) = (Uuid::from_u128(1).to_string(), Uuid::from_u128(2).to_string());
    for unseen in [&[][..], &[("supersede", "yes")], &[("supersede", "yes"), ("open_id", &first)]] {
        let refused = post(&officer, &base, ("/entries", &third(unseen))).await.unwrap();
        assert_eq!(refused.status, 409, "{unseen:?}: {}", refused.text);
        assert!(refused.text.contains(&second), "the entry to look at: {}", refused.text);
    }
    let seen = third(&[("supersede", "yes"), ("open_id", &second)]);
    let stored = post(&officer, &base, ("/entries", &seen)).await.unwrap();
    assert!(stored.text.contains("Entry stored"), "{}", stored.text);
    let centre = stand.centre();
    until_page(&officer, &list, ("already-inside", true)).await;
    let address = format!("/buffer/{second}/resend");
    let confirmed = post(&supervisor, &base, (&address, "exit_missing=yes")).await.unwrap();
    assert_eq!(confirmed.status, 303, "{}", confirmed.text);
    until_page(&officer, &list, ("Nothing waits", true)).await;
    until_page(&officer, &list, ("Nothing to decide", true)).await;
    let database = stand.database().await;
    let missing = "SELECT is_superseded FROM crossing ORDER BY entered_at";
    let missing = database.query(missing, &[]).await.unwrap();
    let missing: Vec<bool> = missing.iter().map(|row| row.get(0)).collect();
    assert_eq!(missing, [true, true, false]);
    drop(database);
    node.stop();
    centre.stop();
}

#[tokio::test]
async fn what_is_withdrawn_here_is_in_the_log_of_the_register() {
    let stand = Stand::new();
    let centre = stand.centre();
    let node = stand.node();
    let (supervisor, base) = (stand.supervisor(), node.base.clone());
    let list = format!("{base}/buffer");
    until_page(&supervisor, &list, ("The register answers", true)).await;
    centre.kill();
    leave(&stand.officer(), &base, (7, Uuid::from_u128(7))).await.unwrap();
    let centre = stand.centre();
    until_page(&supervisor, &list, ("no-open-entry", true)).await;
    let address = format!("/buffer/{}/withdraw", Uuid::from_u128(7));
    let gone = post(&supervisor, &base, (&address, "reason=another+person")).await.unwrap();
    assert_eq!(gone.status, 303, "{}", gone.text);
    until_page(&supervisor, &list, ("Nothing to decide", true)).await;
    until_page(&supervisor, &list, ("Nothing waits", true)).await;
    let database = stand.database().await;
    let row = "SELECT person, action FROM log_entry WHERE outcome = 'withdrawn'";
    let row = database.query_one(row, &[]).await.unwrap();
    assert_eq!((row.get(0), row.get(1)), ("s-3", "record-exit"));
    drop(database);
    node.stop();
    centre.stop();
}

#[tokio::test]
async fn a_register_that_does_not_know_the_crossing_point_makes_no_conflicts() {
    let stand = Stand::new();
    let points = stand.folder.path().join("points.toml");
    let right = std::fs::read_to_string(&points).unwrap();
    std::fs::write(&points, right.replace("ROU-A-OTP", "ROU-A-BBU")).unwrap();
    let centre = stand.centre();
    let node = stand.node();
    let (officer, base) = (stand.officer(), node.base.clone());
    let list = format!("{base}/buffer");
    until_page(&officer, &list, ("Nothing waits", true)).await;
    let checked = post(&officer, &base, ("/check", &form(1, &[]))).await.unwrap();
    assert!(checked.text.contains("The register cannot be asked now"), "{}", checked.text);
    let stored = enter(&officer, &base, (1, Uuid::from_u128(1))).await.unwrap();
    assert!(stored.text.contains("Entry stored"), "{}", stored.text);
    until_page(&officer, &list, ("does not know this crossing point", true)).await;
    let page = officer.page(&list).await.text;
    assert!(page.contains("Nothing to decide") && page.contains("unknown-point"), "{page}");
    assert!(!page.contains("Nothing waits"), "{page}");
    centre.stop();
    std::fs::write(&points, right).unwrap();
    let centre = stand.centre();
    until_page(&officer, &list, ("Nothing waits", true)).await;
    until_page(&officer, &list, ("does not know this crossing point", false)).await;
    assert!(officer.page(&list).await.text.contains("Nothing to decide"));
    node.stop();
    centre.stop();
}

#[tokio::test]
async fn images_of_whoever_is_checked_go_to_the_register_and_are_looked_at_there() {
    let stand = Stand::new();
    let centre = stand.centre();
    let node = stand.node();
    let (officer, base) = (stand.officer(), node.base.clone());
    until_page(&officer, &format!("{base}/check"), ("The register answers", true)).await;
    let mut body = Vec::new();
    let typed = form(1, &[]);
    let begin = "--limit\r\nContent-Disposition: form-data; name=";
    for (name, value) in typed.split('&').filter_map(|pair| pair.split_once('=')) {
        body.extend_from_slice(format!("{begin}\"{name}\"\r\n\r\n{value}\r\n").as_bytes());
    }
    // Larger than any other form may be.
    let file = format!("{begin}\"right-index\"; filename=\"x\"\r\n\r\n");
    body.extend_from_slice(file.as_bytes());
    body.extend(std::iter::repeat_n(0, 3 << 20));
    body.extend_from_slice(b"\r\n--limit--\r\n");
    let headers = [
        ("content-type", "multipart/form-data; boundary=limit"),
        ("sec-fetch-site", "same-origin"),
        ("accept", "text/html"),
    ];
    let (method, url) = (axum::http::Method::POST, format!("{base}/check/samples"));
    let send = async || officer.send_bytes(method.clone(), &url, &headers, body.clone()).await;
    let looked = send().await.unwrap();
    assert_eq!(looked.status, 422, "{}", looked.text);
    assert!(looked.text.contains("no image of a finger"), "{}", looked.text);
    centre.kill();
    // The check goes on with what was typed, and says that images were not looked at.
    let alone = send().await.unwrap();
    assert_eq!(alone.status, 200, "{}", alone.text);
    for said in ["The images were not looked at", "Record entry"] {
        assert!(alone.text.contains(said), "{said}: {}", alone.text);
    }
    node.stop();
}

#[tokio::test]
async fn nobody_works_here_without_a_card_that_is_named() {
    let stand = Stand::new();
    let node = stand.node();
    let base = &node.base;
    let unknown = stand.stranger().page(&format!("{base}/check")).await;
    assert_eq!(unknown.status, 401);
    // Whoever speaks to this server cannot speak for somebody else.
    let headers = [("limen-person", "person=x&name=x&role=officer")];
    let url = format!("{base}/check");
    let get = axum::http::Method::GET;
    let forged = stand.officer().send(get.clone(), &url, &headers, "").await.unwrap();
    assert_eq!(forged.problem().as_deref(), Some("may-not-vouch"));
    // Nothing but the pages of the desk is passed on.
    for path in ["/log", "/v1/entries", "/v1/replays", "/openapi.json"] {
        let answer = stand.officer().page(&format!("{base}{path}")).await;
        assert_eq!(answer.status, 404, "{path}");
    }
    // A form of another site is no form of ours.
    let headers = [("sec-fetch-site", "cross-site")];
    let post = axum::http::Method::POST;
    let url = format!("{base}/entries");
    let foreign = stand.officer().send(post, &url, &headers, "").await.unwrap();
    assert_eq!(foreign.problem().as_deref(), Some("cross-site"));
}

#[test]
fn a_configuration_is_looked_at_before_it_is_used() {
    let stand = Stand::new();
    let run = |mut command: Command| {
        let done = command.output().unwrap();
        let said = [done.stdout, done.stderr].concat();
        (done.status.code(), String::from_utf8_lossy(&said).into_owned())
    };
    assert_eq!(run(stand.node_command("check-config")).0, Some(0));
    let right = std::fs::read_to_string(stand.node_config()).unwrap();
    let cases = [
        (right.replace("role = \"officer\"", "role = \"auditor\""), "o-17"),
        (right.replace("https://localhost", "http://localhost"), "https://name:port"),
        (right.replace("ROU-A-OTP", "Otopeni"), "ROU-A-OTP"),
        (right.replace("Europe/Bucharest", "Europe/Otopeni"), "Otopeni"),
        (format!("shoe = 42\n{right}"), "shoe"),
        (right.replace("node.key", "none.key"), "none.key"),
        (right.split("[[officer]]").next().unwrap().to_owned(), "officer"),
    ];
    for (wrong, said) in cases {
        std::fs::write(stand.node_config(), wrong).unwrap();
        let (code, text) = run(stand.node_command("check-config"));
        assert_eq!(code, Some(1), "{text}");
        assert!(text.contains(said), "{said}: {text}");
    }
    assert_eq!(run(Command::new(env!("CARGO_BIN_EXE_ees-borderd"))).0, Some(2));
}
