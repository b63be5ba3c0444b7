//! The interface for programs: with each scope, without it, and after what ends a token or what
//! it reaches. R30 to R32; A4, A9, A20.

mod profile;
mod reading;
mod scopes;

use fnd_core::Id;
use fnd_testkit::http::{Answer, Client};
use http::Method;
use ies_domain::account::Account;
use ies_domain::community::Level;
use ies_domain::organisation::OrganisationKind;
use serde_json::Value;

use crate::kit::Site;
use crate::tokens;

const UNION: (&str, OrganisationKind, &str) =
    ("European Commission", OrganisationKind::UnionInstitution, "BEL");
const GEORGIA: (&str, OrganisationKind, &str) =
    ("Ministry of Internal Affairs", OrganisationKind::NationalAuthority, "GEO");

/// Every scope, with where it leads.
const OPERATIONS: &[(&str, &str)] = &[
    ("read-own-profile", "/v1/me"),
    ("read-own-consents", "/v1/me/consents"),
    ("read-own-memberships", "/v1/me/memberships"),
    ("read-own-activity", "/v1/me/activity"),
    ("list-communities", "/v1/communities"),
    ("read-notice", "/v1/communities/asylum"),
    ("list-members", "/v1/communities/asylum/members"),
    ("search-contacts", "/v1/people?q=Vermeer"),
    ("read-card", "/v1/people/{tom}"),
];

/// Ana, who leads the Community `asylum`, Tom, who reads there from a third country, and Carl,
/// who has nothing to do with either.
struct Desk {
    site: Site,
    ana: Id<Account>,
    tom: Id<Account>,
    carl: Id<Account>,
    browser: Client,
}

impl Desk {
    async fn new() -> Self {
        let site = Site::start().await;
        let ana = site.account("ana", UNION, &[]).await;
        let tom = site.account("tom", GEORGIA, &[]).await;
        let carl = site.account("carl", GEORGIA, &[]).await;
        site.community("asylum", &[(ana, Level::Lead), (tom, Level::Reader)]).await;
        let browser = site.enter("ana").await;
        Self { site, ana, tom, carl, browser }
    }

    /// A token of Ana's for `scope`.
    async fn token(&self, scope: &[&str]) -> String {
        tokens::token(&tokens::make(&self.site, &self.browser, scope, "7").await)
    }

    /// A token of Ana's for everything that can be asked of the interface.
    async fn whole(&self) -> String {
        let scopes: Vec<&str> = OPERATIONS.iter().map(|(scope, _)| *scope).collect();
        self.token(&[scopes.as_slice(), &["edit-own-profile"]].concat()).await
    }

    /// The path with the account of whom it names.
    fn path(&self, template: &str) -> String {
        template.replace("{tom}", &self.tom.to_string())
    }

    async fn get(&self, token: &str, path: &str) -> Answer {
        tokens::get(&self.site, token, &self.path(path)).await
    }

    /// What is read at `path`.
    async fn read(&self, token: &str, path: &str) -> Value {
        let answer = self.get(token, path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        answer.json()
    }

    /// Sends `body` to change Ana's profile, from the version `condition`.
    async fn change(&self, token: &str, condition: Option<&str>, body: &Value) -> Answer {
        let bearer = format!("Bearer {token}");
        let mut headers =
            vec![("authorization", bearer.as_str()), ("content-type", "application/json")];
        headers.extend(condition.map(|tag| ("if-match", tag)));
        let url = self.site.at("/v1/me");
        let client = Client::plain();
        client.send(Method::PATCH, &url, &headers, &body.to_string()).await.unwrap()
    }

    async fn sql(&self, sql: &str) {
        self.site.database.superuser().await.batch_execute(sql).await.unwrap();
    }
}

/// What an answer tells without what names the request.
fn shape(answer: &Answer) -> (u16, String, String) {
    (answer.status.as_u16(), answer.header("content-type").to_owned(), answer.text.clone())
}
