//! Samples of one's own roles and their duties.

use fnd_web::form::Field;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::date;

use crate::people::{AcknowledgeForm, Needs, Role};
use crate::personal::{AcknowledgePage, OwnRole};
use crate::samples::Sample;

pub(super) fn roles() -> Vec<OwnRole> {
    vec![
        OwnRole {
            role: Role("validator"),
            scope: "platform".into(),
            until: date(2027, 3, 1),
            needs: Needs::Acknowledgement,
            acknowledge: "/my/roles/1/acknowledge".into(),
        },
        OwnRole {
            role: Role("ncp-expert"),
            scope: "Belgium".into(),
            until: date(2027, 3, 1),
            needs: Needs::Nothing,
            acknowledge: String::new(),
        },
    ]
}

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let acknowledge = |document| AcknowledgePage {
        shell: AcknowledgePage::shell(shell.clone(), "/my/memberships", Role("validator")),
        form: AcknowledgeForm { document, ..AcknowledgeForm::empty("/my/roles/1/acknowledge") },
        back: "/my/memberships".into(),
    };
    let missing = words.text("acknowledge-document-missing");
    let wrong = acknowledge(Field::new("document").wrong(missing));
    vec![
        ("my-acknowledge", Box::new(acknowledge(Field::new("document")))),
        ("my-acknowledge-errors", Box::new(wrong)),
    ]
}
