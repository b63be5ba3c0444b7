//! Samples of what a crossing point keeps.

use fnd_web::form::Field;
use fnd_web::shell::Shell;
use jiff::civil::{DateTime, date};

use super::Sample;
use crate::border::{
    BufferOnePage, BufferPage, ConflictRow, Done, ENTRY_UNKNOWN, EXIT_MISSING, REASON_WRONG,
    WaitingRow,
};

pub(super) fn pages(shell: &Shell) -> Vec<Sample> {
    let empty = page(shell, (vec![], 0), (vec![], 0));
    let away = BufferPage {
        is_away: true,
        ..page(shell, (vec![WaitingRow { why: crate::border::AWAY, ..waits() }], 1), (vec![], 0))
    };
    let withdrawn = BufferPage { done: Some(Done::Withdrawn), ..empty.clone() };
    let waiting = ["entry", "exit", "refusal"].map(|kind| WaitingRow { kind, ..waits() });
    let full = page(shell, (waiting.into(), 17), (vec![inside(), left(), ahead(), unread()], 120));
    let one = BufferOnePage {
        shell: BufferOnePage::shell(shell.clone(), "/buffer", true),
        row: ConflictRow {
            who: "ERIKSSON Anna Maria".into(),
            document: "L898902C3".into(),
            open: String::new(),
            ..inside()
        },
        code: String::new(),
    };
    let missing = Field::holding("reason", " ").wrong(shell.words.text(REASON_WRONG));
    let wrong = BufferOnePage {
        shell: BufferOnePage::shell(shell.clone(), "/buffer", false),
        row: ConflictRow { reason: missing, ..inside() },
        code: "invalid-value reason-missing".into(),
    };
    vec![
        ("buffer-empty", Box::new(empty)),
        ("buffer", Box::new(full)),
        ("buffer-away", Box::new(away)),
        ("buffer-withdrawn", Box::new(withdrawn)),
        ("buffer-one", Box::new(one)),
        ("buffer-one-wrong", Box::new(wrong)),
    ]
}

fn at() -> DateTime {
    date(2026, 7, 16).at(7, 12, 0, 0)
}

fn waits() -> WaitingRow {
    WaitingRow { at: at(), kind: "entry", attempts: 2, why: "link-refused-point" }
}

fn page(
    shell: &Shell,
    (waiting, waiting_count): (Vec<WaitingRow>, u32),
    (conflicts, conflicts_count): (Vec<ConflictRow>, u32),
) -> BufferPage {
    let shell = BufferPage::shell(shell.clone(), "/check");
    let (is_away, done) = (false, None);
    BufferPage { shell, waiting, waiting_count, conflicts, conflicts_count, is_away, done }
}

fn inside() -> ConflictRow {
    ConflictRow {
        at: at(),
        kind: "entry",
        who: String::new(),
        document: String::new(),
        officer: "Ioana Dumitrescu".into(),
        code: "already-inside".into(),
        sentence: "The entry of 2026-07-02 was open at that time.".into(),
        resend: "/buffer/1/resend".into(),
        open: "/buffer/1".into(),
        clock_ahead_seconds: None,
        confirm: Some((Field::new("exit_missing"), EXIT_MISSING)),
        time: None,
        withdraw: "/buffer/1/withdraw".into(),
        reason: Field::new("reason"),
    }
}

fn left() -> ConflictRow {
    ConflictRow {
        kind: "exit",
        code: "no-open-entry".into(),
        sentence: "No entry was open at that time.".into(),
        confirm: Some((Field::new("entry_unknown"), ENTRY_UNKNOWN)),
        ..inside()
    }
}

fn ahead() -> ConflictRow {
    ConflictRow {
        kind: "exit",
        code: "clock-in-doubt".into(),
        sentence: "The clock of the crossing point was wrong.".into(),
        clock_ahead_seconds: Some(-86_400),
        confirm: None,
        time: Some(Field::holding("at", "2026-07-17T07:12:00")),
        withdraw: String::new(),
        ..inside()
    }
}

fn unread() -> ConflictRow {
    ConflictRow {
        officer: String::new(),
        open: String::new(),
        code: "message-does-not-open".into(),
        sentence: "What is kept of this message was changed in the file.".into(),
        resend: String::new(),
        confirm: None,
        ..inside()
    }
}
