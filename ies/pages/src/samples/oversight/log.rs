//! Samples of the log and of system health.

use fnd_web::form::{Choice, Field};
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;
use fnd_web::words::Words;

use super::at;
use crate::oversight::{
    Condition, Ended, GivenUpRow, HealthPage, IntegrityPage, JobRow, LogFilter, LogPage, LogRow,
    Part, Purpose, Recomputed, Technical,
};
use crate::samples::Sample;

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut pages = log(words, shell);
    pages.extend(health(words, shell));
    pages.extend(integrity(shell));
    pages
}

fn log(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut filter = LogFilter::empty("/admin/log");
    filter.purposes = Purpose::choices(words, &["provide-service", "verify-identity"]);
    filter.outcomes =
        Ended::ALL.iter().map(|e| Choice::new(e.key(), words.text(e.key()))).collect();
    let start = LogPage {
        shell: LogPage::shell(shell.clone()),
        filter,
        found: None,
        total: 0,
        is_more: false,
        pager: Pager::default(),
    };
    let found = LogPage {
        found: Some(rows()),
        total: 12_345,
        pager: Pager { page: 2, pages: 247, previous: "?page=1".into(), next: "?page=3".into() },
        ..start.clone()
    };
    let more = LogPage { total: 100_000, is_more: true, ..found.clone() };
    let none = LogPage { found: Some(vec![]), total: 0, pager: Pager::default(), ..start.clone() };
    let mut wrong = start.clone();
    wrong.filter.from = Field::holding("from", "2026-07-18");
    wrong.filter.to = Field::holding("to", "2026-07-01").wrong(words.text("log-dates-reversed"));
    vec![
        ("log", Box::new(start)),
        ("log-found", Box::new(found)),
        ("log-found-more", Box::new(more)),
        ("log-none", Box::new(none)),
        ("log-errors", Box::new(wrong)),
    ]
}

fn rows() -> Vec<LogRow> {
    let row = |time: &str, deed: &str, ended, refusal: &str, technical| LogRow {
        at: at(time),
        doer: "0198a6c4-5f1e-7c3a".into(),
        deed: deed.into(),
        purpose: Purpose("verify-identity"),
        rule: "A7".into(),
        object: "0198a7d2-11b0-7001".into(),
        ended,
        refusal: refusal.into(),
        technical,
    };
    let device = |ip: &str, country: &str| Technical {
        ip: ip.into(),
        country: country.into(),
        browser: "Firefox 149".into(),
        system: "Linux".into(),
    };
    let (here, six) =
        (device("192.0.2.17", "BEL"), device("2001:db8:85a3:8d3:1319:8a2e:370:7348", ""));
    vec![
        row("2026-07-18T08:05:30Z", "view-scan", Ended::Done, "", Some(here)),
        row("2026-07-18T08:04:02Z", "decide-request", Ended::Refused, "own-request", Some(six)),
        row("2026-01-02T10:00:00Z", "registration-accepted", Ended::Done, "", None),
    ]
}

fn integrity(shell: &Shell) -> Vec<Sample> {
    let recomputed = Recomputed {
        at: at("2026-07-18T08:05:30Z"),
        rows: 12_345,
        erased: 678,
        fault: String::new(),
    };
    let sound = IntegrityPage {
        shell: IntegrityPage::shell(shell.clone(), "/admin/log"),
        recomputed: Some(recomputed.clone()),
        recompute: "/admin/log/integrity".into(),
        sealed: 12_345,
        waiting: 2,
        is_late: false,
        signed_at: Some(at("2026-07-18T08:05:29Z")),
        root: "2ft0cVyO0TmYhE1kqYk1x4Mq8zLC1M0PxSgqEUAxTzM=".into(),
        key: "limen.example/ies/log+0a1b2c3d+AQ".into(),
        checkpoint: "/admin/log/checkpoint".into(),
    };
    let late = IntegrityPage { waiting: 412, is_late: true, recomputed: None, ..sound.clone() };
    let fault = "row 30 was removed".into();
    let broken = IntegrityPage {
        recomputed: Some(Recomputed { rows: 0, erased: 0, fault, ..recomputed }),
        ..sound.clone()
    };
    let new = IntegrityPage {
        recomputed: None,
        sealed: 0,
        waiting: 0,
        signed_at: None,
        root: String::new(),
        ..sound.clone()
    };
    vec![
        ("integrity", Box::new(sound)),
        ("integrity-late", Box::new(late)),
        ("integrity-broken", Box::new(broken)),
        ("integrity-new", Box::new(new)),
    ]
}

fn health(words: &Words, shell: &Shell) -> Vec<Sample> {
    let part =
        |name, condition: Condition| Part { name, condition, text: words.text(condition.key()) };
    let job = |kind: &str, due, given_up| JobRow {
        kind: kind.into(),
        due,
        oldest_minutes: 3,
        done: 412,
        given_up,
    };
    let good = HealthPage {
        shell: HealthPage::shell(shell.clone()),
        at: at("2026-07-18T08:05:30Z"),
        parts: ["part-database", "part-disk", "part-mail", "part-scanner", "part-log"]
            .map(|name| part(name, Condition::Good))
            .into(),
        jobs: vec![job("send-mail", 2, 0), job("unlink-scan", 0, 0)],
        given_up: vec![],
    };
    let troubled = HealthPage {
        jobs: vec![job("send-mail", 14, 1), job("unlink-scan", 0, 0)],
        given_up: vec![GivenUpRow {
            kind: "send-mail".into(),
            id: "0198a6c4-5f1e-7c3a-9a51-2f1f0b6a7c11".into(),
            at: at("2026-07-18T07:59:00Z"),
            tries: 12,
            code: "mail-server-refused".into(),
        }],
        ..good.clone()
    };
    let bad = HealthPage {
        parts: vec![
            part("part-database", Condition::Good),
            part("part-disk", Condition::Troubled),
            part("part-scanner", Condition::Bad),
            part("part-sign-in", Condition::Unknown),
            part("part-backup", Condition::Unknown),
        ],
        jobs: vec![],
        ..good.clone()
    };
    vec![
        ("health", Box::new(good)),
        ("health-given-up", Box::new(troubled)),
        ("health-bad", Box::new(bad)),
    ]
}
