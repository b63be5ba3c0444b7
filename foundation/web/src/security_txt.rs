//! `/.well-known/security.txt` (RFC 9116): whom to tell about a weakness.

use std::sync::Arc;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use fnd_core::Clock;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use crate::problem::no_method;

/// How long the answer says it holds; RFC 9116 advises less than a year.
const VALID: SignedDuration = SignedDuration::from_hours(180 * 24);

/// Whom to tell.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecurityContact {
    /// Addresses as URIs (`mailto:`, `https:`, `tel:`), the preferred one first.
    pub contact: Vec<String>,
    /// Languages in which to write.
    #[serde(default)]
    pub languages: Vec<String>,
    /// The address under which this text is published.
    #[serde(default)]
    pub canonical: Option<String>,
}

impl SecurityContact {
    fn text(&self, now: Timestamp) -> String {
        let expires = now.checked_add(VALID).unwrap_or(now);
        let expires = expires.strftime("%Y-%m-%dT%H:%M:%SZ");
        let mut text = String::new();
        for contact in &self.contact {
            text.push_str(&line("Contact", contact));
        }
        text.push_str(&line("Expires", &expires.to_string()));
        if !self.languages.is_empty() {
            text.push_str(&line("Preferred-Languages", &self.languages.join(", ")));
        }
        if let Some(canonical) = &self.canonical {
            text.push_str(&line("Canonical", canonical));
        }
        text
    }
}

fn line(name: &str, value: &str) -> String {
    format!("{name}: {}\n", value.replace(['\r', '\n'], " "))
}

/// The route that publishes `contact`.
pub fn routes(contact: SecurityContact, clock: Arc<dyn Clock>) -> Router {
    let contact = Arc::new(contact);
    let answer = move || {
        let text = contact.text(clock.now());
        async move { ([(CONTENT_TYPE, "text/plain; charset=utf-8")], text) }
    };
    Router::new()
        .route("/.well-known/security.txt", get(answer))
        .method_not_allowed_fallback(no_method)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_names_a_contact_and_a_day_until_which_it_holds() {
        let contact = SecurityContact {
            contact: vec!["mailto:security@example.org\nEvil: yes".into()],
            languages: vec!["en".into(), "ro".into()],
            canonical: None,
        };
        let text = contact.text("2026-01-01T00:00:00Z".parse().unwrap());
        assert_eq!(
            text,
            "Contact: mailto:security@example.org Evil: yes\n\
             Expires: 2026-06-30T00:00:00Z\nPreferred-Languages: en, ro\n"
        );
    }
}
