//! The two systems that a demonstration starts, and the ports of each.

use crate::failure::Failure;

/// One of the systems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum System {
    /// The Entry/Exit System.
    Ees,
    /// The Information Exchange System.
    Ies,
}

impl System {
    /// Both, in the order in which they are started and told of.
    pub(super) const ALL: [Self; 2] = [Self::Ees, Self::Ies];
    /// How many ports both take together, in a row: four each, and that of the scanner.
    pub(super) const PORTS: u16 = 9;

    /// The system that somebody named on the command line.
    pub(super) fn read(name: &str) -> Result<Self, Failure> {
        match name {
            "ees" => Ok(Self::Ees),
            "ies" => Ok(Self::Ies),
            other => Err(Failure::usage(format!("`--only` is `ees` or `ies`, and not `{other}`"))),
        }
    }

    /// Its name in sentences.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Ees => "the Entry/Exit System",
            Self::Ies => "the Information Exchange System",
        }
    }

    /// Its ports, when `first` is the first one of all.
    pub(super) fn ports(self, first: u16) -> Ports {
        match self {
            Self::Ees => Ports(first),
            Self::Ies => Ports(first.saturating_add(4)),
        }
    }
}

/// Four ports in a row, by the first of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ports(u16);

impl Ports {
    /// For browsers.
    pub(super) fn pages(self) -> u16 {
        self.0
    }

    /// For health and metrics.
    pub(super) fn admin(self) -> u16 {
        self.0.saturating_add(1)
    }

    /// Of the identity provider.
    pub(super) fn provider(self) -> u16 {
        self.0.saturating_add(2)
    }

    /// For systems that call with certificates, or of the mail server.
    pub(super) fn last(self) -> u16 {
        self.0.saturating_add(3)
    }

    /// Of the program that drives a scanner: after those of both systems, by the first of all.
    pub(super) fn scanner(self) -> u16 {
        self.0.saturating_add(8)
    }

    /// All of them, but for the scanner's.
    pub(super) fn all(self) -> [u16; 4] {
        [self.pages(), self.admin(), self.provider(), self.last()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_named_and_its_ports_follow_the_others() {
        assert_eq!(System::read("ies").unwrap(), System::Ies);
        assert!(System::read("IES").is_err());
        let ports: Vec<u16> = System::ALL.iter().flat_map(|one| one.ports(100).all()).collect();
        assert_eq!(ports, (100..108).collect::<Vec<_>>());
        assert_eq!(System::Ees.ports(100).scanner() - 100, System::PORTS - 1);
    }
}
