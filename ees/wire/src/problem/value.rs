//! The problems of values, identifiers and persons that no rule of the domain names.

use axum::http::StatusCode;
use fnd_web::problem::{Fault, Problem};

use super::{CONFLICT, RULE};

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

/// A check that is not over: the question that is open, at its answer.
pub fn check_incomplete(pointer: &str, question: &'static str) -> Problem {
    let detail =
        "The check is not over: answer what is named in `errors`, or leave the answers out.";
    let fault = Fault::pointer(pointer, question, "the check asks for this".to_owned());
    Problem::new(StatusCode::CONFLICT, "check-incomplete", CONFLICT).because(detail).at(fault)
}
