//! Requests that their receiver can check: RFC 9530 digests and RFC 9421 signatures.
//!
//! What is covered: the method, the whole address, the kind of the body and its digest, and when
//! it was signed. So a request that is changed, sent elsewhere or sent again much later is known.

use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue, Request};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fnd_vault::MessageSigner;
use fnd_vault::log::merkle::sha256;
use jiff::Timestamp;

/// The label of our signature among others.
const LABEL: &str = "limen";
/// What is covered, in the order in which it is signed.
const COVERED: &str = r#"("@method" "@target-uri" "content-type" "content-digest")"#;

/// The value of `Content-Digest` of a body. RFC 9530.
pub fn content_digest(body: &[u8]) -> String {
    format!("sha-256=:{}:", STANDARD.encode(sha256(&[body])))
}

/// The parameters of a signature made at `created` with the key of `name`. RFC 9421 section 2.3.
fn parameters(created: Timestamp, name: &str) -> String {
    format!(r#"{COVERED};created={};keyid="{name}";alg="ed25519""#, created.as_second())
}

/// The text that is signed. RFC 9421 section 2.5.
fn base(method: &str, address: &str, (kind, digest, parameters): (&str, &str, &str)) -> String {
    format!(
        "\"@method\": {method}\n\"@target-uri\": {address}\n\"content-type\": {kind}\n\
         \"content-digest\": {digest}\n\"@signature-params\": {parameters}"
    )
}

/// Adds digest and signature to `request`, which goes to `address`.
///
/// The headers are left out when the request holds something that no header can; no request of
/// ours does.
pub fn sign(
    request: &mut Request<Bytes>,
    address: &str,
    (signer, created): (&MessageSigner, Timestamp),
) {
    let digest = content_digest(request.body());
    let parameters = parameters(created, signer.name());
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let covered = (kind.unwrap_or_default(), digest.as_str(), parameters.as_str());
    let text = base(request.method().as_str(), address, covered);
    let signature = STANDARD.encode(signer.sign(text.as_bytes()));
    let headers = [
        ("content-digest", digest),
        ("signature-input", format!("{LABEL}={parameters}")),
        ("signature", format!("{LABEL}=:{signature}:")),
    ];
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::try_from(value) {
            request.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
}

/// Whether `request`, which came to `address`, bears a signature of `verifier` that fits it.
///
/// For tests and for receivers that are written with this crate; the time of the signature is
/// for the caller to judge.
pub fn is_signed(
    request: &Request<Bytes>,
    address: &str,
    verifier: &fnd_vault::MessageVerifier,
) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let given = (header("signature-input"), header("signature"), header("content-digest"));
    let (Some(input), Some(signature), Some(digest)) = given else { return false };
    let prefix = format!("{LABEL}=");
    let parameters = input.strip_prefix(&prefix);
    let encoded = signature.strip_prefix(&prefix).map(|value| value.trim_matches(':'));
    let bytes = encoded.and_then(|text| STANDARD.decode(text).ok());
    let (Some(parameters), Some(bytes)) = (parameters, bytes) else { return false };
    let kind = header("content-type").unwrap_or_default();
    let text = base(request.method().as_str(), address, (kind, digest, parameters));
    digest == content_digest(request.body()) && verifier.is_signed(text.as_bytes(), &bytes)
}

#[cfg(test)]
mod tests {
    use axum::http::Method;
    use fnd_vault::KeyRing;

    use super::*;

    const ADDRESS: &str = "https://national.example/limen/notices";

    fn request(body: &'static str) -> Request<Bytes> {
        let builder = Request::builder().method(Method::POST).uri(ADDRESS);
        builder.header(CONTENT_TYPE, "application/json").body(Bytes::from(body)).unwrap()
    }

    #[test]
    fn a_signed_request_is_known_and_a_changed_one_is_not() {
        let at: Timestamp = "2026-07-15T12:00:00Z".parse().unwrap();
        let signer = KeyRing::generate(at).unwrap().message_signer("system");
        let mut sent = request("{}");
        sign(&mut sent, ADDRESS, (&signer, at));
        let verifier = signer.verifier();
        assert!(is_signed(&sent, ADDRESS, &verifier));
        assert!(!is_signed(&sent, "https://other.example/", &verifier), "sent elsewhere");
        assert!(!is_signed(&request("{}"), ADDRESS, &verifier), "without signature");
        let mut changed = sent.clone();
        *changed.body_mut() = Bytes::from("[]");
        assert!(!is_signed(&changed, ADDRESS, &verifier), "another body");
        let mut later = sent;
        let input = later.headers()["signature-input"].to_str().unwrap().replace("=178", "=179");
        later.headers_mut().insert("signature-input", input.parse().unwrap());
        assert!(!is_signed(&later, ADDRESS, &verifier), "another time");
    }

    #[test]
    fn the_digest_is_that_of_the_standard() {
        // Source: RFC 9530 appendix D, the body {"hello": "world"} with a line feed.
        let digest = content_digest(b"{\"hello\": \"world\"}\n");
        assert_eq!(digest, "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
    }
}
