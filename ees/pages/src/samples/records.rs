//! Samples of a file, of the log and of the privacy statement.

use fnd_web::form::Choice;
use fnd_web::pager::Pager;
use fnd_web::shell::{Link, Shell};
use fnd_web::words::Words;
use jiff::Timestamp;
use jiff::civil::date;

use super::answers::{days_left, document, identity};
use super::{Sample, desk};
use crate::file::{AddDocumentForm, CrossingRow, FilePage, Reason, RefusalRow, Status};
use crate::oversight::{
    IntegrityPage, LogFilter, LogPage, LogRow, Outcome, Purpose, Recomputed, Verdict,
};
use crate::person::Document;
use crate::privacy::{Category, Controller, PrivacyPage};
use crate::stay::End;

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let empty = FilePage { crossings: vec![], refusals: vec![], ..file(words, shell) };
    let none = LogPage { rows: vec![], total: 0, ..log(words, shell) };
    vec![
        ("file", Box::new(file(words, shell))),
        ("file-empty", Box::new(empty)),
        ("log", Box::new(log(words, shell))),
        ("log-empty", Box::new(none)),
        ("integrity", Box::new(integrity(shell, Verdict::Sound))),
        ("integrity-late", Box::new(integrity(shell, Verdict::Late))),
        ("integrity-broken", Box::new(integrity(shell, Verdict::Broken))),
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
        identities: vec![identity()],
        documents: vec![document(words), earlier],
        crossings: crossings(),
        refusals: vec![refusal()],
        stay: Some(days_left()),
        add_document: Some(form),
    }
}

fn crossings() -> Vec<CrossingRow> {
    let row = |entered, left, status| CrossingRow {
        entered,
        entry_point: "Albița (ROALB)".into(),
        left,
        exit_point: "Otopeni (ROOTP)".into(),
        until: End::Day(date(2026, 9, 30)),
        status,
        receipt: "/receipts/1".into(),
    };
    let (spring, may) = (date(2026, 3, 2).at(8, 5, 0, 0), date(2026, 5, 20).at(18, 30, 0, 0));
    vec![
        row(Some(date(2026, 7, 16).at(9, 41, 0, 0)), None, Status::Open),
        row(Some(may), Some(date(2026, 5, 22).at(6, 10, 0, 0)), Status::Closed),
        row(Some(spring), Some(date(2026, 3, 11).at(22, 15, 0, 0)), Status::ClosedLate),
        row(None, Some(date(2026, 1, 14).at(12, 0, 0, 0)), Status::Unclear),
    ]
}

fn refusal() -> RefusalRow {
    RefusalRow {
        at: date(2025, 11, 2).at(14, 20, 0, 0),
        point: "Albița (ROALB)".into(),
        authority: "Poliția de Frontieră".into(),
        reasons: vec![Reason::C, Reason::E],
    }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap_or(Timestamp::UNIX_EPOCH)
}

fn log(words: &Words, shell: &Shell) -> LogPage {
    let purposes = [Purpose::BorderCheck, Purpose::Enforcement, Purpose::Retention];
    let mut filter = LogFilter::empty("/log");
    filter.authorities = vec![Choice::new("ROPF", "Poliția de Frontieră")];
    filter.purposes =
        purposes.map(|purpose| Choice::new(purpose.key(), words.text(purpose.key()))).into();
    let row = |time: &str, operation: &str, purpose, outcome| LogRow {
        at: at(time),
        authority: "Poliția de Frontieră".into(),
        officer: "RO-40117".into(),
        operation: words.text(operation),
        purpose,
        article: "Art. 23(2)".into(),
        file: "01983f6c-5f1e-7c3a".into(),
        outcome,
    };
    LogPage {
        shell: LogPage::shell(shell.clone()),
        filter,
        total: 12_345,
        is_more: false,
        rows: vec![
            row("2026-07-16T06:41:09Z", "decide-entry", Purpose::BorderCheck, Outcome::Done),
            row("2026-07-16T06:40:51Z", "check-short", Purpose::BorderCheck, Outcome::Done),
            row("2026-07-16T06:12:00Z", "result-file", Purpose::Enforcement, Outcome::Refused),
        ],
        pager: Pager { page: 2, pages: 247, previous: "?page=1".into(), next: "?page=3".into() },
    }
}

fn integrity(shell: &Shell, verdict: Verdict) -> IntegrityPage {
    IntegrityPage {
        shell: IntegrityPage::shell(shell.clone()),
        verdict,
        tree_size: 1_204_557,
        waiting: 12,
        lag_seconds: 3,
        checkpoint_at: at("2026-07-16T06:41:10Z"),
        root: "nND/nri/U0xuHUrYSy0HtMeal2vzD9V4k/BO79C+QeI=".into(),
        key: "log.example+ed25519+01".into(),
        recomputed: Some(Recomputed {
            at: at("2026-07-16T06:30:00Z"),
            rows: if verdict == Verdict::Broken { 0 } else { 1_204_112 },
            fault: match verdict {
                Verdict::Broken => "row 711 was removed".into(),
                Verdict::Sound | Verdict::Late => String::new(),
            },
        }),
        checkpoint: "/log/checkpoint".into(),
        recompute: "/log/integrity".into(),
    }
}

fn privacy(words: &Words, shell: &Shell) -> PrivacyPage {
    let link = |href: &str, label: &str| Link { href: href.into(), label: label.into() };
    let category = |name: &str, basis: &str| Category {
        name: words.text(name),
        about: words.text("privacy-what-text"),
        basis: basis.into(),
        purposes: vec![words.text("purpose-border"), words.text("purpose-territory")],
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
