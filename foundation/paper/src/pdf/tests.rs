//! What can only be seen from within: lines against the margins, and how the work grows.

use fnd_core::Language;
use jiff::civil::date;

use super::faces::Faces;
use super::sheets::{HEIGHT, MARGIN, Owner, Shape, Sheets, WIDTH};
use crate::{Block, Level, Paper, Table};

fn paper(blocks: Vec<Block>) -> Paper {
    let (title, author, producer) = (String::from("A"), String::from("B"), String::new());
    Paper { title, language: Language::ENGLISH, author, producer, date: date(2026, 11, 22), blocks }
}

fn table(rows: usize) -> Table {
    let words = "some words in a cell ".repeat(8);
    let row = |row: usize| vec![row.to_string(), words.chars().take(row % 160).collect()];
    let header = vec!["No.".to_owned(), "Words".to_owned()];
    Table { caption: "Rows".into(), header, rows: (0..rows).map(row).collect() }
}

fn laid_out(faces: &Faces, blocks: Vec<Block>) -> Sheets {
    let mut sheets = Sheets::new();
    super::flow::lay_out(&paper(blocks), faces, &mut sheets).unwrap();
    sheets
}

#[test]
fn no_line_ends_behind_the_margin_however_long_its_words_are() {
    let faces = Faces::load().unwrap();
    let word = "W".repeat(100_000);
    let wide = Table {
        caption: word.clone(),
        header: vec![word.clone(); 12],
        rows: vec![vec![word.clone(); 12]; 2],
    };
    let sheets = laid_out(
        &faces,
        vec![
            Block::Heading(Level::One, word.clone()),
            Block::List(vec![word.clone()]),
            Block::Facts(vec![(word.clone(), word.clone())]),
            Block::Note(word),
            Block::Table(wide),
        ],
    );
    for mark in sheets.pages.iter().flatten() {
        let (left, right, bottom) = match &mark.shape {
            Shape::Text { x, baseline, size, weight, text, .. } => {
                let letters = text.trim_end().chars().map(|letter| faces.width(*weight, letter));
                (*x, x + letters.sum::<f32>() * size, *baseline)
            }
            Shape::Bar { x, y, width, height, .. } => (*x, x + width, y + height),
        };
        assert!(MARGIN - 0.1 <= left && right <= WIDTH - MARGIN + 0.1, "{mark:?}");
        assert!(bottom <= HEIGHT - 50.0, "{mark:?}");
    }
}

#[test]
fn twice_the_rows_are_twice_the_work() {
    let measured = |rows| {
        let faces = Faces::load().unwrap();
        let sheets = laid_out(&faces, vec![Block::Table(table(rows))]);
        let marks = sheets.pages.iter().map(Vec::len).sum::<usize>();
        (faces.measured(), marks, sheets.pages.len())
    };
    let (once, twice) = (measured(1_000), measured(2_000));
    for (once, twice) in [(once.0, twice.0), (once.1, twice.1), (once.2, twice.2)] {
        assert!(once * 19 <= twice * 10 && twice * 10 <= once * 21, "{once} and {twice}");
    }
}

#[test]
fn a_row_that_fits_on_a_page_is_not_parted() {
    let faces = Faces::load().unwrap();
    let sheets = laid_out(&faces, vec![Block::Table(table(300))]);
    let mut seen = std::collections::BTreeSet::new();
    for page in &sheets.pages {
        let owners = page.iter().filter_map(|mark| match mark.owner {
            Owner::Node(node) => Some(node),
            Owner::Decoration | Owner::Foot => None,
        });
        let here: std::collections::BTreeSet<usize> = owners.collect();
        assert!(seen.is_disjoint(&here));
        seen.extend(here);
    }
    assert!(2 < sheets.pages.len());
}
