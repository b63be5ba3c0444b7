//! The stand-ins for an identity provider and for a mail server, as programs of their own.
#![expect(clippy::unwrap_used, clippy::tests_outside_test_module, reason = "a file of tests")]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use axum::http::Method;
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

const CAS: &str = r#"
kind = "cas"
services = ["http://127.0.0.1:8080/sign-in/callback"]

[[person]]
login = "njanedoe"
label = "Jane Doe, reader"
attributes = { email = "jane.doe@example.test", assuranceLevel = "10", groups = ["A", "B"] }
"#;

/// Runs the program on `people` until the test has seen what it wants; answers what it printed.
fn begin(people: &str) -> (Child, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("people.toml");
    std::fs::write(&path, people).unwrap();
    start(env!("CARGO_BIN_EXE_standin-provider"), &path)
}

/// Runs `program` on `path` and on any port; answers what it printed.
fn start(program: &str, path: &Path) -> (Child, String) {
    let mut program = Command::new(program)
        .arg(path)
        .arg("127.0.0.1:0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    BufReader::new(program.stdout.take().unwrap()).read_line(&mut said).unwrap();
    (program, said.trim().to_owned())
}

#[tokio::test]
async fn the_stand_in_says_where_it_is_and_ends_with_its_input() {
    let (mut program, issuer) = begin(PEOPLE);
    let discovery = format!("{issuer}/.well-known/openid-configuration");
    let told = Client::plain().get(&discovery).await.json();
    assert_eq!(told["issuer"], issuer);
    assert_eq!(told["id_token_signing_alg_values_supported"][0], "PS512");
    drop(program.stdin.take());
    assert!(program.wait().unwrap().success());
}

#[tokio::test]
async fn the_stand_in_speaks_cas_when_its_file_says_so() {
    let (mut program, server) = begin(CAS);
    let client = Client::plain();
    let service = "http%3A%2F%2F127.0.0.1%3A8080%2Fsign-in%2Fcallback%3Fstate%3Ds1";
    let page = client.get(&format!("{server}/login?service={service}")).await;
    assert!(page.text.contains("Jane Doe, reader"), "{}", page.text);
    let body = format!("service={service}&login=njanedoe");
    let login = format!("{server}/login");
    let sent = client.send(Method::POST, &login, &[], &body).await.unwrap().leads_to();
    let (back, ticket) = sent.split_once("&ticket=").unwrap();
    assert_eq!(back, "http://127.0.0.1:8080/sign-in/callback?state=s1");

    let validate = format!("{server}/TicketValidationService?service={service}&ticket={ticket}");
    let told = client.get(&format!("{validate}&userDetails=true&groups=*")).await.text;
    for part in [
        "<cas:authenticationSuccess>\n<cas:user>njanedoe</cas:user>\n<cas:uid>njanedoe</cas:uid>",
        "<cas:assuranceLevel>10</cas:assuranceLevel>",
        "<cas:groups number=\"2\"><cas:group>A</cas:group>\n<cas:group>B</cas:group>",
    ] {
        assert!(told.contains(part), "{told}");
    }
    let again = client.get(&validate).await.text;
    assert!(again.contains("code=\"INVALID_TICKET\""), "{again}");
    let elsewhere = client.get(&format!("{server}/login?service=http%3A%2F%2Fevil.example")).await;
    assert_eq!(elsewhere.status, 403);
    drop(program.stdin.take());
    assert!(program.wait().unwrap().success());
}

#[test]
fn the_stand_in_for_mail_keeps_letters_in_a_folder_and_ends_with_its_input() {
    let here = tempfile::tempdir().unwrap();
    let folder = here.path().join("mail");
    let (mut program, address) = start(env!("CARGO_BIN_EXE_standin-mail"), &folder);
    let mut talk = BufReader::new(TcpStream::connect(&address).unwrap());
    let mut answer = |code: &str| {
        let mut line = String::new();
        while !line.starts_with(&format!("{code} ")) {
            line.clear();
            assert_ne!(talk.read_line(&mut line).unwrap(), 0, "waiting for {code}");
        }
        talk.get_ref().try_clone().unwrap()
    };
    answer("220").write_all(b"EHLO here\r\n").unwrap();
    answer("250").write_all(b"MAIL FROM:<no-reply@example.org>\r\n").unwrap();
    answer("250").write_all(b"RCPT TO:<ana@example.org>\r\n").unwrap();
    answer("250").write_all(b"DATA\r\n").unwrap();
    answer("354").write_all("Subject: Grüße\r\n\r\n..dot\r\n.\r\n".as_bytes()).unwrap();
    answer("250").write_all(b"QUIT\r\n").unwrap();
    answer("221");
    let path = folder.join("0001-ana@example.org.eml");
    while !path.exists() {
        std::thread::yield_now();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), "Subject: Grüße\n\n.dot\n");
    drop(program.stdin.take());
    assert!(program.wait().unwrap().success());
}
