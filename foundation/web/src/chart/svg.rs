//! Writing SVG: escaping and numbers.

use std::fmt::Write as _;

/// An SVG being written.
#[derive(Debug, Default)]
pub(crate) struct Svg(String);

impl Svg {
    /// Adds markup.
    pub(crate) fn put(&mut self, markup: std::fmt::Arguments<'_>) {
        // Writing to a `String` cannot fail.
        let _ = self.0.write_fmt(markup);
    }

    /// All that was written.
    pub(crate) fn finish(self) -> String {
        self.0
    }
}

/// `text` fit for an element or a quoted attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
