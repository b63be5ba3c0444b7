//! The page for a browser and the plain text.

use fnd_paper::{Block, Level, Paper, Table};

use crate::{every_block, hostile, paper, table};

#[test]
fn a_page_has_its_language_its_headings_and_what_tables_need() {
    let html = paper(every_block()).html();
    let expected = [
        "<!DOCTYPE html>\n<html lang=\"en\">",
        "<title>Extract</title>",
        "<h1 dir=\"auto\">Extract</h1>",
        "<time datetime=\"2026-11-22\">2026-11-22</time>",
        "<h2 dir=\"auto\">Part</h2>",
        "<h3 dir=\"auto\">Deep</h3>",
        "<dt dir=\"auto\">Name</dt>\n<dd dir=\"auto\">Ada</dd>",
        "<li dir=\"auto\">one</li>",
        "<p class=\"note\" role=\"note\" dir=\"auto\">Mind this.</p>",
        "aria-label=\"Numbers\"><table>\n<caption dir=\"auto\">Numbers</caption>\n<thead><tr><th scope=\"col\"",
        "<td dir=\"auto\">row 1</td><td class=\"figure\" dir=\"auto\">1.50</td></tr>",
        "default-src 'none'",
        "@media print",
    ];
    for part in expected {
        assert!(html.contains(part), "{part}\n{html}");
    }
    for other in ["<script", "http://", "https://", "url(", "@import", "src="] {
        assert!(!html.contains(other), "{other}");
    }
}

#[test]
fn what_people_wrote_is_never_markup() {
    for text in hostile() {
        let cell = || text.clone();
        let blocks = vec![
            Block::Heading(Level::One, cell()),
            Block::Paragraph(cell()),
            Block::List(vec![cell()]),
            Block::Facts(vec![(cell(), cell())]),
            Block::Note(cell()),
            Block::Table(Table { caption: cell(), header: vec![cell()], rows: vec![vec![cell()]] }),
        ];
        let paper = Paper { title: cell(), author: cell(), producer: cell(), ..paper(blocks) };
        let html = paper.html();
        let (_, body) = html.split_once("<title>").unwrap();
        assert_eq!(body.matches("</style>").count(), 1);
        assert!(!body.contains("<script") && !html.contains("\"'&amp;"));
        for written in [html.as_str(), &paper.text()] {
            let is_hidden = |letter: char| {
                letter.is_control() && letter != '\n' || "\u{202e}\u{2066}\u{feff}".contains(letter)
            };
            assert!(!written.contains(is_hidden));
        }
    }
    let html = paper(vec![Block::Paragraph("a < b & c > d \"e\" 'f'".into())]).html();
    assert!(html.contains("a &lt; b &amp; c &gt; d &quot;e&quot; &#39;f&#39;"));
}

#[test]
fn plain_text_is_readable_as_it_is() {
    let mut blocks = every_block();
    let Table { caption, header, mut rows } = table(2);
    rows.push(vec!["x".repeat(120)]);
    blocks.push(Block::Table(Table { caption, header, rows }));
    assert_eq!(
        paper(blocks).text(),
        format!(
            "Extract\n=======\n\nOffice · 2026-11-22\n\nFirst words.\n\nPart\n====\n\n\
             Name: Ada\nPlace: a\n  b\n\nDeep\n----\n\n- one\n- two\n\n| Mind this.\n\n\
             Numbers\nNo.  Name   Amount\n---  -----  ------\n  1  row 1    1.50\n\
             \x20 2  row 2    2.50\n\nNumbers\nNo.: 1\nName: row 1\nAmount: 1.50\n\n\
             No.: 2\nName: row 2\nAmount: 2.50\n\nNo.: {}\n",
            "x".repeat(120)
        )
    );
}

#[test]
fn blocks_without_content_are_left_out() {
    let empty = vec![Block::List(vec![]), Block::Facts(vec![]), Block::Table(Table::default())];
    let html = paper(empty.clone()).html();
    assert!(!html.contains("<ul") && !html.contains("<dl") && !html.contains("<table"));
    assert_eq!(paper(empty).text(), "Extract\n=======\n\nOffice · 2026-11-22\n");
}

#[test]
fn debug_output_shows_nothing_of_what_is_written() {
    let shown = format!("{:?}", paper(every_block()));
    for secret in ["Extract", "Ada", "Office", "First", "one", "Mind", "row 1"] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
}
