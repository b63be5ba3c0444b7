//! What goes wrong, as problem documents. The only place that gives a domain error its status.

use std::time::Duration;

use axum::http::StatusCode;
use fnd_pg::Failure;
use fnd_web::problem::{Fault, Problem};
use ies_domain::access::Refusal;
use ies_store::StoreError;

/// A domain error with its stable code and its sentence.
pub trait Refused: std::error::Error {
    /// The stable code.
    fn code(&self) -> &'static str;

    /// Whether it is because of how things stand rather than of what was asked.
    fn is_conflict(&self) -> bool {
        true
    }
}

/// Gives domain errors to [`by_rule`]; those of the second list are about what was typed.
macro_rules! refused {
    ($($error:path => $is_conflict:expr),* $(,)?) => {
        $(impl Refused for $error {
            fn code(&self) -> &'static str {
                <$error>::code(self)
            }

            fn is_conflict(&self) -> bool {
                let is_conflict: fn(&$error) -> bool = $is_conflict;
                is_conflict(self)
            }
        })*
    };
}

use ies_domain::registration::RegistrationError;
use ies_domain::scan::ScanError;

refused! {
    RegistrationError => |error| !matches!(
        error,
        RegistrationError::Text(_) | RegistrationError::Incomplete(_)
    ),
    ScanError => |error| matches!(error, ScanError::NotNow | ScanError::NothingHeld),
    ies_domain::account::AccountError => |_| true,
    ies_domain::account::EmailChangeError => |_| true,
    ies_domain::community::MembershipError => |_| true,
    ies_domain::community::CommunityError => |_| false,
    ies_domain::community::FoundError => |_| false,
    ies_domain::consent::ConsentError => |_| true,
    ies_domain::rights::RightsError => |_| true,
    ies_domain::rights::breach::BreachError => |_| true,
    ies_domain::role::RoleError => |_| true,
    ies_domain::role::EmergencyError => |_| true,
    ies_domain::actor::ActorError => |_| true,
}

const RULE: &str = "The rules do not allow this";
const CONFLICT: &str = "This does not fit how things stand";

/// The problem of a step that the domain did not take.
pub fn by_rule(error: &impl Refused) -> Problem {
    if error.is_conflict() {
        Problem::new(StatusCode::CONFLICT, error.code(), CONFLICT).because(sentence(error))
    } else {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, error.code(), RULE).because(sentence(error))
    }
}

/// The error's message as a sentence.
pub fn sentence(error: &impl std::error::Error) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

/// The problem of a refusal by the access table.
pub fn refused(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::SignInFirst => Problem::unauthenticated(),
        // The same as for what is not there. A4.
        Refusal::NotFound => Problem::not_found(),
        Refusal::ConsentFirst
        | Refusal::Suspended
        | Refusal::Closed
        | Refusal::Weak(_)
        | Refusal::Forbidden
        | Refusal::OutOfScope => {
            Problem::new(StatusCode::FORBIDDEN, refusal.code(), "This is not for you now")
                .because(sentence(&refusal))
        }
    }
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

/// The problem of storage that failed. A failure is reported here, once, with its chain.
#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
pub fn of_store(error: StoreError) -> Problem {
    match &error {
        StoreError::Overtaken => Problem::new(StatusCode::CONFLICT, "overtaken", CONFLICT).because(
            "Somebody else changed this at the same moment. Look at it again and repeat what \
                 still has to be done.",
        ),
        StoreError::Database(Failure::Unavailable(_) | Failure::Contended(_)) => {
            tracing::warn!(error = %chain(&error), "the database is unavailable");
            Problem::unavailable().retry_after(Duration::from_secs(2))
        }
        StoreError::Database(Failure::Constraint { .. } | Failure::Defect(_))
        | StoreError::Seal(_)
        | StoreError::Blob(_)
        | StoreError::Inconsistent { .. } => {
            tracing::error!(error = %chain(&error), "the store failed");
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
        StoreError::Blob(_) | StoreError::Overtaken | StoreError::Inconsistent { .. } => {
            error.to_string()
        }
    }
}
