//! The drawing of a strip, with presentation attributes alone: it needs no style sheet.

use jiff::civil::Date;

use super::cells::{Layout, Row, Run, rows};
use super::{Look, Strip};
use crate::chart::svg::{Svg, escape};
use crate::words::Words;

const INK: &str = "#191d26";
const DEEP: &str = "#0a328e";
const PALE: &str = "#dfe3ea";
const BAND: &str = "#e7edfa";
const SIGNAL: &str = "#b80034";

/// One chart in one layout.
pub(super) fn chart(out: &mut Svg, strip: &Strip, words: &Words, layout: &Layout) {
    let id = format!("{}-{}", escape(&strip.id), layout.name);
    let (rows, height) = rows(strip.first, strip.last, layout);
    let (width, name) = (layout.width(), layout.name);
    let (title, description) = (escape(&strip.title), escape(&strip.description));
    out.put(format_args!(
        "<svg class=\"limen-strip__chart limen-strip__chart--{name}\" role=\"img\" \
         viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         aria-labelledby=\"{id}-title {id}-desc\" font-family=\"arial, sans-serif\">\
         <title id=\"{id}-title\">{title}</title><desc id=\"{id}-desc\">{description}</desc>"
    ));
    hatch(out, &id);
    for row in &rows {
        row_of(out, strip, &id, row, layout);
        if row.opens_month {
            month(out, words, row, layout);
        }
    }
    out.put(format_args!("</svg>"));
}

/// The pattern of slanted lines.
fn hatch(out: &mut Svg, id: &str) {
    out.put(format_args!(
        "<defs><pattern id=\"{id}-hatch\" width=\"6\" height=\"6\" \
         patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect width=\"6\" height=\"6\" fill=\"#fff\"/>\
         <rect width=\"2\" height=\"6\" fill=\"{SIGNAL}\"/></pattern></defs>"
    ));
}

/// The name of the month a row begins.
fn month(out: &mut Svg, words: &Words, row: &Row, layout: &Layout) {
    let name = escape(&words.month_of_year(&row.first));
    let (x, y) = if layout.above > 0.0 {
        (layout.left, row.y - 14.0)
    } else {
        (0.0, row.y + layout.cell * 0.68)
    };
    out.put(format_args!(
        "<text x=\"{x}\" y=\"{y}\" font-size=\"14\" font-weight=\"700\" fill=\"{INK}\">\
         {name}</text>"
    ));
}

/// One row: the period behind, then the ranges, the numbers, the signs.
fn row_of(out: &mut Svg, strip: &Strip, id: &str, row: &Row, layout: &Layout) {
    let window = strip.window.as_ref();
    let window = window.and_then(|window| row.run(window.first, window.last, layout));
    if let Some(run) = window {
        out.put(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{BAND}\"/>",
            run.x,
            row.y - 5.0,
            run.width,
            layout.cell + 10.0
        ));
    }
    for range in &strip.ranges {
        if let Some(run) = row.run(range.first, range.last, layout) {
            block(out, &format!("{id}-hatch"), range.look, &run, (row.y, layout.cell));
        }
    }
    for day in row.days(strip.first, strip.last) {
        number(out, strip, row, day, layout);
    }
    if let Some(run) = window {
        bracket(out, &run, (row.y, layout.cell));
    }
    let inside = |day: Date| row.first <= day && day <= row.last;
    for mark in strip.marks.iter().filter(|mark| inside(mark.day)) {
        pointer(out, row.x(mark.day, layout) + layout.cell / 2.0, row.y);
    }
    if let Some(end) = strip.end.as_ref().filter(|end| inside(end.day)) {
        flag(out, row.x(end.day, layout) + layout.cell, row.y, layout.cell);
    }
}

/// A run of days that look alike; `place` is its upper edge and its height.
fn block(out: &mut Svg, hatch: &str, look: Look, run: &Run, place: (f32, f32)) {
    let paint = match look {
        Look::Filled => format!("fill=\"{DEEP}\""),
        Look::Faded => format!("fill=\"{PALE}\" stroke=\"#515560\" stroke-width=\"1\""),
        Look::Outlined => format!("fill=\"#fff\" stroke=\"{INK}\" stroke-width=\"2\""),
        Look::Hatched => {
            format!("fill=\"url(#{hatch})\" stroke=\"{SIGNAL}\" stroke-width=\"2\"")
        }
    };
    let (x, y) = (run.x + 1.0, place.0 + 1.0);
    let (width, height) = (run.width - 2.0, place.1 - 2.0);
    out.put(format_args!(
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"3\" {paint}/>"
    ));
}

/// The number of a day, readable on whatever lies below it.
fn number(out: &mut Svg, strip: &Strip, row: &Row, day: Date, layout: &Layout) {
    let over = strip.ranges.iter().rev().find(|range| range.first <= day && day <= range.last);
    let (x, y) = (row.x(day, layout) + layout.cell / 2.0, row.y + layout.cell / 2.0);
    let paint = match over.map(|range| range.look) {
        Some(Look::Filled) => "fill=\"#fff\" font-weight=\"700\"".to_owned(),
        Some(Look::Outlined) => format!("fill=\"{INK}\" font-weight=\"700\""),
        Some(Look::Hatched) => format!(
            "fill=\"{INK}\" font-weight=\"700\" stroke=\"#fff\" stroke-width=\"4\" \
             paint-order=\"stroke\""
        ),
        Some(Look::Faded) => format!("fill=\"{INK}\""),
        None => "fill=\"#515560\"".to_owned(),
    };
    let size = if layout.cell > 20.0 { 12 } else { 10 };
    out.put(format_args!(
        "<text x=\"{x}\" y=\"{y}\" dy=\"0.35em\" text-anchor=\"middle\" font-size=\"{size}\" \
         {paint}>{}</text>",
        day.day()
    ));
}

/// The edges of the period: open where it goes on in another row.
fn bracket(out: &mut Svg, run: &Run, place: (f32, f32)) {
    let (top, bottom) = (place.0 - 5.0, place.0 + place.1 + 5.0);
    let (left, right) = (run.x, run.x + run.width);
    out.put(format_args!(
        "<path d=\"M{left} {top}H{right}M{left} {bottom}H{right}\" stroke=\"{DEEP}\" \
         stroke-width=\"1\"/>"
    ));
    let ends = [(run.begins, left, left + 7.0), (run.ends, right, right - 7.0)];
    for (_, edge, tip) in ends.into_iter().filter(|(closed, ..)| *closed) {
        out.put(format_args!(
            "<path d=\"M{tip} {top}H{edge}V{bottom}H{tip}\" stroke=\"{DEEP}\" \
             stroke-width=\"3.5\" fill=\"none\"/>"
        ));
    }
}

/// A pointer down onto a day whose middle is at `x`.
fn pointer(out: &mut Svg, x: f32, y: f32) {
    out.put(format_args!(
        "<path d=\"M{x} {y}l-6 -11h12z\" fill=\"{INK}\" stroke=\"#fff\" stroke-width=\"1\"/>"
    ));
}

/// A flag whose pole stands on the right edge `x` of a day.
fn flag(out: &mut Svg, x: f32, y: f32, cell: f32) {
    let pole = cell + 13.0;
    let bottom = y + cell;
    out.put(format_args!(
        "<path d=\"M{x} {bottom}v-{pole}\" stroke=\"{INK}\" stroke-width=\"2.5\"/>\
         <path d=\"M{x} {}l-15 5.5l15 5.5z\" fill=\"{SIGNAL}\" stroke=\"{INK}\" \
         stroke-width=\"1\"/>",
        y - 13.0
    ));
}

/// One line of the key: `draw` fills a small picture.
fn key(out: &mut Svg, label: &str, draw: impl FnOnce(&mut Svg)) {
    out.put(format_args!(
        "<li class=\"limen-strip__item\"><svg aria-hidden=\"true\" focusable=\"false\" \
         viewBox=\"0 0 34 34\" width=\"34\" height=\"34\">"
    ));
    draw(out);
    out.put(format_args!("</svg><span>{}</span></li>", escape(label)));
}

/// The line of the key for a look.
pub(super) fn key_range(out: &mut Svg, id: &str, look: Look, label: &str) {
    // The wide chart's pattern cannot be borrowed: it is not drawn on narrow screens.
    let hatch = format!("{}-key", escape(id));
    key(out, label, |out| {
        if look == Look::Hatched {
            self::hatch(out, &hatch);
        }
        let run = Run { x: 5.0, width: 24.0, begins: true, ends: true };
        block(out, &format!("{hatch}-hatch"), look, &run, (5.0, 24.0));
    });
}

/// The line of the key for the period.
pub(super) fn key_window(out: &mut Svg, label: &str) {
    key(out, label, |out| {
        out.put(format_args!("<rect x=\"4\" y=\"4\" width=\"26\" height=\"26\" fill=\"{BAND}\"/>"));
        let run = Run { x: 4.0, width: 26.0, begins: true, ends: true };
        bracket(out, &run, (9.0, 16.0));
    });
}

/// The line of the key for a pointer.
pub(super) fn key_mark(out: &mut Svg, label: &str) {
    key(out, label, |out| pointer(out, 17.0, 23.0));
}

/// The line of the key for the flag.
pub(super) fn key_flag(out: &mut Svg, label: &str) {
    key(out, label, |out| flag(out, 24.0, 17.0, 14.0));
}
