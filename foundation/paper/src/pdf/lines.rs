//! Text parted into lines.

use super::faces::{Faces, Weight};

/// A line with the blank at its end, if there was one: whoever reads the text aloud or copies it
/// needs it between words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    /// Without the blank at the end, in points.
    pub(super) width: f32,
}

/// Letters of one kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub(super) weight: Weight,
    /// Points.
    pub(super) size: f32,
    /// From one line to the next, in points.
    pub(super) leading: f32,
}

/// How wide a text is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Extent {
    /// The widest piece that is not broken without need.
    pub(super) least: f32,
    /// The widest line when no line is broken.
    pub(super) whole: f32,
}

/// Measures `text`; both in points.
pub(super) fn extent(faces: &Faces, kind: Type, text: &str) -> Extent {
    let mut extent = Extent::default();
    for line in text.split('\n') {
        let mut whole = 0.0;
        for piece in pieces(line) {
            let (word, blank) = trimmed(piece);
            let width = measure(faces, kind, word);
            extent.least = extent.least.max(width);
            extent.whole = extent.whole.max(whole + width);
            whole += width + measure(faces, kind, blank);
        }
    }
    extent
}

/// Breaks `text` into lines of at most `width` points; at least one.
///
/// A piece that is wider than a line is broken between letters. A single letter that is wider
/// stands on a line of its own.
pub(super) fn broken(faces: &Faces, kind: Type, text: &str, width: f32) -> Vec<Line> {
    let mut breaker = Breaker { faces, kind, width, lines: Vec::new(), line: empty(), blank: 0.0 };
    for line in text.split('\n') {
        pieces(line).for_each(|piece| breaker.add(piece));
        breaker.end();
    }
    breaker.lines
}

struct Breaker<'a> {
    faces: &'a Faces,
    kind: Type,
    width: f32,
    lines: Vec<Line>,
    line: Line,
    /// The width of the blank at the end of the line.
    blank: f32,
}

impl Breaker<'_> {
    fn add(&mut self, piece: &str) {
        let (word, blank) = trimmed(piece);
        let width = measure(self.faces, self.kind, word);
        if !self.line.text.is_empty() && !self.fits(width) {
            self.end();
        }
        if self.fits(width) {
            self.line.width += self.blank + width;
            self.line.text.push_str(word);
        } else {
            self.add_letters(word);
        }
        self.line.text.push_str(blank);
        self.blank = measure(self.faces, self.kind, blank);
    }

    /// Adds a word that is wider than a line.
    fn add_letters(&mut self, word: &str) {
        for letter in word.chars() {
            let width = self.faces.width(self.kind.weight, letter) * self.kind.size;
            // A sign without a width stands on the letter before it.
            if !self.line.text.is_empty() && 0.0 < width && !self.fits(width) {
                self.end();
            }
            self.line.width += width;
            self.line.text.push(letter);
        }
    }

    fn fits(&self, width: f32) -> bool {
        self.line.width + self.blank + width <= self.width
    }

    fn end(&mut self) {
        self.lines.push(std::mem::replace(&mut self.line, empty()));
        self.blank = 0.0;
    }
}

const fn empty() -> Line {
    Line { text: String::new(), width: 0.0 }
}

/// The width of `text` in points.
pub(super) fn measure(faces: &Faces, kind: Type, text: &str) -> f32 {
    text.chars().map(|letter| faces.width(kind.weight, letter)).sum::<f32>() * kind.size
}

/// The beginning of `text` that is at most `width` points wide, with a sign of what is left out.
pub(super) fn shortened(faces: &Faces, kind: Type, text: &str, width: f32) -> Line {
    let Some(first) = broken(faces, kind, text, width).into_iter().next() else { return empty() };
    if first.text.len() == text.len() {
        return first;
    }
    let mark = '…';
    let room = width - faces.width(kind.weight, mark) * kind.size;
    let kept = broken(faces, kind, text, room).into_iter().next().unwrap_or_else(empty);
    let text = format!("{}{mark}", kept.text.trim_end());
    Line { width: measure(faces, kind, &text), text }
}

/// Where a line may be broken: behind blanks, and behind a dash or a stroke before a letter.
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut before = None;
        let end = rest.char_indices().find_map(|(place, letter)| {
            let is_end = match before.replace(letter) {
                Some(' ') => letter != ' ',
                Some('-' | '/' | '\u{2010}' | '\u{2013}' | '\u{2014}') => letter.is_alphabetic(),
                _ => false,
            };
            is_end.then_some(place)
        });
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(piece)
    })
}

/// A piece without the blank behind it, and the blank.
fn trimmed(piece: &str) -> (&str, &str) {
    let word = piece.trim_end_matches(' ');
    piece.split_at(word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: Type = Type { weight: Weight::Regular, size: 10.0, leading: 14.0 };

    #[test]
    fn no_letter_is_lost_and_no_line_is_too_wide() {
        let faces = Faces::load().unwrap();
        let long = "word ".repeat(400) + &"x".repeat(3_000) + " and a-hyphen/and-more end";
        for width in [8.0, 20.0, 55.5, 400.0] {
            let lines = broken(&faces, KIND, &long, width);
            let text: String = lines.iter().map(|line| line.text.as_str()).collect();
            assert_eq!(text, long, "{width}");
            for line in &lines {
                let is_one = line.text.trim_end().chars().count() == 1;
                assert!(line.width <= width || is_one, "{width}: {line:?}");
                assert!((measure(&faces, KIND, line.text.trim_end()) - line.width).abs() < 0.1);
            }
        }
    }

    #[test]
    fn lines_are_broken_where_readers_expect_it() {
        let faces = Faces::load().unwrap();
        let lines = |text: &str, width| -> Vec<String> {
            broken(&faces, KIND, text, width).into_iter().map(|line| line.text).collect()
        };
        assert_eq!(lines("one two", 25.0), ["one ", "two"]);
        assert_eq!(lines("one\ntwo", 400.0), ["one", "two"]);
        assert_eq!(lines("vice-chair", 40.0), ["vice-", "chair"]);
        assert_eq!(lines("2026-11-22", 200.0), ["2026-11-22"]);
        assert_eq!(lines("10\u{a0}km", 30.0).len(), 2, "too wide for a line all the same");
        assert_eq!(lines("", 40.0), [""]);
        assert_eq!(lines("e\u{301}e\u{301}", 7.0), ["e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn what_is_shortened_says_so_and_fits() {
        let faces = Faces::load().unwrap();
        assert_eq!(shortened(&faces, KIND, "short", 100.0).text, "short");
        let line = shortened(&faces, KIND, &"long title ".repeat(20), 100.0);
        assert!(line.text.ends_with('…') && line.width <= 100.0, "{line:?}");
    }

    #[test]
    fn an_extent_has_the_widest_word_and_the_widest_line() {
        let faces = Faces::load().unwrap();
        let width = |text| measure(&faces, KIND, text);
        let found = extent(&faces, KIND, "a wide word\nextraordinary");
        assert!((found.least - width("extraordinary")).abs() < 0.01);
        assert!((found.whole - width("extraordinary").max(width("a wide word"))).abs() < 0.01);
    }
}
