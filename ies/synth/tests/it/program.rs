//! What the program says, and how it ends.

use std::process::{Command, Output};

use crate::kit;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ies-synth")).args(arguments).output().unwrap()
}

/// The exit code, and what was printed.
fn said(output: &Output) -> (i32, String) {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    (output.status.code().unwrap(), String::from_utf8_lossy(&text).into_owned())
}

#[test]
fn the_help_says_what_it_makes_and_how_it_ends() {
    let (code, help) = said(&run(&["--help"]));
    assert_eq!(code, 0, "{help}");
    assert!(help.contains("stands for nobody"), "{help}");
    let (code, help) = said(&run(&["fill", "--help"]));
    assert_eq!(code, 0, "{help}");
    for part in ["--data", "--accounts", "--seed", "--until-stdin-closes", "Exit codes: 0 done"] {
        assert!(help.contains(part), "{part}: {help}");
    }
}

#[test]
fn wrong_arguments_are_told_before_anything_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let cases: &[(&[&str], &str)] = &[
        (&[], "Usage"),
        (&["fill"], "--data"),
        (&["fill", "--data", data, "--accounts", "5001"], "5000"),
        (&["fill", "--data", data, "--accounts", "-1"], "-1"),
        (&["fill", "--data", data, "--accounts", "many"], "many"),
        (&["fill", "--data", data, "--seed", "spring"], "spring"),
        (&["empty", "--data", data], "empty"),
    ];
    for (arguments, part) in cases {
        let (code, text) = said(&run(arguments));
        assert_eq!(code, 2, "{arguments:?}: {text}");
        assert!(text.contains(part), "{arguments:?}: {text}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn it_fills_once_after_the_migration_and_never_beside_another_program() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let order = ["fill", "--data", data, "--accounts", "3"];
    let early = "before there is something to agree to, nobody joins";
    for is_migrated in [false, true] {
        if is_migrated {
            kit::migrate(folder.path()).await;
        }
        let (code, text) = said(&run(&order));
        assert_eq!(code, 1, "{early}: {text}");
        assert!(text.contains("run `iesd migrate` first"), "{text}");
        let is_empty = std::fs::read_dir(folder.path()).unwrap().next().is_none();
        assert_eq!(is_empty, !is_migrated, "{text}");
    }
    kit::publish(folder.path()).await;
    let (code, text) = said(&run(&order));
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("12 accounts, 40 Communities, 6 requests"), "{text}");
    let (code, text) = said(&run(&order));
    assert_eq!(code, 3, "{text}");
    assert!(text.contains("remove its data folder and begin again"), "{text}");

    let cluster = kit::cluster(folder.path()).await;
    let (code, text) = said(&run(&order));
    assert_eq!(code, 4, "{text}");
    cluster.stop().await.unwrap();
}
