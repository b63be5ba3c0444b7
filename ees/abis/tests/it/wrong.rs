//! Wrong input: refused in the form of the interface, with a number that stays the same, and
//! nothing is kept of it.

use std::fs;

use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ees_match::image::{Image, encode_png};
use fnd_core::random::Random;
use serde_json::{Value, json};

use crate::kit::{Ask, Served, encounter, finger, folder, question, template};

/// How many damaged requests are sent.
const MUTATIONS: u32 = 500;
const NAMES: [&str; 10] = [
    "RIGHT_THUMB",
    "RIGHT_INDEX",
    "RIGHT_MIDDLE",
    "RIGHT_RING",
    "RIGHT_LITTLE",
    "LEFT_THUMB",
    "LEFT_INDEX",
    "LEFT_MIDDLE",
    "LEFT_RING",
    "LEFT_LITTLE",
];

fn index() -> Value {
    finger("RIGHT_INDEX", &template(1, 1, 1))
}

fn with(name: &str, value: Value) -> Value {
    let mut one = index();
    one[name] = value;
    one
}

fn image(bytes: &[u8]) -> Value {
    json!({
        "biometricType": "FINGER", "biometricSubType": "RIGHT_INDEX",
        "image": STANDARD.encode(bytes),
    })
}

fn grey(width: usize, height: usize) -> Vec<u8> {
    encode_png(&Image::new(width, height, 500, vec![240; width.saturating_mul(height)]).unwrap())
        .unwrap()
}

/// Biometric data that is wrong, and the number it is refused with.
fn wrong() -> Vec<(&'static str, Vec<Value>, u16, i32)> {
    let mut eleven: Vec<Value> =
        NAMES.into_iter().map(|name| finger(name, &template(1, 1, 1))).collect();
    eleven.push(json!({ "biometricType": "FINGER", "template": "" }));
    let png = grey(300, 300);
    let face = json!({ "biometricType": "FACE", "image": STANDARD.encode(&png) });
    vec![
        ("nothing", vec![], 400, 40_009),
        ("eleven fingers", eleven, 400, 40_002),
        ("a finger twice", vec![index(), index()], 400, 40_003),
        ("broken base64", vec![with("template", json!("%%%"))], 400, 40_004),
        ("broken base64 of an image", vec![with("image", json!("a"))], 400, 40_004),
        ("not an image", vec![image(b"a cat")], 400, 40_005),
        ("half an image", vec![image(&png[..png.len() / 2])], 400, 40_005),
        ("an image of 1 pixel", vec![image(&grey(1, 1))], 400, 40_007),
        ("a blank image", vec![image(&png)], 400, 40_007),
        ("a whole hand", vec![image(&grey(1_200, 1_100))], 400, 40_005),
        ("not a template", vec![with("template", json!("Y2F0"))], 400, 40_008),
        ("an unknown template", vec![with("templateFormat", json!("ANSI_378"))], 501, 50_105),
        ("which finger", vec![with("biometricSubType", json!("UNKNOWN"))], 400, 40_010),
        ("a palm", vec![with("biometricSubType", json!("LEFT_THENAR"))], 400, 40_010),
        ("a slap", vec![with("biometricSubType", json!("PLAIN_THUMBS"))], 501, 50_101),
        ("an iris", vec![with("biometricType", json!("IRIS"))], 400, 40_013),
        ("a reference", vec![with("imageRef", json!("http://127.0.0.1:1/"))], 501, 50_102),
        ("no such finger", vec![with("biometricSubType", json!("SIXTH"))], 400, 40_000),
        ("a new field", vec![with("encryption", json!({}))], 400, 40_000),
        ("a face without models", vec![face.clone()], 501, 50_104),
        (
            "numbers of a face",
            vec![json!({ "biometricType": "FACE", "template": "AA==" })],
            501,
            50_105,
        ),
        (
            "an empty finger",
            vec![json!({ "biometricType": "FINGER", "biometricSubType": "RIGHT_INDEX" })],
            400,
            40_009,
        ),
        (
            "a wrong resolution",
            vec![{
                let mut one = image(&png);
                one["resolution"] = json!(7);
                one
            }],
            400,
            40_012,
        ),
    ]
}

#[tokio::test]
async fn wrong_biometrics_are_refused_by_whatever_takes_them() {
    let folder = folder();
    let served = Served::of(folder.path());
    let ask = served.ask();
    let there = encounter(&["g"], &[index()]);
    assert_eq!(ask.post("/v1/persons/p/encounters/e", &there).await.0, 200);
    for (what, biometrics, status, code) in wrong() {
        let (one, good) = (json!(&biometrics), json!([index()]));
        for (method, path, body) in [
            ("POST", "/v1/persons", encounter(&["g"], &biometrics)),
            ("POST", "/v1/persons/new/encounters/e", encounter(&["g"], &biometrics)),
            ("PUT", "/v1/persons/p/encounters/e", encounter(&["g"], &biometrics)),
            ("POST", "/v1/identify/g", question(&biometrics)),
            ("POST", "/v1/verify/g/p", json!({ "biometricData": one })),
            ("POST", "/v1/verify", json!({ "biometricData1": good, "biometricData2": one })),
        ] {
            let (got, answer) = ask.json(method.parse().unwrap(), path, &body).await;
            assert_eq!((got, &answer["code"]), (status, &json!(code)), "{what}, {path}: {answer}");
            assert!(8 < answer["message"].as_str().unwrap().len(), "{what}: {answer}");
        }
    }
    // Nothing of all that is there, and what was there is unchanged.
    let (_, all) = ask.get("/v1/galleries/g").await;
    assert_eq!(all, json!([{ "personId": "p", "encounterId": "e" }]));
    let (_, read) = ask.get("/v1/persons/p/encounters/e").await;
    assert_eq!(read["biometricData"][0]["template"], index()["template"]);
    served.stop().await;
}

async fn refused(ask: &Ask, (method, path): (&str, &str), body: &Value) -> (u16, Value) {
    let (status, answer) = ask.json(method.parse().unwrap(), path, body).await;
    assert!(answer["message"].is_string(), "{method} {path}: {status} {answer}");
    (status, answer["code"].clone())
}

#[tokio::test]
async fn what_is_not_known_or_not_offered_is_said() {
    let folder = folder();
    let served = Served::of(folder.path());
    let ask = served.ask();
    let there = encounter(&["g"], &[index()]);
    for path in ["/v1/persons/p/encounters/e", "/v1/persons/q/encounters/e"] {
        assert_eq!(ask.post(path, &there).await.0, 200);
    }
    let asked = question(&[index()]);
    let long = format!("/v1/persons/{}/encounters/e", "x".repeat(129));
    let filtered = json!({ "filter": { "gender": "F" }, "biometricData": [index()] });
    let id = "/v1/persons/p/encounters/e";
    for (asked, body, status, code) in [
        (("POST", id), &there, 409, 40_900),
        (("GET", "/v1/persons/nobody/encounters"), &Value::Null, 404, 40_401),
        (("GET", "/v1/persons/p/encounters/f"), &Value::Null, 404, 40_402),
        (("PUT", "/v1/persons/p/encounters/f"), &there, 404, 40_402),
        (("PUT", "/v1/persons/nobody/encounters/e"), &there, 404, 40_401),
        (("DELETE", "/v1/persons/nobody"), &Value::Null, 404, 40_401),
        (("DELETE", "/v1/persons/p/encounters/f"), &Value::Null, 404, 40_402),
        (("POST", "/v1/identify/none"), &asked, 404, 40_403),
        (("POST", "/v1/identify/none/p"), &Value::Null, 404, 40_403),
        (("POST", "/v1/identify/g/nobody"), &Value::Null, 404, 40_401),
        (("POST", "/v1/identify/g/p/encounters/f"), &Value::Null, 404, 40_402),
        (("POST", "/v1/identify/g"), &filtered, 501, 50_103),
        (("POST", "/v1/identify/g?maxNbCand=0"), &asked, 400, 40_012),
        (("POST", "/v1/identify/g?maxNbCand=-1"), &asked, 400, 40_012),
        (("POST", "/v1/identify/g?maxNbCand=1001"), &asked, 400, 40_012),
        (("POST", "/v1/identify/g?threshold=NaN"), &asked, 400, 40_012),
        (("POST", "/v1/identify/g?threshold=-1"), &asked, 400, 40_012),
        (("POST", "/v1/identify/g?priority=10"), &asked, 400, 40_012),
        (("POST", "/v1/verify/none/p"), &json!({ "biometricData": [index()] }), 404, 40_403),
        (("POST", "/v1/verify/g/nobody"), &json!({ "biometricData": [index()] }), 404, 40_401),
        (("GET", "/v1/galleries/none"), &Value::Null, 404, 40_403),
        (("PUT", "/v1/persons/p/encounters/e/status?status=ASLEEP"), &Value::Null, 400, 40_012),
        (("PUT", "/v1/persons/p/encounters/e/galleries"), &json!(["ALL"]), 400, 40_011),
        (("PUT", "/v1/persons/p/encounters/e/galleries"), &json!({}), 400, 40_000),
        (("POST", "/v1/persons/p/merge/p"), &Value::Null, 400, 40_014),
        (("POST", "/v1/persons/p/merge/q"), &Value::Null, 409, 40_900),
        (("POST", "/v1/persons/p/merge/nobody"), &Value::Null, 404, 40_401),
        (("POST", "/v1/persons/p/move/q/encounters/e"), &Value::Null, 409, 40_900),
        (
            ("GET", "/v1/persons/p/encounters/e/templates?templateFormat=X"),
            &Value::Null,
            501,
            50_105,
        ),
        (
            ("GET", "/v1/persons/p/encounters/e/templates?biometricType=FACE"),
            &Value::Null,
            404,
            40_405,
        ),
        (("GET", "/v1/tasks/t/status"), &Value::Null, 404, 40_404),
        (("POST", "/v1/tasks/t/redeliver"), &Value::Null, 404, 40_404),
        (("GET", "/v1/nothing"), &Value::Null, 404, 40_400),
        (("PUT", "/v1/verify"), &Value::Null, 405, 40_500),
        (("POST", &long), &there, 400, 40_011),
        (("POST", "/v1/persons/a%20b/encounters/e"), &there, 400, 40_011),
        (("POST", "/v1/persons/%0A/encounters/e"), &there, 400, 40_011),
        (("POST", "/v1/verify"), &json!([]), 400, 40_000),
    ] {
        assert_eq!(refused(&ask, asked, body).await, (status, json!(code)), "{asked:?}");
    }
    let (status, answer) =
        ask.bytes(Method::POST, "/v1/verify?transactionId=t", b"{\"a\"".to_vec()).await;
    assert_eq!((status, &answer["code"]), (400, &json!(40_000)), "{answer}");
    served.stop().await;
}

#[tokio::test]
async fn whatever_is_sent_is_answered_in_the_form_of_the_interface() {
    let folder = folder();
    let served = Served::of(folder.path());
    let ask = served.ask();
    let png = STANDARD.encode(grey(64, 64));
    let picture =
        json!({ "biometricType": "FINGER", "biometricSubType": "LEFT_RING", "image": png });
    let good = json!({ "biometricData1": [index()], "biometricData2": [index(), picture] });
    let good = good.to_string().into_bytes();
    let mut random = Random::of(7, 0);
    for _ in 0..MUTATIONS {
        let mut body = good.clone();
        let length = u64::try_from(body.len()).unwrap();
        for _ in 0..=random.below(3) {
            let at = usize::try_from(random.below(length)).unwrap();
            body[at] = u8::try_from(random.below(256)).unwrap();
        }
        if random.below(4) == 0 {
            body.truncate(usize::try_from(random.below(length)).unwrap());
        }
        let (status, answer) = ask.bytes(Method::POST, "/v1/verify?transactionId=t", body).await;
        assert!([200, 400, 501].contains(&status), "{status} {answer}");
        assert!(status == 200 || answer["code"].is_i64(), "{answer}");
    }
    served.stop().await;
}

#[tokio::test]
async fn a_body_that_is_too_long_is_not_read() {
    let folder = folder();
    let path = folder.path().join("osia.toml");
    let text = fs::read_to_string(&path).unwrap() + "limits.body_bytes_max = 4096\n";
    fs::write(&path, text).unwrap();
    let served = Served::of(folder.path());
    let ask = served.ask();
    let long = with("comment", json!("x".repeat(5_000)));
    let got = refused(&ask, ("POST", "/v1/identify/ALL"), &question(&[long])).await;
    assert_eq!(got, (413, json!(41_300)));
    served.stop().await;
}
