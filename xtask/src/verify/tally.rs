//! What passed and what failed.

use std::process::ExitCode;

/// The count so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    passed: u64,
    failures: Vec<String>,
}

impl Tally {
    /// Counts one check called `name`.
    pub(super) fn count(&mut self, name: &str, is_passed: bool) {
        if is_passed {
            self.pass(1);
        } else {
            self.fail(name);
        }
    }

    /// Counts checks that passed.
    pub(super) fn pass(&mut self, count: u64) {
        self.passed = self.passed.saturating_add(count);
    }

    /// Counts a check that failed.
    pub(super) fn fail(&mut self, name: impl Into<String>) {
        self.failures.push(name.into());
    }

    /// The names of what failed.
    pub(super) fn failures(&self) -> &[String] {
        &self.failures
    }

    /// The line that ends the verification.
    pub(super) fn closing_line(&self) -> String {
        format!("{} passed, {} failed", self.passed, self.failures.len())
    }

    /// The exit code: 0 when something ran and nothing failed.
    pub(super) fn code(&self) -> ExitCode {
        if self.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_counts_both() {
        let mut tally = Tally::default();
        tally.pass(3);
        tally.count("fmt", true);
        assert_eq!(tally.closing_line(), "4 passed, 0 failed");
        tally.count("clippy", false);
        assert_eq!(tally.closing_line(), "4 passed, 1 failed");
        assert_eq!(tally.failures(), ["clippy"]);
    }
}
