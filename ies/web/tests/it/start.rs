//! Where everybody begins.

use fnd_testkit::http::Client;
use ies_domain::community::Level;
use ies_domain::organisation::OrganisationKind;
use ies_domain::role::{Role, Scope};

use crate::kit::Site;

#[tokio::test]
async fn a_visitor_sees_the_start_page_and_who_signed_in_lands_on_the_application() {
    let site = Site::start().await;
    let visitor = Client::plain();
    let home = visitor.page(&site.at("/")).await;
    assert_eq!(home.status, 200, "{}", home.text);
    assert!(home.text.contains("/sign-in"));

    let maria = site.enter("maria").await;
    assert_eq!(maria.page(&site.at("/")).await.leads_to(), site.at("/apply"));
}

#[tokio::test]
async fn who_has_an_account_lands_at_home() {
    let site = Site::start().await;
    let institution = ("European Commission", OrganisationKind::UnionInstitution, "BEL");
    let ana = site.account("ana", institution, &[(Role::UserAdmin, Scope::Platform)]).await;
    site.community("statelessness", &[(ana, Level::Lead)]).await;
    let browser = site.enter("ana").await;
    assert_eq!(browser.page(&site.at("/")).await.leads_to(), site.at("/my"));
    assert_eq!(site.count("SELECT count(*) FROM membership").await, 1);
}
