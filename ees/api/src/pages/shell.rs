//! What stands around every page.

use ees_domain::access::{Action, may_ever};
use fnd_core::Language;
use fnd_web::caller::Caller;
use fnd_web::shell::{LanguageLink, Link, MenuEntry, Person, Shell};
use fnd_web::sign_in::SIGN_OUT_PATH;

use crate::actor::actor;
use crate::app::App;

/// Where a check begins.
pub(super) const CHECK: &str = "/check";

/// The shell of the page at `path` for a reader of `language`.
///
/// A page that answers a form cannot be asked for again in another language, so its links lead
/// to where the work begins.
pub(super) fn shell(app: &App, language: Language, caller: Option<&Caller>, path: &str) -> Shell {
    let words = app.catalogue.words(language);
    let mut shell = Shell::new(words.clone(), words.text("service-name"));
    shell.banner.clone_from(&app.office.banner);
    let joint = if path.contains('?') { '&' } else { '?' };
    let link = |language: Language| LanguageLink {
        language,
        href: format!("{path}{joint}lang={}", language.code()),
    };
    shell.languages = app.catalogue.languages().into_iter().map(link).collect();
    shell.footer = vec![Link { href: "/privacy".into(), label: words.text("privacy-title") }];
    let Some(caller) = caller else { return shell };
    shell.person = Some(Person {
        name: caller.name.clone(),
        office: office(app, caller),
        sign_out: SIGN_OUT_PATH.into(),
    });
    let Ok(actor) = actor(caller) else { return shell };
    let entries = [
        (Action::Check, CHECK, "check-short"),
        (Action::ReadLog, "/log", "log-title"),
        (Action::ReadLogProof, "/log/integrity", "integrity-title"),
    ];
    shell.menu = entries
        .into_iter()
        .filter(|(action, ..)| may_ever(&actor, *action))
        .map(|(_, href, key)| MenuEntry {
            link: Link { href: href.into(), label: words.text(key) },
            current: path == href || (href == CHECK && path == "/"),
        })
        .collect();
    shell
}

/// The office and the border crossing point.
fn office(app: &App, caller: &Caller) -> String {
    let place = caller.place.as_deref();
    let point = app.points.iter().find(|point| Some(point.code.as_str()) == place);
    match point {
        Some(point) => format!("{}, {}", caller.office, point.name),
        None => caller.office.clone(),
    }
}
