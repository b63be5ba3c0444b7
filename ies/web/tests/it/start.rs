//! Where everybody begins.

use fnd_testkit::http::Client;

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
