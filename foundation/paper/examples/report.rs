//! Writes a paper in every form, and tells how long tables of several lengths take.
//!
//! `cargo run --release -p fnd-paper --example report -- FOLDER`

use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;
use std::time::Instant;

use fnd_core::Language;
use fnd_paper::{Archive, Block, Level, Paper, Table};
use jiff::civil::date;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from).ok_or("name a folder")?;
    let paper = sample();
    let pdf = paper.pdf()?;
    let mut archive = Archive::new(paper.date);
    let [html, text] = [paper.html(), paper.text()];
    let parts =
        [("pdf", pdf.bytes.as_slice()), ("html", html.as_bytes()), ("txt", text.as_bytes())];
    for (ending, bytes) in parts {
        let name = format!("report.{ending}");
        std::fs::write(folder.join(&name), bytes)?;
        archive.add(&name, bytes)?;
    }
    std::fs::write(folder.join("report.zip"), archive.finish()?)?;
    let mut out = std::io::stdout();
    writeln!(out, "letters missing: {}", pdf.letters_missing)?;
    for rows in [1_000, 2_000, 4_000, 8_000] {
        let paper = Paper { blocks: vec![Block::Table(table(rows))], ..sample() };
        let begun = Instant::now();
        let pdf = paper.pdf()?;
        let (time, bytes) = (begun.elapsed(), pdf.bytes.len());
        writeln!(out, "{rows} rows: {time:?}, {} pages, {bytes} bytes", pdf.pages)?;
    }
    Ok(())
}

fn sample() -> Paper {
    let words = "A paragraph is set in lines that end where words end. ".repeat(6);
    let scripts = "English, Ελληνικά, Български, ქართული, Հայերեն, Türkçe, Íslenska, \
        Čeština, Tiếng Việt, e\u{301}; עברית and 日本語 are shown as missing.";
    let facts = [
        ("Name", "Example"),
        ("A label that is much longer than any other of them and wraps", "short"),
        ("Value of several lines", "first line\nsecond line"),
        ("Scripts", scripts),
    ];
    Paper {
        title: "A report with every kind of block".to_owned(),
        language: Language::ENGLISH,
        author: "Office for Examples".to_owned(),
        producer: "limen 0.1.0".to_owned(),
        date: date(2026, 11, 22),
        blocks: vec![
            Block::Paragraph(words.clone()),
            Block::Note("A note stands beside a bar.\nIt may have several lines.".to_owned()),
            Block::Heading(Level::One, "Facts".to_owned()),
            Block::Facts(facts.map(|(label, value)| (label.into(), value.into())).into()),
            Block::Heading(Level::Two, "A list".to_owned()),
            Block::List(vec!["first".to_owned(), words.clone(), scripts.to_owned()]),
            Block::Heading(Level::One, "A table over several pages".to_owned()),
            Block::Paragraph(words),
            Block::Table(table(120)),
            Block::Heading(Level::Three, "The end".to_owned()),
            Block::Paragraph("x".repeat(300)),
        ],
    }
}

fn table(rows: u32) -> Table {
    let row = |number: u32| {
        let long =
            if number.is_multiple_of(7) { "a longer text that needs lines. " } else { "short. " };
        vec![
            number.to_string(),
            format!("Row number {number}"),
            long.repeat(3),
            "Ελλάδα".to_owned(),
            format!("{}.{:02}", number.wrapping_mul(37), number.wrapping_rem(100)),
        ]
    };
    Table {
        caption: "What was counted, by number".to_owned(),
        header: ["No.", "Name", "Remark", "Country", "Amount (€)"].map(str::to_owned).into(),
        rows: (1..=rows).map(row).collect(),
    }
}
