//! What forms that change a file or a record have in common: the version that was seen, where they
//! stand, and what is said when something is wrong in them.

use axum::response::{IntoResponse, Response};
use ees_pages::deed::DeedPage;
use fnd_web::etag::{ETag, IfMatch};
use fnd_web::problem::{Place, Problem};
use fnd_web::shell::Shell;

use super::html;

/// What stands in a field that may stay empty.
pub(super) fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The version of the file that the form showed, as the form sends it back.
pub(super) fn seen(version: &str) -> IfMatch {
    IfMatch::Tags(vec![ETag::of_version(version.parse().unwrap_or_default())])
}

/// The frame of a page below the page of a file, which is at `file`, under the title of this name.
pub(super) fn below_file(shell: Shell, file: &str, title: &str) -> Shell {
    let (above, title) = (shell.words.text("file-title"), shell.words.text(title));
    shell.below(file, above).titled(title)
}

/// The page once more with what must be mended, or the problem itself when the page has no field
/// for any of it.
pub(super) fn answer(page: &mut DeedPage, problem: &Problem) -> Result<Response, Problem> {
    let words = page.shell.words.clone();
    let mut marked = false;
    for fault in problem.errors() {
        let (Place::Pointer(at) | Place::Field(at)) = &fault.place;
        let name = at.trim_start_matches('/');
        // A field of a part has both names, as in `entry_at`.
        let whole = name.replace('/', "_");
        let first = name.split('/').next().unwrap_or(name);
        let name = if page.control(&whole).is_some() { whole.as_str() } else { first };
        if let Some(control) = page.control(name) {
            control.mark(&words);
            marked = true;
        }
    }
    if !marked {
        return Err(problem.clone());
    }
    drawn(page, problem)
}

/// The page once more with what a rule refuses, said at the field that it concerns.
pub(super) fn marked(
    page: &mut DeedPage,
    (field, error): (&str, String),
    problem: &Problem,
) -> Result<Response, Problem> {
    if let Some(control) = page.control(field) {
        control.field.error = error;
    }
    drawn(page, problem)
}

fn drawn(page: &DeedPage, problem: &Problem) -> Result<Response, Problem> {
    let mut response = html(page)?.into_response();
    *response.status_mut() = problem.status();
    Ok(response)
}
