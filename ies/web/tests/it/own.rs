//! What a person does about themselves.

mod archive;
mod consent;
pub mod erasure;
mod profile;
mod rights;
mod sessions;

use std::time::Duration;

use fnd_core::Id;
use ies_domain::account::Account;
use ies_domain::organisation::OrganisationKind;

use crate::kit::Site;

/// An institution of the Union, for those whose employer does not matter.
pub const UNION: (&str, OrganisationKind, &str) =
    ("European Commission", OrganisationKind::UnionInstitution, "BEL");
/// An authority outside the Union.
pub const ABROAD: (&str, OrganisationKind, &str) =
    ("Ministry of Utopia", OrganisationKind::NationalAuthority, "GEO");

/// A site with one account.
pub async fn with_ana() -> (Site, Id<Account>) {
    let site = Site::start().await;
    let ana = site.account("ana", UNION, &[]).await;
    (site, ana)
}

/// Waits until `sql` counts `expected`; what is waited for is done by jobs.
pub async fn until(site: &Site, sql: &str, expected: i64) {
    let client = site.database.superuser().await;
    let counted = async {
        while client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0) != expected {
            tokio::task::yield_now().await;
        }
    };
    let waited = tokio::time::timeout(Duration::from_mins(1), counted).await;
    assert!(waited.is_ok(), "{sql} never counted {expected}");
}

/// What was delivered to `address`, with lines that were folded joined again.
pub fn letters_to(site: &Site, address: &str) -> Vec<String> {
    let all = site.mail.delivered().into_iter();
    all.filter(|letter| letter.to.iter().any(|to| to == address))
        .map(|letter| letter.message.replace("=\n", ""))
        .collect()
}
