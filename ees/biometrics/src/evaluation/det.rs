//! The plot of an evaluation: detection error trade-off, as A. Martin et al., The DET Curve in
//! Assessment of Detection Task Performance (1997), with logarithmic axes as ISO/IEC 19795-1
//! shows them.

use std::fmt::Write;

use super::Evaluation;
use super::report::curve;

/// The sides of the picture and of the plot in it.
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 560.0;
const LEFT: f64 = 78.0;
const TOP: f64 = 24.0;
const PLOT: (f64, f64) = (440.0, 460.0);
/// Both axes go from one in a hundred thousand to all.
const DECADES: f64 = 5.0;
/// Colours that people who see no red or no green tell apart (M. Okabe and K. Ito, 2008).
const COLOURS: [&str; 6] = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#000000"];
/// Lines differ in their dashes too, for print in black.
const DASHES: [&str; 3] = ["none", "7 3", "2 3"];

/// The curves of all folders as an SVG file.
pub fn svg(evaluations: &[Evaluation]) -> String {
    let mut out = String::new();
    // Writing into a string cannot fail.
    let _ = draw(&mut out, evaluations);
    out
}

fn draw(out: &mut String, evaluations: &[Evaluation]) -> std::fmt::Result {
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif" font-size="13">
<title>False non-match rate over false match rate</title>
<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>"#
    )?;
    axes(out)?;
    let styles = COLOURS.iter().cycle().zip(DASHES.iter().cycle());
    for (place, (of, (colour, dash))) in evaluations.iter().zip(styles).enumerate() {
        let line = line(&curve(&of.of_all));
        writeln!(
            out,
            r#"<path d="{line}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>"#
        )?;
        let y = TOP + 14.0 + 22.0 * f64::from(u32::try_from(place).unwrap_or_default());
        let (x, after) = (LEFT + PLOT.0 + 16.0, LEFT + PLOT.0 + 52.0);
        let name = escaped(&super::row(of).name);
        writeln!(
            out,
            r#"<path d="M{x:.1} {:.1}h28" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>
<text x="{after:.1}" y="{y:.1}">{name}</text>"#,
            y - 4.0
        )?;
    }
    writeln!(out, "</svg>")
}

fn axes(out: &mut String) -> std::fmt::Result {
    let (right, bottom) = (LEFT + PLOT.0, TOP + PLOT.1);
    for (rate, label) in [
        (1.0, "100 %"),
        (0.1, "10 %"),
        (0.01, "1 %"),
        (0.001, "0.1 %"),
        (0.0001, "0.01 %"),
        (0.00001, "0.001 %"),
    ] {
        let (x, y) = (place_x(rate), place_y(rate));
        writeln!(
            out,
            r##"<path d="M{x:.1} {TOP:.1}V{bottom:.1}M{LEFT:.1} {y:.1}H{right:.1}" stroke="#ddd"/>
<text x="{x:.1}" y="{:.1}" text-anchor="middle">{label}</text>
<text x="{:.1}" y="{:.1}" text-anchor="end">{label}</text>"##,
            bottom + 18.0,
            LEFT - 6.0,
            y + 4.0
        )?;
    }
    writeln!(
        out,
        r##"<rect x="{LEFT:.1}" y="{TOP:.1}" width="{:.1}" height="{:.1}" fill="none" stroke="#444"/>
<text x="{:.1}" y="{:.1}" text-anchor="middle">false match rate</text>
<text transform="translate(16 {:.1}) rotate(-90)" text-anchor="middle">false non-match rate</text>"##,
        PLOT.0,
        PLOT.1,
        LEFT + PLOT.0 / 2.0,
        bottom + 42.0,
        TOP + PLOT.1 / 2.0
    )
}

/// The steps of a curve; what is zero lies on the edge of the plot.
fn line(points: &[(f64, f64)]) -> String {
    let mut line = String::new();
    for (place, (fmr, fnmr)) in points.iter().enumerate() {
        let command = if place == 0 { 'M' } else { 'L' };
        let _ = write!(line, "{command}{:.1} {:.1}", place_x(*fmr), place_y(*fnmr));
    }
    line
}

fn place_x(rate: f64) -> f64 {
    LEFT + PLOT.0 * share(rate)
}

fn place_y(rate: f64) -> f64 {
    TOP + PLOT.1 * (1.0 - share(rate))
}

/// How far along its axis a rate stands, from 0 to 1.
fn share(rate: f64) -> f64 {
    ((rate.max(1e-9).log10() + DECADES) / DECADES).clamp(0.0, 1.0)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_stand_where_the_axes_say() {
        assert!((share(1.0) - 1.0).abs() < 1e-9);
        assert!((share(0.1) - 0.8).abs() < 1e-9);
        assert!(share(0.0).abs() < 1e-9);
        let line = line(&[(1.0, 0.0), (0.1, 0.1)]);
        assert_eq!(line, "M518.0 484.0L430.0 116.0");
    }

    #[test]
    fn names_of_folders_are_no_markup() {
        assert_eq!(escaped("<a & b>"), "&lt;a &amp; b&gt;");
    }
}
