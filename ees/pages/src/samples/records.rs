//! Samples of a file and of the privacy statement.

use fnd_web::shell::{Link, Shell};
use fnd_web::words::Words;
use jiff::civil::date;

use super::answers::{days_left, document, identity};
use super::refusals::given;
use super::{Sample, desk};
use crate::file::{
    AddDocumentForm, CrossingRow, DecisionRow, FilePage, MarkRow, ProgrammeRow, RefusalRow, Status,
};
use crate::person::Document;
use crate::privacy::{Category, Controller, PrivacyPage};
use crate::stay::End;

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let empty = FilePage { crossings: vec![], refusals: vec![], ..file(words, shell) };
    vec![
        ("file", Box::new(file(words, shell))),
        ("file-empty", Box::new(empty)),
        ("privacy", Box::new(privacy(words, shell))),
    ]
}

fn file(words: &Words, shell: &Shell) -> FilePage {
    let mut form = AddDocumentForm::empty("/files/1/documents");
    form.kinds = desk::kinds(words);
    form.issuers = desk::countries();
    let earlier = Document {
        number: "K112233C4".into(),
        expires: date(2026, 1, 31),
        expired: true,
        ..document(words)
    };
    FilePage {
        shell: FilePage::shell(shell.clone(), "/check"),
        id: "01983f6c-5f1e-7c3a-9a51-2f1f0b6a7c11".into(),
        version: 3,
        responsible: "România (ROU)".into(),
        kept_until: Some(date(2029, 10, 1)),
        identities: vec![(identity(), "/files/1/rectify/identity-1".into())],
        documents: vec![
            (document(words), "/files/1/rectify/document-2".into()),
            (earlier, "/files/1/rectify/document-1".into()),
        ],
        add_identity: "/files/1/rectify/identity".into(),
        amend_regime: "/files/1/rectify/regime".into(),
        marks: marks(words),
        programmes: programmes(),
        add_programme: "/files/1/programmes".into(),
        crossings: crossings(),
        refusals: vec![refusal(words)],
        stay: Some(days_left()),
        decide: "/files/1/decide".into(),
        joined: vec!["01983f6c-5f1e-7c3a-9a51-2f1f0b6a7c12".into()],
        split: "/files/1/split".into(),
        merge: "/files/1/merge".into(),
        change_status: "/files/1/status-changes".into(),
        open_case: "/files/1/amendments".into(),
        history: "/files/1/history".into(),
        add_document: Some(form),
    }
}

fn marks(words: &Words) -> Vec<MarkRow> {
    let row = |kind, mark, basis, reason: &str| MarkRow {
        kind: words.text(kind),
        mark: words.text(mark),
        basis,
        since: date(2026, 7, 15),
        reason: reason.into(),
        is_owed: true,
    };
    let (face, prints) = ("mark-face-missing-not-available", "mark-prints-impossible-today");
    vec![
        row("mark-face", face, "EES Art. 21(3)", ""),
        row("mark-prints", prints, "EES Art. 17(4), (5)", "Both hands in plaster."),
    ]
}

fn programmes() -> Vec<ProgrammeRow> {
    let running = ProgrammeRow {
        programme: "Frequent travellers".into(),
        state: "România (ROU)".into(),
        granted_on: date(2026, 6, 1),
        until: date(2027, 5, 31),
        withdrawn_on: None,
        is_running: true,
        authority: "Border Police".into(),
        withdraw: "/files/1/programmes/1/withdrawal".into(),
    };
    let withdrawn = ProgrammeRow {
        withdrawn_on: Some(date(2025, 9, 1)),
        is_running: false,
        withdraw: String::new(),
        ..running.clone()
    };
    let over = ProgrammeRow { withdrawn_on: None, ..withdrawn.clone() };
    vec![running, withdrawn, over]
}

fn crossings() -> Vec<CrossingRow> {
    let row = |entered, left, status| CrossingRow {
        entered,
        entry_point: "Albița (ROALB)".into(),
        left,
        exit_point: "Otopeni (ROOTP)".into(),
        until: End::Day(date(2026, 9, 30)),
        ground: vec!["Viză de scurtă ședere (C) FRA0123456 (FRA), o intrare, 30 de zile".into()],
        status,
        receipt: "/receipts/1".into(),
        decisions: vec![DecisionRow {
            text: "Prelungită".into(),
            day: date(2026, 7, 20),
            until: Some(date(2026, 9, 30)),
            authority: "Inspectoratul General pentru Imigrări, București".into(),
            correct: "/files/1/decisions/1/correct".into(),
        }],
        lift: "/files/1/crossings/1/lift".into(),
        amend: "/files/1/crossings/1/amend".into(),
        amend_ground: "/files/1/crossings/1/ground".into(),
    };
    let (spring, may) = (date(2026, 3, 2).at(8, 5, 0, 0), date(2026, 5, 20).at(18, 30, 0, 0));
    vec![
        row(Some(date(2026, 7, 16).at(9, 41, 0, 0)), None, Status::Open),
        row(Some(may), Some(date(2026, 5, 22).at(6, 10, 0, 0)), Status::Closed),
        row(Some(spring), Some(date(2026, 3, 11).at(22, 15, 0, 0)), Status::ClosedLate),
        row(None, Some(date(2026, 1, 14).at(12, 0, 0, 0)), Status::Unclear),
    ]
}

fn refusal(words: &Words) -> RefusalRow {
    RefusalRow {
        at: date(2025, 11, 2).at(14, 20, 0, 0),
        point: "Albița (ROALB)".into(),
        authority: "Poliția de Frontieră".into(),
        reasons: given(words),
        href: "/files/1/refusals/1".into(),
    }
}

fn privacy(words: &Words, shell: &Shell) -> PrivacyPage {
    let link = |href: &str, label: &str| Link { href: href.into(), label: label.into() };
    let category = |name: &str, basis: &str| Category {
        name: words.text(name),
        about: words.text("privacy-what-text"),
        basis: basis.into(),
        purposes: vec![words.text("use-border-entry"), words.text("use-territory-check")],
        recipients: vec![words.text("log-authority")],
        retention: words.date(&date(2029, 10, 1)),
    };
    PrivacyPage {
        shell: PrivacyPage::shell(shell.clone()),
        controller: Controller {
            name: "Inspectoratul General al Poliției de Frontieră".into(),
            requests: link("/requests", "Inspectoratul General al Poliției de Frontieră"),
            supervisor: link("/supervisor", "ANSPDCP"),
            acts: vec!["2017/2226".into(), "2016/679".into(), "190/2018".into(), "363/2018".into()],
            answer_days: 30,
            answer_days_enforcement: 60,
            court_act: "554/2004".into(),
        },
        categories: vec![
            category("file-about", "Art. 16(1), 17(1)"),
            category("file-crossings", "Art. 16(2), 17(2)"),
            category("file-refusals", "Art. 18"),
        ],
    }
}
