//! Where sign-ins and acts come from: the country of the address, as far as the table of this
//! machine knows it. Statement 4; R15.

use fnd_testkit::http::Client;
use http::Method;
use ies_domain::organisation::OrganisationKind;

use crate::kit::{Site, press};

const COMMISSION: (&str, OrganisationKind, &str) =
    ("European Commission", OrganisationKind::UnionInstitution, "BEL");

/// A site behind a proxy, with a table of two networks that are nobody's.
async fn site() -> Site {
    Site::start_with(|config, folder| {
        let origins = folder.join("origins");
        std::fs::create_dir(&origins).unwrap();
        // 192.0.2.0/24 and 198.51.100.0/24, for documentation: RFC 5737.
        std::fs::write(
            origins.join("geoip"),
            "3221225984,3221226239,FI\n3325256704,3325256959,EU\n",
        )
        .unwrap();
        std::fs::write(
            origins.join("geoip6"),
            "2001:db8::,2001:db8:ffff:ffff:ffff:ffff:ffff:ffff,GE\n",
        )
        .unwrap();
        config.origins = Some(origins);
        config.server.plain.as_mut().unwrap().behind_proxy = true;
    })
    .await
}

/// Signs `login` in from `address`, as the proxy tells it.
async fn sign_in(site: &Site, login: &str, address: &str) -> Client {
    let client = Client::plain();
    let headers = [("x-forwarded-for", address), ("accept", "text/html")];
    let begun = client.send(Method::GET, &site.at("/sign-in"), &headers, "").await.unwrap();
    let shown = client.follow(&begun).await;
    let back = press(&client, &shown, login).await;
    let answer = client.send(Method::GET, &back.leads_to(), &headers, "").await.unwrap();
    assert!(answer.status.is_redirection(), "{}", answer.text);
    client
}

/// The countries of the rows of `action`, in their order.
async fn countries(site: &Site, action: &str) -> Vec<Option<String>> {
    let sql = "SELECT country FROM log_technical JOIN log_entry USING (log_id)
                WHERE action = $1 ORDER BY log_entry.at, log_id";
    let rows = site.database.superuser().await.query(sql, &[&action]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn the_country_of_a_sign_in_is_noted_and_unknown_where_the_table_has_none() {
    let site = site().await;
    site.account("ana", COMMISSION, &[]).await;
    let cases = [
        ("of IPv4", "192.0.2.7", Some("FIN")),
        ("of IPv6", "2001:db8::7", Some("GEO")),
        ("in several countries", "198.51.100.7", None),
        ("not in the table", "203.0.113.7", None),
        ("of this machine", "127.0.0.1", None),
    ];
    for (what, address, expected) in cases {
        sign_in(&site, "ana", address).await;
        let noted = countries(&site, "signed-in").await;
        assert_eq!(noted.last().unwrap().as_deref(), expected, "{what}");
        site.clock.advance(jiff::SignedDuration::from_secs(1));
    }
}

#[tokio::test]
async fn what_somebody_does_carries_the_country_and_they_read_it() {
    let site = site().await;
    site.account("ana", COMMISSION, &[]).await;
    let ana = sign_in(&site, "ana", "203.0.113.7").await;
    let headers = [("x-forwarded-for", "192.0.2.7"), ("accept", "text/html")];
    for path in ["/my/profile", "/my/activity"] {
        let page = ana.send(Method::GET, &site.at(path), &headers, "").await.unwrap();
        assert_eq!(page.status, 200, "{}", page.text);
        if path == "/my/activity" {
            assert!(page.text.contains("192.0.2.7, Finland"), "{}", page.text);
            assert!(page.text.contains("203.0.113.7, another"), "{}", page.text);
        }
    }
    assert_eq!(countries(&site, "read-own-profile").await, [Some("FIN".to_owned())]);
}

#[tokio::test]
async fn without_a_table_every_country_is_unknown() {
    let site = Site::start().await;
    site.account("ana", COMMISSION, &[]).await;
    site.enter("ana").await;
    assert_eq!(countries(&site, "signed-in").await, [None]);
}
