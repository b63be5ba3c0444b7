//! Samples of what those see who oversee: the log and its proof, erasures, monitoring procedures,
//! suspensions and reports.

use fnd_web::form::{Choice, Field};
use fnd_web::pager::Pager;
use fnd_web::shell::{Link, Shell};
use fnd_web::words::Words;
use jiff::Timestamp;
use jiff::civil::date;

use super::Sample;
use crate::deed::{Control, Kind};
use crate::erasures::{ErasuresPage, FailingRow, MonthRow, RunOutcome, RunPurpose, RunRow};
use crate::log::{Asked, LogFilter, LogPage, LogRow, LogRowPage, Outcome, Proof, Proven};
use crate::oversight::{IntegrityPage, Recomputed, Verdict};
use crate::procedures::{ProcedureRow, ProceduresPage};
use crate::report::{Cell, ReportPage, Section};
use crate::suspensions::{Notice, SuspensionRow, SuspensionsPage};

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let none = LogPage { rows: vec![], total: 0, ..log(words, shell) };
    vec![
        ("log", Box::new(log(words, shell))),
        ("log-empty", Box::new(none)),
        ("log-row", Box::new(log_row(words, shell, proven()))),
        ("log-row-waiting", Box::new(log_row(words, shell, Proof::Waiting))),
        ("log-row-broken", Box::new(log_row(words, shell, Proof::Broken))),
        ("erasures", Box::new(erasures(shell))),
        (
            "erasures-empty",
            Box::new(ErasuresPage {
                failing: vec![],
                runs: vec![],
                months: vec![],
                ..erasures(shell)
            }),
        ),
        ("procedures", Box::new(procedures(words, shell))),
        ("procedures-empty", Box::new(ProceduresPage { rows: vec![], ..procedures(words, shell) })),
        ("integrity", Box::new(integrity(shell, Verdict::Sound))),
        ("integrity-late", Box::new(integrity(shell, Verdict::Late))),
        ("integrity-broken", Box::new(integrity(shell, Verdict::Broken))),
        ("suspensions", Box::new(suspensions(shell))),
        (
            "suspensions-empty",
            Box::new(SuspensionsPage {
                rows: vec![],
                last_day: Some(date(2026, 7, 8)),
                ..suspensions(shell)
            }),
        ),
        ("report", Box::new(report(words, shell))),
    ]
}

fn log(words: &Words, shell: &Shell) -> LogPage {
    let choices = vec![Choice::new("border-entry", words.text("use-border-entry"))];
    let filter = LogFilter {
        action: "/log".into(),
        usual: vec![
            Control::new("from", "log-from", Kind::Moment),
            Control::new("purpose", "log-purpose", Kind::Choice(choices)).holding("border-entry"),
        ],
        further: vec![Control::new("person", "log-person", Kind::Text).hinted()],
    };
    let row = |time: &str, operation: &str, purpose: &str, outcome| LogRow {
        href: "/log/rows/1".into(),
        at: at(time),
        authority: "Poliția de Frontieră".into(),
        officer: "RO-40117".into(),
        operation: words.text(operation),
        purpose: words.text(purpose),
        article: "Art. 23(2)".into(),
        file: "01983f6c-5f1e-7c3a".into(),
        outcome,
    };
    let refused = Outcome::Refused("no-basis".into());
    LogPage {
        shell: LogPage::shell(shell.clone()),
        filter,
        total: 12_345,
        is_more: false,
        rows: vec![
            row("2026-07-16T06:41:09Z", "decide-entry", "use-border-entry", Outcome::Done),
            row("2026-07-16T06:40:51Z", "check-short", "use-border-entry", Outcome::Done),
            row("2026-07-16T06:12:00Z", "result-file", "use-amendment", refused),
        ],
        pager: Pager { page: 2, pages: 247, previous: "?page=1".into(), next: "?page=3".into() },
        file: "/log/file".into(),
        file_rows_max: 5_000,
    }
}

fn log_row(words: &Words, shell: &Shell, proof: Proof) -> LogRowPage {
    let asked = match proof {
        Proof::Proven(_) => Asked::Text("{\n  \"file\": \"01983f6c\"\n}".into()),
        Proof::Waiting => Asked::Nothing,
        Proof::Broken => Asked::Erased,
    };
    LogRowPage {
        shell: LogRowPage::shell(shell.clone(), "/log"),
        facts: vec![
            (words.text("recorded-when"), words.instant(&at("2026-07-16T06:41:09Z"))),
            (words.text("log-person"), "RO-40117".into()),
        ],
        sent: match asked {
            Asked::Text(_) => vec![words.text("category-identity")],
            Asked::Nothing | Asked::Erased => vec![],
        },
        asked,
        links: vec![Link { href: "/log?file=1".into(), label: words.text("log-same-file") }],
        proof,
    }
}

fn proven() -> Proof {
    let hash = "nND/nri/U0xuHUrYSy0HtMeal2vzD9V4k/BO79C+QeI=";
    Proof::Proven(Proven {
        place: 4_711,
        size: 1_204_557,
        signed_at: at("2026-07-16T06:41:10Z"),
        leaf: hash.into(),
        path: vec![hash.into(); 3],
        root: hash.into(),
        key: "log.example+ed25519+01".into(),
        file: "/log/rows/1/proof".into(),
        file_name: "row-1.tlog-proof".into(),
    })
}

fn erasures(shell: &Shell) -> ErasuresPage {
    let run = |purpose, files, outcome| RunRow {
        at: Timestamp::UNIX_EPOCH,
        purpose,
        records: files,
        refusals: 2,
        files,
        log_rows: 16_480,
        warnings: 0,
        outcome,
    };
    let month = |number: i8| MonthRow {
        month: date(2027, number, 1),
        records: 1_000 * u64::from(number.unsigned_abs()),
        refusals: 17,
        files: 640,
    };
    let warned = RunRow { warnings: 12, ..run(RunPurpose::Warnings, 0, RunOutcome::Done) };
    ErasuresPage {
        failing: vec![FailingRow {
            state: "România (ROU)".into(),
            obstacle: "erasures-obstacle-refused".into(),
            orders: 2,
            tries: 5,
            since: Timestamp::UNIX_EPOCH,
            next_at: Timestamp::UNIX_EPOCH,
        }],
        runs: vec![
            run(RunPurpose::Daily, 412, RunOutcome::Done),
            warned,
            run(RunPurpose::Orders, 1, RunOutcome::Doubtful),
            run(RunPurpose::Daily, 90, RunOutcome::Open),
        ],
        months: (1..=12).map(month).collect(),
        shell: ErasuresPage::shell(shell.clone()),
    }
}

fn procedures(words: &Words, shell: &Shell) -> ProceduresPage {
    let row = |ended_at, end: &str| ProcedureRow {
        reference: "17/2026".into(),
        reason: words.text("procedures-reason-hint"),
        scope: words.one("procedures-of-file", "file", "01983f6c-5f1e-7c3a-9a51-2f1f0b6a7c11"),
        begun_at: Timestamp::UNIX_EPOCH,
        ended_at,
        end: end.into(),
    };
    ProceduresPage {
        shell: ProceduresPage::shell(shell.clone()),
        rows: vec![
            row(None, "/oversight/procedures/1/end"),
            row(None, "/oversight/procedures/2/end"),
            row(Some(Timestamp::UNIX_EPOCH), ""),
        ],
        begin: "/oversight/procedures/new".into(),
        hidden: vec![],
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

fn suspensions(shell: &Shell) -> SuspensionsPage {
    let at = |hour| date(2026, 7, 15).at(hour, 5, 0, 0);
    let row = |until, is_in_force, notice| SuspensionRow {
        point: "Otopeni".into(),
        extent: "suspensions-partial",
        since: at(8),
        until,
        latest: at(14),
        is_in_force,
        reason: "Power cut".into(),
        authority: "Poliția de Frontieră".into(),
        notice,
        links: vec![Link { href: "/suspensions/1/end".into(), label: "Reluare".into() }],
    };
    SuspensionsPage {
        shell: SuspensionsPage::shell(shell.clone()),
        begin: "/suspensions/new".into(),
        last_day: None,
        rows: vec![
            row(None, true, Notice::Due(at(14), 2, 10)),
            row(Some(at(10)), false, Notice::Overdue(at(14))),
            row(Some(at(9)), false, Notice::Done(at(9), "EES-2026-17".into())),
        ],
    }
}

fn report(words: &Words, shell: &Shell) -> ReportPage {
    let rows = vec![
        vec![Cell::plain("Otopeni").over("ROU-A-OTP"), Cell::plain("12")],
        vec![Cell::plain("Albița"), Cell::tag("warning", words.text("access-never"))],
    ];
    let section = |id, rows| Section {
        id,
        title: words.text("access-offices"),
        text: words.text("access-offices-text"),
        empty: words.text("access-offices-none"),
        head: vec![words.text("log-office"), words.text("access-done")],
        rows,
        chart: String::new(),
        file: "/oversight/access/file?list=offices".into(),
    };
    ReportPage {
        shell: shell.clone().titled(words.text("access-title")),
        action: "/oversight/access".into(),
        from: Field::holding("from", "2026-07-01"),
        to: Field::new("to").wrong(words.text("report-not-a-day")),
        lead: vec![words.text("access-text")],
        sections: vec![section("offices", rows), section("systems", vec![])],
    }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap_or(Timestamp::UNIX_EPOCH)
}
