//! The steps that deeds on one file have in common: a unit of work begins, holds the file as the
//! caller saw it, and ends. What a deed decides and stores stands in the file of the deed.

use ees_domain::file::File;
use ees_store::{Outcome, Work};
use fnd_core::Id;
use fnd_web::etag::IfMatch;
use fnd_web::problem::Problem;
use serde::Serialize;

use crate::actor::Lawful;
use crate::app::App;
use crate::border::read_file::etag;
use crate::problem::{ended, of_store};

/// Begins a unit of work for `request`; its log row keeps what was asked. EES Art. 46(1)(d).
pub async fn begin(
    app: &App,
    lawful: &Lawful,
    request: &(impl Serialize + Sync),
) -> Result<Box<dyn Work>, Problem> {
    let asked = serde_json::to_string(request).unwrap_or_default();
    app.register.begin(lawful.access(app, asked)).await.map_err(of_store)
}

/// Holds the file `id` until the unit ends; where there is none, the unit ends with "not found".
///
/// A number that was merged leads to the file that was kept, which is the one to write to: the
/// deed goes on with the number of the file that is answered, not with `id`.
pub async fn hold(mut work: Box<dyn Work>, id: Id<File>) -> Result<(Box<dyn Work>, File), Problem> {
    match work.file_for_update(id).await.map_err(of_store)? {
        Some(file) => Ok((work, file)),
        None => ended(work, None, Problem::not_found()).await,
    }
}

/// Goes on if `file` is as the caller saw it; otherwise the unit ends with what `If-Match` says.
pub async fn as_seen(
    work: Box<dyn Work>,
    file: &File,
    condition: &IfMatch,
) -> Result<Box<dyn Work>, Problem> {
    match condition.check(&etag(file)) {
        Ok(()) => Ok(work),
        Err(problem) => ended(work, Some(file.id), problem).await,
    }
}

/// Ends a unit on `file` that was carried out, or that found it carried out before; `sent` names
/// the categories of data that went with the answer. EES Art. 46(1)(c).
pub async fn done(
    work: Box<dyn Work>,
    file: Id<File>,
    sent: &'static [&'static str],
) -> Result<(), Problem> {
    let outcome = Outcome { file: Some(file), sent, ..Outcome::default() };
    work.commit(outcome).await.map_err(of_store)
}
