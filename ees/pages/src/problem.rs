//! What went wrong, in words, on the foundation's problem page.

use fnd_web::shell::{Link, ProblemPage, Shell};

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The page or the file does not exist.
    NotFound,
    /// The reader may not do this.
    NoRight,
    /// Somebody else changed the file meanwhile.
    Changed,
    /// The register cannot be reached.
    Unavailable,
    /// A fault of the system.
    Failed,
}

impl Problem {
    /// The page that says so. `code` is the stable code of the problem.
    pub fn page(self, shell: Shell, code: impl Into<String>, check: &str) -> ProblemPage {
        let (title, sentence, steps) = self.keys();
        let words = shell.words.clone();
        ProblemPage {
            shell: shell.titled(words.text(title)),
            sentence: words.text(sentence),
            code: code.into(),
            steps: steps.iter().map(|step| words.text(step)).collect(),
            links: vec![Link { href: check.into(), label: words.text("check-short") }],
        }
    }

    /// The keys of the title, of the sentence and of what the reader can do.
    fn keys(self) -> (&'static str, &'static str, &'static [&'static str]) {
        match self {
            Self::NotFound => {
                ("problem-not-found", "problem-not-found-text", &["problem-step-check"])
            }
            Self::NoRight => ("problem-no-right", "problem-no-right-text", &["problem-step-lead"]),
            Self::Changed => ("problem-changed", "problem-changed-text", &["problem-step-check"]),
            Self::Unavailable => (
                "problem-unavailable",
                "problem-unavailable-text",
                &["problem-step-wait", "problem-step-help"],
            ),
            Self::Failed => (
                "problem-failed",
                "problem-failed-text",
                &["problem-step-wait", "problem-step-help"],
            ),
        }
    }
}
