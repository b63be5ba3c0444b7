//! Blocks one below the other: headings, paragraphs, items, notes; tables by [`super::grid`].

use super::faces::{Faces, Weight};
use super::grid::{self, Grid};
use super::lines::{Line, Type, broken};
use super::sheets::{Bookmark, Ink, MARGIN, MEASURE, Owner, Shape, Sheets};
use super::tree::{Role, TITLE_LETTERS_MAX};
use crate::{Block, Depth, Paper, PaperError, Table, clean};

pub(super) const BODY: Type = Type { weight: Weight::Regular, size: 10.0, leading: 14.0 };
pub(super) const STRONG: Type = Type { weight: Weight::Bold, ..BODY };
const TITLE: Type = Type { weight: Weight::Bold, size: 19.0, leading: 24.0 };
/// Headings by their step.
const HEADINGS: [Type; 3] = [
    Type { weight: Weight::Bold, size: 14.0, leading: 18.0 },
    Type { weight: Weight::Bold, size: 11.5, leading: 15.5 },
    Type { weight: Weight::Bold, size: 10.0, leading: 14.0 },
];
/// How far the text of an item stands from the margin.
const INDENT: f32 = 14.0;
/// Between the bar of a note and its text.
const NOTE_INDENT: f32 = 11.0;
/// The height of capitals, in sizes of the letter.
const CAPITALS: f32 = 0.73;
/// Lines of a text that are not left alone at the end of a page.
const LINES_KEPT: usize = 2;
/// Sums of the same numbers in another order differ by less than this.
const ROUNDING: f32 = 0.1;

/// A block that was measured.
enum Piece {
    Text(Flow),
    Grid(Grid),
}

/// Lines below each other.
struct Flow {
    kind: Type,
    ink: Ink,
    style: Style,
    /// Free before the first line, and behind the last.
    above: f32,
    below: f32,
    indent: f32,
    lines: Vec<Line>,
}

enum Style {
    Plain,
    Heading(u8, String),
    /// An item; whether it begins a list.
    Item {
        is_first: bool,
    },
    Note,
}

/// Puts the whole paper on pages.
pub(super) fn lay_out(paper: &Paper, faces: &Faces, sheets: &mut Sheets) -> Result<(), PaperError> {
    let pieces = pieces(paper, faces);
    let mut list = None;
    for (piece, lead) in pieces.iter().zip(leads(&pieces)) {
        sheets.skip(piece.above());
        sheets.need(lead)?;
        match piece {
            Piece::Text(flow) => {
                flow.place(faces, sheets, &mut list)?;
                sheets.y += flow.below;
            }
            Piece::Grid(grid) => {
                grid.place(sheets)?;
                sheets.y += grid::BELOW;
            }
        }
    }
    Ok(())
}

/// What must fit on the page for each piece to begin there: a heading takes along the beginning
/// of what it is the heading of.
fn leads(pieces: &[Piece]) -> Vec<f32> {
    let mut leads = Vec::with_capacity(pieces.len());
    let mut next = 0.0;
    for piece in pieces.iter().rev() {
        let lead = match piece {
            Piece::Text(flow) if matches!(flow.style, Style::Heading(..)) => {
                flow.height(flow.lines.len()) + flow.below + next
            }
            Piece::Text(flow) => flow.height(flow.lines.len().min(LINES_KEPT)),
            Piece::Grid(grid) => grid.lead(),
        };
        next = lead + piece.above();
        leads.push(lead + ROUNDING);
    }
    leads.reverse();
    leads
}

fn pieces(paper: &Paper, faces: &Faces) -> Vec<Piece> {
    let mut depth = Depth::default();
    let mut pieces = vec![
        heading(faces, 0, &paper.shown_title()),
        Flow::new(faces, BODY, &paper.byline(), 0.0).with(Ink::Quiet, 0.0, 10.0).into(),
    ];
    for block in paper.blocks.iter().filter(|block| !block.is_empty()) {
        match block {
            Block::Heading(level, text) => {
                pieces.push(heading(faces, depth.step(*level), &clean::flat(text)));
            }
            Block::Paragraph(text) => {
                pieces.push(Flow::new(faces, BODY, text, 0.0).with(Ink::Text, 0.0, 7.0).into());
            }
            Block::List(items) => pieces.extend(list(faces, items)),
            Block::Table(table) => pieces.extend(self::table(faces, table)),
            Block::Facts(pairs) => pieces.extend(Grid::facts(faces, pairs).map(Piece::Grid)),
            Block::Note(text) => {
                let flow = Flow::new(faces, BODY, text, NOTE_INDENT).with(Ink::Text, 4.0, 11.0);
                pieces.push(Flow { style: Style::Note, ..flow }.into());
            }
        }
    }
    pieces
}

fn heading(faces: &Faces, step: u8, text: &str) -> Piece {
    let kind = match step {
        0 => TITLE,
        1 => HEADINGS[0],
        2 => HEADINGS[1],
        _ => HEADINGS[2],
    };
    // A heading without a text is none for whoever hears the paper.
    let shown = if text.is_empty() { "–" } else { text };
    let title = shown.chars().take(TITLE_LETTERS_MAX).collect();
    let flow = Flow::new(faces, kind, shown, 0.0).with(Ink::Text, kind.size, 4.0);
    Flow { style: Style::Heading(step, title), ..flow }.into()
}

fn list(faces: &Faces, items: &[String]) -> impl Iterator<Item = Piece> {
    items.iter().enumerate().map(|(number, item)| {
        let flow = Flow::new(faces, BODY, item, INDENT).with(Ink::Text, 0.0, 3.0);
        Flow { style: Style::Item { is_first: number == 0 }, ..flow }.into()
    })
}

/// A table; one with too many columns for a page is told row by row.
fn table(faces: &Faces, table: &Table) -> Vec<Piece> {
    if table.columns() <= grid::COLUMNS_MAX {
        return Grid::table(faces, table).map(Piece::Grid).into_iter().collect();
    }
    let caption = Flow::new(faces, STRONG, &table.caption, 0.0).with(Ink::Text, 6.0, 2.0);
    let mut pieces = vec![caption.into()];
    for row in &table.rows {
        let labels = table.header.iter().map(String::as_str).chain(std::iter::repeat(""));
        let pairs: Vec<(&str, &str)> = labels.zip(row.iter().map(String::as_str)).collect();
        pieces.extend(Grid::facts(faces, &pairs).map(Piece::Grid));
    }
    pieces
}

impl Piece {
    /// Free before it.
    const fn above(&self) -> f32 {
        match self {
            Self::Text(flow) => flow.above,
            Self::Grid(_) => grid::ABOVE,
        }
    }
}

impl From<Flow> for Piece {
    fn from(flow: Flow) -> Self {
        Self::Text(flow)
    }
}

impl Flow {
    fn new(faces: &Faces, kind: Type, text: &str, indent: f32) -> Self {
        let lines = broken(faces, kind, &clean::lines(text), MEASURE - indent);
        let style = Style::Plain;
        Self { kind, ink: Ink::Text, style, above: 0.0, below: 0.0, indent, lines }
    }

    fn with(self, ink: Ink, above: f32, below: f32) -> Self {
        Self { ink, above, below, ..self }
    }

    fn height(&self, lines: usize) -> f32 {
        (0..lines).map(|_| self.kind.leading).sum()
    }

    /// Draws the lines, on as many pages as they need. `list` is the list that is open.
    fn place(
        &self,
        faces: &Faces,
        sheets: &mut Sheets,
        list: &mut Option<usize>,
    ) -> Result<(), PaperError> {
        let node = match &self.style {
            Style::Plain | Style::Note => sheets.tree.add(None, Role::Paragraph),
            Style::Heading(step, title) => {
                let (step, text, y) = (*step, title.clone(), sheets.y);
                let page = sheets.pages.len().saturating_sub(1);
                sheets.bookmarks.push(Bookmark { step, text: text.clone(), page, y });
                sheets.tree.add(None, Role::Heading(step, text))
            }
            Style::Item { is_first } => {
                let open = list.filter(|_| !is_first);
                let parent = open.unwrap_or_else(|| sheets.tree.add(None, Role::List));
                *list = Some(parent);
                self.bullet(faces, sheets, parent)
            }
        };
        for line in &self.lines {
            sheets.need(self.kind.leading)?;
            if matches!(self.style, Style::Note) {
                sheets.bar(MARGIN, 3.0, self.kind.leading, Ink::Accent);
            }
            draw_line(sheets, Owner::Node(node), (MARGIN + self.indent, self.kind, self.ink), line);
            sheets.y += self.kind.leading;
        }
        Ok(())
    }

    /// Begins an item; where its text goes in the tree.
    fn bullet(&self, faces: &Faces, sheets: &mut Sheets, list: usize) -> usize {
        let item = sheets.tree.add(Some(list), Role::Item);
        let bullet = sheets.tree.add(Some(item), Role::Bullet);
        let line =
            Line { text: "• ".to_owned(), width: super::lines::measure(faces, self.kind, "•") };
        draw_line(sheets, Owner::Node(bullet), (MARGIN + 3.0, self.kind, Ink::Text), &line);
        sheets.tree.add(Some(item), Role::ItemText)
    }
}

/// Draws a line where the next line goes; its place, letters and colour come together.
pub(super) fn draw_line(
    sheets: &mut Sheets,
    owner: Owner,
    (x, kind, ink): (f32, Type, Ink),
    line: &Line,
) {
    // Capitals stand in the middle of their line.
    let baseline = sheets.y + f32::midpoint(kind.leading, kind.size * CAPITALS);
    // Content without a letter is none, and a row would lose a cell.
    let text = if line.text.is_empty() { " ".to_owned() } else { line.text.clone() };
    let (size, weight) = (kind.size, kind.weight);
    sheets.draw(owner, Shape::Text { x, baseline, size, weight, ink, text });
}
