//! Captures from beginning to end.

use std::time::Duration;

use ees_capture::scanner::{Fault, Folder, Simulator};
use ees_match::compare::calibration::Strength;
use ees_match::compare::{Comparer, Method, Prepared};
use ees_match::extract::classical::Classical;
use ees_match::image::Image;
use ees_match::image::encode_png;
use ees_match::net::Cpu;
use serde_json::json;

use crate::kit::{RIGHT, agent, agent_with, image};

fn prepared(image: &Image) -> Prepared {
    let template = Classical::new(Cpu::detect()).extract(image).unwrap();
    assert!(20 <= template.minutiae.len(), "{} minutiae", template.minutiae.len());
    Prepared::new(Method::Both, &template)
}

#[tokio::test]
async fn two_captures_of_one_hand_match_and_those_of_two_people_do_not() {
    let (one, two) = (agent(Simulator::new(7, 1, None)), agent(Simulator::new(7, 2, None)));
    let first = one.capture(&RIGHT).await;
    let again = one.capture(&RIGHT).await;
    let other = two.capture(&RIGHT).await;
    let mut comparer = Comparer::new(Method::Both, Cpu::detect());
    let (sure, doubtful) = (Strength::of_rate(1e-4), Strength::of_rate(1e-3));
    for (place, finger) in RIGHT.iter().enumerate() {
        let told = &first["fingers"][place];
        assert_eq!((&told["finger"], &told["state"]), (&json!(finger), &json!("taken")));
        assert_eq!(told["image"]["format"], "png");
        assert_eq!(told["quality"]["method"], "gate");
        assert!(30 < told["quality"]["score"].as_u64().unwrap(), "{}", told["quality"]);
        let images = [&first, &again, &other].map(|capture| image(capture, place));
        assert_ne!(images[0].pixels(), images[1].pixels(), "{finger} twice the same");
        let [a, same, b] = images.map(|image| prepared(&image));
        let (mated, unmated) = (comparer.compare(&a, &same), comparer.compare(&a, &b));
        assert!(sure < mated, "{finger}: {mated}");
        assert!(unmated < doubtful, "{finger}: {unmated}");
    }
}

#[tokio::test]
async fn images_are_there_as_wsq_too_and_only_when_all_is_done() {
    let agent = agent(Simulator::new(3, 0, None));
    let answer = agent.ask(&["left-ring", "left-index"], 60).await;
    assert!(!answer.body.contains("image"));
    let path = answer.header("location").unwrap();
    let png = agent.ended(path).await;
    let wsq = agent.send(&format!("GET {path}?format=wsq"), "").await.json();
    assert_eq!(wsq["fingers"][0]["finger"], "left-ring");
    for place in [0, 1] {
        assert_eq!(wsq["fingers"][place]["image"]["format"], "wsq");
        let (left, right) = (image(&png, place), image(&wsq, place));
        assert_eq!((left.width(), left.height()), (right.width(), right.height()));
        assert_ne!(left.pixels(), right.pixels());
    }
    assert_eq!(agent.send(&format!("GET {path}?format=jpeg"), "").await.status, 400);
}

#[tokio::test]
async fn one_capture_at_a_time() {
    let agent = agent(Simulator::new(1, 0, Some(Fault::Timeout)));
    let path = agent.begin(&RIGHT, 60).await;
    let second = agent.ask(&["left-index"], 60).await;
    assert_eq!((second.status, &*second.code()), (409, "capture-under-way"));
    assert_eq!(agent.send("GET /v1/status", "").await.json()["busy"], true);
    assert_eq!(agent.send(&format!("DELETE {path}"), "").await.status, 204);
    let third = agent.ask(&["left-index"], 60).await;
    assert_eq!(third.status, 201);
    assert_eq!(agent.send(&format!("GET {path}"), "").await.code(), "no-capture");
}

#[tokio::test]
async fn who_waits_hears_of_the_end_and_another_page_of_nothing() {
    let agent = agent(Simulator::new(1, 0, Some(Fault::Timeout)));
    let path = agent.begin(&RIGHT, 60).await;
    for line in [format!("GET {path}"), format!("DELETE {path}")] {
        let answer = agent.send_from("https://other.example", &line, "").await;
        assert_eq!((answer.status, &*answer.code()), (404, "no-capture"), "{line}");
    }
    let line = format!("GET {path}?wait=25");
    let (waited, cancelled) = tokio::join!(agent.send(&line, ""), async {
        // A question that is answered at once goes over the wire after the one that waits.
        assert_eq!(agent.send(&format!("GET {path}"), "").await.json()["state"], "waiting");
        agent.send(&format!("DELETE {path}"), "").await
    });
    assert_eq!(cancelled.status, 204);
    assert_eq!(waited.json()["state"], "cancelled");
    assert!(!waited.body.contains("image"));
    assert_eq!(agent.send(&format!("DELETE {path}"), "").await.status, 204);
    assert_eq!(agent.send(&format!("GET {path}"), "").await.status, 404);
}

#[tokio::test]
async fn what_goes_wrong_is_told_and_leaves_no_image() {
    for (fault, seconds, code) in
        [(Fault::Timeout, 1, "timeout"), (Fault::Unplugged, 60, "unplugged")]
    {
        let agent = agent(Simulator::new(1, 0, Some(fault)));
        let path = agent.begin(&RIGHT, seconds).await;
        let ended = agent.ended(&path).await;
        assert_eq!(ended["state"], "failed");
        assert_eq!(ended["failure"]["code"], code);
        assert!(ended["failure"]["detail"].as_str().unwrap().contains("ask again"));
        assert!(!ended.to_string().contains("\"image\""));
        assert_eq!(agent.ask(&["left-index"], 1).await.status, 201, "after {code}");
    }
}

#[tokio::test]
async fn a_dry_finger_comes_with_its_hint() {
    let agent = agent(Simulator::new(2, 0, Some(Fault::Dry)));
    let ended = agent.capture(&["right-index"]).await;
    assert_eq!(ended["fingers"][0]["quality"]["hint"], "too-dry");
}

#[tokio::test]
async fn a_finger_at_the_place_of_its_neighbour_does_not_match() {
    let (right, wrong) =
        (agent(Simulator::new(5, 0, None)), agent(Simulator::new(5, 0, Some(Fault::WrongFinger))));
    let right = right.capture(&["right-index", "right-middle"]).await;
    let wrong = wrong.capture(&["right-index"]).await;
    let [index, middle] = [0, 1].map(|place| prepared(&image(&right, place)));
    let taken = prepared(&image(&wrong, 0));
    let mut comparer = Comparer::new(Method::Both, Cpu::detect());
    assert!(comparer.compare(&index, &taken) < Strength::of_rate(1e-3));
    assert!(Strength::of_rate(1e-4) < comparer.compare(&middle, &taken));
}

#[tokio::test]
async fn images_are_wiped_when_they_are_deleted_and_when_their_time_is_over() {
    let agent = agent_with(Simulator::new(1, 0, None), None, Duration::from_secs(2));
    let path = agent.begin(&["right-index"], 60).await;
    assert_eq!(agent.ended(&path).await["state"], "done");
    while agent.send(&format!("GET {path}"), "").await.status == 200 {}
    assert_eq!(agent.send(&format!("GET {path}"), "").await.code(), "no-capture");

    let agent = crate::kit::agent(Simulator::new(1, 0, None));
    let path = agent.begin(&["right-index"], 60).await;
    agent.ended(&path).await;
    assert_eq!(agent.send(&format!("DELETE {path}"), "").await.status, 204);
    assert_eq!(agent.send(&format!("GET {path}"), "").await.status, 404);
}

#[tokio::test]
async fn files_of_a_folder_are_offered_by_their_names() {
    let folder = tempfile::tempdir().unwrap();
    let pixels = (0..300 * 400).map(|at| if at % 300 % 9 < 5 { 40 } else { 210 }).collect();
    let file = encode_png(&Image::new(300, 400, 500, pixels).unwrap()).unwrap();
    std::fs::write(folder.path().join("right-index.png"), &file).unwrap();
    std::fs::write(folder.path().join("left-index.png"), b"no image").unwrap();
    let agent = agent(Folder::new(folder.path().to_owned()));
    let status = agent.send("GET /v1/status", "").await.json();
    assert_eq!(status["device"]["fingers"], json!(["right-index", "left-index"]));
    assert_eq!(image(&agent.capture(&["right-index"]).await, 0).width(), 300);
    assert_eq!(agent.capture(&["left-index"]).await["failure"]["code"], "unreadable-image");
    let answer = agent.ask(&["right-index", "right-ring"], 60).await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.json()["errors"][0]["pointer"], "/fingers/1");
    drop(folder);
    let answer = agent.ask(&["right-index"], 60).await;
    assert_eq!((answer.status, &*answer.code()), (503, "scanner-not-attached"));
}
