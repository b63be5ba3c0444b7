//! The ledger of erasures as a file, which an operator keeps apart from the backups. R57.
//!
//! One line says what it is and in which version, one line for each erasure says whose, when and
//! why, and the last says how many there are and bears the digest of everything before it. It
//! names nobody: an identifier means nobody without the database. The digest tells a file that
//! was cut off or damaged; it proves nothing about who wrote it.

use fnd_core::Id;
use fnd_register::Coded;
use fnd_vault::log::merkle::sha256;
use ies_domain::account::{DisableCause, Tombstone};
use uuid::Uuid;

/// How every ledger begins, whatever its version.
const NAME: &str = "limen-ies-erasures ";
/// The version that is written, and the only one that is read.
const VERSION: &str = "1";
/// How the last line begins.
const END: &str = "end ";

/// A file cannot be used as a ledger.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// It is something else.
    #[error("it is no ledger of erasures; name a file that `iesd erasures export` wrote")]
    NotALedger,
    /// Another program wrote it.
    #[error("it is a ledger of another version than {VERSION}; use the `iesd` that wrote it")]
    OtherVersion,
    /// Its last line is missing.
    #[error("the ledger is cut off; take another copy of it")]
    CutOff,
    /// The digest does not fit.
    #[error("the ledger was changed after it was written; take another copy of it")]
    Changed,
    /// A line cannot be read, though the digest fits.
    #[error("line {0} of the ledger cannot be used; write the ledger anew")]
    Line(usize),
}

impl LedgerError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotALedger => "ledger-unknown",
            Self::OtherVersion => "ledger-version",
            Self::CutOff => "ledger-cut-off",
            Self::Changed => "ledger-changed",
            Self::Line(_) => "ledger-line",
        }
    }
}

/// Whether `text` begins as a ledger does.
pub fn is_ledger(text: &[u8]) -> bool {
    text.starts_with(NAME.as_bytes())
}

/// The ledger of `tombstones`, which stand in the order of their accounts.
pub fn write(tombstones: &[Tombstone]) -> String {
    let lines = tombstones.iter().map(|Tombstone { account, erased_at, cause }| {
        format!("{} {erased_at} {}\n", account.to_uuid(), cause.code())
    });
    let body = format!("{NAME}{VERSION}\n{}", lines.collect::<String>());
    let end = end(&body, tombstones.len());
    body + &end
}

/// The last line of a ledger of `count` erasures.
fn end(body: &str, count: usize) -> String {
    let digest = sha256(&[body.as_bytes()]).map(|byte| format!("{byte:02x}")).concat();
    format!("{END}{count} sha256 {digest}\n")
}

/// Reads a ledger. All of it is looked at before anything of it is answered.
pub fn read(text: &str) -> Result<Vec<Tombstone>, LedgerError> {
    let first = text.strip_prefix(NAME).ok_or(LedgerError::NotALedger)?;
    let (version, _) = first.split_once('\n').ok_or(LedgerError::CutOff)?;
    if version != VERSION {
        return Err(LedgerError::OtherVersion);
    }
    let (before, last) =
        text.strip_suffix('\n').and_then(|all| all.rsplit_once('\n')).ok_or(LedgerError::CutOff)?;
    if !last.starts_with(END) {
        return Err(LedgerError::CutOff);
    }
    let body = text.get(..=before.len()).ok_or(LedgerError::CutOff)?;
    let lines: Vec<&str> = before.split('\n').skip(1).collect();
    if format!("{last}\n") != end(body, lines.len()) {
        return Err(LedgerError::Changed);
    }
    let mut tombstones: Vec<Tombstone> = Vec::with_capacity(lines.len());
    for (line, number) in lines.iter().zip(2..) {
        let tombstone = tombstone(line).ok_or(LedgerError::Line(number))?;
        if tombstones.last().is_some_and(|last| tombstone.account <= last.account) {
            return Err(LedgerError::Line(number));
        }
        tombstones.push(tombstone);
    }
    Ok(tombstones)
}

fn tombstone(line: &str) -> Option<Tombstone> {
    let mut parts = line.split(' ');
    let (account, at, cause) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    Some(Tombstone {
        account: Id::from_uuid(Uuid::parse_str(account).ok()?),
        erased_at: at.parse().ok()?,
        cause: DisableCause::find(cause)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> Vec<Tombstone> {
        let causes = DisableCause::ALL.iter().zip(1..);
        let made = causes.map(|(cause, number)| Tombstone {
            account: Id::from_uuid(Uuid::from_u128(number)),
            erased_at: "2026-07-15T11:00:00.123456Z".parse().unwrap(),
            cause: *cause,
        });
        made.collect()
    }

    /// A ledger whose digest fits whatever its lines are.
    fn sealed(lines: &[&str]) -> String {
        let body = format!("{NAME}{VERSION}\n{}", lines.concat());
        let end = end(&body, lines.len());
        body + &end
    }

    #[test]
    fn a_ledger_reads_back_as_it_was_written() {
        for tombstones in [Vec::new(), some()] {
            let text = write(&tombstones);
            assert_eq!(read(&text), Ok(tombstones), "{text}");
            assert!(is_ledger(text.as_bytes()));
        }
    }

    #[test]
    fn whatever_is_missing_or_changed_is_told_before_anything_is_answered() {
        let text = write(&some());
        let cases = [
            (String::new(), LedgerError::NotALedger),
            ("{}\n".to_owned(), LedgerError::NotALedger),
            (text.replacen("erasures 1", "erasures 2", 1), LedgerError::OtherVersion),
            (text.replacen("2026-07-15", "2026-07-16", 1), LedgerError::Changed),
            (text.replacen("dormancy", "objection", 1), LedgerError::Changed),
            (text.replacen("end 5", "end 4", 1), LedgerError::Changed),
            (text.clone() + "\n", LedgerError::CutOff),
            (text.clone() + &text, LedgerError::Changed),
        ];
        for (altered, error) in cases {
            assert_eq!(read(&altered), Err(error.clone()), "{}: {altered}", error.code());
        }
    }

    #[test]
    fn no_part_of_a_ledger_is_a_ledger() {
        let text = write(&some());
        for length in 0..text.len() {
            let error = read(text.get(..length).unwrap()).unwrap_err();
            let known = [LedgerError::NotALedger, LedgerError::CutOff, LedgerError::Changed];
            assert!(known.contains(&error), "{length}: {error}");
        }
    }

    #[test]
    fn a_line_that_says_something_else_is_named() {
        let id = "00000000-0000-0000-0000-000000000001";
        let good = format!("{id} 2026-07-15T11:00:00Z dormancy\n");
        assert!(read(&sealed(&[&good])).is_ok());
        let wrong = [
            "x 2026-07-15T11:00:00Z dormancy\n".to_owned(),
            format!("{id} yesterday dormancy\n"),
            format!("{id} 2026-07-15T11:00:00Z boredom\n"),
            format!("{id} 2026-07-15T11:00:00Z dormancy more\n"),
            format!("{id} 2026-07-15T11:00:00Z\n"),
            "\n".to_owned(),
            good.clone(),
        ];
        for line in wrong {
            assert_eq!(read(&sealed(&[&good, &line])), Err(LedgerError::Line(3)), "{line}");
        }
    }
}
