//! A buffer that was changed behind the back of the daemon.

use std::fs;

use rusqlite::Connection;
use uuid::Uuid;

use crate::stand::{Process, Stand, enter, until_page};

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
