//! Cookies, accessibility, and who answers for the service.

use axum::extract::State;
use axum::response::Html;
use fnd_web::problem::Problem;
use fnd_web::shell::Link;
use ies_pages::public::{AccessibilityPage, Cookie, CookiesPage, LegalPage, Party, ombudsman};

use super::statement::party;
use crate::app::Shared;
use crate::call::Visit;
use crate::shell::{html, shell, words};

/// Where the European Ombudsman is written to.
const OMBUDSMAN: &str = "https://www.ombudsman.europa.eu/";

/// The cookies, all of which the service cannot do without.
pub async fn cookies(State(app): State<Shared>, visit: Visit) -> Result<Html<String>, Problem> {
    html(&CookiesPage {
        shell: CookiesPage::shell(shell(&app, &visit, "/cookies")),
        cookies: Cookie::all(&words(&app, &visit)),
    })
}

/// The accessibility statement.
pub async fn accessibility(
    State(app): State<Shared>,
    visit: Visit,
) -> Result<Html<String>, Problem> {
    let (words, site) = (words(&app, &visit), &app.site);
    html(&AccessibilityPage {
        shell: AccessibilityPage::shell(shell(&app, &visit, "/accessibility")),
        barriers: site.accessibility.barriers.clone(),
        examined: site.accessibility.examined,
        contact: Party::help_desk(&words, &site.help_mail),
        answer_days: site.accessibility.answer_days,
        // It hears complaints about institutions of the Union alone.
        appeal: site.is_official.then(|| ombudsman(&words, OMBUDSMAN)),
    })
}

/// The legal notice.
pub async fn legal(State(app): State<Shared>, visit: Visit) -> Result<Html<String>, Problem> {
    let (words, site) = (words(&app, &visit), &app.site);
    html(&LegalPage {
        shell: LegalPage::shell(shell(&app, &visit, "/legal")),
        operator: party(&site.controller, &site.controller_mail),
        help: Party::help_desk(&words, &site.help_mail),
        is_official: site.is_official,
        source: site.source.as_ref().map(|at| Link { href: at.clone(), label: at.clone() }),
        security: app.security.as_ref().map_or_else(
            || mail(&site.help_mail),
            |_| Link { href: "/.well-known/security.txt".into(), label: "security.txt".into() },
        ),
    })
}

fn mail(address: &str) -> Link {
    Link { href: format!("mailto:{address}"), label: address.to_owned() }
}
