//! Letters on their way to a mail server that speaks SMTP for real.
#![expect(clippy::unwrap_used, clippy::tests_outside_test_module, reason = "a crate of tests")]

use fnd_core::Language;
use fnd_mail::smtp::Recipient;
use fnd_mail::{Config, Letter, MailError, Mailer, Part, Security};
use fnd_testkit::MailServer;
use fnd_testkit::smtp::Mood;
use fnd_testkit::tls::TestAuthority;
use tempfile::TempDir;
use uuid::Uuid;

const ID: Uuid = Uuid::from_u128(0x0198_3f6c_0000_7000_8000_0000_0000_0001);

fn config(server: &MailServer) -> Config {
    Config {
        server: "localhost".into(),
        port: server.address.port(),
        security: Security::None,
        authorities: None,
        user: None,
        password_file: None,
        from: "Exchange <no-reply@example.org>".into(),
        reply_to: Some("help@example.org".into()),
    }
}

fn letter() -> Letter {
    Letter {
        language: Language::ENGLISH,
        subject: "Țara de Jos: your request".into(),
        parts: vec![
            Part::Paragraph(".A dot begins this line. ".repeat(12)),
            Part::Link { label: "Open".into(), href: "https://example.org/a".into() },
        ],
        footer: vec!["You get this letter because you asked for an account.".into()],
    }
}

fn to(name: &str, address: &str) -> Recipient {
    Recipient { name: name.into(), address: address.into() }
}

#[tokio::test]
async fn a_letter_arrives_in_both_forms_with_the_same_name_when_it_is_sent_again() {
    let server = MailServer::start(None).await;
    let mailer = Mailer::new(&config(&server)).unwrap();
    for _ in 0..2 {
        mailer.send(&to("Zoë Müller", "zoe@example.org"), &letter(), ID).await.unwrap();
    }
    let delivered = server.delivered();
    assert_eq!(delivered.len(), 2);
    assert_eq!(delivered[0].from, "no-reply@example.org");
    assert_eq!(delivered[0].to, ["zoe@example.org"]);
    let message = &delivered[0].message;
    let expected = [
        &format!("Message-ID: <{ID}@example.org>"),
        "Auto-Submitted: auto-generated",
        "Content-Language: en",
        "Reply-To: help@example.org",
        "multipart/alternative",
        "text/plain",
        "text/html",
    ];
    for part in expected {
        assert!(message.contains(part), "{part} in {message}");
    }
    assert!(message.is_ascii(), "whatever is not ASCII is encoded");
    let named = delivered[1].message.contains(&format!("Message-ID: <{ID}@example.org>"));
    assert!(named, "who gets it twice can tell");
}

#[tokio::test]
async fn nothing_that_people_wrote_becomes_a_header_or_a_second_recipient() {
    let server = MailServer::start(None).await;
    let mailer = Mailer::new(&config(&server)).unwrap();
    let nasty = "Eve\r\nBcc: all@example.org\r\n\r\nbody";
    let subject = Letter { subject: format!("Hello{nasty}"), ..letter() };
    mailer.send(&to(nasty, "eve@example.org"), &subject, ID).await.unwrap();
    let delivered = server.delivered().remove(0);
    assert_eq!(delivered.to, ["eve@example.org"]);
    let headers = delivered.message.split("\n\n").next().unwrap().to_owned();
    assert!(!headers.lines().any(|line| line.starts_with("Bcc")), "{headers}");
    for address in ["eve@example.org\r\nRCPT TO:<all@example.org>", "eve", "", "a@b@c", "<eve@x>"] {
        let refused = mailer.send(&to("Eve", address), &letter(), ID).await;
        assert!(matches!(refused, Err(MailError::Address)), "{address}: {refused:?}");
    }
    assert_eq!(server.delivered().len(), 1);
}

#[tokio::test]
async fn what_the_server_says_tells_whether_to_try_again() {
    let server = MailServer::start(None).await;
    let mailer = Mailer::new(&config(&server)).unwrap();
    let send = || mailer.send(&RECIPIENT, &LETTER, ID);
    server.be(Mood::Refuses);
    assert!(matches!(send().await, Err(MailError::Refused)));
    server.be(Mood::IsBusy);
    assert!(matches!(send().await, Err(MailError::Unavailable)));
    server.be(Mood::DiesAfterData);
    let unsure = send().await.unwrap_err();
    assert!(unsure.is_temporary(), "it is sent again, under the same name");
    server.be(Mood::Takes);
    send().await.unwrap();
    let gone = Config { port: 1, ..config(&server) };
    let error = Mailer::new(&gone).unwrap().send(&RECIPIENT, &LETTER, ID).await.unwrap_err();
    assert!(error.is_temporary() && !error.to_string().contains('@'));
}

static RECIPIENT: std::sync::LazyLock<Recipient> =
    std::sync::LazyLock::new(|| to("Zoë", "zoe@example.org"));
static LETTER: std::sync::LazyLock<Letter> = std::sync::LazyLock::new(letter);

/// A mailer that encrypts, with the authority it trusts, and its folder.
fn encrypting(server: &MailServer, trusted: &TestAuthority) -> (Mailer, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let (authorities, password) = (folder.path().join("ca.pem"), folder.path().join("password"));
    std::fs::write(&authorities, trusted.certificate()).unwrap();
    std::fs::write(&password, "secret\n").unwrap();
    let config = Config {
        security: Security::Starttls,
        authorities: Some(authorities),
        user: Some("limen".into()),
        password_file: Some(password),
        ..config(server)
    };
    (Mailer::new(&config).unwrap(), folder)
}

#[tokio::test]
async fn letters_and_the_password_go_over_an_encrypted_way_or_not_at_all() {
    let authority = TestAuthority::new("mail authority");
    let server = MailServer::start(Some(&authority.server(&["localhost"]))).await;
    let (mailer, _folder) = encrypting(&server, &authority);
    mailer.send(&RECIPIENT, &LETTER, ID).await.unwrap();
    let delivered = server.delivered().remove(0);
    assert!(delivered.is_encrypted);
    assert_eq!(delivered.login, Some(("limen".into(), "secret".into())));

    let (mistrusting, _folder) = encrypting(&server, &TestAuthority::new("somebody else"));
    assert!(mistrusting.send(&RECIPIENT, &LETTER, ID).await.is_err());
    let plain = MailServer::start(None).await;
    let (insisting, _folder) = encrypting(&plain, &authority);
    assert!(insisting.send(&RECIPIENT, &LETTER, ID).await.is_err(), "no STARTTLS, no letter");
    assert_eq!((server.delivered().len(), plain.delivered().len()), (1, 0));
}

#[tokio::test]
async fn a_configuration_that_would_send_in_the_open_is_refused() {
    let server = MailServer::start(None).await;
    let cases = [
        (Config { server: "mail.example.org".into(), ..config(&server) }, "on this machine"),
        (Config { from: "nobody".into(), ..config(&server) }, "`from`"),
        (Config { reply_to: Some("x y".into()), ..config(&server) }, "`reply_to`"),
        (Config { user: Some("limen".into()), ..config(&server) }, "`password_file`"),
    ];
    for (config, said) in cases {
        let error = Mailer::new(&config).unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
    }
}
