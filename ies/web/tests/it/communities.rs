//! Communities and contacts over HTTP.

mod at_once;
mod contacts;
mod crowd;
mod joining;
mod leading;
mod leaving;
mod secrecy;

use fnd_core::Id;
use fnd_testkit::http::{Answer, Client};
use ies_domain::account::Account;
use ies_domain::community::Level;
use ies_domain::organisation::OrganisationKind;
use ies_domain::role::{Role, Scope};

use crate::kit::{Site, hidden};

const INSTITUTION: (&str, OrganisationKind, &str) =
    ("European Commission", OrganisationKind::UnionInstitution, "BEL");
const MINISTRY: (&str, OrganisationKind, &str) =
    ("Ministry of Justice", OrganisationKind::NationalAuthority, "NLD");
const GEORGIA: (&str, OrganisationKind, &str) =
    ("Ministry of Internal Affairs", OrganisationKind::NationalAuthority, "GEO");

/// A Community `asylum` that Ana leads, and Tom who is to be `level` in it, or nothing.
struct Room {
    site: Site,
    ana: Id<Account>,
    tom: Id<Account>,
    lead: Client,
    other: Client,
}

impl Room {
    async fn with(level: Option<Level>) -> Self {
        let site = Site::start().await;
        let coordinator = [(Role::ComCoordinator, Scope::Programme)];
        let ana = site.account("ana", INSTITUTION, &coordinator).await;
        let tom = site.account("tom", MINISTRY, &[]).await;
        let members: Vec<_> =
            [(ana, Level::Lead)].into_iter().chain(level.map(|level| (tom, level))).collect();
        site.community("asylum", &members).await;
        let (lead, other) = (site.enter("ana").await, site.enter("tom").await);
        Self { site, ana, tom, lead, other }
    }

    /// A page as Ana gets it.
    async fn led(&self, path: &str) -> Answer {
        self.lead.page(&self.site.at(path)).await
    }

    /// A page as Tom gets it.
    async fn seen(&self, path: &str) -> Answer {
        self.other.page(&self.site.at(path)).await
    }

    async fn sql(&self, sql: &str) {
        self.site.database.superuser().await.batch_execute(sql).await.unwrap();
    }

    async fn invite(&self, login: &str, level: &str) {
        let email = format!("{login}@example.test");
        let fields = [("email", email.as_str()), ("level", level)];
        let answer = self.site.post(&self.lead, "/communities/asylum/invitations", &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
    }

    /// Accepts the invitation that the page at hand shows.
    async fn accept(&self, client: &Client) -> Answer {
        let path = "/communities/asylum/invitation";
        let page = client.page(&self.site.at(path)).await;
        assert_eq!(page.status, 200, "{}", page.text);
        let shown = hidden(&page, "shown");
        self.site.post(client, path, &[("shown", &shown), ("transfer", "yes")]).await
    }
}
