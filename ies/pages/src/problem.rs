//! What went wrong, in words, on the foundation's problem page.

use fnd_web::shell::{Link, ProblemPage, Shell};
use fnd_web::words::Words;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The page does not exist, or the reader may not know that it does.
    NotFound,
    /// It was there, and was deleted when its time was up.
    Gone,
    /// The reader may not do this.
    NoRight,
    /// Somebody else changed it meanwhile.
    Changed,
    /// Too many requests in a short time.
    TooMany,
    /// What was sent is larger than is taken.
    TooLarge,
    /// The form is too old, or came from another site.
    StaleForm,
    /// The sign-in did not succeed.
    SignIn,
    /// The sign-in is too weak or too old for what was sent.
    SignInAgain,
    /// The service cannot be reached.
    Unavailable,
    /// A fault of the system.
    Failed,
}

/// Where a reader goes on from a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Onward {
    /// To the start.
    Start,
    /// To the texts that are to be agreed to.
    Consent,
    /// To what is said about an account that cannot be used.
    AccountState,
}

/// What [`codes()`] tells.
const WITH_SENTENCE: &[&str] = &[
    "sign-in-first",
    "consent-first",
    "account-suspended",
    "account-closed",
    "account-already-held",
    "account-not-active",
    "account-not-in-state",
    "account-has-time",
    "login-not-usable",
    "request-already-open",
    "request-ended",
    "request-not-in-state",
    "request-incomplete",
    "request-has-time",
    "not-the-applicant",
    "too-many-questions",
    "eligibility-unsaid",
    "text-unread",
    "scan-not-there",
    "scan-not-looked-at",
    "scan-not-now",
    "scan-nothing-held",
    "no-statement",
    "text-changed",
    "general-consent-missing",
    "transfer-consent-missing",
    "consent-already-withdrawn",
    "consent-missing",
    "nothing-to-choose",
    "explanation-unsaid",
    "nothing-changed",
    "email-by-itself",
    "email-same",
    "email-not-usable",
    "email-link-expired",
    "community-not-there",
    "hidden-needs-invitations",
    "community-country-missing",
    "community-country-not-asked",
    "invitation-only",
    "already-member",
    "membership-not-in-state",
    "membership-has-time",
    "not-lead",
    "concerns-yourself",
    "last-lead",
    "notice-not-seen",
    "end-in-past",
    "rights-not-in-state",
    "objection-ground-missing",
    "consequence-not-acknowledged",
    "already-executed",
    "too-late-to-extend",
    "reasons-missing",
    "refusal-ground-not-fitting",
    "breach-closed",
    "already-done",
    "delay-unsaid",
    "risk-unknown",
    "breach-not-reported",
    "breach-not-told",
    "nobody-affected",
    "not-in-role",
    "not-of-controller",
    "other-country",
    "wrong-scope",
    "roles-in-conflict",
    "role-already-held",
    "role-months",
    "second-person-needed",
    "nothing-to-do",
    "role-ended",
    "document-unnamed",
    "reason-unsaid",
    "emergency-over",
    "emergency-nothing-there",
    "second-factor-needed",
    "fresh-sign-in-needed",
    "token-out-of-scope",
    "cross-site",
    "conflict",
    "precondition-failed",
];

/// The codes of refusals that have a sentence of their own.
pub fn codes() -> &'static [&'static str] {
    WITH_SENTENCE
}

/// The page for something that a rule does not allow.
pub fn refused(shell: Shell, code: &str, back: Link) -> ProblemPage {
    let words = shell.words.clone();
    let known = WITH_SENTENCE.contains(&code);
    let key = if known { format!("refused-{code}") } else { "refused-other".to_owned() };
    ProblemPage {
        shell: shell.titled(words.text("refused-title")),
        sentence: words.text(&key),
        code: code.to_owned(),
        steps: Vec::new(),
        links: vec![back],
        resend: None,
    }
}

impl Onward {
    /// Where a reader goes on from the problem `code`.
    pub fn from(code: &str) -> Self {
        match code {
            "consent-first" => Self::Consent,
            "account-suspended" | "account-closed" => Self::AccountState,
            _ => Self::Start,
        }
    }

    /// The link to `href`, which is where that is.
    pub fn link(self, words: &Words, href: &str) -> Link {
        let key = match self {
            Self::Start => "to-home",
            Self::Consent => "to-consent",
            Self::AccountState => "to-account-state",
        };
        Link { href: href.to_owned(), label: words.text(key) }
    }
}

impl Problem {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::NotFound,
        Self::Gone,
        Self::NoRight,
        Self::Changed,
        Self::TooMany,
        Self::TooLarge,
        Self::StaleForm,
        Self::SignIn,
        Self::SignInAgain,
        Self::Unavailable,
        Self::Failed,
    ];

    /// The page that says so. `code` is the stable code of the problem.
    pub fn page(self, shell: Shell, code: impl Into<String>, back: Link) -> ProblemPage {
        let (title, sentence, steps) = self.keys();
        let words = shell.words.clone();
        ProblemPage {
            shell: shell.titled(words.text(title)),
            sentence: words.text(sentence),
            code: code.into(),
            steps: steps.iter().map(|step| words.text(step)).collect(),
            links: vec![back],
            resend: None,
        }
    }

    /// The keys of the title, of the sentence and of what the reader can do.
    fn keys(self) -> (&'static str, &'static str, &'static [&'static str]) {
        match self {
            Self::NotFound => (
                "problem-not-found",
                "problem-not-found-text",
                &["problem-step-address", "problem-step-member"],
            ),
            Self::Gone => ("problem-gone", "problem-gone-text", &[]),
            Self::NoRight => ("problem-no-right", "problem-no-right-text", &["problem-step-ask"]),
            Self::Changed => ("problem-changed", "problem-changed-text", &["problem-step-again"]),
            Self::TooMany => ("problem-too-many", "problem-too-many-text", &["problem-step-wait"]),
            Self::TooLarge => {
                ("problem-too-large", "problem-too-large-text", &["problem-step-smaller"])
            }
            Self::StaleForm => ("problem-stale", "problem-stale-text", &["problem-step-again"]),
            Self::SignIn => (
                "problem-sign-in",
                "problem-sign-in-text",
                &["problem-step-sign-in", "problem-step-help"],
            ),
            Self::SignInAgain => ("problem-sign-in-again", "problem-sign-in-again-text", &[]),
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
