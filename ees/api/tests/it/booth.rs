//! Faces and fingers taken by page: what is wrong is marked at its field, what was found is shown,
//! and the record enters it.

use axum::http::Method;
use ees_match::image::{Image, encode_png};
use fnd_testkit::http::Answer;
use fnd_web::words::Catalogue;
use jiff::SignedDuration;

use crate::forms::{PERSON, hidden, sent};
use crate::kit::Desk;
use crate::overstayers::round;
use crate::taking::{RIGHT, count, follow, image, until_people};

const OFFICER: &str = "border/officer";

/// The fields of somebody, and more.
fn texts(person: &str, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let pairs = person.split('&').filter_map(|pair| pair.split_once('='));
    let all = pairs.chain(more.iter().copied());
    all.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Sends the form that takes images.
async fn take(desk: &Desk, texts: &[(String, String)], files: &[(&str, Vec<u8>)]) -> Answer {
    let mut body = Vec::new();
    let begin = |name: &str, rest: &str| {
        format!("--limit\r\nContent-Disposition: form-data; name=\"{name}\"{rest}\r\n\r\n")
    };
    for (name, value) in texts {
        body.extend_from_slice(begin(name, "").as_bytes());
        body.extend_from_slice(value.as_bytes());
        body.extend_from_slice(b"\r\n");
    }
    for (name, file) in files {
        body.extend_from_slice(begin(name, "; filename=\"image\"").as_bytes());
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--limit--\r\n");
    let headers = [
        ("content-type", "multipart/form-data; boundary=limit"),
        ("sec-fetch-site", "same-origin"),
    ];
    desk.send_bytes(OFFICER, Method::POST, "/check/samples", (&headers, body)).await
}

/// Four fingers of somebody.
fn hand(person: usize, impression: u64) -> Vec<(&'static str, Vec<u8>)> {
    let names = RIGHT.into_iter().enumerate();
    names.map(|(finger, name)| (name, image(person, finger, impression))).collect()
}

/// Records the entry that the page offers.
async fn enter(desk: &Desk, page: &str, more: &str) -> Answer {
    let (capture, crossing) = (hidden(page, "capture_id"), hidden(page, "crossing_id"));
    let body = format!(
        "{PERSON}&capture_id={capture}&crossing_id={crossing}&asked=yes&other_checks=yes{more}"
    );
    sent(desk, OFFICER, "/entries", &body).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_taken_by_page_is_shown_and_entered_and_tells_people_apart() {
    let (desk, database) = Desk::open().await;
    let _following = follow(&desk, &database).await;
    let first = take(&desk, &texts(PERSON, &[]), &hand(0, 1)).await;
    assert_eq!(first.status, 200, "{}", first.text);
    for said in ["Right index finger", "Right little finger", "nobody was found"] {
        assert!(first.text.contains(said), "{said}: {}", first.text);
    }
    let entered = enter(&desk, &first.text, "").await;
    assert_eq!(entered.status, 200, "{}", entered.text);
    let kept = (count(&database, "biometric_sample").await, count(&database, "capture").await);
    assert_eq!(kept, (4, 0));
    until_people(&desk, 1).await;

    // The same person again is told by one finger; somebody else is not, and is searched for.
    let one = vec![("right-index", image(0, 0, 2))];
    let again = take(&desk, &texts(PERSON, &[]), &one).await;
    assert!(again.text.contains("The same person"), "{}", again.text);
    let other = take(&desk, &texts(PERSON, &[]), &hand(1, 1)).await;
    for said in ["Not the same person", "nobody was found", "second line"] {
        assert!(other.text.contains(said), "{said}: {}", other.text);
    }
    // With another passport the first one is named, and the officer chooses the file.
    let stranger = PERSON.replace("Beridze", "Kvitashvili").replace("GE1", "XX9");
    let named = take(&desk, &texts(&stranger, &[]), &hand(0, 3)).await;
    assert!(named.text.contains("This may be somebody who is on file"), "{}", named.text);
    let file = database.superuser().await.query_one("SELECT file_id FROM file", &[]).await.unwrap();
    let file: uuid::Uuid = file.get(0);
    assert!(named.text.contains(&format!("<option value=\"{file}\"")), "{}", named.text);
    let capture = hidden(&named.text, "capture_id");
    let crossing = hidden(&named.text, "crossing_id");
    let body = format!(
        "{stranger}&capture_id={capture}&crossing_id={crossing}&asked=yes&other_checks=yes\
         &file_id={file}&second_line_reason=Same+woman&supersede=yes&open_id={}",
        open_crossing(&database).await
    );
    let entered = sent(&desk, OFFICER, "/entries", &body).await;
    assert_eq!(entered.status, 200, "{}", entered.text);
    assert_eq!(count(&database, "file").await, 1, "nobody gets a second file");
}

async fn open_crossing(database: &fnd_testkit::TestDatabase) -> uuid::Uuid {
    let client = database.superuser().await;
    client.query_one("SELECT crossing_id FROM crossing", &[]).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_of_overstayers_does_not_doubt_whose_prints_are_on_file() {
    let (desk, database) = Desk::open().await;
    let _following = follow(&desk, &database).await;
    let taken = take(&desk, &texts(PERSON, &[]), &hand(0, 1)).await;
    assert_eq!(enter(&desk, &taken.text, "").await.status, 200);
    desk.clock.advance(SignedDuration::from_hours(24 * 100));
    assert_eq!(round(&desk, &database).await, 1);
    let list = desk.get(OFFICER, "/v1/overstayers").await.json();
    assert_eq!(list["rows"][0]["doubts"], serde_json::json!([]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_finger_that_is_taken_again_joins_the_others() {
    let (desk, database) = Desk::open().await;
    let mut three = hand(0, 1);
    three.remove(1);
    let first = take(&desk, &texts(PERSON, &[]), &three).await;
    assert!(first.text.contains("serve to compare only"), "{}", first.text);
    let id = hidden(&first.text, "capture_id");
    let middle = vec![("right-middle", image(0, 1, 1))];
    let whole = take(&desk, &texts(PERSON, &[("capture_id", &id)]), &middle).await;
    assert_eq!(whole.status, 200, "{}", whole.text);
    assert!(!whole.text.contains("serve to compare only"), "{}", whole.text);
    assert_ne!(hidden(&whole.text, "capture_id"), id);
    assert_eq!(count(&database, "capture").await, 1, "the first one is spent");
    // The finger of another name that was taken before is found out, and nothing is lost by it.
    let id = hidden(&whole.text, "capture_id");
    let twice = vec![("right-ring", image(0, 1, 2))];
    let refused = take(&desk, &texts(PERSON, &[("capture_id", &id)]), &twice).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("id=\"right-ring-error\""), "{}", refused.text);
    assert_eq!(hidden(&refused.text, "capture_id"), id, "what was taken before is still there");
    // A mistake elsewhere in the form spends nothing of what was taken.
    let without = enter(&desk, &whole.text, "&hands=impossible-today").await;
    assert_eq!(without.status, 422, "{}", without.text);
    assert_eq!(count(&database, "capture").await, 1);
    let entered = enter(&desk, &whole.text, "").await;
    assert_eq!(entered.status, 200, "{}", entered.text);
    assert_eq!(count(&database, "biometric_sample").await, 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_used_is_marked_at_its_field() {
    let (desk, database) = Desk::open().await;
    let blank = encode_png(&Image::new(300, 300, 500, vec![255; 90_000]).unwrap()).unwrap();
    let large = vec![0; (4 << 20) + 1];
    for (what, files, marked) in [
        ("a blank", vec![("right-index", blank.clone())], "right-index"),
        ("a finger that is none", vec![("right-ring", b"a cat".to_vec())], "right-ring"),
        ("no face", vec![("face", b"a cat".to_vec())], "face"),
        ("too large", vec![("chip", large)], "chip"),
        ("nothing", vec![], "face"),
        ("both hands", vec![("right-index", blank.clone()), ("left-index", blank)], "right-index"),
    ] {
        let refused = take(&desk, &texts(PERSON, &[]), &files).await;
        assert_eq!(refused.status, 422, "{what}: {}", refused.text);
        let error = format!("id=\"{marked}-error\"");
        assert!(refused.text.contains(&error), "{what}: {}", refused.text);
        assert!(refused.text.contains("Beridze"), "{what}: the check is still there");
    }
    assert_eq!(count(&database, "capture").await, 0);
    // What is gone is said, and the check goes on without it.
    let gone = format!("{PERSON}&capture_id={}", uuid::Uuid::from_u128(5));
    let checked = sent(&desk, OFFICER, "/check", &gone).await;
    assert_eq!(checked.status, 200, "{}", checked.text);
    assert!(checked.text.contains("is gone. Take it again"), "{}", checked.text);
    assert!(!checked.text.contains("name=\"capture_id\""), "{}", checked.text);
    // Who is no officer at the border takes nothing.
    let page = desk.get("immigration/officer", "/check").await;
    assert!(!page.text.contains("capture.js"), "{}", page.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn prints_of_who_is_refused_are_entered_where_the_reason_lets_them_be() {
    let (desk, database) = Desk::open().await;
    for (reason, samples) in [("reason_e=yes&missing_documents=Ticket", 0), ("reason_b=yes", 4)] {
        let taken = take(&desk, &texts(PERSON, &[]), &hand(0, 1)).await;
        let capture = hidden(&taken.text, "capture_id");
        let who = format!("{PERSON}&capture_id={capture}");
        let opened = sent(&desk, OFFICER, "/refusals/new", &who).await;
        let id = hidden(&opened.text, "refusal_id");
        assert_eq!(hidden(&opened.text, "capture_id"), capture);
        let body = format!("{who}&refusal_id={id}&{reason}&bearer=new");
        let refused = sent(&desk, OFFICER, "/refusals", &body).await;
        assert_eq!(refused.status, 200, "{reason}: {}", refused.text);
        assert_eq!(count(&database, "biometric_sample").await, samples, "{reason}");
        assert_eq!(count(&database, "capture").await, 0, "{reason}");
    }
}

#[test]
fn every_hint_has_its_words() {
    let catalogue = std::sync::Arc::new(Catalogue::new(ees_pages::TEXTS).unwrap());
    for language in catalogue.languages() {
        let words = catalogue.words(language);
        for code in ees_api::biometrics::capture::HINTS {
            let said = words.text(&format!("hint-{code}"));
            assert!(said.ends_with('.'), "{code}: {said}");
        }
    }
}
