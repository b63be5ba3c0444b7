//! The stand-in for an identity provider as a program of its own.
#![expect(clippy::tests_outside_test_module, reason = "a file of tests")]

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use fnd_testkit::http::Client;

const PEOPLE: &str = r#"
client_id = "limen"
client_secret = "a secret"
redirect_addresses = ["http://127.0.0.1:8080/sign-in/callback"]
algorithm = "PS512"

[[person]]
login = "ana"
label = "Ana Pop, clerk"
claims = { name = "Ana Pop", groups = ["clerk"] }
"#;

#[tokio::test]
async fn the_stand_in_says_where_it_is_and_ends_with_its_input() {
    let folder = tempfile::tempdir().unwrap();
    let people = folder.path().join("people.toml");
    std::fs::write(&people, PEOPLE).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_standin-provider"))
        .arg(&people)
        .arg("127.0.0.1:0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut issuer = String::new();
    BufReader::new(program.stdout.take().unwrap()).read_line(&mut issuer).unwrap();
    let issuer = issuer.trim();
    let discovery = format!("{issuer}/.well-known/openid-configuration");
    let told = Client::plain().get(&discovery).await.json();
    assert_eq!(told["issuer"], issuer);
    assert_eq!(told["id_token_signing_alg_values_supported"][0], "PS512");
    drop(program.stdin.take());
    assert!(program.wait().unwrap().success());
}
