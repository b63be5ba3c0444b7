//! The account the server runs as.

use std::fs;

/// An account of this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its name.
    pub name: String,
    /// Its user number.
    pub uid: u32,
    /// Its main group's number.
    pub gid: u32,
}

impl Account {
    /// The account this process runs as.
    pub fn current() -> Option<Self> {
        let uid = rustix::process::geteuid().as_raw();
        read_all().into_iter().find(|account| account.uid == uid)
    }

    /// The account for a server that must not run as root.
    pub fn unprivileged() -> Option<Self> {
        let accounts = read_all();
        ["postgres", "nobody"].iter().find_map(|name| {
            accounts.iter().find(|account| account.name == *name && account.uid != 0).cloned()
        })
    }
}

/// Whether this process runs as root.
pub(super) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// The accounts of `/etc/passwd`.
fn read_all() -> Vec<Account> {
    let text = fs::read_to_string("/etc/passwd").unwrap_or_default();
    text.lines().filter_map(read).collect()
}

/// One line, `name:password:uid:gid:…`.
fn read(line: &str) -> Option<Account> {
    let mut fields = line.split(':');
    let name = fields.next()?.to_owned();
    let uid = fields.nth(1)?.parse().ok()?;
    let gid = fields.next()?.parse().ok()?;
    Some(Account { name, uid, gid })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_read_from_its_line() {
        let expected = Account { name: "postgres".to_owned(), uid: 101, gid: 104 };
        assert_eq!(
            read("postgres:x:101:104:PostgreSQL,,,:/var/lib/postgresql:/bin/bash"),
            Some(expected)
        );
        assert_eq!(read("# a remark"), None);
    }

    #[test]
    fn the_server_never_runs_as_root() {
        assert!(Account::unprivileged().is_none_or(|account| account.uid != 0));
    }
}
