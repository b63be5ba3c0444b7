//! A paper as plain text.

use crate::{Block, Depth, Paper, Table, clean};

/// Letters of a line of a table; wider tables are told row by row.
const LINE_LETTERS_MAX: usize = 100;
/// Blanks between columns.
const GAP: &str = "  ";

/// The whole text.
pub(crate) fn page(paper: &Paper) -> String {
    let mut parts = vec![underlined(&paper.shown_title(), '='), paper.byline()];
    let mut depth = Depth::default();
    let blocks = paper.blocks.iter().filter(|block| !block.is_empty());
    parts.extend(blocks.map(|block| part(block, &mut depth)));
    parts.retain(|part| !part.is_empty());
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn part(block: &Block, depth: &mut Depth) -> String {
    match block {
        Block::Heading(level, text) => {
            let text = clean::flat(text);
            match depth.step(*level) {
                1 => underlined(&text, '='),
                2 => underlined(&text, '-'),
                _ => text,
            }
        }
        Block::Paragraph(text) => clean::lines(text),
        Block::List(items) => joined(items.iter().map(|item| hung("- ", &clean::lines(item)))),
        Block::Table(table) => self::table(table),
        Block::Facts(facts) => joined(facts.iter().map(|(label, value)| fact(label, value))),
        Block::Note(text) => format!("| {}", clean::lines(text).replace('\n', "\n| ")),
    }
}

fn underlined(text: &str, line: char) -> String {
    let width = text.chars().count().min(LINE_LETTERS_MAX);
    let line: String = std::iter::repeat_n(line, width).collect();
    format!("{text}\n{line}")
}

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

/// `text` behind a mark, its further lines below its first.
fn hung(mark: &str, text: &str) -> String {
    format!("{mark}{}", text.replace('\n', "\n  "))
}

fn fact(label: &str, value: &str) -> String {
    let label = clean::flat(label);
    let mark = if label.is_empty() { String::new() } else { format!("{label}: ") };
    hung(&mark, &clean::lines(value))
}

fn table(table: &Table) -> String {
    let columns = table.columns();
    let rows: Vec<Vec<String>> = std::iter::once(&table.header)
        .chain(&table.rows)
        .map(|row| row.iter().map(|cell| clean::flat(cell)).collect())
        .collect();
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    let gaps = columns.saturating_sub(1).saturating_mul(GAP.len());
    let width = widths.iter().fold(gaps, |sum, width| sum.saturating_add(*width));
    let caption = clean::flat(&table.caption);
    let body = if width <= LINE_LETTERS_MAX {
        aligned(&rows, &widths, &table.figures())
    } else {
        joined_rows(table)
    };
    [caption, body].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Rows one below the other, with a line under the header.
fn aligned(rows: &[Vec<String>], widths: &[usize], figures: &[bool]) -> String {
    let row_text = |row: &Vec<String>| {
        let cells = row.iter().zip(widths).zip(figures).map(|((cell, width), is_figure)| {
            if *is_figure { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
        });
        cells.collect::<Vec<_>>().join(GAP).trim_end().to_owned()
    };
    let mut lines: Vec<String> = rows.iter().map(row_text).collect();
    let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    lines.insert(lines.len().min(1), rule.join(GAP));
    lines.join("\n")
}

/// Every row as facts, a blank line between rows.
fn joined_rows(table: &Table) -> String {
    let labels = || table.header.iter().map(String::as_str).chain(std::iter::repeat(""));
    let rows = table
        .rows
        .iter()
        .map(|row| joined(labels().zip(row).map(|(label, value)| fact(label, value))));
    rows.collect::<Vec<_>>().join("\n\n")
}
