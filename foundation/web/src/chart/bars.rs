//! Bars that lie one below the other, each with its label before it and its number behind it: a
//! few amounts side by side. The number stands in the chart, so nothing is told by length alone.

use crate::chart::svg::{Svg, escape};

/// Heights and widths in the units of the drawing.
const ROW: u32 = 28;
const BAR: u32 = 18;
const LABEL: u32 = 150;
const LENGTH: u64 = 360;
const NUMBER: u32 = 110;
const WIDTH: u32 = 620;
const INK: &str = "#191d26";
const DEEP: &str = "#0a328e";

/// One amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it is of.
    pub label: String,
    /// How much.
    pub value: u64,
    /// How much, as it is read.
    pub shown: String,
}

/// What to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    /// Begins every `id` within, so unique on a page.
    pub id: String,
    /// What the chart is, in a few words.
    pub title: String,
    /// What the chart says: read out in its place.
    pub description: String,
    /// The amounts, the first on top.
    pub bars: Vec<Bar>,
}

impl Bars {
    /// The chart as a `figure`. All texts are escaped within.
    pub fn html(&self) -> String {
        let (id, title) = (escape(&self.id), escape(&self.title));
        let description = escape(&self.description);
        let count = u32::try_from(self.bars.len()).unwrap_or(u32::MAX);
        let height = count.saturating_mul(ROW);
        let mut out = Svg::default();
        out.put(format_args!(
            "<figure class=\"limen-bars\"><svg role=\"img\" viewBox=\"0 0 {WIDTH} {height}\" \
             width=\"{WIDTH}\" height=\"{height}\" aria-labelledby=\"{id}-title {id}-desc\" \
             font-family=\"arial, sans-serif\" font-size=\"14\">\
             <title id=\"{id}-title\">{title}</title><desc id=\"{id}-desc\">{description}</desc>"
        ));
        let most = self.bars.iter().map(|bar| bar.value).max().unwrap_or_default();
        for (number, bar) in (0_u32..).zip(&self.bars) {
            bar.draw(&mut out, (number.saturating_mul(ROW), most));
        }
        out.put(format_args!("</svg></figure>"));
        out.finish()
    }
}

impl Bar {
    /// Draws the bar with its top at `top`; the longest has the value `most`.
    fn draw(&self, out: &mut Svg, (top, most): (u32, u64)) {
        let length = length(self.value, most);
        let line = top.saturating_add(BAR);
        let (label, shown) = (escape(&self.label), escape(&self.shown));
        let behind = u64::from(LABEL).saturating_add(length).saturating_add(8);
        out.put(format_args!(
            "<text x=\"{}\" y=\"{line}\" text-anchor=\"end\" fill=\"{INK}\">{label}</text>\
             <rect x=\"{LABEL}\" y=\"{}\" width=\"{length}\" height=\"{BAR}\" fill=\"{DEEP}\"/>\
             <text x=\"{behind}\" y=\"{line}\" fill=\"{INK}\">{shown}</text>",
            LABEL.saturating_sub(8),
            top.saturating_add(4),
        ));
    }
}

/// How long a bar is; whatever is not nothing can be seen.
fn length(value: u64, most: u64) -> u64 {
    let longest = u128::from(LENGTH.min(u64::from(WIDTH.saturating_sub(LABEL + NUMBER))));
    let share = u128::from(value).saturating_mul(longest).checked_div(u128::from(most));
    let length = u64::try_from(share.unwrap_or_default()).unwrap_or(LENGTH);
    if 0 < value { length.max(1) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share_and_something_is_never_nothing() {
        let cases = [(0, 0, 0), (0, 10, 0), (10, 10, 360), (5, 10, 180), (1, u64::MAX, 1)];
        for (value, most, expected) in cases {
            assert_eq!(length(value, most), expected, "{value} of {most}");
        }
    }

    #[test]
    fn what_is_written_in_a_chart_is_text() {
        let bar = Bar { label: "<b>".into(), value: 1, shown: "1 & more".into() };
        let (id, title) = ("x".to_owned(), "\"".to_owned());
        let html = Bars { id, title, description: String::new(), bars: vec![bar] }.html();
        assert!(html.contains("&lt;b&gt;") && html.contains("1 &amp; more"), "{html}");
        assert!(html.contains("<title id=\"x-title\">&quot;</title>"), "{html}");
    }
}
