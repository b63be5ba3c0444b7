//! Completes the description of the interface: how callers show who they are, and the problems
//! that an operation can answer whatever it does.
//!
//! Nothing of this stands at the operations, so none can forget it: what an operation takes
//! decides which problems it can answer.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::http::StatusCode;
use axum::http::header::IF_MATCH;
use utoipa::ToSchema;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn, PathItem};
use utoipa::openapi::schema::ObjectBuilder;
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{
    ContentBuilder, HeaderBuilder, OpenApi, Ref, RefOr, Response, ResponseBuilder, Type,
};

use crate::problem::{MEDIA_TYPE, Problem};

/// How callers of an interface show who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The client certificate of a system.
    Certificate,
    /// The session of a browser, named by this cookie.
    Session(&'static str),
    /// A token in the header `Authorization`, RFC 6750.
    Token,
}

impl Way {
    /// Its name in the document.
    const fn name(self) -> &'static str {
        match self {
            Self::Certificate => "certificate",
            Self::Session(_) => "session",
            Self::Token => "token",
        }
    }

    fn scheme(self) -> SecurityScheme {
        match self {
            Self::Certificate => {
                let said = "The certificate of a registered system, shown in the TLS handshake.";
                SecurityScheme::MutualTls {
                    description: Some(said.to_owned()),
                    deprecated: None,
                    extensions: None,
                }
            }
            Self::Session(cookie) => {
                let said = "The session of a browser, begun at `/sign-in`.";
                SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(cookie, said)))
            }
            Self::Token => {
                let mut http = Http::new(HttpAuthScheme::Bearer);
                let said = "A token that a person made; it can do what the person can, and of \
                            that what it was made for.";
                http.description = Some(said.to_owned());
                SecurityScheme::Http(http)
            }
        }
    }
}

/// How an interface is called, and what it answers to who may not.
#[derive(Debug, Clone)]
pub struct Described<'a> {
    /// The ways to show who one is; any of them is enough.
    pub ways: &'a [Way],
    /// What a caller is answered who is known and may not do it.
    pub refusal: Problem,
}

/// Why a request was not fulfilled, RFC 9457. It never holds personal data.
#[derive(Debug, ToSchema)]
#[schema(as = Problem)]
#[expect(dead_code, reason = "describes what `fnd_web` writes")]
pub struct Document {
    /// `/problems/` and the code.
    r#type: String,
    /// What happened, in a few words; the same for every problem of a code.
    title: String,
    /// The status of HTTP.
    status: u16,
    /// A stable code; callers may match on it.
    code: String,
    /// A sentence that a person can act on.
    #[schema(required = false)]
    detail: String,
    /// The places where something is wrong.
    #[schema(required = false)]
    errors: Vec<Fault>,
}

/// What is wrong at one place of a request; never what was sent.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what `fnd_web` writes")]
pub struct Fault {
    /// A JSON pointer into the body (RFC 6901).
    #[schema(required = false)]
    pointer: String,
    /// A parameter of the address or a field of a form.
    #[schema(required = false)]
    field: String,
    /// A stable code.
    code: String,
    /// A sentence that a person can act on.
    detail: String,
}

/// Completes `document`, in whose components the schemas [`Document`] and [`Fault`] stand.
pub fn complete(document: &mut OpenApi, described: &Described<'_>) {
    let mut named: BTreeMap<String, Named> = BTreeMap::new();
    for operation in document.paths.paths.values_mut().flat_map(operations) {
        for problem in problems(operation, described) {
            let status = problem.status();
            let one = named.entry(name(status)).or_insert_with(|| Named::new(status));
            one.add(problem.title());
            let reference = RefOr::Ref(Ref::from_response_name(name(status)));
            let answers = &mut operation.responses.responses;
            answers.entry(status.as_str().to_owned()).or_insert(reference);
        }
        operation.responses.responses.iter_mut().for_each(give_content);
    }
    let components = document.components.get_or_insert_default();
    components.responses.extend(named.into_iter().map(|(name, one)| (name, one.response().into())));
    let schemes = described.ways.iter().map(|way| (way.name().to_owned(), way.scheme().into()));
    components.security_schemes.extend(schemes);
    let none: [&str; 0] = [];
    let ways = described.ways.iter().map(|way| SecurityRequirement::new(way.name(), none));
    document.security = Some(ways.collect());
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem { get, put, post, delete, patch, .. } = item;
    [get, put, post, delete, patch].into_iter().flatten()
}

/// The problems that `operation` can answer, by what it takes.
fn problems(operation: &Operation, described: &Described<'_>) -> Vec<Problem> {
    let soon = Duration::from_secs(1);
    let mut all = vec![
        Problem::too_many_requests(soon),
        Problem::internal(),
        Problem::unavailable(),
        Problem::timeout(),
    ];
    let is_open = SecurityRequirement::default();
    if operation.security.as_ref().is_none_or(|ways| !ways.contains(&is_open)) {
        all.extend([Problem::unauthenticated(), described.refusal.clone()]);
    }
    if operation.request_body.is_some() {
        all.extend([
            Problem::malformed_json(1, 1),
            Problem::request_timeout(),
            Problem::too_large(),
            Problem::unsupported_media_type("application/json"),
            Problem::unprocessable(),
        ]);
    }
    if takes(operation, |parameter| parameter.parameter_in == ParameterIn::Query) {
        all.extend([Problem::malformed_parameters(), Problem::unprocessable()]);
    }
    if takes(operation, |parameter| parameter.parameter_in == ParameterIn::Path) {
        all.push(Problem::not_found());
    }
    if takes(operation, |parameter| IF_MATCH.as_str().eq_ignore_ascii_case(&parameter.name)) {
        all.extend([
            Problem::malformed_header("If-Match"),
            Problem::precondition_failed(),
            Problem::precondition_required(),
        ]);
    }
    all
}

fn takes(operation: &Operation, is_one: impl Fn(&Parameter) -> bool) -> bool {
    let all = operation.parameters.iter().flatten();
    all.into_iter().any(|given| matches!(given, RefOr::T(parameter) if is_one(parameter)))
}

/// The name of a status among the shared answers: `TooManyRequests`.
fn name(status: StatusCode) -> String {
    status.canonical_reason().unwrap_or("Problem").split([' ', '-']).collect()
}

/// Every refusal has the form of a problem, also one that an operation describes itself.
fn give_content((status, answer): (&String, &mut RefOr<Response>)) {
    if let RefOr::T(own) = answer
        && status.starts_with(['4', '5'])
        && own.content.is_empty()
    {
        own.content = problem_of(&own.description).content;
    }
}

fn problem_of(description: &str) -> Response {
    let form = RefOr::Ref(Ref::from_schema_name("Problem"));
    let content = ContentBuilder::new().schema(Some(form)).build();
    ResponseBuilder::new().description(description).content(MEDIA_TYPE, content).build()
}

/// A shared answer: every problem of one status.
struct Named {
    status: StatusCode,
    titles: Vec<&'static str>,
}

impl Named {
    const fn new(status: StatusCode) -> Self {
        Self { status, titles: Vec::new() }
    }

    fn add(&mut self, title: &'static str) {
        if !self.titles.contains(&title) {
            self.titles.push(title);
        }
    }

    fn response(self) -> Response {
        let mut response = problem_of(&self.titles.join("; "));
        if matches!(self.status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) {
            let seconds = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1));
            let wait = HeaderBuilder::new()
                .schema(Some(seconds))
                .description(Some("seconds to wait"))
                .build();
            response.headers.insert("Retry-After".to_owned(), wait.into());
        }
        response
    }
}
