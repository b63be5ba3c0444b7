//! Every route by everybody: who is let in, who is refused, who may not even know.

use std::collections::BTreeMap;
use std::fmt::Write;

use fnd_testkit::http::Client;
use http::Method;
use ies_domain::organisation::OrganisationKind;
use ies_domain::role::{Role, Scope};

use crate::kit::Site;

/// Who walks the routes, as what.
const PEOPLE: &[(&str, Option<Role>)] = &[
    ("tom", None),
    ("cora", Some(Role::ComCoordinator)),
    ("vera", Some(Role::Validator)),
    ("ulla", Some(Role::UserAdmin)),
    ("dora", Some(Role::DpOfficer)),
    ("ludo", Some(Role::LogAuditor)),
    ("sven", Some(Role::SysAdmin)),
];

/// An identifier that nobody and nothing has.
const NOBODY: &str = "00000000-0000-7000-8000-000000000009";

async fn walk(site: &Site, client: &Client, method: &str, path: &str) -> u16 {
    let url = site.at(path);
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("accept", "application/problem+json"),
        ("sec-fetch-site", "same-origin"),
    ];
    let method: Method = method.parse().unwrap();
    client.send(method, &url, &headers, "").await.unwrap().status.as_u16()
}

/// The browsers of everybody, each with a name for the lines.
async fn everybody(site: &Site) -> Vec<(String, Client)> {
    let commission = ("European Commission", OrganisationKind::UnionInstitution, "BEL");
    let mut found = vec![("visitor".to_owned(), Client::plain())];
    found.push(("applicant".to_owned(), site.enter("maria").await));
    for (login, role) in PEOPLE {
        let scope = match role {
            Some(Role::ComCoordinator) => Scope::Programme,
            _ => Scope::Platform,
        };
        let roles: Vec<_> = role.iter().map(|role| (*role, scope)).collect();
        site.account(login, commission, &roles).await;
        let name =
            role.map_or("user".to_owned(), |role| fnd_register::Coded::code(&role).to_owned());
        found.push((name, site.enter(login).await));
    }
    let ana = site.account("ana", commission, &[]).await.to_uuid();
    let suspended = site.enter("ana").await;
    let sql = "UPDATE account SET state = 'suspended', suspended_reason = 'terms-broken'
                WHERE account_id = $1";
    site.database.superuser().await.execute(sql, &[&ana]).await.unwrap();
    found.push(("suspended".to_owned(), suspended));
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_by_every_standing_and_role_is_the_golden_matrix() {
    let site = Site::start().await;
    let everybody = everybody(&site).await;
    let mut lines = String::new();
    for (method, template) in ies_web::routes::listed() {
        let path = template
            .replace("{id}", NOBODY)
            .replace("{kind}", "privacy-statement")
            .replace("{level}", "0")
            .replace("{number}", "0");
        let mut answers: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
        for (who, client) in &everybody {
            let status = walk(&site, client, method, &path).await;
            answers.entry(status).or_default().push(who);
        }
        writeln!(lines, "{method} {template}").unwrap();
        for (status, who) in &answers {
            writeln!(lines, "    {status} {}", who.join(", ")).unwrap();
        }
    }
    assert_eq!(lines, include_str!("routes.txt"), "read the difference as a lawyer\n{lines}");
}

/// The source of every router, so that a route that is not listed is found.
const SOURCES: &[&str] =
    &[include_str!("../../src/admin.rs"), include_str!("../../src/oversight.rs")];

#[test]
fn every_route_of_a_router_is_listed_with_each_of_its_methods() {
    let listed = ies_web::routes::listed();
    let mut count = 0;
    for line in SOURCES.iter().flat_map(|source| source.lines()) {
        let Some(rest) = line.trim().strip_prefix(".route(\"") else { continue };
        let (path, handlers) = rest.split_once('"').unwrap();
        for (word, method) in [("get(", "GET"), ("post(", "POST"), ("delete(", "DELETE")] {
            if handlers.contains(word) {
                assert!(listed.contains(&(method, path)), "{method} {path} is not in the matrix");
                count += 1;
            }
        }
    }
    assert_eq!(count, listed.len(), "a route is listed that no router has");
}
