//! The program itself: arguments, exit codes, and one question to it.

use std::io::{BufRead, BufReader};
use std::process::{Command, Output, Stdio};

use crate::kit::{PAGE, send_bare};

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_limen-capture"))
}

fn run(arguments: &[&str]) -> Output {
    // What is taken by mistake ends with its input and fails the test.
    let closing =
        program().arg("--until-stdin-closes").args(arguments).stdin(Stdio::null()).output();
    closing.unwrap()
}

#[test]
fn arguments_that_do_not_fit_end_with_two_and_a_sentence() {
    let origin = ["--origin", PAGE];
    for (arguments, said) in [
        (&["--simulate", "1"][..], "--origin"),
        (&origin[..], "--simulate"),
        (&["--origin", "ees.example", "--simulate", "1"], "an origin is written like"),
        (&["--origin", PAGE, "--simulate", "1", "--folder", "."], "cannot be used with"),
        (&["--origin", PAGE, "--folder", ".", "--fault", "dry"], "--fault goes with"),
        (&["--origin", PAGE, "--folder", ".", "--person", "1"], "--person goes with"),
        (&["--origin", PAGE, "--simulate", "1", "--scanner-argument", "-v"], "goes with"),
        (&["--origin", PAGE, "--simulate", "1", "--fault", "rain"], "say one of dry"),
        (&["--origin", PAGE, "--simulate", "1", "--listen", "0.0.0.0:1"], "say 127.0.0.1"),
    ] {
        let output = run(arguments);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(told.contains(said), "{arguments:?}: {told}");
    }
    let help = run(&["--help"]);
    assert!(help.status.success());
    assert!(String::from_utf8(help.stdout).unwrap().contains("Exit codes"));
}

#[test]
fn a_token_that_is_not_there_ends_with_one() {
    let output = run(&["--origin", PAGE, "--simulate", "1", "--token-file", "/nonexistent"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("limen-capture: `/nonexistent`"));
}

#[tokio::test]
async fn it_says_where_it_listens_and_stops_when_its_input_ends() {
    let mut child = program()
        .args(["--origin", PAGE, "--simulate", "1", "--listen", "127.0.0.1:0"])
        .arg("--until-stdin-closes")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("listening on http://").unwrap().to_owned();
    let headers = [("Host", address.as_str()), ("Origin", PAGE)];
    let answer = send_bare(address.parse().unwrap(), "GET /v1/status", &headers, "").await;
    assert_eq!(answer.status, 200);
    drop(child.stdin.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
