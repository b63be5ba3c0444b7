//! Tables: columns by content, cells with several lines, headers on every page.

use super::faces::{Faces, Weight};
use super::flow::{BODY, STRONG, draw_line};
use super::lines::{Extent, Line, Type, broken, extent};
use super::sheets::{BOTTOM, Ink, MARGIN, MEASURE, Owner, Sheets, TOP};
use super::tree::Role;
use crate::{PaperError, Table, clean};

/// Columns that fit beside each other and can still be read.
pub(super) const COLUMNS_MAX: usize = 12;
/// Free before a table, and behind it.
pub(super) const ABOVE: f32 = 4.0;
pub(super) const BELOW: f32 = 10.0;
const CELL: Type = Type { weight: Weight::Regular, size: 8.5, leading: 11.5 };
const HEAD: Type = Type { weight: Weight::Bold, ..CELL };
/// Free on each side of a cell.
const PAD_X: f32 = 3.5;
const PAD_Y: f32 = 2.5;
/// The widest that labels of facts stand.
const LABELS_MAX: f32 = MEASURE * 0.35;
/// A header higher than this is not repeated, so that there is room for rows.
const REPEATED_MAX: f32 = (BOTTOM - TOP) / 3.0;
/// Lines of a row that is parted which stand below the header at least.
const LINES_KEPT: usize = 3;

/// A table that was measured.
pub(super) struct Grid {
    caption: Vec<Line>,
    header: Option<Row>,
    rows: Vec<Row>,
    columns: Vec<Column>,
    style: Style,
}

/// Whether rows stand under a header or say what is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Table,
    Facts,
}

struct Column {
    x: f32,
    width: f32,
    is_figures: bool,
}

/// Lines of each cell.
struct Row(Vec<Vec<Line>>);

impl Grid {
    /// A table with its header; `None` without columns.
    pub(super) fn table(faces: &Faces, table: &Table) -> Option<Self> {
        let count = table.columns();
        let padded = |row: &[String], clean: fn(&str) -> String| -> Vec<String> {
            let cells = row.iter().map(String::as_str).chain(std::iter::repeat(""));
            cells.take(count).map(clean).collect()
        };
        let header = padded(&table.header, clean::flat);
        let cells: Vec<Vec<String>> =
            table.rows.iter().map(|row| padded(row, clean::lines)).collect();
        let mut extents: Vec<Extent> =
            header.iter().map(|cell| extent(faces, HEAD, cell)).collect();
        for row in &cells {
            widen(&mut extents, faces, CELL, row);
        }
        let columns = columns(&widths(&extents, MEASURE), &table.figures());
        let caption = clean::flat(&table.caption);
        let caption = Some(caption).filter(|caption| !caption.is_empty());
        let grid = Self {
            caption: caption.map(|text| broken(faces, STRONG, &text, MEASURE)).unwrap_or_default(),
            header: Some(Row::new(faces, &columns, &header, |_| HEAD)),
            rows: cells.iter().map(|row| Row::new(faces, &columns, row, |_| CELL)).collect(),
            columns,
            style: Style::Table,
        };
        (0 < count).then_some(grid)
    }

    /// Labels and values beside each other; `None` without any.
    pub(super) fn facts<T: AsRef<str>>(faces: &Faces, pairs: &[(T, T)]) -> Option<Self> {
        let cells: Vec<[String; 2]> = pairs
            .iter()
            .map(|(label, value)| [clean::flat(label.as_ref()), clean::lines(value.as_ref())])
            .collect();
        let labels = cells.iter().map(|[label, _]| extent(faces, STRONG, label).whole);
        let label = (labels.fold(0.0, f32::max) + PAD_X + PAD_X).min(LABELS_MAX);
        let columns = columns(&[label, MEASURE - label], &[false, false]);
        let kind = |column| if column == 0 { STRONG } else { BODY };
        let rows = cells.iter().map(|row| Row::new(faces, &columns, row, kind)).collect();
        let grid = Self { caption: Vec::new(), header: None, rows, columns, style: Style::Facts };
        (!pairs.is_empty()).then_some(grid)
    }

    fn kind(&self) -> Type {
        match self.style {
            Style::Table => CELL,
            Style::Facts => BODY,
        }
    }

    /// What must fit on the page for the table to begin there: all up to its first row, and
    /// that row too, unless it is one that must be parted.
    pub(super) fn lead(&self) -> f32 {
        let caption: f32 = self.caption.iter().map(|_| STRONG.leading).sum();
        let before = caption + self.header_height();
        let first = self.rows.first().map(|row| {
            let lines = row.lines();
            let is_parted = self.lines_whole() < lines;
            Row::height(self.kind(), if is_parted { LINES_KEPT } else { lines })
        });
        before + first.unwrap_or_default()
    }

    /// Lines of a row that fit on a page of its own, below the header.
    fn lines_whole(&self) -> usize {
        let header = self.repeated().map_or(0.0, |_| self.header_height());
        lines_in(BOTTOM - TOP - header, self.kind())
    }

    fn header_height(&self) -> f32 {
        self.header.as_ref().map(|row| Row::height(HEAD, row.lines())).unwrap_or_default()
    }

    /// The header, where it is repeated on every page.
    fn repeated(&self) -> Option<&Row> {
        self.header.as_ref().filter(|_| self.header_height() <= REPEATED_MAX)
    }

    /// Draws the table, on as many pages as it needs.
    pub(super) fn place(&self, sheets: &mut Sheets) -> Result<(), PaperError> {
        let table = sheets.tree.add(None, Role::Table);
        if !self.caption.is_empty() {
            let caption = sheets.tree.add(Some(table), Role::Caption);
            for line in &self.caption {
                sheets.need(STRONG.leading)?;
                draw_line(sheets, Owner::Node(caption), (MARGIN, STRONG, Ink::Text), line);
                sheets.y += STRONG.leading;
            }
        }
        if let Some(header) = &self.header {
            let head = sheets.tree.add(Some(table), Role::Head);
            let owners = self.owners(sheets, head, |_| Role::ColumnHeader);
            self.place_row(sheets, (header, HEAD), &owners)?;
        }
        let body = match self.style {
            Style::Table if !self.rows.is_empty() => sheets.tree.add(Some(table), Role::Body),
            Style::Table | Style::Facts => table,
        };
        for row in &self.rows {
            let owners = self.owners(sheets, body, |column| match self.style {
                Style::Facts if column == 0 => Role::RowHeader,
                Style::Facts | Style::Table => Role::Cell,
            });
            self.place_row(sheets, (row, self.kind()), &owners)?;
        }
        Ok(())
    }

    /// Nodes for a row and its cells.
    fn owners(
        &self,
        sheets: &mut Sheets,
        parent: usize,
        role: impl Fn(usize) -> Role,
    ) -> Vec<Owner> {
        let row = sheets.tree.add(Some(parent), Role::Row);
        let cells = (0..self.columns.len()).map(|column| sheets.tree.add(Some(row), role(column)));
        cells.map(Owner::Node).collect()
    }

    /// Draws a row: on this page if it fits, else on the next; in parts if it fits on none.
    fn place_row(
        &self,
        sheets: &mut Sheets,
        (row, kind): (&Row, Type),
        owners: &[Owner],
    ) -> Result<(), PaperError> {
        let is_header = self.header.as_ref().is_some_and(|header| std::ptr::eq(header, row));
        let repeated = self.repeated().filter(|_| !is_header);
        let above = repeated.map_or(0.0, |header| Row::height(HEAD, header.lines()));
        let whole = lines_in(BOTTOM - TOP - above, kind);
        let mut done: usize = 0;
        loop {
            let left = row.lines().saturating_sub(done);
            let fit = lines_in(sheets.room(), kind);
            let is_better_there = left <= whole || fit == 0;
            if fit < left && is_better_there && TOP + above < sheets.y {
                sheets.break_page()?;
                if let Some(header) = repeated {
                    let owners = vec![Owner::Decoration; self.columns.len()];
                    self.draw_part(sheets, (header, HEAD), &owners, 0..header.lines());
                }
                continue;
            }
            let end = done.saturating_add(left.min(fit.max(1)));
            self.draw_part(sheets, (row, kind), owners, done..end);
            done = end;
            if row.lines() <= done {
                return Ok(());
            }
        }
    }

    /// Draws some lines of a row beside each other.
    fn draw_part(
        &self,
        sheets: &mut Sheets,
        (row, kind): (&Row, Type),
        owners: &[Owner],
        part: std::ops::Range<usize>,
    ) {
        let height = Row::height(kind, part.len());
        let (start, is_table) = (sheets.y, self.style == Style::Table);
        if is_table && kind.weight == Weight::Bold {
            sheets.bar(MARGIN, MEASURE, height, Ink::Tint);
        }
        for (number, ((cell, column), owner)) in
            row.0.iter().zip(&self.columns).zip(owners).enumerate()
        {
            let is_label = self.style == Style::Facts && number == 0;
            let kind = if is_label { STRONG } else { kind };
            sheets.y = start + PAD_Y;
            for line in cell.iter().take(part.end).skip(part.start) {
                let free = if column.is_figures { column.text_width() - line.width } else { 0.0 };
                draw_line(sheets, *owner, (column.x + PAD_X + free, kind, Ink::Text), line);
                sheets.y += kind.leading;
            }
        }
        sheets.y = start + height;
        if is_table {
            sheets.bar(MARGIN, MEASURE, 0.5, Ink::Rule);
        }
    }
}

impl Column {
    fn text_width(&self) -> f32 {
        self.width - PAD_X - PAD_X
    }
}

impl Row {
    fn new<T: AsRef<str>>(
        faces: &Faces,
        columns: &[Column],
        cells: &[T],
        kind: impl Fn(usize) -> Type,
    ) -> Self {
        let cells = cells.iter().zip(columns).enumerate();
        let lines = cells.map(|(number, (cell, column))| {
            broken(faces, kind(number), cell.as_ref(), column.text_width())
        });
        Self(lines.collect())
    }

    /// Lines of the longest cell; a row has at least one.
    fn lines(&self) -> usize {
        self.0.iter().map(Vec::len).max().unwrap_or_default().max(1)
    }

    fn height(kind: Type, lines: usize) -> f32 {
        PAD_Y + PAD_Y + (0..lines).map(|_| kind.leading).sum::<f32>()
    }
}

/// How many lines of a row fit into `room`.
fn lines_in(room: f32, kind: Type) -> usize {
    let mut free = room - PAD_Y - PAD_Y;
    let mut lines: usize = 0;
    // At most as many as a page has.
    while kind.leading <= free {
        free -= kind.leading;
        lines = lines.saturating_add(1);
    }
    lines
}

fn widen(extents: &mut [Extent], faces: &Faces, kind: Type, row: &[String]) {
    for (known, cell) in extents.iter_mut().zip(row) {
        let found = extent(faces, kind, cell);
        known.least = known.least.max(found.least);
        known.whole = known.whole.max(found.whole);
    }
}

fn columns(widths: &[f32], figures: &[bool]) -> Vec<Column> {
    let mut x = MARGIN;
    let column = |(width, is_figures): (&f32, &bool)| {
        let column = Column { x, width: *width, is_figures: *is_figures };
        x += width;
        column
    };
    widths.iter().zip(figures).map(column).collect()
}

/// Widths that fill `room`: every column gets what its widest word needs, or its equal share if
/// that is less. What is left goes to the columns whose lines are longer, to each as much as to
/// the others until it has enough.
fn widths(extents: &[Extent], room: f32) -> Vec<f32> {
    let padded = |width: f32| (width + PAD_X + PAD_X + 0.1).min(room);
    let equal = room / count(extents);
    let mut widths: Vec<f32> = extents.iter().map(|known| padded(known.least).min(equal)).collect();
    let mut spare = room - widths.iter().sum::<f32>();
    let wanted: Vec<f32> = extents.iter().map(|known| padded(known.whole)).collect();
    // Every round but the last gives at least one column enough.
    for _ in extents {
        let short = |(width, wanted): &(&mut f32, &f32)| **width < **wanted;
        let given = spare / widths.iter_mut().zip(&wanted).filter(short).map(|_| 1.0).sum::<f32>();
        for (width, wanted) in widths.iter_mut().zip(&wanted).filter(short) {
            let more = given.min(wanted - *width);
            *width += more;
            spare -= more;
        }
    }
    // What nobody needs is shared.
    let rest = spare.max(0.0) / count(extents);
    widths.iter().map(|width| width + rest).collect()
}

/// How many there are, at least one.
fn count(extents: &[Extent]) -> f32 {
    extents.iter().map(|_| 1.0).sum::<f32>().max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_room_and_short_ones_are_not_broken_for_a_long_one() {
        let extent = |least, whole| Extent { least, whole };
        let cases = [
            ("all fits", vec![extent(20.0, 40.0), extent(30.0, 30.0)]),
            ("one is long", vec![extent(20.0, 60.0), extent(30.0, 9_000.0), extent(10.0, 50.0)]),
            ("one word is long", vec![extent(9_000.0, 9_000.0), extent(20.0, 20.0)]),
            ("many", vec![extent(100.0, 300.0); COLUMNS_MAX]),
        ];
        for (what, extents) in cases {
            let widths = widths(&extents, MEASURE);
            assert!((widths.iter().sum::<f32>() - MEASURE).abs() < 0.1, "{what}: {widths:?}");
            let share = MEASURE / count(&extents);
            for (width, extent) in widths.iter().zip(&extents) {
                let has_enough = extent.whole + PAD_X + PAD_X <= *width;
                assert!(has_enough || share - 0.1 <= *width, "{what}: {widths:?}");
            }
        }
        assert!(widths(&[], MEASURE).is_empty());
    }
}
