//! What was done, said at the top of the page on which one lands.

use axum::response::{IntoResponse, Redirect, Response};
use fnd_web::shell::Shell;
use serde::Deserialize;

/// Everything that can be said; whatever else an address claims, nothing is said.
const CODES: [&str; 20] = [
    "decided",
    "decision-corrected",
    "put-right",
    "off-list",
    "merged",
    "parted",
    "status-changed",
    "document-added",
    "programme-noted",
    "programme-ended",
    "refusal-corrected",
    "case-opened",
    "case-asked",
    "case-noted",
    "case-settled",
    "procedure-begun",
    "procedure-ended",
    "suspended",
    "suspension-ended",
    "suspension-notified",
];

/// On to the page at `path`, which says that `what` was done: one of [`CODES`].
pub(super) fn on_to(path: &str, what: &str) -> Response {
    let (path, place) = path.split_once('#').map_or((path, ""), |(path, place)| (path, place));
    let place = if place.is_empty() { String::new() } else { format!("#{place}") };
    Redirect::to(&format!("{path}?done={what}{place}")).into_response()
}

/// What an address says was done.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Done {
    done: String,
    #[serde(rename = "lang")]
    _lang: String,
}

impl Done {
    /// The shell with the sentence, if there is one to say.
    pub(super) fn on(&self, shell: Shell) -> Shell {
        if !CODES.contains(&self.done.as_str()) {
            return shell;
        }
        let sentence = shell.words.text(&format!("done-{}", self.done));
        shell.telling(sentence)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::header::LOCATION;

    use super::*;

    #[test]
    fn the_place_on_the_page_stands_behind_what_was_done() {
        for (path, address) in [
            ("/files/1", "/files/1?done=merged"),
            ("/files/1#programmes", "/files/1?done=merged#programmes"),
        ] {
            assert_eq!(on_to(path, "merged").headers()[LOCATION], address);
        }
    }
}
