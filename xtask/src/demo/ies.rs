//! The Information Exchange System: its programs, and what is said of it.

use super::folder::Folder;
use super::place::Place;
use super::programs::{Filling, Programs, Server, Sign, UNTIL_STDIN_CLOSES, here};
use super::system::System;

const DAEMON: &str = "iesd";
const SYNTH: &str = "ies-synth";
const CONFIG: &str = "iesd.toml";
const MAIL: &str = "standin-mail";

fn place(folder: &Folder) -> Place {
    folder.place(System::Ies)
}

/// Lays out the database with the first texts to agree to, and fills it with people who do not
/// exist.
pub(super) fn filling(programs: &Programs, folder: &Folder) -> Filling {
    let (place, count) = (place(folder), folder.people);
    let mut migrate = programs.with_database(DAEMON);
    migrate.arg("migrate").arg("--config").arg(place.path(CONFIG)).arg("--until-stdin-closes");
    let mut fill = programs.with_database(SYNTH);
    fill.arg("fill").arg("--data").arg(place.root());
    fill.arg("--accounts").arg(count.to_string()).arg(UNTIL_STDIN_CLOSES);
    let with = format!("{count} people besides those who play parts");
    Filling { system: System::Ies, with, count, steps: vec![(DAEMON, migrate), (SYNTH, fill)] }
}

/// What the daemon needs beside it.
pub(super) fn stand_ins(programs: &Programs, folder: &Folder) -> Vec<Server> {
    let (place, ports) = (place(folder), folder.ports(System::Ies));
    let mut mail = programs.command(MAIL);
    mail.arg(place.path("mail")).arg(here(ports.last()));
    vec![
        Server {
            name: "the identity provider of the Information Exchange System",
            command: programs.provider(place.path("people.toml"), ports.provider()),
            log: place.path("output/standin-provider.log"),
            sign: Sign::Listens(ports.provider()),
        },
        Server {
            name: "the mail server of the Information Exchange System",
            command: mail,
            log: place.path("output/standin-mail.log"),
            sign: Sign::Listens(ports.last()),
        },
    ]
}

/// The daemon.
pub(super) fn daemon(programs: &Programs, folder: &Folder) -> Server {
    let place = place(folder);
    Server {
        name: DAEMON,
        command: programs.daemon(DAEMON, place.path(CONFIG)),
        log: place.path("output/iesd.log"),
        sign: Sign::of_daemon(folder.ports(System::Ies)),
    }
}

/// Where to look, as whom, and where letters are.
pub(super) fn welcome(folder: &Folder) -> Vec<String> {
    let place = place(folder);
    let mut lines = vec![
        format!("  Look at   http://localhost:{}", folder.ports(System::Ies).pages()),
        "  Sign in as one of these; its own provider asks no password either:".to_owned(),
    ];
    lines.extend(PEOPLE.iter().map(|(name, part)| format!("    {name:<15} {part}")));
    lines.extend([
        "  Letters go nowhere; each is a file in".to_owned(),
        format!("            {}", place.path("mail").display()),
        format!("  Data      {}", place.root().display()),
        format!("  Keys      {}", place.path("keys.toml").display()),
        format!("  Output    {}", place.path("output").display()),
    ]);
    lines
}

/// Whom to sign in as. `ies-people.toml` has the same, and all but the last two have accounts.
const PEOPLE: &[(&str, &str)] = &[
    ("Vera Kask", "validator, who decides on requests for an account"),
    ("Ulla Berg", "user administrator"),
    ("Dora Novak", "data protection officer"),
    ("Ludo Maes", "log auditor"),
    ("Sven Holm", "system administrator"),
    ("Cora Blanc", "coordinator of the Commission"),
    ("Ana Lind", "national coordinator, Finland; leads the Platform on Statelessness"),
    ("Tom Vermeer", "researcher, Netherlands, in another Community"),
    ("Carl Weiss", "expert, Austria, on the Platform on Statelessness"),
    ("Maria Beridze", "ministry in Georgia; has no account yet and can apply"),
    ("Kira Melnyk", "ministry in Ukraine; has no account yet and can apply"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_who_is_told_of_can_sign_in() {
        let file = include_str!("ies-people.toml");
        for (name, _) in PEOPLE {
            assert!(file.contains(&format!("label = \"{name}, ")), "{name}");
        }
        assert_eq!(file.matches("[[person]]").count(), PEOPLE.len());
    }
}
