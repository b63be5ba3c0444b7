//! `iesd`, the program of the Information Exchange System.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use fnd_host::Until;
use ies_web::commands;

/// The Information Exchange System of the European Migration Network.
///
/// Exit codes: 0 done; 1 failed; 2 wrong arguments, or a people file that cannot be used;
/// 3 `install` found accounts; 4 `log verify` found a fault.
#[derive(Debug, Parser)]
#[command(name = "iesd", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the interface and the pages until a signal stops it.
    Serve(UntilArguments),
    /// Apply the migrations of the database, publish the first texts to agree to, and stop.
    Migrate(UntilArguments),
    /// Open the accounts of the first three people and stop.
    #[command(long_about = INSTALL)]
    Install(InstallArguments),
    /// Verify the sealed log.
    #[command(subcommand)]
    Log(LogCommand),
    /// Carry the ledger of erasures over to a restored backup.
    #[command(subcommand)]
    Erasures(ErasuresCommand),
    /// Look after the key rings.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Print the description of the interface, OpenAPI 3.1.
    Openapi,
}

/// Where the configuration is.
#[derive(Debug, clap::Args)]
struct Configured {
    /// The configuration file.
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

#[derive(Debug, clap::Args)]
struct UntilArguments {
    #[command(flatten)]
    configured: Configured,
    /// Stop in good order also when standard input ends.
    ///
    /// For a program that starts this one and holds the other end of a pipe: when it is gone, in
    /// whatever way, nothing is left behind.
    #[arg(long)]
    until_stdin_closes: bool,
}

impl UntilArguments {
    fn until(&self) -> Until {
        if self.until_stdin_closes { Until::StdinCloses } else { Until::Signal }
    }
}

/// What `iesd install --help` says.
const INSTALL: &str = "\
Open the accounts of the first three people and stop.

A new system has nobody who could decide on anybody. This opens three accounts: that of a user \
administrator and that of a data protection officer, who from then on are each other's second \
person, and that of a validator, who admits everybody else. It is refused when anybody has an \
account already. Migrations are applied, and the first privacy statement and terms of use are \
published, if that has not been done.

The three have read the privacy statement and the terms of use (`/privacy` and `/terms` of the \
running system) and have signed that they agree; keep what they signed. After their first sign-in \
each acknowledges the duties of the role; the role works from then on.

The people file:

    [organisation]                  # the controller, an institution of the Union
    name = \"European Commission\"    # as `site.controller_organisation`
    seat = \"BEL\"                    # ISO 3166-1 alpha-3

    [[person]]
    role = \"user-admin\"             # two more: \"dp-officer\", \"validator\"
    subject = \"lindana\"             # what the identity provider calls the person
    first_name = \"Ana\"
    last_name = \"Lind\"
    email = \"ana.lind@example.org\"
    telephone = \"+32 2 555 01 02\"
    work_address = \"\"\"
    Rue de l'Exemple 1
    1000 Bruxelles\"\"\"
    job_title = \"Policy officer\"
    language = \"en\"                 # en, fr or de; en when it is left out
    consents_to_processing = true
    consents_to_transfers = true

Exit codes: 0 done; 1 failed; 2 wrong arguments, or a people file that cannot be used; 3 the \
system has accounts already.";

#[derive(Debug, clap::Args)]
struct InstallArguments {
    #[command(flatten)]
    configured: Configured,
    /// The file that says who they are.
    #[arg(long, value_name = "PEOPLE")]
    people: PathBuf,
}

#[derive(Debug, Subcommand)]
enum LogCommand {
    /// Recompute the log from its rows and name the first one that does not fit.
    Verify(Configured),
}

/// What `iesd erasures export --help` says.
const EXPORT: &str = "\
Write the ledger of erasures to a file.

The ledger says whose account was erased, when and why, by identifiers that mean nobody without \
the database. Keep the file apart from the backups, and the newest of it as long as any backup \
lives. An older ledger in its place is replaced, all at once; any other file is not. Nobody but \
its owner can read the file.

Exit codes: 0 done; 1 failed; 2 wrong arguments.";

/// What `iesd erasures import --help` says.
const IMPORT: &str = "\
Add to the ledger of erasures what of a file is missing.

For a backup that was restored: whoever was erased after it was made is in it again. Import the \
newest ledger before the first `iesd serve`, which erases them again before anybody can sign in. \
All of the file is checked before anything is written, and doing it twice adds nothing.

Exit codes: 0 done; 1 failed, and nothing was added; 2 wrong arguments.";

#[derive(Debug, Subcommand)]
enum ErasuresCommand {
    /// Write the ledger of erasures to a file.
    #[command(long_about = EXPORT)]
    Export(LedgerArguments),
    /// Add to the ledger of erasures what of a file is missing.
    #[command(long_about = IMPORT)]
    Import(LedgerArguments),
}

#[derive(Debug, clap::Args)]
struct LedgerArguments {
    /// The file of the ledger.
    #[arg(value_name = "LEDGER")]
    file: PathBuf,
    #[command(flatten)]
    configured: Configured,
}

#[derive(Debug, Subcommand)]
enum KeysCommand {
    /// Say which keys there are and how much is still under older ones.
    Status(Configured),
    /// Add a key to each ring, make it the active one and wrap every data key anew under it.
    Rotate(Configured),
    /// Remove a key from both rings under which nothing lies any more.
    Remove {
        /// The key's number.
        number: i32,
        #[command(flatten)]
        configured: Configured,
    },
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Serve(with) => commands::serve(&with.configured.config, with.until()),
        Command::Migrate(with) => commands::migrate(&with.configured.config, with.until()),
        Command::Install(with) => commands::install(&with.configured.config, &with.people),
        Command::Log(LogCommand::Verify(with)) => commands::log_verify(&with.config),
        Command::Erasures(ErasuresCommand::Export(with)) => {
            commands::erasures_export(&with.configured.config, &with.file)
        }
        Command::Erasures(ErasuresCommand::Import(with)) => {
            commands::erasures_import(&with.configured.config, &with.file)
        }
        Command::Keys(KeysCommand::Status(with)) => commands::keys_status(&with.config),
        Command::Keys(KeysCommand::Rotate(with)) => commands::keys_rotate(&with.config),
        Command::Keys(KeysCommand::Remove { number, configured }) => {
            commands::keys_remove(&configured.config, number)
        }
        Command::Openapi => commands::openapi(),
    }
}
