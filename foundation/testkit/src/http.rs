//! A client that speaks to a server as a browser or a system would: it keeps cookies, follows
//! nothing by itself, and shows a certificate when it has one.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::http::header::{COOKIE, HOST, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode, Uri};
use http_body_util::{BodyExt, Full};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client as Pool;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};
use url::Url;

use crate::tls::Credentials;

/// A client with its own cookies.
#[derive(Debug)]
pub struct Client {
    pool: Pool<HttpsConnector<HttpConnector>, Full<Bytes>>,
    /// By host and port, then by name.
    cookies: Mutex<BTreeMap<String, BTreeMap<String, String>>>,
}

/// What a server answered.
#[derive(Debug)]
pub struct Answer {
    /// Where the request went.
    pub url: Url,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub text: String,
}

impl Client {
    /// A client that trusts `authority` (in PEM) and shows `credentials`, each when given.
    pub fn new(authority: Option<&str>, credentials: Option<&Credentials>) -> Self {
        let mut roots = RootCertStore::empty();
        if let Some(pem) = authority {
            roots.add(CertificateDer::from_pem_slice(pem.as_bytes()).unwrap()).unwrap();
        }
        let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots);
        let config = match credentials {
            Some(own) => {
                let chain =
                    vec![CertificateDer::from_pem_slice(own.certificate.as_bytes()).unwrap()];
                let key = PrivateKeyDer::from_pem_slice(own.key.as_bytes()).unwrap();
                config.with_client_auth_cert(chain, key).unwrap()
            }
            None => config.with_no_client_auth(),
        };
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(config)
            .https_or_http()
            .enable_http1()
            .build();
        Self {
            pool: Pool::builder(TokioExecutor::new()).build(connector),
            cookies: Mutex::default(),
        }
    }

    /// A browser that speaks plain HTTP.
    pub fn plain() -> Self {
        Self::new(None, None)
    }

    /// Gets `url`.
    pub async fn get(&self, url: &str) -> Answer {
        self.send(Method::GET, url, &[], "").await.unwrap()
    }

    /// Gets `url` as a browser gets a page.
    pub async fn page(&self, url: &str) -> Answer {
        self.send(Method::GET, url, &[("accept", "text/html")], "").await.unwrap()
    }

    /// Sends anything; fails when no answer comes.
    pub async fn send(
        &self,
        method: Method,
        url: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Result<Answer, hyper_util::client::legacy::Error> {
        self.send_bytes(method, url, headers, body.as_bytes().to_vec()).await
    }

    /// The same, with a body that need not be text.
    pub async fn send_bytes(
        &self,
        method: Method,
        url: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Result<Answer, hyper_util::client::legacy::Error> {
        let url = Url::parse(url).unwrap();
        let uri: Uri = url.as_str().parse().unwrap();
        let host = uri.authority().unwrap().to_string();
        let mut request = Request::builder().method(method).uri(uri).header(HOST, &host);
        let cookies = self.cookie_header(&host);
        if !cookies.is_empty() {
            request = request.header(COOKIE, cookies);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = Full::new(Bytes::from(body));
        let answer = self.pool.request(request.body(body).unwrap()).await?;
        let (parts, body) = answer.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        self.keep(&host, &parts.headers);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Ok(Answer { url, status: parts.status, headers: parts.headers, text })
    }

    /// Gets where `answer` leads, as a browser does.
    pub async fn follow(&self, answer: &Answer) -> Answer {
        self.page(&answer.leads_to()).await
    }

    /// A cookie of `host`, which is written with its port.
    pub fn cookie(&self, host: &str, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(host)?.get(name).cloned()
    }

    /// Puts a cookie in, as somebody would who stole or made one up.
    pub fn put_cookie(&self, host: &str, name: &str, value: &str) {
        let mut all = self.cookies.lock().unwrap();
        all.entry(host.to_owned()).or_default().insert(name.to_owned(), value.to_owned());
    }

    fn cookie_header(&self, host: &str) -> String {
        let all = self.cookies.lock().unwrap();
        let ours = all.get(host).into_iter().flatten();
        ours.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&self, host: &str, headers: &HeaderMap) {
        for line in headers.get_all(SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
            let (name, value) = pair.split_once('=').unwrap();
            let attributes = attributes.to_ascii_lowercase();
            if name.starts_with("__Host-") && !attributes.contains("secure") {
                // As a browser does: such a name needs the attribute.
                continue;
            }
            let mut all = self.cookies.lock().unwrap();
            let ours = all.entry(host.to_owned()).or_default();
            if attributes.contains("max-age=0") {
                ours.remove(name);
            } else {
                ours.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Answer {
    /// Where the answer leads.
    pub fn leads_to(&self) -> String {
        let to = self.headers.get(LOCATION).expect("the answer leads somewhere");
        self.url.join(to.to_str().unwrap()).unwrap().into()
    }

    /// A header as text, empty when absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).expect("the answer is JSON")
    }

    /// The code of the problem that the answer is, or nothing.
    pub fn problem(&self) -> Option<String> {
        (self.header("content-type") == "application/problem+json")
            .then(|| self.json()["code"].as_str().unwrap().to_owned())
    }
}
