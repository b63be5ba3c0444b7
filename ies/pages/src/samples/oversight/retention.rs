//! Samples of retention and of the record of processing.

use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::{DateTime, date};

use crate::oversight::{
    Condition, PendingRow, Purpose, RecordChange, RecordPage, RecordRow, RetentionPage, RuleRow,
    RunPage, RunRow, VersionRow,
};
use crate::public::{Kept, Period};
use crate::samples::Sample;

const RETENTION: &str = "/admin/retention";

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut pages = retention(words, shell);
    pages.extend(record(words, shell));
    pages
}

const CARD: Kept<'static> =
    Kept { start: "opening-of-the-account", end: "erasure-of-the-account", period: Period::Until };
const SCAN: Kept<'static> =
    Kept { start: "upload", end: "decision-or-other-end-of-the-request", period: Period::Until };
const LOG: Kept<'static> =
    Kept { start: "the-action", end: "the-action", period: Period::Days(180) };
const CONSENT: Kept<'static> =
    Kept { start: "giving-of-the-consent", end: "end-of-the-consent", period: Period::Years(5) };

fn night(day: i8) -> DateTime {
    date(2026, 7, day).at(2, 0, 0, 0)
}

fn run(day: i8, condition: Condition, failed: u64) -> RunRow {
    RunRow {
        at: night(day),
        condition,
        erased: 12_418,
        failed,
        href: "/admin/retention/runs/1".into(),
    }
}

fn retention(words: &Words, shell: &Shell) -> Vec<Sample> {
    let rule = |key: &str, kept: Kept<'_>, law: &str, failed| RuleRow {
        category: words.text(key),
        period: kept.phrase(words),
        law: law.into(),
        erased: 1_204,
        failed,
    };
    let page = RetentionPage {
        shell: RetentionPage::shell(shell.clone()),
        done: None,
        next: night(19),
        rules: vec![
            rule("category-scan", SCAN, "DPR-EC-00932, 4, 5", 0),
            rule("category-log-technical", LOG, "SEC(2019)900", 3),
            rule("category-consent", CONSENT, "Art. 7(1)", 0),
        ],
        pending: vec![],
        runs: vec![run(18, Condition::Good, 0), run(17, Condition::Troubled, 3)],
    };
    let leaving = |account: &str, is_late| PendingRow {
        account: account.into(),
        cause: words.text("right-erasure"),
        since: date(2026, 7, 17).at(11, 20, 0, 0),
        by: Some((date(2026, 7, 18).at(11, 20, 0, 0), is_late)),
    };
    let frozen = PendingRow { by: None, ..leaving("0198a7d3-2f7e", false) };
    let erasing = RetentionPage {
        pending: vec![leaving("0198a6c4-5f1e", true), leaving("0198a7d2-11b0", false), frozen],
        ..page.clone()
    };
    let first = RetentionPage { runs: vec![], ..page.clone() };
    let row = |key: &str, erased, failed| (words.text(key), erased, failed);
    let troubled = RunPage {
        shell: RunPage::shell(shell.clone(), RETENTION, &run(17, Condition::Troubled, 3)),
        run: run(17, Condition::Troubled, 3),
        rows: vec![row("category-scan", 0, 1), row("category-log-technical", 12_418, 2)],
    };
    let quiet = RunPage {
        shell: RunPage::shell(shell.clone(), RETENTION, &run(18, Condition::Good, 0)),
        run: run(18, Condition::Good, 0),
        rows: vec![],
    };
    vec![
        ("retention", Box::new(page)),
        ("retention-erasing", Box::new(erasing)),
        ("retention-first", Box::new(first)),
        ("retention-run", Box::new(troubled)),
        ("retention-run-nothing", Box::new(quiet)),
    ]
}

fn record(words: &Words, shell: &Shell) -> Vec<Sample> {
    let row = |key: &str, kept: Kept<'_>, is_transferred| RecordRow {
        category: words.text(key),
        subjects: words.text("users-title"),
        basis: "Art. 5(1)(a), Art. 5(1)(d)".into(),
        purposes: vec![Purpose("provide-service"), Purpose("enable-contacts")],
        recipients: vec![words.text("tab-members"), words.text("role-user-admin")],
        is_transferred,
        period: kept.phrase(words),
        period_basis: "DPR-EC-00932, 5".into(),
        is_encrypted: is_transferred,
    };
    let version = |number, changed| VersionRow {
        number,
        at: night(2),
        changed,
        href: "/admin/record/versions/2".into(),
    };
    let page = RecordPage {
        shell: RecordPage::shell(shell.clone()),
        controller: vec!["European Commission".into(), "DG HOME".into()],
        officer: vec!["data-protection-officer@example.org".into()],
        reference: "DPR-EC-00932".into(),
        rows: vec![
            row("category-contact-details", CARD, true),
            row("category-log-technical", LOG, false),
        ],
        measures: vec!["HTTPS".into(), "EU Login".into(), "AES-256-GCM".into()],
        versions: vec![
            version(
                2,
                vec![
                    RecordChange::Changed(words.text("category-log-technical")),
                    RecordChange::Added(words.text("category-contact-details")),
                    RecordChange::Removed("draft".into()),
                    RecordChange::Rest,
                ],
            ),
            version(1, vec![]),
        ],
        json: "/admin/record.json".into(),
    };
    let new = RecordPage { versions: vec![], ..page.clone() };
    vec![("record", Box::new(page)), ("record-new", Box::new(new))]
}
