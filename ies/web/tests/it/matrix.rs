//! Every route by everybody: who is let in, who is refused, who may not even know.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use fnd_core::Id;
use fnd_register::Coded;
use fnd_testkit::http::Client;
use http::Method;
use ies_domain::account::Account;
use ies_domain::community::Level;
use ies_domain::organisation::OrganisationKind;
use ies_domain::role::{Role, Scope};

use crate::kit::Site;
use crate::tokens;

const COMMISSION: (&str, OrganisationKind, &str) =
    ("European Commission", OrganisationKind::UnionInstitution, "BEL");

/// Who walks the routes, as what.
const ROLES: &[(&str, Role)] = &[
    ("nils", Role::NcpCoordinator),
    ("cora", Role::ComCoordinator),
    ("vera", Role::Validator),
    ("ulla", Role::UserAdmin),
    ("dora", Role::DpOfficer),
    ("ludo", Role::LogAuditor),
    ("sven", Role::SysAdmin),
];

/// An identifier that nobody and nothing has.
const NOBODY: &str = "00000000-0000-7000-8000-000000000009";

/// Somebody who walks the routes.
struct Walker {
    name: String,
    client: Client,
    /// What is sent as `Authorization`, by a program.
    token: Option<String>,
}

impl Walker {
    fn new(name: &str, client: Client) -> Self {
        Self { name: name.to_owned(), client, token: None }
    }

    async fn walk(&self, site: &Site, (method, path): (&str, &str)) -> u16 {
        let (kind, body) = sent(path);
        let mut headers = vec![
            ("content-type", kind),
            ("accept", "application/problem+json"),
            ("sec-fetch-site", "same-origin"),
            ("if-match", "*"),
        ];
        headers.extend(self.token.as_deref().map(|token| ("authorization", token)));
        let method: Method = method.parse().unwrap();
        let answer = self.client.send(method, &site.at(path), &headers, body).await;
        answer.unwrap().status.as_u16()
    }
}

/// The least that is read as what the route takes, so that who sends it is asked for.
fn sent(path: &str) -> (&'static str, &'static str) {
    const FORM: &str = "application/x-www-form-urlencoded";
    match path {
        "/apply/draft" | "/apply/review" | "/request/answer" => {
            ("multipart/form-data; boundary=x", "--x--\r\n")
        }
        "/apply/send" => (FORM, "privacy=1&terms=1"),
        "/my/tokens/revoke" => (
            FORM,
            concat!(
                "digest=",
                "00000000000000000000000000000000",
                "00000000000000000000000000000000"
            ),
        ),
        api if api.starts_with("/v1/") => ("application/json", "{}"),
        _ => (FORM, ""),
    }
}

/// Everybody, and the Communities that some of them belong to.
struct Crowd {
    site: Site,
    walkers: Vec<Walker>,
    lead: Id<Account>,
    /// The request of the petitioner.
    request: String,
    /// Objects that are there: where they are, what they are, and their identifiers.
    objects: Vec<(&'static str, &'static str, String)>,
}

/// Where an object is found, what it is, and how its identifier is asked for.
const OBJECTS: &[(&str, &str, &str)] = &[
    ("/cases/{id}", " of a letter", "SELECT request_id::text FROM rights_request"),
    ("/breaches/{id}", " that is open", "SELECT breach_id::text FROM breach"),
    (
        "/roles/{id}",
        " of the validator",
        "SELECT grant_id::text FROM role_grant WHERE role = 'validator'",
    ),
    (
        "/organisations/{id}",
        " of the officers",
        "SELECT organisation_id::text FROM organisation WHERE name = 'European Commission' LIMIT 1",
    ),
];

/// What the officer of data protection enters before anybody walks.
const ENTERED: &[(&str, &[(&str, &str)])] = &[
    (
        "/cases/new",
        &[
            ("right", "access"),
            ("channel", "letter"),
            ("received", "2026-07-15"),
            ("who", "Rosa Reader"),
            ("address", "rosa@example.test"),
            ("text", "What do you hold about me?"),
        ],
    ),
    (
        "/breaches",
        &[
            ("title", "Export sent to a wrong address"),
            ("text", "An archive went to a mailbox outside."),
            ("aware_day", "2026-07-14"),
            ("aware_time", "08:00"),
        ],
    ),
];

impl Crowd {
    async fn new() -> Self {
        let mut site = Site::start().await;
        site.community("statelessness", &[]).await;
        let petitioner = site.enter("pia").await;
        crate::joining::apply(&site, &petitioner).await;
        // What upkeep would do in between is no part of an answer.
        site.pause();
        let mut walkers = vec![
            Walker::new("visitor", Client::plain()),
            Walker::new("applicant", site.enter("maria").await),
            Walker::new("petitioner", petitioner),
        ];
        let mut open = async |login: &str, name: &str, role: Option<Role>| {
            let scope = match role {
                Some(Role::ComCoordinator) => Scope::Programme,
                Some(Role::NcpCoordinator) => Scope::Country("FIN".parse().unwrap()),
                _ => Scope::Platform,
            };
            let roles: Vec<_> = role.iter().map(|role| (*role, scope)).collect();
            let account = site.account(login, COMMISSION, &roles).await;
            walkers.push(Walker::new(name, site.enter(login).await));
            account
        };
        open("tom", "user", None).await;
        let reader = open("rosa", "reader", None).await;
        let lead = open("lena", "lead", None).await;
        for (login, role) in ROLES {
            open(login, role.code(), Some(*role)).await;
        }
        let due = open("olga", "consent-due", None).await;
        let suspended = open("ana", "suspended", None).await;
        let closed = open("carl", "closed", None).await;
        let members = [(reader, Level::Reader), (lead, Level::Lead)];
        for slug in ["listed", "hidden"] {
            site.community(slug, &members).await;
        }
        let changes = format!(
            "UPDATE community SET visibility = 'hidden', join_policy = 'invite'
              WHERE slug = 'hidden';
             UPDATE consent SET withdrawn_at = given_at WHERE account_id = '{due}';
             UPDATE account SET state = 'suspended', suspended_reason = 'terms-broken'
              WHERE account_id = '{suspended}';
             UPDATE account SET state = 'disabled-pending-erasure', disabled_at = modified_at,
                    disabled_cause = 'erasure-requested', erase_by = modified_at + interval '1 hour'
              WHERE account_id = '{closed}'"
        );
        site.database.superuser().await.batch_execute(&changes).await.unwrap();
        let sql = "SELECT registration_id::text FROM registration";
        let request = site.database.superuser().await.query_one(sql, &[]).await.unwrap().get(0);
        let mut crowd = Self { site, walkers, lead, request, objects: Vec::new() };
        crowd.add_program().await;
        crowd.add_objects().await;
        crowd
    }

    async fn add_objects(&mut self) {
        let officer = self.walkers.iter().find(|walker| walker.name == "dp-officer").unwrap();
        for (path, fields) in ENTERED {
            let entered = self.site.post(&officer.client, path, fields).await;
            assert_eq!(entered.status, 303, "{path}: {}", entered.text);
        }
        let client = self.site.database.superuser().await;
        for (path, of, sql) in OBJECTS {
            let id = client.query_one(*sql, &[]).await.unwrap().get(0);
            self.objects.push((path, of, id));
        }
    }

    /// A program of the reader, with a token to list members and to read cards.
    async fn add_program(&mut self) {
        let reader = self.walkers.iter().find(|walker| walker.name == "reader").unwrap();
        let scope = ["list-members", "read-card"];
        let made = tokens::make(&self.site, &reader.client, &scope, "7").await;
        let token = Some(format!("Bearer {}", tokens::token(&made)));
        self.walkers.push(Walker { token, ..Walker::new("program", Client::plain()) });
    }

    /// What `template` is walked as: the words for the line, and the address.
    fn places(&self, template: &str) -> Vec<(&'static str, String)> {
        let path = template
            .replace("{kind}", "privacy-statement")
            .replace("{level}", "0")
            .replace("{number}", "0")
            .replace("{version}", "1")
            .replace("{link}", NOBODY)
            .replace("{ending}", "erase");
        if path.contains("{place}") {
            let path = path.replace("{id}", NOBODY);
            let named = |slug| path.replace("{place}", slug);
            return vec![
                (" of a listed one", named("listed")),
                (" of a hidden one", named("hidden")),
            ];
        }
        if path == "/v1/people" {
            return vec![("", format!("{path}?q=verm"))];
        }
        let nobody = ("", path.replace("{id}", NOBODY));
        if path.starts_with("/request/{id}") || path.starts_with("/requests/{id}") {
            return vec![nobody, (" of the petitioner", path.replace("{id}", &self.request))];
        }
        let found = self.objects.iter().find(|(known, ..)| path.starts_with(known));
        if let Some((_, of, id)) = found {
            return vec![nobody, (of, path.replace("{id}", id))];
        }
        let of_people = ["/people/{id}", "/v1/people/{id}", "/users/{id}"];
        if of_people.iter().any(|known| path.starts_with(known)) {
            let lead = path.replace("{id}", &self.lead.to_string());
            return vec![nobody, (" of a fellow of the reader", lead)];
        }
        vec![nobody]
    }

    /// The lines of one route.
    async fn lines(&self, (method, template): (&str, &str)) -> String {
        let mut lines = String::new();
        for (of, path) in self.places(template) {
            let mut answers: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
            for walker in &self.walkers {
                let status = walker.walk(&self.site, (method, &path)).await;
                answers.entry(status).or_default().push(&walker.name);
            }
            writeln!(lines, "{method} {template}{of}").unwrap();
            for (status, who) in &answers {
                writeln!(lines, "    {status} {}", who.join(", ")).unwrap();
            }
        }
        lines
    }
}

/// What changes what those who walk are to the system, and so comes last, in this order.
const LAST: &[(&str, &str)] = &[
    ("POST", "/request/withdraw"),
    ("POST", "/communities/{place}/leave"),
    ("POST", "/my/consents/transfer"),
    ("POST", "/consent"),
    ("POST", "/consent/refuse"),
    ("POST", "/my/data/{ending}"),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_route_by_every_standing_and_role_is_the_golden_matrix() {
    let crowd = Crowd::new().await;
    let listed = ies_web::routes::listed();
    let when = |route: &(&str, &str)| {
        let last = LAST.iter().position(|last| last == route);
        (last.map_or(0, |place| place + 1), route.0 != "GET")
    };
    let mut order = listed.clone();
    order.sort_by_key(when);
    let mut lines = BTreeMap::new();
    for route in order {
        lines.insert(route, crowd.lines(route).await);
    }
    let text: String = listed.iter().map(|route| lines[route].as_str()).collect();
    assert_eq!(text, include_str!("routes.txt"), "read the difference as a lawyer\n{text}");
}

/// A route as it stands in a source: its method and its path.
type Found = (String, String);

/// The routes in `text`, the source of a file.
fn routes_in(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for rest in text.split(".route(").skip(1) {
        let call = &rest[..end_of_call(rest)];
        let (first, handlers) = call.trim_start().split_once(',').unwrap();
        let path = match first.strip_prefix('"') {
            Some(literal) => literal.trim_end_matches('"').to_owned(),
            None => constant(text, first.trim()),
        };
        for (word, method) in METHODS {
            let mut before = handlers.match_indices(word).map(|(at, _)| &handlers[..at]);
            if before.any(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_')) {
                found.push(((*method).to_owned(), path.clone()));
            }
        }
    }
    found
}

const METHODS: &[(&str, &str)] = &[
    ("get(", "GET"),
    ("post(", "POST"),
    ("put(", "PUT"),
    ("patch(", "PATCH"),
    ("delete(", "DELETE"),
    ("any(", "ANY"),
];

/// Where the call ends whose parenthesis was opened before `text`.
fn end_of_call(text: &str) -> usize {
    let mut depth = 1;
    for (at, letter) in text.char_indices() {
        depth += match letter {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        if depth == 0 {
            return at;
        }
    }
    panic!("a call has no end: {text}");
}

/// The text of the constant `name` of the same file.
fn constant(text: &str, name: &str) -> String {
    let (_, rest) = text.split_once(&format!("const {name}: &str = \"")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// The text of every file below `folder`.
fn sources(folder: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts.extend(sources(&path));
        } else {
            texts.push(std::fs::read_to_string(&path).unwrap());
        }
    }
    texts
}

#[test]
fn every_route_of_the_router_is_listed_with_each_of_its_methods() {
    let texts = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let mut routed: BTreeSet<Found> = texts.iter().flat_map(|text| routes_in(text)).collect();
    // Those of the interface are the router's because they are described.
    let document = serde_json::to_value(ies_web::routes::description()).unwrap();
    for (path, item) in document["paths"].as_object().unwrap() {
        let methods = item.as_object().unwrap().keys();
        routed.extend(methods.map(|method| (method.to_uppercase(), path.clone())));
    }
    let listed = ies_web::routes::listed();
    let all: BTreeSet<Found> =
        listed.iter().map(|(method, path)| ((*method).to_owned(), (*path).to_owned())).collect();
    let missing: Vec<_> = routed.difference(&all).collect();
    assert!(missing.is_empty(), "not in the matrix: {missing:?}");
    let unknown: Vec<_> = all.difference(&routed).collect();
    assert!(unknown.is_empty(), "listed, and no router has it: {unknown:?}");
    assert_eq!(all.len(), listed.len(), "a route is listed twice");
    assert!(100 < all.len(), "the routes were not found: {all:?}");
}
