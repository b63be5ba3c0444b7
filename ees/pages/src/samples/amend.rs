//! Samples of putting data right.

use fnd_web::form::{Choice, Field};
use fnd_web::pager::Pager;
use fnd_web::shell::{Link, Shell};
use fnd_web::words::Words;
use jiff::civil::date;

use super::Sample;
use super::answers::{document, identity};
use crate::cases::{CasePage, CaseRow, CasesPage, Step, Urgency};
use crate::foreseen::{Block, Compared, ForeseenPage};
use crate::merge::{Event, MergePage, Side};

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let none = CasesPage { rows: vec![], total: 0, failing: 0, ..cases(words, shell) };
    let failing = CasePage {
        failing: words.one("case-failing-refused", "at", "2026-06-13 09:41"),
        ..case(words, shell)
    };
    vec![
        ("foreseen", Box::new(foreseen(words, shell))),
        ("cases", Box::new(cases(words, shell))),
        ("cases-empty", Box::new(none)),
        ("case", Box::new(case(words, shell))),
        ("case-failing", Box::new(failing)),
        ("merge", Box::new(merge(words, shell))),
    ]
}

fn cases(words: &Words, shell: &Shell) -> CasesPage {
    let row = |urgency, due_on| CaseRow {
        href: "/amendments/1".into(),
        person: identity().name(),
        wish: words.text("case-wish-rectify"),
        raised_by: "România (ROU)".into(),
        raised_on: date(2026, 6, 1),
        next: words.one("case-next-acts", "state", "România (ROU)"),
        urgency,
        due_on,
    };
    CasesPage {
        shell: CasesPage::shell(shell.clone()),
        action: "/amendments".into(),
        stage: Field::new("stage"),
        wish: Field::new("wish"),
        stages: vec![Choice::new("open", words.text("case-stage-open"))],
        wishes: vec![Choice::new("erase", words.text("case-wish-erase"))],
        failing: 1,
        total: 5,
        rows: vec![
            row(Urgency::Late(2), Some(date(2026, 6, 8))),
            row(Urgency::In(0), Some(date(2026, 6, 10))),
            row(Urgency::In(3), Some(date(2026, 6, 13))),
            row(Urgency::WithoutDelay(4), None),
            row(Urgency::Over, None),
        ],
        pager: Pager { page: 1, pages: 2, previous: String::new(), next: "/amendments?1".into() },
    }
}

fn merge(words: &Words, shell: &Shell) -> MergePage {
    let side = |is_kept| Side {
        id: "01983f6c-5f1e-7c3a-9a51-2f1f0b6a7c11".into(),
        href: "/files/1".into(),
        created: "2026-06-01 09:00".into(),
        responsible: "România (ROU)".into(),
        is_kept,
        identities: vec![identity()],
        documents: vec![document(words)],
    };
    let event = |day, key, is_left| Event {
        at: date(2026, 6, day).at(9, 41, 0, 0),
        what: words.text(key),
        point: "Albița (ROALB)".into(),
        is_left,
    };
    MergePage {
        shell: shell.clone().titled(words.text("merge-title")),
        sides: [side(true), side(false)],
        events: vec![event(1, "merge-entry", true), event(2, "merge-exit", false)],
        action: "/files/1/merge".into(),
        hidden: vec![],
        ground: Field::new("ground").wrong(words.text("merge-ground-wrong")),
        grounds: vec![Choice::new("documents", words.text("merge-ground-documents"))],
        reason: Field::new("reason"),
        back: "/files/1".into(),
    }
}

fn case(words: &Words, shell: &Shell) -> CasePage {
    CasePage {
        shell: CasePage::shell(shell.clone(), "/amendments"),
        facts: vec![(words.text("deed-person"), identity().name())],
        next: words.one("case-next-acts", "state", "România (ROU)"),
        urgency: Urgency::In(3),
        due_on: Some(date(2026, 6, 13)),
        steps: vec![Step {
            on: date(2026, 6, 1),
            what: words.one("case-step-raised", "state", "România (ROU)"),
            said: "București, 17/2026".into(),
        }],
        links: vec![Link { href: "/files/1".into(), label: words.text("case-file") }],
        ask: "/amendments/1/ask".into(),
        is_erasing: true,
        failing: String::new(),
    }
}

fn foreseen(words: &Words, shell: &Shell) -> ForeseenPage {
    let row = |key, before: &str, after: &str| Compared {
        label: words.text(key),
        before: before.to_owned(),
        after: after.to_owned(),
    };
    let none = words.text("amend-none");
    ForeseenPage {
        facts: vec![
            ("Persoană".into(), "Beridze, Nino".into()),
            ("Dovezi".into(), "Ștampila de la pagina 12".into()),
        ],
        shell: shell.clone().titled(words.text("amend-foreseen-title")),
        lead: vec![words.text("amend-foreseen-text")],
        blocks: vec![
            Block {
                title: words.text("amend-record"),
                rows: vec![
                    row("crossing-entered", "2026-03-02 08:05", "2026-03-02 08:05"),
                    row("crossing-left", &none, "2026-04-02 18:40"),
                ],
            },
            Block {
                title: words.text("amend-file"),
                rows: vec![row("amend-left-today", "90", "31")],
            },
        ],
        action: "/files/1/crossings/1/amend".into(),
        hidden: vec![],
        submit: words.text("amend-store"),
        back: "/files/1".into(),
    }
}
