//! What stands around every page, and how a page is sent.

use askama::Template;
use axum::response::Html;
use fnd_core::Language;
use fnd_web::problem::Problem;
use fnd_web::shell::{LanguageLink, Link, MenuEntry, Person, Shell};
use fnd_web::sign_in::SIGN_OUT_PATH;
use fnd_web::words::Words;
use ies_domain::access::{Action, Standing, Target};
use ies_domain::rights::RECORD_REFERENCE;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::app::App;
use crate::call::{Visit, Who};

/// The entries of the menu: what one may do, where it is, and its word.
const MENU: &[(Action, &str, &str)] = &[
    (Action::ListCommunities, "/communities", "menu-communities"),
    (Action::SearchContacts, "/people", "menu-people"),
    (Action::ListRequests, "/requests", "menu-requests"),
    (Action::ListUsers, "/users", "menu-users"),
    (Action::EditOrganisations, "/organisations", "menu-organisations"),
    (Action::ReadRoles, "/roles", "menu-roles"),
    (Action::ReadEmergencies, "/emergency", "menu-emergency"),
    (Action::ListCases, "/cases", "menu-cases"),
    (Action::KeepBreaches, "/breaches", "menu-breaches"),
    (Action::ReadRetention, "/retention", "menu-retention"),
    (Action::ExportRecord, "/record", "menu-record"),
    (Action::ReadConsents, "/statements", "menu-statements"),
    (Action::ReadLog, "/log", "menu-log"),
    (Action::RunSystem, "/system", "menu-system"),
    (Action::ReadOwnProfile, "/my/profile", "menu-account"),
];

/// The shell of the page at `path` for whoever makes the request.
///
/// A page that answers a form cannot be asked for again in another language, so its links lead
/// to where the form stands.
pub fn shell(app: &App, visit: &Visit, path: &str) -> Shell {
    let mut shell = bare(app, visit.language, path);
    let Some(who) = &visit.who else { return shell };
    let words = shell.words.clone();
    shell.person = Some(Person {
        name: who.caller.name.clone(),
        office: String::new(),
        sign_out: SIGN_OUT_PATH.into(),
    });
    if who.standing() != Standing::User {
        return shell;
    }
    // What one's own page shows belongs to oneself; the rest is asked of nothing in particular.
    let own = who.account().map(|account| Target::of_account(account, Some(account)));
    let own = own.unwrap_or_else(Target::nothing);
    let allowed = MENU.iter().filter(|(action, ..)| who.may(*action, &own));
    shell.menu = allowed
        .map(|(_, href, key)| MenuEntry {
            link: Link { href: (*href).into(), label: words.text(key) },
            current: path.split('?').next().is_some_and(|path| path.starts_with(area(href))),
        })
        .collect();
    shell
}

/// What the entry of the menu that leads to `href` stands for: everything of one's own is below
/// `/my`.
fn area(href: &str) -> &str {
    if href.starts_with("/my/") { "/my" } else { href }
}

/// The shell for whoever may go nowhere else: without a menu.
pub fn shell_without_menu(app: &App, visit: &Visit, path: &str) -> Shell {
    let mut shell = shell(app, visit, path);
    shell.menu = Vec::new();
    shell
}

/// The shell without anybody.
pub fn bare(app: &App, language: Language, path: &str) -> Shell {
    let words = app.catalogue.words(language);
    let mut shell = Shell::new(words.clone(), words.text("service-name"));
    if !app.site.is_official {
        shell.banner = words.text("not-official");
    }
    let joint = if path.contains('?') { '&' } else { '?' };
    let link = |language: Language| LanguageLink {
        language,
        href: format!("{path}{joint}lang={}", language.code()),
    };
    shell.languages = app.catalogue.languages().into_iter().map(link).collect();
    let to = |href: &str, label: String| Link { href: href.into(), label };
    shell.footer = vec![
        to("/privacy", words.one("footer-privacy", "reference", RECORD_REFERENCE)),
        to("/terms", words.text("terms-title")),
        to("/cookies", words.text("footer-cookies")),
        to("/accessibility", words.text("footer-accessibility")),
        to("/legal", words.text("footer-legal")),
    ];
    shell
}

/// A page as it is sent.
pub fn html(page: &impl Template) -> Result<Html<String>, Problem> {
    match page.render() {
        Ok(text) => Ok(Html(text)),
        Err(error) => {
            tracing::error!(%error, "a page could not be drawn");
            Err(Problem::internal())
        }
    }
}

/// The words of the reader.
pub fn words(app: &App, visit: &Visit) -> Words {
    app.catalogue.words(visit.language)
}

/// An instant as pages show it: in Brussels, where the network has its seat.
pub fn local(at: Timestamp) -> DateTime {
    at.to_zoned(zone()).datetime()
}

/// The zone of deadlines and of what pages show.
pub fn zone() -> TimeZone {
    TimeZone::get("Europe/Brussels").unwrap_or(TimeZone::UTC)
}

/// The name that pages show for whoever is signed in, as the identity provider gives it.
pub fn name(who: &Who) -> String {
    who.caller.name.clone()
}
