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
    /// Only the register can show this, and it cannot be reached.
    NeedsRegister,
    /// Only the register can do this, and it did not answer: whether it did is not known.
    PerhapsDone,
    /// A fault of the system.
    Failed,
}

/// The codes of problems that have a sentence of their own.
const WITH_SENTENCE: &[&str] = &[
    "already-inside",
    "not-the-open-record",
    "date-in-future",
    "not-after-last-record",
    "stay-exhausted",
    "system-not-operated",
    "no-open-entry",
    "entry-is-known",
    "exit-before-entry",
    "visa-missing",
    "visa-requirement-undecided",
    "id-reused",
    "out-of-scope",
    "document-on-other-file",
    "document-already-on-file",
    "overtaken",
    "contended",
    "invalid-value",
    "cross-site-request",
    "too-many-requests",
    "body-too-large",
    "claim-missing",
];

/// The page for something that a rule or the file does not allow.
pub fn refused(shell: Shell, code: &str, check: &str) -> ProblemPage {
    let words = shell.words.clone();
    let known = WITH_SENTENCE.contains(&code);
    let key = if known { format!("refused-{code}") } else { "refused-other".to_owned() };
    ProblemPage {
        shell: shell.titled(words.text("refused-title")),
        sentence: words.text(&key),
        code: code.to_owned(),
        steps: Vec::new(),
        links: vec![Link { href: check.into(), label: words.text("check-short") }],
        resend: None,
    }
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
            resend: None,
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
            Self::NeedsRegister => (
                "problem-needs-register",
                "problem-needs-register-text",
                &["problem-step-wait", "problem-step-paper"],
            ),
            Self::PerhapsDone => (
                "problem-perhaps-done",
                "problem-perhaps-done-text",
                &["problem-step-wait", "problem-step-paper"],
            ),
            Self::Failed => (
                "problem-failed",
                "problem-failed-text",
                &["problem-step-wait", "problem-step-help"],
            ),
        }
    }
}
