//! Samples of the versions of the privacy statement and of the terms of use.

use fnd_web::form::Field;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::date;

use crate::confirm::{ConfirmPage, Deed};
use crate::oversight::{
    Done, PublishForm, PublishPage, Standing, StatementRow, StatementText, StatementsPage, Text,
};
use crate::samples::Sample;

const LIST: &str = "/admin/statements";
const PRIVACY: Text = Text("privacy-statement");

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let row = |text, version, is_material, standing| StatementRow {
        text,
        version,
        since: date(2026, 7, 1).at(0, 0, 0, 0),
        is_material,
        standing,
        agreed: 2_914,
        href: "/privacy/4".into(),
    };
    let page = StatementsPage {
        shell: StatementsPage::shell(shell.clone()),
        done: None,
        to_ask: 0,
        rows: vec![
            row(PRIVACY, 5, true, Standing::Coming),
            row(PRIVACY, 4, false, Standing::InForce),
            row(Text("terms-of-use"), 2, true, Standing::InForce),
            row(PRIVACY, 3, true, Standing::Past),
        ],
        publish: vec![
            (PRIVACY, "/admin/statements/privacy/new".into()),
            (Text("terms-of-use"), "/admin/statements/terms/new".into()),
        ],
    };
    let published = StatementsPage { done: Some(Done::Published), to_ask: 2_871, ..page.clone() };
    let none = StatementsPage { rows: vec![], ..page.clone() };
    let mut pages: Vec<Sample> = vec![
        ("statements", Box::new(page)),
        ("statements-published", Box::new(published)),
        ("statements-empty", Box::new(none)),
    ];
    pages.extend(publishing(words, shell));
    pages
}

fn publishing(words: &Words, shell: &Shell) -> Vec<Sample> {
    let text = |name: &str, code, digest: &str| StatementText {
        language: (name.into(), code),
        digest: digest.into(),
        href: "/admin/statements/privacy/new/text".into(),
    };
    let digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let page = PublishPage {
        shell: PublishPage::shell(shell.clone(), LIST, PRIVACY),
        version: 5,
        texts: vec![
            text("English", "en", digest),
            text("français", "fr", digest),
            text("Deutsch", "de", digest),
        ],
        form: PublishForm::empty("/admin/statements/privacy"),
        users: 2_914,
    };
    let mut wrong = page.clone();
    wrong.form.material = Field::new("material").wrong(words.text("publish-kind-missing"));
    wrong.form.since =
        Field::holding("since", "2026-01-01").wrong(words.text("publish-since-missing"));
    wrong.form.changes_de = Field::new("changes_de").wrong(words.text("publish-changes-missing"));
    let mut missing = page.clone();
    missing.texts.push(text("română", "ro", ""));
    let confirm = |deed| {
        let name = words.text("text-privacy-statement");
        Box::new(ConfirmPage {
            shell: ConfirmPage::shell(page.shell.clone(), deed, &name),
            deed,
            facts: vec![(words.text("publish-since"), words.date(&date(2026, 9, 1)))],
            action: "/admin/statements/privacy/publish".into(),
            hidden: vec![],
            back: "/admin/statements/privacy/new".into(),
        })
    };
    vec![
        ("publish-material", confirm(Deed::PublishMaterial)),
        ("publish-minor", confirm(Deed::PublishMinor)),
        ("publish", Box::new(page)),
        ("publish-errors", Box::new(wrong)),
        ("publish-incomplete", Box::new(missing)),
    ]
}
