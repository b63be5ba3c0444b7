//! Headers that tell a browser what it may not do.

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, SERVER,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;
use serde::Deserialize;

use crate::serve::Channel;

/// What a system asks of browsers beyond the defaults.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Headers {
    /// Origins a form may lead to besides this one and the identity provider's. Chromium applies
    /// this to redirects after a post too, so the origin belongs here to which signing out leads
    /// when it is not the issuer's.
    pub form_action: Vec<String>,
    /// Whether pages may ask for the camera.
    pub camera: bool,
    /// Origins that scripts may ask besides this one, as programs on the reader's own computer.
    pub connect: Vec<String>,
}

/// Put into the extensions of an answer: one more origin that a form of this page may lead to.
#[derive(Debug, Clone)]
pub struct AlsoFormAction(pub String);

/// Headers that are the same for every answer.
const FIXED: [(HeaderName, &str); 6] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
];
/// Two years, the least that browsers' own lists take.
const HSTS: &str = "max-age=63072000; includeSubDomains";
/// What a page may not use, without the camera.
const DENIED: &str = "accelerometer=(), autoplay=(), browsing-topics=(), display-capture=(), \
     encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), \
     idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), \
     picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), \
     storage-access=(), usb=(), xr-spatial-tracking=()";

impl Headers {
    /// The policy of what a page may load and where its forms may lead.
    fn policy(&self, also: Option<&AlsoFormAction>) -> String {
        let origins = self.form_action.iter().chain(also.map(|origin| &origin.0));
        let origins: String = origins.flat_map(|origin| [" ", origin]).collect();
        let connect: String = self.connect.iter().flat_map(|origin| [" ", origin]).collect();
        format!(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
             font-src 'self'; connect-src 'self'{connect}; form-action 'self'{origins}; \
             frame-ancestors 'none'; base-uri 'none'"
        )
    }

    fn apply(&self, response: &mut Response, is_secure: bool) {
        let policy = self.policy(response.extensions().get());
        let camera = if self.camera { "camera=(self)" } else { "camera=()" };
        let headers = response.headers_mut();
        for (name, value) in FIXED {
            headers.insert(name, HeaderValue::from_static(value));
        }
        let made = [
            (CONTENT_SECURITY_POLICY, policy),
            (HeaderName::from_static("permissions-policy"), format!("{camera}, {DENIED}")),
        ];
        for (name, value) in made {
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.insert(name, value);
            }
        }
        if is_secure {
            headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
        }
        headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
        headers.remove(SERVER);
    }
}

/// For `axum::middleware::from_fn_with_state`: sets the headers of every answer.
pub async fn layer(State(set): State<Headers>, request: Request, next: Next) -> Response {
    let is_secure = request.extensions().get::<Channel>().is_some_and(Channel::is_secure);
    let mut response = next.run(request).await;
    set.apply(&mut response, is_secure);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_to_this_origin_and_to_those_named() {
        let form_action = vec!["https://login.example".into()];
        let set = Headers { form_action, ..Headers::default() };
        let also = AlsoFormAction("https://other.example".into());
        let policy = set.policy(Some(&also));
        let expected = "form-action 'self' https://login.example https://other.example;";
        assert!(policy.contains(expected), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
    }

    #[test]
    fn scripts_ask_this_origin_and_those_named() {
        let policy = Headers::default().policy(None);
        assert!(policy.contains("connect-src 'self';"), "{policy}");
        let connect = vec!["http://127.0.0.1:7373".into()];
        let policy = Headers { connect, ..Headers::default() }.policy(None);
        assert!(policy.contains("connect-src 'self' http://127.0.0.1:7373;"), "{policy}");
    }

    #[test]
    fn the_camera_is_denied_unless_asked_for() {
        let told = |camera| {
            let mut response = Response::default();
            Headers { camera, ..Headers::default() }.apply(&mut response, false);
            response.headers()["permissions-policy"].to_str().unwrap().to_owned()
        };
        assert!(told(false).starts_with("camera=()"));
        assert!(told(true).starts_with("camera=(self)"));
    }
}
