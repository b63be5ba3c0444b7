//! What the operations do that our client does not use.

use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ees_match::record::minutiae;
use serde_json::{Value, json};

use crate::kit::{Ask, Served, encounter, finger, folder, people, question, template};

fn index(person: u64, capture: u64) -> Value {
    finger("RIGHT_INDEX", &template(person, 1, capture))
}

async fn put(ask: &Ask, person: &str, name: &str, (galleries, seed): (&[&str], u64)) {
    let path = format!("/v1/persons/{person}/encounters/{name}");
    let (status, answer) = ask.post(&path, &encounter(galleries, &[index(seed, 1)])).await;
    assert_eq!((status, &answer["personId"]), (200, &json!(person)), "{answer}");
}

async fn who(ask: &Ask, gallery: &str, seed: u64) -> Vec<String> {
    let path = format!("/v1/identify/{gallery}?threshold=40");
    let (status, answer) = ask.post(&path, &question(&[index(seed, 2)])).await;
    assert_eq!(status, 200, "{answer}");
    people(&answer)
}

#[tokio::test]
async fn encounters_are_created_read_and_deleted() {
    let folder = folder();
    let served = Served::of(folder.path());
    let ask = served.ask();
    let body = encounter(&["g"], &[index(1, 1)]);
    let (status, ids) = ask.post("/v1/persons", &body).await;
    assert_eq!(status, 200);
    let person = ids["personId"].as_str().unwrap();
    let path = format!("/v1/persons/{person}/encounters");
    let (status, more) = ask.post(&path, &body).await;
    assert_eq!((status, &more["personId"]), (200, &ids["personId"]));
    let (_, all) = ask.get(&path).await;
    assert_eq!(all.as_array().unwrap().len(), 2);
    let one = format!("{path}/{}", ids["encounterId"].as_str().unwrap());
    let (_, read) = ask.get(&one).await;
    for name in ["status", "encounterType", "galleries", "biographicData"] {
        assert_eq!(read[name], body[name], "{name}");
    }
    assert_eq!(read["encounterId"], ids["encounterId"]);
    assert_eq!(read["biometricData"], body["biometricData"]);
    assert_eq!(ask.json(Method::DELETE, &one, &Value::Null).await, (204, Value::Null));
    assert_eq!(ask.get(&one).await.0, 404);
    assert_eq!(who(&ask, "g", 1).await, [person]);
    let last = format!("{path}/{}", more["encounterId"].as_str().unwrap());
    assert_eq!(ask.json(Method::DELETE, &last, &Value::Null).await.0, 204);
    // With the last encounter the person and the gallery go.
    assert_eq!(ask.get(&path).await.0, 404);
    assert_eq!(ask.get("/v1/galleries").await, (200, json!([])));
    served.stop().await;
}

#[tokio::test]
async fn status_and_galleries_decide_where_somebody_is_found() {
    let folder = folder();
    let served = Served::of(folder.path());
    let ask = served.ask();
    put(&ask, "p", "e", (&["one", "two"], 1)).await;
    put(&ask, "q", "e", (&[], 2)).await;
    assert_eq!(ask.get("/v1/galleries").await.1, json!(["one", "two"]));
    assert_eq!(who(&ask, "one", 1).await, ["p"]);
    assert_eq!(who(&ask, "ALL", 1).await, ["p"]);
    assert_eq!(who(&ask, "ALL", 2).await, ["q"]);
    let path = "/v1/persons/p/encounters/e/galleries";
    assert_eq!(ask.json(Method::PUT, path, &json!(["three", "three"])).await.0, 204);
    assert_eq!(ask.get("/v1/galleries").await.1, json!(["three"]));
    assert_eq!(who(&ask, "three", 1).await, ["p"]);
    let path = "/v1/persons/p/encounters/e/status?status=INACTIVE";
    assert_eq!(ask.json(Method::PUT, path, &Value::Null).await.0, 204);
    assert!(who(&ask, "three", 1).await.is_empty());
    let (_, read) = ask.get("/v1/persons/p/encounters/e").await;
    assert_eq!((&read["status"], &read["galleries"]), (&json!("INACTIVE"), &json!(["three"])));
    assert_eq!(
        ask.post("/v1/verify/ALL/p", &json!({ "biometricData": [index(1, 2)] })).await.0,
        404
    );
    let path = "/v1/persons/p/encounters/e/status?status=ACTIVE";
    assert_eq!(ask.json(Method::PUT, path, &Value::Null).await.0, 204);
    served.stop().await;
    let served = Served::of(folder.path());
    assert_eq!(who(&served.ask(), "three", 1).await, ["p"]);
    served.stop().await;
}

#[tokio::test]
async fn encounters_go_to_another_person_all_or_none() {
    let folder = folder();
    let served = Served::of(folder.path());
    let ask = served.ask();
    put(&ask, "p", "a", (&["g"], 1)).await;
    put(&ask, "q", "b", (&["g"], 2)).await;
    put(&ask, "q", "c", (&["g"], 3)).await;
    put(&ask, "r", "a", (&["g"], 4)).await;
    put(&ask, "r", "d", (&["g"], 5)).await;
    let none = Value::Null;
    assert_eq!(ask.post("/v1/persons/p/move/q/encounters/b", &none).await.0, 204);
    assert_eq!(who(&ask, "g", 2).await, ["p"]);
    assert_eq!(who(&ask, "g", 3).await, ["q"]);
    assert_eq!(ask.post("/v1/persons/p/merge/q", &none).await.0, 204);
    assert_eq!(who(&ask, "g", 3).await, ["p"]);
    assert_eq!(ask.get("/v1/persons/q/encounters").await.0, 404);
    // One of the encounters has a name that is taken: nothing changes.
    assert_eq!(ask.post("/v1/persons/p/merge/r", &none).await.0, 409);
    assert_eq!(who(&ask, "g", 5).await, ["r"]);
    served.stop().await;
    let served = Served::of(folder.path());
    let ask = served.ask();
    assert_eq!(
        (who(&ask, "g", 2).await, who(&ask, "g", 4).await),
        (vec!["p".into()], vec!["r".into()])
    );
    let (_, read) = ask.get("/v1/persons/p/encounters/c").await;
    assert_eq!(read["biometricData"][0]["template"], index(3, 1)["template"]);
    served.stop().await;
}

#[tokio::test]
async fn who_is_known_is_searched_without_being_found_again() {
    let folder = folder();
    let served = Served::of(folder.path());
    let ask = served.ask();
    // The same finger is known under two names.
    put(&ask, "p", "a", (&["g"], 1)).await;
    put(&ask, "p", "b", (&["g"], 2)).await;
    put(&ask, "q", "a", (&["g"], 2)).await;
    put(&ask, "r", "a", (&["g"], 3)).await;
    let of = |answer: (u16, Value)| people(&answer.1);
    assert_eq!(of(ask.post("/v1/identify/g/p?threshold=40", &json!({})).await), ["q"]);
    let path = "/v1/identify/ALL/p/encounters/a?threshold=40";
    assert!(of(ask.post(path, &Value::Null).await).is_empty());
    let path = "/v1/identify/g/p/encounters/b?threshold=40";
    let (_, found) = ask.post(path, &Value::Null).await;
    assert_eq!(people(&found), ["q"]);
    assert_eq!(
        (&found[0]["rank"], &found[0]["scores"][0]["encounterId"]),
        (&json!(1), &json!("a"))
    );
    // Everybody, however little speaks for it, and then one alone.
    let (_, all) = ask.post("/v1/identify/g?threshold=0", &question(&[index(1, 2)])).await;
    assert_eq!(people(&all)[0], "p");
    assert_eq!(people(&all).len(), 3);
    let (_, one) =
        ask.post("/v1/identify/g?threshold=0&maxNbCand=1", &question(&[index(1, 2)])).await;
    assert_eq!(people(&one), ["p"]);
    served.stop().await;
}

#[tokio::test]
async fn a_verification_says_the_decision_and_what_it_was_made_of() {
    let folder = folder();
    let served = Served::of(folder.path());
    let ask = served.ask();
    put(&ask, "p", "a", (&["g"], 1)).await;
    put(&ask, "p", "b", (&["h"], 2)).await;
    let body = |seed| json!({ "biometricData": [index(seed, 2)] });
    for (path, seed, decision) in [
        ("/v1/verify/g/p", 1, true),
        ("/v1/verify/ALL/p", 2, true),
        // That finger is in the other gallery.
        ("/v1/verify/g/p", 2, false),
        ("/v1/verify/ALL/p", 3, false),
        ("/v1/verify/g/p?threshold=999", 1, false),
        ("/v1/verify/g/p?threshold=0", 3, true),
    ] {
        let (status, answer) = ask.post(path, &body(seed)).await;
        assert_eq!((status, &answer["decision"]), (200, &json!(decision)), "{path} {answer}");
        assert!(
            answer["scores"][0]["score"].is_number()
                && answer["scores"][0]["biometricType"].is_null()
        );
        assert_eq!(answer["scores"][1]["biometricSubType"], "RIGHT_INDEX", "{answer}");
    }
    served.stop().await;
}

#[tokio::test]
async fn templates_and_galleries_are_read_in_parts() {
    let folder = folder();
    let served = Served::of(folder.path());
    let ask = served.ask();
    let two = [index(1, 1), finger("LEFT_RING", &template(1, 2, 1))];
    assert_eq!(ask.post("/v1/persons/p/encounters/e", &encounter(&["g"], &two)).await.0, 200);
    let path = "/v1/persons/p/encounters/e/templates";
    let (_, all) = ask.get(path).await;
    assert_eq!(all.as_array().unwrap().len(), 2);
    let (_, one) =
        ask.get(&format!("{path}?biometricSubType=LEFT_RING&templateFormat=ISO_19794_2")).await;
    assert_eq!(one.as_array().unwrap().len(), 1);
    let bytes = STANDARD.decode(one[0]["template"].as_str().unwrap()).unwrap();
    assert_eq!(minutiae::read(&bytes).unwrap().views[0].template, template(1, 2, 1));
    for number in 0..5 {
        put(&ask, &format!("q{number}"), "e", (&["g"], number)).await;
    }
    let (_, page) = ask.get("/v1/galleries/g?offset=2&limit=3").await;
    assert_eq!(people(&page), ["q1", "q2", "q3"]);
    served.stop().await;
}
