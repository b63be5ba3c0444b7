//! The first people of a system that has none.

use std::path::Path;
use std::process::{Command, Output};

use fnd_core::Language;
use ies_domain::organisation::OrganisationKind;
use ies_domain::switches::RestrictionReading;
use ies_store::schema;
use ies_web::config::Config;
use ies_web::install::{InstallError, People, install};
use tempfile::TempDir;

use crate::kit::Site;

const ANA: &str = r#"
[[person]]
role = "user-admin"
subject = "ana"
first_name = "Ana"
last_name = "Lind"
email = "ana@example.test"
telephone = "+32 2 123 45 67"
work_address = "Rue de la Loi 1\n1000 Bruxelles"
job_title = "Policy officer"
consents_to_processing = true
consents_to_transfers = true
"#;

/// A people file: the controller, Ana as administrator, Dora as officer and Vera as validator.
fn file() -> String {
    let other = |role, login, first, last| {
        let renamed = ANA.replace("user-admin", role).replace("ana", login);
        renamed.replace("Ana", first).replace("Lind", last)
    };
    let dora = other("dp-officer", "dora", "Dora", "Novak");
    let vera = other("validator", "vera", "Vera", "Kask");
    format!("[organisation]\nname = \"European Commission\"\nseat = \"BEL\"\n{ANA}{dora}{vera}")
}

fn read(text: &str) -> Result<People, InstallError> {
    People::read(text, &[Language::ENGLISH, Language::FRENCH, Language::GERMAN])
}

#[tokio::test]
async fn two_installations_at_one_moment_open_the_accounts_once() {
    let site = Site::start().await;
    let people = read(&file()).unwrap();
    let both = tokio::join!(install(&site.app, &people), install(&site.app, &people));
    let opened = [both.0, both.1].into_iter().flatten().count();
    assert_eq!(opened, 1);
    assert_eq!(site.count("SELECT count(*) FROM account").await, 3);
}

#[tokio::test]
async fn the_first_people_work_for_the_controller_that_the_configuration_names() {
    let site = Site::start().await;
    let other = file().replace("European Commission", "European Commission, DG HOME");
    let refused = install(&site.app, &read(&other).unwrap()).await;
    let Err(InstallError::Values(faults)) = refused else { panic!("{refused:?}") };
    assert!(faults[0].contains("`European Commission`"), "{faults:?}");
    assert_eq!(site.count("SELECT count(*) FROM organisation").await, 0);
}

#[tokio::test]
async fn the_first_three_people_come_in_and_nobody_after_them_this_way() {
    let site = Site::start().await;
    let accounts = install(&site.app, &read(&file()).unwrap()).await.unwrap();
    assert_eq!(accounts.len(), 3);
    let roles = "SELECT count(*) FROM role_grant WHERE approved_at IS NOT NULL \
                  AND proposed_by IS NULL AND acknowledged_at IS NULL";
    assert_eq!(site.count(roles).await, 3, "approved by the installation, and not yet working");
    let consents = "SELECT count(*) FROM consent WHERE channel = 'letter' AND is_transfer";
    assert_eq!(site.count(consents).await, 3);
    let browser = site.enter("ana").await;
    assert_eq!(browser.page(&site.at("/")).await.leads_to(), site.at("/my"));

    let again = install(&site.app, &read(&file()).unwrap()).await;
    assert!(matches!(again, Err(InstallError::HasAccounts)), "{again:?}");
    assert_eq!(site.count("SELECT count(*) FROM account").await, 3);
    assert_eq!(site.count("SELECT count(*) FROM organisation").await, 1);
}

#[tokio::test]
async fn one_account_of_whomever_closes_this_way() {
    let site = Site::start().await;
    site.account("tom", ("Ministry", OrganisationKind::NationalAuthority, "NLD"), &[]).await;
    let result = install(&site.app, &read(&file()).unwrap()).await;
    assert!(matches!(result, Err(InstallError::HasAccounts)), "{result:?}");
    assert_eq!(site.count("SELECT count(*) FROM role_grant").await, 0);
}

#[tokio::test]
async fn who_has_not_consented_to_both_is_not_installed_and_the_other_neither() {
    let site = Site::start().await;
    for part in ["consents_to_processing", "consents_to_transfers"] {
        let text = file().replacen(&format!("{part} = true"), &format!("{part} = false"), 1);
        let result = install(&site.app, &read(&text).unwrap()).await;
        assert!(matches!(result, Err(InstallError::Consent(_))), "{part}: {result:?}");
        assert_eq!(site.count("SELECT count(*) FROM account").await, 0, "{part}");
        assert_eq!(site.count("SELECT count(*) FROM organisation").await, 0, "{part}");
    }
}

#[test]
fn whatever_is_wrong_is_said_at_once_and_repeats_nothing() {
    let text = file()
        .replacen("\"BEL\"", "\"Belgium\"", 1)
        .replacen("user-admin", "log-auditor", 1)
        .replacen("ana@example.test", "nonsense", 1)
        .replacen("+32 2 123 45 67", "12345", 1);
    let Err(InstallError::Values(faults)) = read(&text) else { panic!("not refused") };
    for (place, fault) in
        ["organisation.seat: ", "person 1: role: ", "person 1: e-mail", "person 1: telephone"]
            .iter()
            .zip(&faults)
    {
        assert!(fault.starts_with(place), "{place}: {fault}");
    }
    assert_eq!(faults.len(), 4, "{faults:?}");
    assert!(!faults.concat().contains("nonsense"));
}

#[test]
fn three_people_of_the_three_roles_are_needed() {
    let alone = format!("[organisation]\nname = \"European Commission\"\nseat = \"BEL\"\n{ANA}");
    let twice = format!("{alone}{ANA}");
    let four = format!("{}{ANA}", file());
    let same = file().replace("subject = \"dora\"", "subject = \"ana\"");
    let mailed = file().replace("dora@example.test", "ANA@example.test");
    for text in [alone, twice, four, same, mailed] {
        let result = read(&text);
        assert!(matches!(result, Err(InstallError::Values(_))), "{text}");
    }
    for text in [file().replace("seat", "place"), "[organisation".to_owned()] {
        assert!(matches!(read(&text), Err(InstallError::Toml(_))), "{text}");
    }
}

/// A configuration without a database; the data lie beside it.
pub const CONFIG: &str = r#"
data = "."

[server]
admin = "127.0.0.1:0"

[server.plain]
address = "127.0.0.1:0"

[site]
address = "https://ies.example.test"
controller = ["European Commission", "DG HOME"]
controller_mail = "controller@example.test"
officer = ["Data Protection Officer"]
officer_mail = "dpo@example.test"
supervisor = "European Data Protection Supervisor"
supervisor_mail = "edps@example.test"
supervisor_page = "https://edps.example.test"
help_mail = "help@example.test"
"#;

fn iesd(folder: &TempDir, people: &Path) -> Output {
    let config = folder.path().join("iesd.toml");
    Command::new(env!("CARGO_BIN_EXE_iesd"))
        .args(["install", "--config"])
        .arg(config)
        .arg("--people")
        .arg(people)
        .output()
        .unwrap()
}

/// The exit code, and what was printed.
pub fn said(output: &Output) -> (i32, String) {
    let code = output.status.code().unwrap();
    (code, [&output.stdout[..], &output.stderr[..]].concat().escape_ascii().to_string())
}

/// The addresses of the test's own database, by role.
pub async fn addresses(site: &Site) -> String {
    let client = site.database.superuser().await;
    let ask = "SELECT split_part(current_setting('unix_socket_directories'), ',', 1), \
                current_setting('port'), current_database()::text";
    let row = client.query_one(ask, &[]).await.unwrap();
    let [folder, port, name]: [String; 3] = [row.get(0), row.get(1), row.get(2)];
    let line = |key: &str, role: &str| {
        format!("{key} = \"host={folder} port={port} dbname={name} user={role}\"\n")
    };
    let roles = [
        ("app", schema::APP),
        ("sealer", schema::SEALER),
        ("upkeep", schema::UPKEEP),
        ("owner", schema::OWNER),
    ];
    roles.iter().fold("\n[database]\n".to_owned(), |all, (key, role)| all + &line(key, role))
}

#[tokio::test]
async fn the_command_installs_once_and_says_how_it_ended() {
    let site = Site::start().await;
    let folder = tempfile::tempdir().unwrap();
    let people = folder.path().join("people.toml");
    std::fs::write(folder.path().join("iesd.toml"), CONFIG.to_owned() + &addresses(&site).await)
        .unwrap();

    let missing = said(&iesd(&folder, &people));
    assert_eq!(missing.0, 1, "{}", missing.1);
    assert!(missing.1.contains("people.toml"), "{}", missing.1);

    std::fs::write(&people, file().replace("dp-officer", "log-auditor")).unwrap();
    let wrong = said(&iesd(&folder, &people));
    assert_eq!(wrong.0, 2, "{}", wrong.1);
    assert!(wrong.1.contains("person 2: role"), "{}", wrong.1);
    assert_eq!(site.count("SELECT count(*) FROM account").await, 0);

    std::fs::write(&people, file()).unwrap();
    let done = said(&iesd(&folder, &people));
    assert_eq!(done.0, 0, "{}", done.1);
    assert_eq!(site.count("SELECT count(*) FROM account").await, 3);

    let again = said(&iesd(&folder, &people));
    assert_eq!(again.0, 3, "{}", again.1);
    assert!(again.1.contains("has accounts already"), "{}", again.1);
    assert_eq!(site.count("SELECT count(*) FROM account").await, 3);
}

#[test]
fn the_help_shows_a_people_file_that_can_be_used() {
    let output = Command::new(env!("CARGO_BIN_EXE_iesd")).args(["install", "--help"]).output();
    let help = String::from_utf8(output.unwrap().stdout).unwrap();
    let (_, example) = help.split_once("[organisation]").unwrap();
    let (example, _) = example.split_once("Exit codes:").unwrap();
    let plain: Vec<&str> = example.lines().map(str::trim).collect();
    let one = format!("[organisation] {}", plain.join("\n"));
    let (head, person) = one.split_once("[[person]]").unwrap();
    let other = |role, name| {
        person.replace("user-admin", role).replace("lindana", name).replace("ana.", name)
    };
    let (second, third) = (other("dp-officer", "x"), other("validator", "y"));
    let result = read(&format!("{head}[[person]]{person}[[person]]{second}[[person]]{third}"));
    assert!(result.is_ok(), "{result:?}\n{help}");
}

#[test]
fn a_switch_is_set_and_one_that_cannot_stand_is_named_before_anything_starts() {
    let read = |line: &str| toml::from_str::<Config>(&format!("{CONFIG}\n[switches]\n{line}\n"));
    let set = read("account-erasure-hours = 12\nrestriction = \"erase\"").unwrap().switches;
    assert_eq!(set.account.erasure_hours, 12);
    assert_eq!(set.restriction, RestrictionReading::Erase);
    for (line, said) in [
        ("account-erasure-hours = 48", "set it between 1 and 24"),
        ("account-erasure-hours = 1000000", "set it between 1 and 24"),
        ("account-warning-months = 12", "must be less than `account-dormant-months`"),
        ("keep-scans = 1", "`keep-scans`: there is no such switch"),
        ("restriction = \"ignore\"", "`restriction`: there is no such reading"),
    ] {
        let error = read(line).unwrap_err().to_string();
        assert!(error.contains(said), "{line}: {error}");
    }
}
