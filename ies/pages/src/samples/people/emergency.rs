//! Samples of emergency access.

use fnd_web::form::Field;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::date;

use crate::confirm::{ConfirmPage, Deed};
use crate::people::{Done, EmergencyForm, EmergencyPage, EmergencyPhase, EmergencyRow};
use crate::samples::Sample;

const PATH: &str = "/emergency";
const REASON: &str =
    "The viewer shows a blank page since the update, and the decision is due today.";

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let form = EmergencyForm::empty(PATH);
    let page = |rows, form| EmergencyPage {
        shell: EmergencyPage::shell(shell.clone()),
        done: None,
        form,
        rows,
    };
    let mut wrong = form.clone();
    wrong.request = Field::holding("request", "Maria").wrong(words.text("emergency-request-wrong"));
    wrong.reason = wrong.reason.wrong(words.text("emergency-reason-missing"));
    let all = || EmergencyPhase::ALL.iter().map(|phase| row(words, *phase));
    let looked = |row| EmergencyRow { look: "/requests/1/scan".into(), ..row };
    let community = EmergencyRow {
        what: words.text("emergency-community"),
        ..row(words, EmergencyPhase::Over)
    };
    let asked = EmergencyPage {
        done: Some(Done::EmergencyAsked),
        ..page(all().chain([community]).collect(), None)
    };
    let approve = confirm(words, shell, Deed::ApproveEmergency, "approve");
    let end = confirm(words, shell, Deed::EndEmergency, "end");
    vec![
        ("emergency", Box::new(asked)),
        ("emergency-empty", Box::new(page(Vec::new(), None))),
        ("emergency-ask", Box::new(page(all().map(looked).collect(), Some(form)))),
        ("emergency-ask-errors", Box::new(page(Vec::new(), Some(wrong)))),
        ("emergency-approve", Box::new(approve)),
        ("emergency-end", Box::new(end)),
    ]
}

fn row(words: &Words, phase: EmergencyPhase) -> EmergencyRow {
    let names = ["Jonas Weber", "Chiara Rinaldi"];
    let (approved, is_over) = match phase {
        EmergencyPhase::Asked => (0, false),
        EmergencyPhase::ApprovedOnce => (1, false),
        EmergencyPhase::Open => (2, false),
        EmergencyPhase::Over => (2, true),
    };
    let to = |what: &str| if is_over { String::new() } else { format!("{PATH}/1/{what}") };
    EmergencyRow {
        what: words.one("emergency-scan", "number", "0198F2C4"),
        asker: "Sven Holm".into(),
        reason: REASON.into(),
        asked: date(2026, 7, 15).at(9, 5, 0, 0),
        approvers: names.iter().take(approved).map(|name| (*name).to_owned()).collect(),
        until: date(2026, 7, 15).at(13, 5, 0, 0),
        phase,
        approve: if phase == EmergencyPhase::Asked { to("approve") } else { String::new() },
        waits_for_colleague: phase == EmergencyPhase::ApprovedOnce,
        end: to("end"),
        look: String::new(),
    }
}

fn confirm(words: &Words, shell: &Shell, deed: Deed, what: &str) -> ConfirmPage {
    ConfirmPage {
        shell: ConfirmPage::shell(EmergencyPage::shell(shell.clone()), deed, "Sven Holm"),
        deed,
        facts: vec![(words.text("emergency-reason"), REASON.into())],
        action: format!("{PATH}/1/{what}"),
        hidden: Vec::new(),
        back: PATH.into(),
    }
}
