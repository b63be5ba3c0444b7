//! The page of a check while the register cannot be reached: what the document says, what is
//! known at this crossing point, and what cannot be known. EES Art. 21; SBC Art. 9(3).

use ees_domain::access::{Action, grant};
use ees_domain::authority::Purpose;
use ees_domain::check::Direction;
use ees_domain::point::Passage;
use ees_domain::presented::Requirement;
use ees_domain::scope::Scope;
use ees_pages::border::Offline;
use ees_pages::result::{Confirmation, ExitForm, ResultPage};
use fnd_web::form::{Field, Hidden};
use fnd_web::shell::Shell;
use uuid::Uuid;

use crate::asked::asked;
use crate::checked::Checked;
use crate::form::Form;
use crate::result::{Desk, opened, result, shown_entry};

/// What this crossing point knows of a traveller by itself.
#[derive(Debug, Clone, Default)]
pub struct KnownHere {
    /// The latest entry that was recorded here and has no exit here.
    pub open: Option<OpenHere>,
    /// Whether any passage of this document waits here.
    pub any: bool,
}

/// An entry that was recorded here and has no exit here.
#[derive(Debug, Clone)]
pub struct OpenHere {
    /// Where and when.
    pub passage: Passage,
    /// Its record.
    pub crossing: Uuid,
}

/// The page of what can be known without the register.
///
/// What the law asks of the officer is asked here, too. Nobody is asked for a proof that nobody
/// can give now: an exit is recorded without the entry, and the register finds out where it
/// belongs. That the entry was never recorded can be said while the person is there; it counts
/// where the register has none either.
///
/// Law: EES Art. 20, 21(2), 23; SBC Art. 8(3).
pub fn unreached(
    desk: &Desk<'_>,
    shell: Shell,
    (sent, checked): (&Form, &Checked),
    known: &KnownHere,
) -> ResultPage {
    let mut page = result(desk, shell, (sent, checked));
    let is_visa_asked = checked.presented.requirement(checked.passage.day) == Requirement::Visa;
    let may = |action, purpose| grant(desk.actor, action, purpose).is_some();
    page.offline = Some(Offline {
        is_visa_asked,
        is_known_here: known.any,
        may_refuse: may(Action::RefuseEntry, Purpose::BorderRefusal),
        unseen: None,
    });
    // A refusal needs the register: what is on file says whether anything may be entered.
    page.decisions.refuse = None;
    page.open = known.open.as_ref().map(|open| opened(desk.points, &open.passage));
    if matches!(checked.scope, Scope::Out(_)) {
        return page;
    }
    if let Some(form) = page.decisions.entry.as_mut() {
        form.confirm = known.open.as_ref().map(|_| Confirmation {
            field: Field::holding("supersede", sent.supersede.clone()),
            key: "desk-exit-missing",
        });
        // What is confirmed is said of the entry that the page shows, and of no other.
        if let Some(open) = &known.open {
            form.hidden.push(Hidden { name: "open_id", value: open.crossing.to_string() });
        }
    }
    let words = page.shell.words.clone();
    let (at_exit, proposed) = asked(desk.means, Direction::Exit, (sent, checked), &words);
    let may_leave = may(Action::RecordExit, Purpose::BorderExit);
    if known.open.is_some() && may_leave {
        page.proposed = Some(proposed);
    }
    page.decisions.exit = may_leave.then(|| {
        let mut hidden = sent.carried();
        hidden.push(Hidden { name: "crossing_id", value: desk.next.to_string() });
        ExitForm {
            action: "/exits".into(),
            hidden,
            file: None,
            confirm: known.open.is_none().then(|| Confirmation {
                field: Field::holding("entry_unknown", sent.entry_unknown.clone()),
                key: "desk-entry-unknown-here",
            }),
            // What was typed of an entry while the register answered is not lost.
            shown: sent.entry_shown().map(|_| shown_entry(sent, false)),
            asked: Some(at_exit),
        }
    });
    page
}
