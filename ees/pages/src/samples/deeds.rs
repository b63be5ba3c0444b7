//! Samples of forms that change a record, of the list of overstayers and of a history.

use fnd_web::form::{Choice, Field};
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::Timestamp;
use jiff::civil::date;

use super::Sample;
use super::answers::{document, identity};
use crate::deed::{Control, DeedPage, Kind};
use crate::history::{HistoryPage, HistoryRow};
use crate::notices::{NoticeRow, NoticesPage};
use crate::overstayers::{Class, OverstayFilter, OverstayRow, OverstayersPage};
use crate::stay::End;

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut wrong = deed(words, shell);
    for control in &mut wrong.controls {
        control.mark(words);
    }
    let none = OverstayersPage { rows: vec![], total: 0, ..overstayers(words, shell) };
    let unchanged = HistoryPage { rows: vec![], ..history(words, shell) };
    vec![
        ("deed", Box::new(deed(words, shell))),
        ("deed-wrong", Box::new(wrong)),
        ("overstayers", Box::new(overstayers(words, shell))),
        ("overstayers-empty", Box::new(none)),
        ("history", Box::new(history(words, shell))),
        ("notices", Box::new(notices(words, shell))),
        ("notices-empty", Box::new(NoticesPage { rows: vec![], ..notices(words, shell) })),
        ("history-empty", Box::new(unchanged)),
    ]
}

fn deed(words: &Words, shell: &Shell) -> DeedPage {
    let grounds = ["error", "serious-event", "right-to-stay"]
        .map(|code| Choice::new(code, words.text(&format!("lift-ground-{code}"))));
    DeedPage {
        shell: shell.clone().titled(words.text("lift-title")),
        lead: vec![words.text("lift-text")],
        facts: vec![(words.text("deed-person"), identity().name())],
        action: "/files/1/crossings/1/lift".into(),
        hidden: vec![],
        controls: vec![
            Control::new("ground", "lift-ground", Kind::Choice(grounds.into())),
            Control::new("evidence", "lift-evidence", Kind::Area).hinted(),
            Control::new("decided_on", "decision-day", Kind::Day).holding("2026-07-15"),
            Control::new("sticker", "decision-sticker", Kind::Text).hinted().optional(),
        ],
        submit: words.text("lift-submit"),
        is_grave: true,
        back: "/files/1".into(),
    }
}

fn overstayers(words: &Words, shell: &Shell) -> OverstayersPage {
    let country = vec![Choice::new("GEO", "Georgia (GEO)")];
    let row = |class, left| OverstayRow {
        href: "/files/1".into(),
        identity: identity(),
        document: Some(document(words)),
        entered: Some(date(2026, 3, 2).at(8, 5, 0, 0)),
        point: "Albița (ROALB)".into(),
        left,
        until: End::Day(date(2026, 5, 30)),
        days: 47,
        class,
        doubts: vec![words.text("overstay-doubt-no-biometrics")],
    };
    let plain =
        OverstayRow { doubts: vec![], ..row(Class::Left, Some(date(2026, 7, 16).at(9, 41, 0, 0))) };
    OverstayersPage {
        shell: OverstayersPage::shell(shell.clone()),
        filter: OverstayFilter {
            action: "/overstayers".into(),
            class: Field::new("class"),
            state: Field::new("state"),
            point: Field::new("point"),
            nationality: Field::new("nationality"),
            issuer: Field::new("issuer"),
            days: Field::holding("days", "x").wrong(words.one(
                "overstay-days-wrong",
                "field",
                words.text("overstay-days-min"),
            )),
            classes: vec![Choice::new("inside-no-exit", words.text(Class::Inside.key()))],
            states: country.clone(),
            points: vec![Choice::new("ROU-A-OTP", "Otopeni")],
            countries: country,
        },
        total: 3_481,
        is_more: false,
        rows: vec![row(Class::Inside, None), plain],
        pager: Pager { page: 1, pages: 70, previous: String::new(), next: "/overstayers?1".into() },
        files: ["/overstayers/file?format=csv".into(), "/overstayers/file?format=xlsx".into()],
        stream: "/v1/notices/stream".into(),
        file_rows_max: 2_000,
    }
}

fn notices(words: &Words, shell: &Shell) -> NoticesPage {
    let number = "01983f6c-5f1e-7c3a-9a51-2f1f0b6a7c11".to_owned();
    let row = |kind, for_all, href: &str, more| NoticeRow {
        at: "2026-07-16T00:01:00Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        kind: words.text(kind),
        for_all,
        files: vec![(number.clone(), href.to_owned())],
        more,
    };
    NoticesPage {
        shell: NoticesPage::shell(shell.clone()),
        state: "România (ROU)".into(),
        rows: vec![
            row("notice-kind-overstay", false, "/files/1", 17),
            row("notice-kind-erased", true, "", 0),
        ],
        stream: "/v1/notices/stream".into(),
        again: "/notices".into(),
    }
}

fn history(words: &Words, shell: &Shell) -> HistoryPage {
    HistoryPage {
        shell: HistoryPage::shell(shell.clone(), "/files/1"),
        id: "01983f6c-5f1e-7c3a-9a51-2f1f0b6a7c11".into(),
        rows: vec![HistoryRow {
            version: 3,
            deed: words.text("event-decided"),
            at: "2026-07-16T09:41:00Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
            authority: "Poliția de Frontieră (ROU)".into(),
            before: vec![(words.text("history-field-stay"), "2026-09-30".into())],
            why: "HG 17/2026".into(),
        }],
        back: "/files/1".into(),
    }
}
