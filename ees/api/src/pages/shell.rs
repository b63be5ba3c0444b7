//! What stands around every page.

use ees_desk::shell::Frame;
use ees_domain::access::{Action, may_ever};
use fnd_core::Language;
use fnd_web::caller::{Caller, Means};
use fnd_web::shell::{Link, MenuEntry, Shell};
use fnd_web::sign_in::SIGN_OUT_PATH;

use super::cases::CASES;
use super::notices::NOTICES;
use super::overstayers::OVERSTAYERS;
use super::procedures::PROCEDURES;
use super::quality::PATH as QUALITY;
use super::suspensions::SUSPENSIONS;
use crate::actor::actor;
use crate::app::App;

pub(super) use ees_desk::shell::CHECK;

/// The shell of the page at `path` for a reader of `language`.
pub(super) fn shell(app: &App, language: Language, caller: Option<&Caller>, path: &str) -> Shell {
    let has_session = caller.is_some_and(|caller| caller.means == Means::Session);
    let frame = Frame {
        catalogue: &app.catalogue,
        points: &app.points,
        banner: &app.office.banner,
        sign_out: if has_session { SIGN_OUT_PATH } else { "" },
    };
    let mut shell = frame.shell(language, caller, path);
    let Some(Ok(actor)) = caller.map(actor) else { return shell };
    let entries = [
        (Action::Check, CHECK, "check-short"),
        (Action::ListOverstayers, OVERSTAYERS, "overstayers-title"),
        (Action::ListOverstayers, NOTICES, "notices-title"),
        (Action::ListCases, CASES, "cases-title"),
        (Action::ReadSuspensions, SUSPENSIONS, "suspensions-title"),
        (Action::ReadLog, "/log", "log-title"),
        (Action::ReadLogProof, "/log/integrity", "integrity-title"),
        (Action::ReadErasures, "/oversight/erasures", "erasures-title"),
        (Action::ListProcedures, PROCEDURES, "procedures-title"),
        (Action::ReadAccess, "/oversight/access", "access-title"),
        (Action::ReadQuality, QUALITY, "quality-title"),
    ];
    shell.menu = entries
        .into_iter()
        .filter(|(action, ..)| may_ever(&actor, *action))
        .map(|(_, href, key)| MenuEntry {
            link: Link { href: href.into(), label: shell.words.text(key) },
            current: path == href || (href == CHECK && path == "/"),
        })
        .collect();
    shell
}
