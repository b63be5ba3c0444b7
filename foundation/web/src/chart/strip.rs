//! A calendar strip: one row a month, ranges of days, a bracketed period, marks and a flag.
//!
//! It is drawn twice, for wide and for narrow screens, and the style sheet shows one; so it
//! stays readable at four-fold enlargement. Each way a day can look differs in shape, not only
//! in colour.

mod cells;
mod draw;

use jiff::civil::Date;

use crate::chart::svg::{Svg, escape};
use crate::words::Words;
use cells::Layout;

/// How a range of days looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Solid and dark.
    Filled,
    /// Pale, with a thin edge.
    Faded,
    /// White within a bold edge.
    Outlined,
    /// Slanted lines within a bold edge.
    Hatched,
}

/// Days that look alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// How they look.
    pub look: Look,
    /// What they are; ranges with one look and one label share one line of the key.
    pub label: String,
}

/// A period that a bracket holds together, behind the ranges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// What it is.
    pub label: String,
}

/// One day with a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The day.
    pub day: Date,
    /// What it is.
    pub label: String,
}

/// What to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strip {
    /// Begins every `id` within, so unique on a page.
    pub id: String,
    /// The first day drawn.
    pub first: Date,
    /// The last day drawn.
    pub last: Date,
    /// What the chart is, in a few words.
    pub title: String,
    /// What the chart says, in sentences: read out in its place.
    pub description: String,
    /// Days that look alike; a later range covers an earlier one.
    pub ranges: Vec<Range>,
    /// The bracketed period.
    pub window: Option<Window>,
    /// Days with a pointer.
    pub marks: Vec<Mark>,
    /// The day with the flag.
    pub end: Option<Mark>,
}

impl Strip {
    /// The chart and its key, as a `figure`. All texts are escaped within.
    pub fn html(&self, words: &Words) -> String {
        let mut out = Svg::default();
        out.put(format_args!("<figure class=\"limen-strip\">"));
        for layout in [Layout::WIDE, Layout::NARROW] {
            draw::chart(&mut out, self, words, &layout);
        }
        self.key(&mut out, words);
        out.put(format_args!("</figure>"));
        out.finish()
    }

    /// The key: one line for each look, for the period, the marks and the flag.
    fn key(&self, out: &mut Svg, words: &Words) {
        let heading = escape(&words.text("chart-key"));
        out.put(format_args!(
            "<figcaption class=\"limen-strip__caption\"><span class=\"limen-strip__heading\">\
             {heading}</span><ul class=\"limen-strip__key\">"
        ));
        let mut said: Vec<(Look, &str)> = Vec::new();
        for range in &self.ranges {
            if !said.contains(&(range.look, &range.label)) {
                said.push((range.look, &range.label));
                draw::key_range(out, &self.id, range.look, &range.label);
            }
        }
        if let Some(window) = &self.window {
            draw::key_window(out, &window.label);
        }
        for mark in &self.marks {
            draw::key_mark(out, &mark.label);
        }
        if let Some(end) = &self.end {
            draw::key_flag(out, &end.label);
        }
        out.put(format_args!("</ul></figcaption>"));
    }
}

#[cfg(test)]
mod tests;
