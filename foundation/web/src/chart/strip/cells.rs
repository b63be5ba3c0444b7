//! Where a day lies in a strip: rows, columns and runs of days.

use jiff::ToSpan as _;
use jiff::civil::Date;

/// The measures of one way to lay out the rows.
#[derive(Debug)]
pub(super) struct Layout {
    /// Names the layout in classes and ids.
    pub(super) name: &'static str,
    /// Days in a row.
    pub(super) columns: i8,
    /// The side of a day.
    pub(super) cell: f32,
    /// The height of a row, with the room for signs above it.
    pub(super) row: f32,
    /// The room left of the days.
    pub(super) left: f32,
    /// The room above the first row of a month.
    pub(super) above: f32,
}

impl Layout {
    /// One row a month, its name to the left.
    pub(super) const WIDE: Self =
        Self { name: "wide", columns: 31, cell: 26.0, row: 42.0, left: 132.0, above: 0.0 };
    /// Two rows a month, its name above.
    pub(super) const NARROW: Self =
        Self { name: "narrow", columns: 16, cell: 17.0, row: 32.0, left: 4.0, above: 22.0 };

    /// The width of the whole.
    pub(super) fn width(&self) -> f32 {
        f32::from(self.columns).mul_add(self.cell, self.left) + 4.0
    }
}

/// One row of days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    /// The first day of the row.
    pub(super) first: Date,
    /// The last day of the row.
    pub(super) last: Date,
    /// Whether the name of the month belongs to this row.
    pub(super) opens_month: bool,
    /// The upper edge of the days.
    pub(super) y: f32,
}

/// A run of days within a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Run {
    /// The left edge.
    pub(super) x: f32,
    /// The width.
    pub(super) width: f32,
    /// Whether the first day of the range is in this run.
    pub(super) begins: bool,
    /// Whether the last day of the range is in this run.
    pub(super) ends: bool,
}

/// The rows of `layout` that hold the days from `first` to `last`, and the height they take.
pub(super) fn rows(first: Date, last: Date, layout: &Layout) -> (Vec<Row>, f32) {
    let mut rows = Vec::new();
    let mut y = 0.0;
    let months = first.first_of_month().series(1.month());
    for month in months.take_while(|month| *month <= last).take(36) {
        y += layout.above;
        let mut start = month;
        while start.month() == month.month() && start.year() == month.year() {
            let days = layout.columns.saturating_sub(1);
            let stop = start.saturating_add(i64::from(days).days()).min(month.last_of_month());
            rows.push(Row { first: start, last: stop, opens_month: start == month, y: y + 14.0 });
            y += layout.row;
            let Ok(next) = stop.tomorrow() else { break };
            start = next;
        }
    }
    (rows, y + 6.0)
}

impl Row {
    /// The left edge of `day`.
    pub(super) fn x(&self, day: Date, layout: &Layout) -> f32 {
        let column = day.day().saturating_sub(self.first.day());
        f32::from(column).mul_add(layout.cell, layout.left)
    }

    /// The part of the days from `first` to `last` that lies in this row.
    pub(super) fn run(&self, first: Date, last: Date, layout: &Layout) -> Option<Run> {
        let (from, to) = (first.max(self.first), last.min(self.last));
        (from <= to).then(|| {
            let x = self.x(from, layout);
            let width = self.x(to, layout) + layout.cell - x;
            Run { x, width, begins: from == first, ends: to == last }
        })
    }

    /// The days of the row, from `first` to `last`.
    pub(super) fn days(&self, first: Date, last: Date) -> impl Iterator<Item = Date> {
        let (from, to) = (first.max(self.first), last.min(self.last));
        from.series(1.day()).take_while(move |day| *day <= to).take(31)
    }
}
