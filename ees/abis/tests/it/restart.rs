//! What is kept is there again, however the service ended; what was removed is nowhere.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use axum::http::Method;
use ees_abis::server::{ServerError, StoreError};
use ees_biometrics::matcher::{Keeper, Matcher};
use ees_match::gallery::Reference;
use serde_json::Value;

use crate::kit::{
    Ask, Served, client_config, config, encounter, finger, folder, osia, people, person, question,
    template, wanted,
};

/// Says to [`serves_until_it_is_killed`] where its configuration is.
const FOLDER: &str = "LIMEN_TEST_ABIS_FOLDER";

/// Nothing by itself: the process that the next test kills.
#[tokio::test]
async fn serves_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let served = Served::of(Path::new(&folder));
    println!("\nlistening {}", served.address);
    std::future::pending::<()>().await;
}

#[tokio::test]
async fn a_service_that_is_killed_has_lost_nothing_that_was_acknowledged() {
    let folder = folder();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "restart::serves_until_it_is_killed", "--nocapture"])
        .env(FOLDER, folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut addresses = lines.map_while(Result::ok);
    let address =
        addresses.find_map(|line| line.strip_prefix("listening ").map(str::to_owned)).unwrap();
    let config = client_config(&format!("http://{address}"), &folder.path().join("token"));
    let client = ees_abis::client::Osia::new(&config).unwrap();
    for number in 1..=5 {
        client.put(Reference(number.into()), &person(number, 1)).await.unwrap();
    }
    client.put(Reference(2), &person(6, 1)).await.unwrap();
    assert!(client.remove(Reference(4)).await.unwrap());
    child.kill().unwrap();
    child.wait().unwrap();

    let served = Served::of(folder.path());
    let client = osia(&served, folder.path());
    for (seed, expected) in
        [(1, Some(1)), (2, None), (3, Some(3)), (4, None), (5, Some(5)), (6, Some(2))]
    {
        let found = client.search(&person(seed, 2), wanted()).await.unwrap().candidates;
        assert_eq!(found.first().map(|one| one.reference.0), expected, "{seed}");
    }
    served.stop().await;
}

/// Whether `needle` is in any file of the data.
fn is_on_disk(folder: &Path, needle: &[u8]) -> bool {
    let files = fs::read_dir(folder.join("data")).unwrap();
    files.flatten().any(|file| {
        let bytes = fs::read(file.path()).unwrap();
        bytes.windows(needle.len()).any(|window| window == needle)
    })
}

#[tokio::test]
async fn nothing_of_anybody_lies_in_the_clear_and_what_is_removed_is_nowhere() {
    let folder = folder();
    let served = Served::of(folder.path());
    let ask = served.ask();
    let index = finger("RIGHT_INDEX", &template(1, 1, 1));
    let body = encounter(&["EES"], std::slice::from_ref(&index));
    for who in ["one", "two"] {
        let (status, _) = ask.post(&format!("/v1/persons/{who}/encounters/e"), &body).await;
        assert_eq!(status, 200);
    }
    let sealed = |person: &str| -> Vec<u8> {
        // The file is locked by the service; a copy of it is not.
        let copy = tempfile::tempdir().unwrap();
        for file in fs::read_dir(folder.path().join("data")).unwrap().flatten() {
            fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
        }
        let path = copy.path().join("gallery.sqlite");
        let connection = rusqlite::Connection::open(path).unwrap();
        let read = "SELECT content FROM encounter WHERE person = ?1";
        connection.query_row(read, [person], |row| row.get(0)).unwrap()
    };
    let (one, two) = (sealed("one"), sealed("two"));
    let template = index["template"].as_str().unwrap();
    for clear in ["Popescu-in-the-clear", "FMR", "biometric", template.get(10..40).unwrap()] {
        assert!(!is_on_disk(folder.path(), clear.as_bytes()), "{clear}");
    }
    assert!(is_on_disk(folder.path(), &one[..64]) && is_on_disk(folder.path(), &two[..64]));
    let (status, _) = ask.json(Method::DELETE, "/v1/persons/one", &Value::Null).await;
    assert_eq!(status, 204);
    assert!(!is_on_disk(folder.path(), &one[..64]) && is_on_disk(folder.path(), &two[..64]));
    // Neither is what was replaced.
    let (status, _) = ask.json(Method::PUT, "/v1/persons/two/encounters/e", &body).await;
    assert_eq!(status, 200);
    assert!(!is_on_disk(folder.path(), &two[..64]));
    let (_, found) = ask.post("/v1/identify/ALL", &question(&[index])).await;
    assert_eq!(people(&found), ["two"]);
    served.stop().await;
}

#[tokio::test]
async fn a_gallery_is_opened_once_and_with_its_keys_alone() {
    let folder = folder();
    let served = Served::of(folder.path());
    let second = Served::start(&config(folder.path())).err();
    assert!(matches!(second, Some(ServerError::Store(StoreError::InUse(_)))));
    served.stop().await;
    fs::remove_file(folder.path().join("data/keys.toml")).unwrap();
    let other = Served::start(&config(folder.path())).err();
    assert!(matches!(other, Some(ServerError::Store(StoreError::OtherRing))));
}

#[tokio::test]
async fn what_is_of_one_does_not_open_in_the_place_of_another() {
    let folder = folder();
    let served = Served::of(folder.path());
    for (person, seed) in [("one", 1), ("two", 2)] {
        let body = encounter(&["EES"], &[finger("RIGHT_INDEX", &template(seed, 1, 1))]);
        let (status, _) =
            served.ask().post(&format!("/v1/persons/{person}/encounters/e"), &body).await;
        assert_eq!(status, 200);
    }
    served.stop().await;
    let change = |sql: &str| {
        let path = folder.path().join("data/gallery.sqlite");
        rusqlite::Connection::open(path).unwrap().execute_batch(sql).unwrap();
    };
    change(
        "UPDATE encounter SET person = 'three' WHERE person = 'one';
         UPDATE encounter SET person = 'one' WHERE person = 'two';
         UPDATE encounter SET person = 'two' WHERE person = 'three';",
    );
    let refused = Served::start(&config(folder.path())).err();
    assert!(matches!(refused, Some(ServerError::Store(StoreError::Ring(_)))));
    // A file that is refused stays as it is, and can be mended by whoever has a copy.
    change(
        "UPDATE encounter SET person = 'three' WHERE person = 'one';
         UPDATE encounter SET person = 'one' WHERE person = 'two';
         UPDATE encounter SET person = 'two' WHERE person = 'three';",
    );
    Served::of(folder.path()).stop().await;
}

#[tokio::test]
async fn keys_are_wrapped_anew_when_the_ring_was_rotated() {
    let folder = folder();
    let served = Served::of(folder.path());
    let body = encounter(&[], &[finger("LEFT_RING", &template(1, 1, 1))]);
    let (status, _) = served.ask().post("/v1/persons/one/encounters/e", &body).await;
    assert_eq!(status, 200);
    served.stop().await;
    let path = folder.path().join("data/keys.toml");
    let mut ring = fnd_vault::KeyRing::load(&path).unwrap();
    let old = ring.active();
    let now = fnd_core::Clock::now(&fnd_core::clock::SystemClock);
    ring.rotate(now).unwrap();
    ring.save(&path).unwrap();
    Served::of(folder.path()).stop().await;
    ring.remove(old).unwrap();
    ring.save(&path).unwrap();
    let served = Served::of(folder.path());
    let ask: Ask = served.ask();
    let (status, read) = ask.get("/v1/persons/one/encounters/e").await;
    assert_eq!((status, &read["biographicData"]), (200, &body["biographicData"]));
    served.stop().await;
}
