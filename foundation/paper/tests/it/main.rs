//! Papers as others read them: PDF by a reader that knows nothing of the writer, archives by
//! their own bytes.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    clippy::arithmetic_side_effects,
    clippy::tests_outside_test_module,
    reason = "a crate of tests"
)]

mod archive;
mod forms;
mod pdf;
mod reader;

use fnd_core::Language;
use fnd_paper::{Block, Level, Paper, Table};
use jiff::civil::date;

/// A paper of these blocks.
fn paper(blocks: Vec<Block>) -> Paper {
    Paper {
        title: "Extract".into(),
        language: Language::ENGLISH,
        author: "Office".into(),
        producer: "limen 0.1.0".into(),
        date: date(2026, 11, 22),
        blocks,
    }
}

/// A table of `rows` rows of three cells.
fn table(rows: usize) -> Table {
    Table {
        caption: "Numbers".into(),
        header: ["No.", "Name", "Amount"].map(str::to_owned).into(),
        rows: (1..=rows)
            .map(|row| vec![row.to_string(), format!("row {row}"), format!("{row}.50")])
            .collect(),
    }
}

/// Every kind of block.
fn every_block() -> Vec<Block> {
    vec![
        Block::Paragraph("First words.".into()),
        Block::Heading(Level::One, "Part".into()),
        Block::Facts(vec![("Name".into(), "Ada".into()), ("Place".into(), "a\nb".into())]),
        Block::Heading(Level::Three, "Deep".into()),
        Block::List(vec!["one".into(), "two".into()]),
        Block::Note("Mind this.".into()),
        Block::Table(table(2)),
    ]
}

/// Texts that people should not write and that somebody will.
fn hostile() -> Vec<String> {
    let all: String = (0..0x11_0000).step_by(31).filter_map(char::from_u32).collect();
    vec![
        String::new(),
        "\u{202e}\u{2066}\u{200f}".into(),
        "\0\u{1}\u{1b}[2J\u{7f}\u{9b}".into(),
        "\n\r\n\u{2028}\u{c}".into(),
        "name\u{202e}fdp.exe \u{2067}x".into(),
        "</style></title><script>alert(1)</script>\"'&amp;".into(),
        "e\u{301}".repeat(5_000),
        "\u{301}".repeat(5_000),
        "\u{fffd}\u{fffe}\u{e000}\u{10ffff}".into(),
        "x".repeat(100_000),
        "ﷺ﷽⸻𒈙".repeat(50),
        "a ".repeat(20_000),
        "\n".repeat(1_000) + "a\n" + &"b\n".repeat(1_000),
        all,
    ]
}
