//! What goes wrong where there is a register, as problem documents. What the rules refuse and
//! what cannot be read is in [`ees_wire::problem`].

use std::time::Duration;

use axum::http::StatusCode;
use ees_domain::file::File;
use ees_store::{Outcome, StoreError, Work};
use ees_wire::problem::CONFLICT;
use fnd_core::Id;
use fnd_pg::Failure;
use fnd_web::problem::Problem;

pub use ees_wire::problem::{
    check_incomplete, id_reused, of_amendment, of_decision, of_entry, of_exit, of_faults,
    of_fields, of_ground, of_lift, of_merge, of_parameter, of_person, of_programme,
    of_rectification, of_shown, of_status_change, of_stay, of_value, of_vis, of_zone, out_of_scope,
};

/// Ends a unit that recorded nothing; the refusal is logged.
pub async fn ended<T>(
    work: Box<dyn Work>,
    file: Option<Id<File>>,
    problem: Problem,
) -> Result<T, Problem> {
    let outcome = Outcome { refused: Some(problem.code()), file, ..Outcome::default() };
    work.commit(outcome).await.map_err(of_store)?;
    Err(problem)
}

/// A false document bears the number of one that is on file; whose file it is, a human says.
pub fn file_to_be_chosen() -> Problem {
    let detail = "The document is ticked as false, and its number is on a file. Name that file if \
                  the person is the one of the file; otherwise say that it is another person.";
    Problem::new(StatusCode::CONFLICT, "file-to-be-chosen", CONFLICT).because(detail)
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
        StoreError::Database(Failure::Contended(_)) => {
            tracing::warn!(error = %chain(&error), "others hold the same rows");
            contended()
        }
        StoreError::Database(Failure::Unavailable(_)) => {
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

/// The register is there, and others worked on the same rows for too long. Nothing was done.
fn contended() -> Problem {
    let status = StatusCode::SERVICE_UNAVAILABLE;
    Problem::new(status, "contended", "Others work on the same at this moment")
        .because("Nothing was done. Send the same request again.")
        .retry_after(Duration::from_secs(1))
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
