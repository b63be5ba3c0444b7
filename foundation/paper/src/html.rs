//! A paper as a page for a browser.

use std::fmt::{self, Display};

use crate::{Block, Depth, Paper, Table, clean};

const STYLE: &str = include_str!("../style/paper.css");

/// What the page may do, for browsers: nothing but use its own style.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'";

/// The whole page.
pub(crate) fn page(paper: &Paper) -> String {
    let (title, language) = (paper.shown_title(), paper.language.code());
    let (title, author) = (Text(&title), clean::flat(&paper.author));
    let producer = clean::flat(&paper.producer);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"author\" content=\"{}\">\n<meta name=\"generator\" content=\"{}\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1 dir=\"auto\">{title}</h1>\n<p class=\"byline\" dir=\"auto\">{}</p>\n",
        Text(&author),
        Text(&producer),
        byline(paper, &author),
    );
    let mut depth = Depth::default();
    for block in paper.blocks.iter().filter(|block| !block.is_empty()) {
        add(&mut page, &mut depth, block);
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn byline(paper: &Paper, author: &str) -> String {
    let separator = if author.is_empty() { "" } else { " · " };
    let date = paper.date;
    format!("{}{separator}<time datetime=\"{date}\">{date}</time>", Text(author))
}

fn add(page: &mut String, depth: &mut Depth, block: &Block) {
    match block {
        Block::Heading(level, text) => {
            // The title is the only heading of the first level.
            let step = depth.step(*level).saturating_add(1);
            let text = clean::flat(text);
            push(page, format_args!("<h{step} dir=\"auto\">{}</h{step}>\n", Text(&text)));
        }
        Block::Paragraph(text) => element(page, "p", text),
        Block::List(items) => {
            page.push_str("<ul>\n");
            for item in items {
                element(page, "li", item);
            }
            page.push_str("</ul>\n");
        }
        Block::Table(table) => add_table(page, table),
        Block::Facts(facts) => {
            page.push_str("<dl>\n");
            for (label, value) in facts {
                element(page, "dt", label);
                element(page, "dd", value);
            }
            page.push_str("</dl>\n");
        }
        Block::Note(text) => {
            let text = clean::lines(text);
            let text = Text(&text);
            push(page, format_args!("<p class=\"note\" role=\"note\" dir=\"auto\">{text}</p>\n"));
        }
    }
}

fn add_table(page: &mut String, table: &Table) {
    let (columns, figures) = (table.columns(), table.figures());
    // A table that is wider than the window is moved by keys, too.
    let headers = table.header.join(", ");
    let name = if table.caption.is_empty() { &headers } else { &table.caption };
    let name = clean::flat(name);
    let name = Text(&name);
    push(
        page,
        format_args!("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\">"),
    );
    page.push_str("<table>\n");
    if !table.caption.is_empty() {
        element(page, "caption", &table.caption);
    }
    page.push_str("<thead><tr>");
    for (cell, is_figure) in padded(&table.header, columns).zip(&figures) {
        let cell = clean::flat(cell);
        let (class, cell) = (class(*is_figure), Text(&cell));
        push(page, format_args!("<th scope=\"col\"{class} dir=\"auto\">{cell}</th>"));
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        page.push_str("<tr>");
        for (cell, is_figure) in padded(row, columns).zip(&figures) {
            let cell = clean::lines(cell);
            let (class, cell) = (class(*is_figure), Text(&cell));
            push(page, format_args!("<td{class} dir=\"auto\">{cell}</td>"));
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table></div>\n");
}

/// The cells of a row, and empty ones up to `columns`.
fn padded(row: &[String], columns: usize) -> impl Iterator<Item = &str> {
    row.iter().map(String::as_str).chain(std::iter::repeat("")).take(columns)
}

const fn class(is_figure: bool) -> &'static str {
    if is_figure { " class=\"figure\"" } else { "" }
}

fn element(page: &mut String, name: &str, text: &str) {
    let text = clean::lines(text);
    push(page, format_args!("<{name} dir=\"auto\">{}</{name}>\n", Text(&text)));
}

fn push(page: &mut String, text: fmt::Arguments<'_>) {
    // Why: writing to a string cannot fail.
    let _ = fmt::write(page, text);
}

/// Text that is nothing but text, between tags and in attributes alike.
struct Text<'a>(&'a str);

impl Display for Text<'_> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(place) = rest.find(['&', '<', '>', '"', '\'']) {
            let (before, after) = rest.split_at(place);
            to.write_str(before)?;
            let mut letters = after.chars();
            to.write_str(match letters.next() {
                Some('&') => "&amp;",
                Some('<') => "&lt;",
                Some('>') => "&gt;",
                Some('"') => "&quot;",
                _ => "&#39;",
            })?;
            rest = letters.as_str();
        }
        to.write_str(rest)
    }
}
