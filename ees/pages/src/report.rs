//! A page of numbers on a period: tables, each with its file, some with a chart.

use askama::Template;
use fnd_web::form::{Field, wrong};
use fnd_web::shell::Shell;

/// What stands in a place of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text.
    pub text: String,
    /// A text below it, smaller; may be empty.
    pub small: String,
    /// How it looks as a tag, `success`, `warning` or `error`; empty for plain text.
    pub tone: &'static str,
}

/// A table with its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// By what it is named in addresses and on the page.
    pub id: &'static str,
    /// The heading.
    pub title: String,
    /// What it says and what it does not; may be empty.
    pub text: String,
    /// What stands there when there are no rows.
    pub empty: String,
    /// The headings of the columns.
    pub head: Vec<String>,
    /// The rows, each as long as `head`; the first place names the row.
    pub rows: Vec<Vec<Cell>>,
    /// A chart of the rows, as HTML; may be empty.
    pub chart: String,
    /// The table as a file; empty when there is none.
    pub file: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "report.html")]
pub struct ReportPage {
    /// The shell.
    pub shell: Shell,
    /// Where the form asks, by GET.
    pub action: String,
    /// The first day.
    pub from: Field,
    /// The last day.
    pub to: Field,
    /// What the tables say in a sentence or two.
    pub lead: Vec<String>,
    /// The tables.
    pub sections: Vec<Section>,
}

impl Cell {
    /// A plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same with a text below it.
    #[must_use]
    pub fn over(self, small: impl Into<String>) -> Self {
        Self { small: small.into(), ..self }
    }

    /// A tag.
    pub fn tag(tone: &'static str, text: impl Into<String>) -> Self {
        Self { text: text.into(), tone, ..Self::default() }
    }
}

impl ReportPage {
    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        wrong(&[&self.from, &self.to])
    }
}
