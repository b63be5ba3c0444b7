//! What a strip shows.

use std::sync::Arc;

use fnd_core::Language;
use jiff::civil::date;

use super::cells::rows;
use super::*;
use crate::words::{Catalogue, Texts};

fn words() -> Words {
    let texts: [Texts<'_>; 1] = [(Language::ENGLISH, &[])];
    Arc::new(Catalogue::new(&texts).unwrap()).words(Language::ENGLISH)
}

fn strip() -> Strip {
    let range = |first, last, look, label: &str| Range { first, last, look, label: label.into() };
    Strip {
        id: "year".into(),
        first: date(2026, 1, 18),
        last: date(2026, 9, 28),
        title: "Days <here>".into(),
        description: "Ten days & a flag.".into(),
        ranges: vec![
            range(date(2026, 2, 1), date(2026, 2, 5), Look::Filled, "Present"),
            range(date(2026, 4, 1), date(2026, 4, 5), Look::Filled, "Present"),
            range(date(2026, 7, 1), date(2026, 9, 18), Look::Outlined, "Left"),
        ],
        window: Some(Window {
            first: date(2026, 1, 18),
            last: date(2026, 7, 16),
            label: "Period".into(),
        }),
        marks: vec![],
        end: Some(Mark { day: date(2026, 9, 18), label: "Last day".into() }),
    }
}

#[test]
fn the_same_description_gives_the_same_picture_and_escapes_its_texts() {
    let html = strip().html(&words());
    assert_eq!(html, strip().html(&words()));
    assert!(html.contains("Days &lt;here&gt;") && html.contains("Ten days &amp; a flag."));
    assert!(!html.contains("style=") && !html.contains("<script"));
    assert_eq!(html.matches("<span>Present</span>").count(), 1, "one line of the key for a look");
}

#[test]
fn every_day_stands_in_one_row() {
    for layout in [Layout::WIDE, Layout::NARROW] {
        let (first, last) = (date(2026, 1, 18), date(2026, 9, 28));
        let (rows, height) = rows(first, last, &layout);
        let days: Vec<Date> = rows.iter().flat_map(|row| row.days(first, last)).collect();
        let expected: Vec<Date> =
            first.series(jiff::ToSpan::day(1)).take_while(|day| *day <= last).collect();
        assert_eq!(days, expected, "{}", layout.name);
        assert!(rows.iter().all(|row| row.y + layout.cell < height));
    }
}

#[test]
fn a_range_is_open_where_it_goes_on_in_another_row() {
    let (rows, _) = rows(date(2026, 1, 1), date(2026, 3, 1), &Layout::WIDE);
    let run = |row: usize| rows[row].run(date(2026, 1, 30), date(2026, 2, 2), &Layout::WIDE);
    assert_eq!(run(0).map(|r| (r.begins, r.ends, r.width)), Some((true, false, 52.0)));
    assert_eq!(run(1).map(|r| (r.begins, r.ends, r.width)), Some((false, true, 52.0)));
    assert_eq!(run(2), None);
}
