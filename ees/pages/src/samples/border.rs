//! Samples of what a crossing point keeps.

use fnd_web::form::Field;
use fnd_web::shell::Shell;
use jiff::civil::{DateTime, date};

use super::Sample;
use crate::border::{BufferOnePage, BufferPage, ConflictRow, WaitingRow};

pub(super) fn pages(shell: &Shell) -> Vec<Sample> {
    let empty = page(shell, (vec![], 0), (vec![], 0));
    let waiting = ["entry", "exit", "refusal"].map(|kind| WaitingRow {
        at: at(),
        kind,
        attempts: 2,
        why: Some("link-refused-point"),
    });
    let full = page(shell, (waiting.into(), 17), (vec![inside(), ahead(), unread()], 120));
    let one = BufferOnePage {
        shell: BufferOnePage::shell(shell.clone(), "/buffer"),
        row: ConflictRow {
            who: "ERIKSSON Anna Maria".into(),
            document: "L898902C3".into(),
            open: String::new(),
            ..inside()
        },
    };
    vec![
        ("buffer-empty", Box::new(empty)),
        ("buffer", Box::new(full)),
        ("buffer-one", Box::new(one)),
    ]
}

fn at() -> DateTime {
    date(2026, 7, 16).at(7, 12, 0, 0)
}

fn page(
    shell: &Shell,
    (waiting, waiting_count): (Vec<WaitingRow>, u32),
    (conflicts, conflicts_count): (Vec<ConflictRow>, u32),
) -> BufferPage {
    let shell = BufferPage::shell(shell.clone(), "/check");
    BufferPage { shell, waiting, waiting_count, conflicts, conflicts_count }
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
        confirm: Some((Field::new("exit_missing"), "buffer-exit-missing")),
        time: None,
        withdraw: "/buffer/1/withdraw".into(),
        reason: Field::new("reason"),
    }
}

fn ahead() -> ConflictRow {
    ConflictRow {
        kind: "exit",
        code: "clock-in-doubt".into(),
        sentence: "The clock of the crossing point was wrong.".into(),
        clock_ahead_seconds: Some(-86_400),
        confirm: Some((Field::new("entry_unknown"), "buffer-entry-unknown")),
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
