//! What goes wrong, as problem documents. The only place that gives a domain error its status.

use std::time::Duration;

use axum::http::StatusCode;
use ees_domain::crossing::{EntryError, ExitError};
use ees_domain::mrz::MrzError;
use ees_domain::presented::GroundError;
use ees_domain::stay::StayError;
use ees_store::StoreError;
use fnd_pg::Failure;
use fnd_web::problem::{Fault, Problem};

/// A domain error with its stable code and its sentence.
trait Refused: std::error::Error {
    fn code(&self) -> &'static str;
}

macro_rules! refused {
    ($($error:ty),*) => {
        $(impl Refused for $error {
            fn code(&self) -> &'static str {
                <$error>::code(self)
            }
        })*
    };
}
refused!(EntryError, ExitError, StayError);

impl Refused for GroundError {
    fn code(&self) -> &'static str {
        Self::code(*self)
    }
}

/// The title of every refusal by a rule.
const RULE: &str = "The rules do not allow this";
/// The title of every request that does not fit what is on file.
const CONFLICT: &str = "This does not fit what is on file";

/// A refusal by a rule: understood, and not allowed.
fn by_rule(error: &impl Refused) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, error.code(), RULE).because(sentence(error))
}

/// A refusal because of what is on file.
fn by_file(error: &impl Refused) -> Problem {
    Problem::new(StatusCode::CONFLICT, error.code(), CONFLICT).because(sentence(error))
}

/// The error's message as a sentence.
fn sentence(error: &impl std::error::Error) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

/// The problem of an entry that was not recorded.
pub fn of_entry(error: &EntryError) -> Problem {
    match error {
        EntryError::AlreadyInside { .. }
        | EntryError::NotTheOpenRecord
        | EntryError::NotAfterLastRecord { .. } => by_file(error),
        EntryError::DateInFuture
        | EntryError::StayExhausted { .. }
        | EntryError::NotOperated
        | EntryError::Calculation(_) => by_rule(error),
    }
}

/// The problem of an exit that was not recorded.
pub fn of_exit(error: &ExitError) -> Problem {
    match error {
        ExitError::NoOpenEntry | ExitError::EntryIsKnown { .. } => by_file(error),
        ExitError::ExitBeforeEntry { .. } | ExitError::DateInFuture => by_rule(error),
    }
}

/// The problem of a ground of entry that does not follow.
pub fn of_ground(error: GroundError) -> Problem {
    by_rule(&error)
}

/// The problem of a calculation that has no answer.
pub fn of_stay(error: &StayError) -> Problem {
    by_rule(error)
}

/// The problem of a machine-readable zone at `pointer`: every damage with its place.
pub fn of_zone(error: &MrzError, pointer: &str) -> Problem {
    let code = error.code();
    let problem = Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        code,
        "The machine-readable zone cannot be read",
    )
    .because(format!("{}. Read the document again or type its data.", capital(&error.to_string())));
    let damages = error.damages();
    if damages.is_empty() {
        return problem.at(Fault::pointer(pointer, code, error.to_string()));
    }
    damages.iter().fold(problem, |problem, damage| {
        problem.at(Fault::pointer(pointer, damage.kind.code(), damage.to_string()))
    })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), letters.as_str()))
}

/// A value that cannot be used, at `pointer`.
pub fn of_value(pointer: &str, code: &'static str, detail: impl Into<String>) -> Problem {
    of_faults([Fault::pointer(pointer, code, detail.into())])
}

/// A parameter of the address that cannot be used.
pub fn of_parameter(field: &str, code: &'static str, detail: impl Into<String>) -> Problem {
    of_faults([Fault::field(field, code, detail.into())])
}

/// Values that cannot be used, each at its place.
pub fn of_faults(faults: impl IntoIterator<Item = Fault>) -> Problem {
    let problem =
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid-value", "A value cannot be used")
            .because("Correct the values named in `errors`.");
    faults.into_iter().fold(problem, Problem::at)
}

/// A client-chosen id that was used for something else.
pub fn id_reused() -> Problem {
    Problem::new(StatusCode::CONFLICT, "id-reused", CONFLICT).because(
        "This id was used for a different request. Choose a new id; to repeat a request, send it \
         unchanged.",
    )
}

/// A person to whom the system does not apply.
pub fn out_of_scope(article: &str) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "out-of-scope", RULE).because(format!(
        "The Entry/Exit System does not apply to this person ({article}); nothing is recorded."
    ))
}

/// The problem of storage that failed. A failure is reported here, once, with its chain.
#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
pub fn of_store(error: StoreError) -> Problem {
    match &error {
        StoreError::DocumentOnOtherFile => {
            Problem::new(StatusCode::CONFLICT, "document-on-other-file", CONFLICT)
                .because("The travel document is on another file. Open that file instead.")
        }
        StoreError::Overtaken => Problem::new(StatusCode::CONFLICT, "overtaken", CONFLICT).because(
            "Somebody else recorded a passage of this person at the same moment. Check the person \
             again.",
        ),
        StoreError::Database(Failure::Unavailable(_) | Failure::Contended(_)) => {
            tracing::warn!(error = %chain(&error), "the register is unavailable");
            Problem::unavailable().retry_after(Duration::from_secs(2))
        }
        StoreError::Database(Failure::Constraint { .. } | Failure::Defect(_))
        | StoreError::Seal(_)
        | StoreError::Inconsistent { .. } => {
            tracing::error!(error = %chain(&error), "the register failed");
            Problem::internal()
        }
    }
}

/// The messages of an error and its causes, without what the database server said: that may
/// quote values.
fn chain(error: &StoreError) -> String {
    match error {
        StoreError::Database(failure) => format!("{error}: {}", failure.code()),
        StoreError::Seal(source) => format!("{error}: {source}"),
        StoreError::DocumentOnOtherFile
        | StoreError::Overtaken
        | StoreError::Inconsistent { .. } => error.to_string(),
    }
}
