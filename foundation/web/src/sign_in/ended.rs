//! The provider says that somebody signed out elsewhere: the sessions that began with that
//! sign-in end here too.

use axum::extract::State;
use axum::http::StatusCode;

use super::Desk;
use super::provider::{Ended, not_ended};
use crate::extract::Posted;
use crate::problem::Problem;
use crate::sign_in::provider::Notice;

/// Answers the same whether a session ended or none was there, so that nobody can find out
/// which are.
pub(super) async fn handler(
    State(desk): State<Desk>,
    Posted(notice): Posted<Notice>,
) -> Result<StatusCode, Problem> {
    let Ended { handle, once } = desk.sign_in.0.provider.ended(&notice).await?;
    let Some(sessions) = &desk.sessions else { return Err(Problem::not_found()) };
    let Some(name) = once else {
        sessions.end(handle).await?;
        return Ok(StatusCode::OK);
    };
    if !sessions.is_first(&name).await? {
        tracing::warn!(reason = "replayed", "a logout token was not believed");
        return Err(not_ended());
    }
    if let Err(problem) = sessions.end(handle).await {
        // The provider may send the same token again.
        sessions.forget_first(&name).await?;
        return Err(problem);
    }
    Ok(StatusCode::OK)
}
