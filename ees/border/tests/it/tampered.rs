//! A buffer that was changed behind the back of the daemon.

use std::fs;

use rusqlite::Connection;
use uuid::Uuid;

use crate::stand::{Process, Stand, enter, post, until_page};

#[tokio::test]
async fn a_buffer_that_was_damaged_is_refused_and_left_as_it_is() {
    let stand = Stand::new();
    let node = stand.node();
    enter(&stand.officer(), &node.base, (1, Uuid::from_u128(1))).await.unwrap();
    node.stop();
    let right = fs::read(stand.buffer()).unwrap();
    let mut wrong = right.clone();
    for byte in wrong.iter_mut().skip(4096).take(2048) {
        *byte ^= 0x55;
    }
    fs::write(stand.buffer(), &wrong).unwrap();
    let Err((code, said)) = Process::start(stand.node_command("serve")) else {
        panic!("it was taken for a buffer")
    };
    assert_eq!(code, Some(5), "{said}");
    assert!(said.contains("buffer-damaged") && said.contains("copy it"), "{said}");
    assert_eq!(fs::read(stand.buffer()).unwrap(), wrong, "nothing is mended");
    // Put back as it was, it goes on.
    fs::write(stand.buffer(), right).unwrap();
    stand.node().stop();
    fs::remove_file(stand.folder.path().join("node/keys.toml")).unwrap();
    let Err((code, said)) = Process::start(stand.node_command("serve")) else {
        panic!("another key ring was taken")
    };
    assert!(code == Some(5) && said.contains("other-key-ring"), "{said}");
}

#[tokio::test]
async fn a_message_that_was_changed_is_shown_to_a_human_and_never_sent() {
    let stand = Stand::new();
    let node = stand.node();
    for number in [1, 2] {
        enter(&stand.officer(), &node.base, (number, Uuid::from_u128(number.into())))
            .await
            .unwrap();
    }
    node.stop();
    let file = Connection::open(stand.buffer()).unwrap();
    let change = "UPDATE message SET event_at = event_at - 86400000000 WHERE id = ?1";
    assert_eq!(file.execute(change, [Uuid::from_u128(1).as_bytes()]).unwrap(), 1);
    drop(file);
    let centre = stand.centre();
    let node = stand.node();
    let list = format!("{}/buffer", node.base);
    until_page(&stand.supervisor(), &list, ("message-does-not-open", true)).await;
    until_page(&stand.supervisor(), &list, ("Nothing waits", true)).await;
    let page = stand.supervisor().page(&list).await.text;
    assert!(page.contains("/withdraw") && !page.contains("/resend"), "{page}");
    let database = stand.database().await;
    let count: i64 = database.query_one("SELECT count(*) FROM crossing", &[]).await.unwrap().get(0);
    assert_eq!(count, 1);
    drop(database);
    node.stop();
    centre.stop();
}

#[tokio::test]
async fn no_value_of_a_row_that_was_changed_keeps_the_others_from_the_register() {
    let stand = Stand::new();
    let node = stand.node();
    let changes = [
        ("wrapped_by", 77),
        ("wrapped_by", 1 << 40),
        ("attempts", -1),
        ("attempts", i64::MAX),
        ("received_at", i64::MAX),
        ("event_at", i64::MIN),
        ("event_at", i64::MAX),
        ("due_at", i64::MAX),
        ("ahead_seconds", i64::MIN),
    ];
    let whole = changes.len();
    for number in 1..=u32::try_from(whole).unwrap() + 1 {
        let id = Uuid::from_u128(number.into());
        let stored = enter(&stand.officer(), &node.base, (number, id)).await.unwrap();
        assert!(stored.text.contains("Entry stored"), "{}", stored.text);
    }
    node.stop();
    let file = Connection::open(stand.buffer()).unwrap();
    for (number, (column, value)) in (1_u128..).zip(changes) {
        let change = format!("UPDATE message SET {column} = ?2 WHERE id = ?1");
        let id = Uuid::from_u128(number);
        assert_eq!(file.execute(&change, (id.as_bytes(), value)).unwrap(), 1);
    }
    drop(file);
    let centre = stand.centre();
    let node = stand.node();
    let list = format!("{}/buffer", node.base);
    // Two keys that are none, two instants that are none: their bodies do not open. That the
    // clock was ahead for ever is for a human, too.
    until_page(&stand.supervisor(), &list, ("Nothing waits", true)).await;
    let page = stand.supervisor().page(&list).await.text;
    assert_eq!(page.matches(">message-does-not-open<").count(), 4, "{page}");
    assert_eq!(page.matches(">clock-in-doubt<").count(), 1, "{page}");
    assert!(!page.contains("cannot be read. Call"), "{page}");
    let database = stand.database().await;
    let count: i64 = database.query_one("SELECT count(*) FROM crossing", &[]).await.unwrap().get(0);
    assert_eq!(usize::try_from(count).unwrap(), whole + 1 - 5);
    drop(database);
    // What cannot be read can be withdrawn, by who may.
    let address = format!("/buffer/{}/withdraw", Uuid::from_u128(6));
    let gone = post(&stand.supervisor(), &node.base, (&address, "reason=damaged")).await.unwrap();
    assert_eq!(gone.status, 303, "{}", gone.text);
    node.stop();
    centre.stop();
}
