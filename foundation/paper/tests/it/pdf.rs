//! What a reader that knows nothing of the writer finds in a PDF.

use std::collections::BTreeSet;

use fnd_core::Language;
use fnd_paper::{Block, Level, PAGES_MAX, Paper, PaperError, Table};

use crate::reader::{Read, read};
use crate::{every_block, hostile, paper, table};

fn pdf(blocks: Vec<Block>) -> Read {
    read(&paper(blocks).pdf().unwrap().bytes)
}

#[test]
fn the_tree_says_what_is_what_in_the_order_of_reading() {
    let read = pdf(every_block());
    assert_eq!((read.language.as_str(), read.title.as_str()), ("en", "Extract"));
    let elements: Vec<String> = read
        .elements
        .iter()
        .map(|(depth, role, text)| format!("{}{role} {text}", " ".repeat(*depth)))
        .collect();
    assert_eq!(
        elements,
        [
            "Document ",
            " H1 Extract",
            " P Office · 2026-11-22",
            " P First words.",
            " H2 Part",
            " Table ",
            "  TR ",
            "   TH Name",
            "   TD Ada",
            "  TR ",
            "   TH Place",
            "   TD ab",
            " H3 Deep",
            " L ",
            "  LI ",
            "   Lbl • ",
            "   LBody one",
            "  LI ",
            "   Lbl • ",
            "   LBody two",
            " P Mind this.",
            " Table ",
            "  Caption Numbers",
            "  THead ",
            "   TR ",
            "    TH No.",
            "    TH Name",
            "    TH Amount",
            "  TBody ",
            "   TR ",
            "    TD 1",
            "    TD row 1",
            "    TD 1.50",
            "   TR ",
            "    TD 2",
            "    TD row 2",
            "    TD 2.50",
        ]
    );
    assert_eq!(read.scopes, ["Row", "Row", "Column", "Column", "Column"]);
    let outline = [(0, "Extract"), (1, "Part"), (2, "Deep")];
    assert_eq!(read.outline, outline.map(|(depth, title)| (depth, title.to_owned())));
    assert_eq!(read.artifacts, ["Extract\n1 / 1\n"]);
}

#[test]
fn letters_of_every_script_of_europe_are_read_as_they_were_written() {
    let scripts = "Žluťoučký kůň Übergröße ÞÆÐ Ελληνικά ἀρχή Български Ђорђе ქართული Հայերեն İğüş";
    let made = paper(vec![Block::Paragraph(scripts.into())]).pdf().unwrap();
    assert_eq!(made.letters_missing, 0);
    assert!(read(&made.bytes).text().contains(scripts));
    let title = Paper { title: scripts.into(), language: Language::ROMANIAN, ..paper(vec![]) };
    let read = read(&title.pdf().unwrap().bytes);
    assert_eq!((read.title.as_str(), read.language.as_str()), (scripts, "ro"));
}

#[test]
fn letters_that_cannot_be_shown_are_counted_and_read_as_they_were_written() {
    let text = "before עברית and 日本 after";
    let made = paper(vec![Block::Paragraph(text.into())]).pdf().unwrap();
    assert_eq!(made.letters_missing, 7);
    assert!(read(&made.bytes).text().contains(text));
}

#[test]
fn a_table_over_many_pages_has_its_header_on_each_and_its_rows_once() {
    let read = pdf(vec![Block::Table(table(1_000))]);
    assert!(10 < read.pages, "{}", read.pages);
    assert_eq!((read.count("TR"), read.count("TH"), read.count("TD")), (1_001, 3, 3_000));
    let amounts: Vec<String> = (1..=1_000).map(|row| format!("{row}.50")).collect();
    let found: Vec<&str> = read.texts("TD").into_iter().skip(2).step_by(3).collect();
    assert_eq!(found, amounts);
    for (number, artifacts) in read.artifacts.iter().enumerate() {
        let foot = format!("Extract\n{} / {}\n", number + 1, read.pages);
        let header = if number == 0 { "" } else { "No.\nName\nAmount\n" };
        assert_eq!(*artifacts, format!("{header}{foot}"));
    }
}

#[test]
fn a_heading_stands_on_the_page_of_what_it_is_the_heading_of() {
    let mut pages_of_heading = BTreeSet::new();
    for lines in 35..60 {
        let read = pdf(vec![
            Block::Paragraph(vec!["line"; lines].join("\n")),
            Block::Heading(Level::One, "Part".into()),
            Block::Heading(Level::Two, "Section".into()),
            Block::Table(table(9)),
        ]);
        let [part, section, caption, head, cell] =
            ["H2", "H3", "Caption", "TH", "TD"].map(|role| read.first_page(role));
        assert_eq!([part; 4], [section, caption, head, cell], "{lines} lines");
        pages_of_heading.insert(part);
    }
    assert_eq!(pages_of_heading, [0, 1].into(), "both sides of the break were tried");
}

#[test]
fn nothing_that_people_write_leaves_the_page_or_breaks_a_rule() {
    for text in hostile() {
        let cell = || text.clone();
        let table = Table {
            caption: cell(),
            header: vec![cell(), "B".into()],
            rows: vec![vec![cell(), "b".into(), cell()], vec![], vec!["c".into()]],
        };
        let blocks = vec![
            Block::Heading(Level::Two, cell()),
            Block::Paragraph(cell()),
            Block::List(vec![cell(), cell()]),
            Block::Facts(vec![(cell(), cell())]),
            Block::Note(cell()),
            Block::Table(table),
        ];
        let paper = Paper { title: cell(), author: cell(), producer: cell(), ..paper(blocks) };
        let start: String = text.chars().take(20).collect();
        let made = paper.pdf().unwrap_or_else(|error| panic!("{start:?}: {error}"));
        let read = read(&made.bytes);
        assert_eq!(read.count("TH") + read.count("TD"), 2 + 4 * 3, "{start:?}");
        for (x, y) in &read.places {
            assert!((56.0..=539.0).contains(x) && (30.0..=786.0).contains(y), "{start:?}: {x} {y}");
        }
    }
}

#[test]
fn a_table_with_too_many_columns_is_told_row_by_row() {
    let header: Vec<String> = (0..40).map(|column| format!("column {column}")).collect();
    let rows = vec![(0..41).map(|column| format!("cell {column}")).collect(); 2];
    let read = pdf(vec![Block::Table(Table { caption: "Wide".into(), header, rows })]);
    assert_eq!((read.count("Table"), read.count("TR")), (2, 82));
    assert!(read.scopes.iter().all(|scope| scope == "Row"));
    assert!(read.text().contains("Wide") && read.text().contains("cell 40"));
}

#[test]
fn blocks_without_content_are_left_out() {
    let read = pdf(vec![
        Block::List(vec![]),
        Block::Facts(vec![]),
        Block::Table(Table::default()),
        Block::Heading(Level::One, String::new()),
    ]);
    assert_eq!(read.elements.len(), 4, "{:?}", read.elements);
    assert_eq!(read.texts("H2"), ["–"]);
}

#[test]
fn the_same_paper_is_the_same_file() {
    let paper = paper(every_block());
    assert_eq!(paper.pdf().unwrap(), paper.pdf().unwrap());
}

#[test]
fn a_paper_that_nobody_could_print_is_refused() {
    let error = paper(vec![Block::Paragraph("a\n".repeat(PAGES_MAX * 60))]).pdf().unwrap_err();
    assert_eq!(error, PaperError::TooLong);
    assert_eq!(error.code(), "paper-too-long");
}
