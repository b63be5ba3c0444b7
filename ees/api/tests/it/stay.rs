//! `eesd stay`, line by line.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Output, Stdio};

use ees_domain::day::Day;
use ees_domain::stay::{Presence, Stay, answer};
use serde_json::Value;

fn eesd() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_eesd"));
    command.arg("stay").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(input: &[u8]) -> Output {
    let mut child = eesd().spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    output
}

fn lines(input: &[u8]) -> Vec<String> {
    let output = run(input);
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn an_answer_has_its_keys_in_their_order() {
    let question = br#"{"id":{"a":[1, 2.50]},"stays":[{"entry":"2026-01-01","exit":"2026-04-10"}],"on":"2026-04-10"}"#;
    let expected = concat!(
        r#"{"id":{"a":[1, 2.50]},"days_used":100,"remaining":0,"present_on":true,"#,
        r#""overstay_on":true,"excess_days":10,"unauthorised_days":10,"#,
        r#""first_unauthorised_day":"2026-04-01","max_stay_from_on":0,"latest_exit":null,"#,
        r#""earliest_entry":"2026-07-09","full_allowance_from":"2026-07-09"}"#,
    );
    // One who is told on 10 April was present until the 9th: 99 days, ten too many for a day more.
    assert_eq!(lines(question), [expected]);
}

#[test]
fn a_bad_line_is_refused_and_the_rest_goes_on() {
    let cases: &[(&str, &[u8], &str, &str)] = &[
        ("broken", br#"{"id":1,"stays":["#, "1", "not-json: "),
        ("two values", br#"{"id":2,"stays":[],"on":"2026-01-01"} {}"#, "2", "not-json: "),
        ("no object", b"[]", "null", "wrong-type: "),
        ("not text", b"{\"id\":\"\xff\"}", "null", "not-utf-8: "),
        ("no day", br#"{"id":3,"stays":[]}"#, "3", "missing-key: the key \"on\""),
        ("no stays", br#"{"id":4,"on":"2026-01-01"}"#, "4", "missing-key: the key \"stays\""),
        ("no entry", br#"{"id":5,"stays":[{}],"on":"2026-01-01"}"#, "5", "missing-key: "),
        ("no such day", br#"{"on":"2026-02-29","stays":[],"id":6}"#, "6", "not-a-day: "),
        ("a number", br#"{"on":20260201,"stays":[],"id":7}"#, "7", "wrong-type: "),
        (
            "twice",
            br#"{"id":8,"on":"2026-01-01","on":"2026-01-01","stays":[]}"#,
            "8",
            "duplicate-key: the key \"on\"",
        ),
        ("two ids", br#"{"id":9,"on":"2026-01-01","stays":[],"id":9}"#, "null", "duplicate-key: "),
        (
            "backwards",
            br#"{"id":10,"stays":[{"entry":"2026-01-02","exit":"2026-01-01"}],"on":"2026-02-01"}"#,
            "10",
            "exit-before-entry: the exit 2026-01-01 lies before the entry 2026-01-02",
        ),
        ("the end", br#"{"id":11,"stays":[],"on":"9999-12-31"}"#, "11", "outside-calendar: "),
    ];
    let good = br#"{"id":"good","stays":[],"on":"2026-01-01"}"#;
    for (rule, bad, id, error) in cases {
        let found = lines(&[bad, &b"\n"[..], good].concat());
        assert_eq!(found.len(), 2, "{rule}");
        let refusal = format!(r#"{{"id":{id},"error":""#);
        assert!(found[0].starts_with(&refusal), "{rule}: {}", found[0]);
        let refused: Value = serde_json::from_str(&found[0]).unwrap();
        assert!(refused["error"].as_str().unwrap().starts_with(error), "{rule}: {}", found[0]);
        assert!(found[1].starts_with(r#"{"id":"good","days_used":0,"remaining":90"#), "{rule}");
    }
}

#[test]
fn unusual_lines_are_read_all_the_same() {
    let cases: &[(&str, &[u8])] = &[
        ("no exit key", br#"{"id":1,"stays":[{"entry":"2026-01-01"}],"on":"2026-01-03"}"#),
        (
            "null exit",
            br#"{"id":1,"stays":[{"entry":"2026-01-01","exit":null}],"on":"2026-01-03"}"#,
        ),
        (
            "other keys",
            br#"{"x":[{}],"on":"2026-01-03","id":1,"stays":[{"at":1,"entry":"2026-01-01"}]}"#,
        ),
        ("escapes", br#"{"id":1,"st\u0061ys":[{"entry":"2026\u002d01-01"}],"on":"2026-01-03"}"#),
        (
            "white space",
            b" {\"id\":1, \"stays\":[{\"entry\":\"2026-01-01\"}],\"on\":\"2026-01-03\"} \r",
        ),
    ];
    for (rule, line) in cases {
        let found = lines(&[b"\n\r\n", *line, b"\n\n"].concat());
        assert_eq!(found.len(), 1, "{rule}");
        assert!(found[0].starts_with(r#"{"id":1,"days_used":3,"#), "{rule}: {}", found[0]);
    }
}

#[test]
fn a_line_that_is_too_long_is_passed_over() {
    let long = vec![b' '; (16 << 20) + 1];
    let good = br#"{"id":1,"stays":[],"on":"2026-01-01"}"#;
    let found = lines(&[long.as_slice(), b"\n", good].concat());
    assert!(found[0].starts_with(r#"{"id":null,"error":"line-too-long: "#));
    assert!(found[1].starts_with(r#"{"id":1,"days_used":0"#));
}

#[test]
fn the_number_of_refused_lines_is_told_beside_the_answers() {
    let output = run(b"x\n{\"stays\":[],\"on\":\"2026-01-01\"}\ny\n");
    assert_eq!(output.stderr, b"eesd: 2 of 3 lines were not answered\n");
    assert_eq!(run(b"").stderr, b"");
}

#[test]
fn one_who_asks_and_waits_gets_an_answer() {
    let mut child = eesd().spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for _ in 0..2 {
        stdin.write_all(b"{\"id\":7,\"stays\":[],\"on\":\"2026-01-01\"}\n").unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert!(line.starts_with(r#"{"id":7,"days_used":0"#));
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let mut child = eesd().spawn().unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    // The program may be gone before everything is written, which is what is tested.
    for _ in 0..10_000 {
        if stdin.write_all(b"{\"id\":7,\"stays\":[],\"on\":\"2026-01-01\"}\n").is_err() {
            break;
        }
    }
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(output.stderr, b"");
}

/// The machine copy of the published cases lies beside the workspace in development only.
#[test]
fn the_machine_copy_of_the_published_cases_agrees() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/stay/vectors.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        return eprintln!("the machine copy of the cases is absent and was not compared");
    };
    let vectors: Vec<Value> = serde_json::from_str(&text).unwrap();
    for vector in vectors {
        let day = |value: &Value| value.as_str().map(|text| text.parse::<Day>().unwrap());
        let number = |key: &str| i32::try_from(vector[key].as_i64().unwrap()).unwrap();
        let stays: Vec<Stay> = vector["stays"]
            .as_array()
            .unwrap()
            .iter()
            .map(|stay| Stay { entry: day(&stay[0]).unwrap(), exit: day(&stay[1]) })
            .collect();
        let id = &vector["id"];
        match vector["kind"].as_str().unwrap() {
            "entry" => {
                let found = answer(&stays, day(&vector["entry"]).unwrap()).unwrap();
                assert_eq!(found.days_used, number("used_before"), "{id}");
                assert_eq!(found.max_stay_from_on, number("max_days"), "{id}");
                assert_eq!(found.latest_exit, day(&vector["last_day"]), "{id}");
            }
            "control" => {
                let found = answer(&stays, day(&vector["control"]).unwrap()).unwrap();
                assert_eq!(found.days_used, number("used"), "{id}");
                assert_eq!(found.excess_days, number("excess_in_window"), "{id}");
                assert_eq!(found.unauthorised_days, number("days_over"), "{id}");
                assert_eq!(found.first_unauthorised_day, day(&vector["first_day_over"]), "{id}");
            }
            _ => {
                let from = day(&vector["frm"]).unwrap();
                let presence = Presence::of(&stays, from).unwrap();
                let found = presence.earliest_entry(from, number("need"));
                assert_eq!(found, day(&vector["earliest"]), "{id}");
            }
        }
    }
}
