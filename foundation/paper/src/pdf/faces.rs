//! The letters: which there are, how wide they are.
//!
//! `DejaVu` Sans, in two weights. Letters are set one behind the other, which is right for Latin,
//! Greek, Cyrillic, Armenian and Georgian; scripts whose letters join, turn or stack are not set.

use std::cell::Cell;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider as _};

/// Shown where a letter is missing.
const MISSING: char = '\u{fffd}';
/// Letters wider than this would not fit into the narrowest column. In sizes of the letter.
const WIDTH_MAX: f32 = 1.7;

/// How dark letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Both weights.
#[derive(Debug)]
pub(super) struct Faces {
    regular: Face,
    bold: Face,
    /// Letters measured so far; tests see by it how the work grows.
    measured: Cell<usize>,
}

struct Face {
    font: Font,
    letters: Charmap<'static>,
    widths: GlyphMetrics<'static>,
    units: f32,
    /// Stands for letters that are missing.
    missing: Letter,
}

/// A letter of a face.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Letter {
    glyph: u32,
    /// In sizes of the letter.
    width: f32,
}

impl Faces {
    /// Reads what is compiled in; `None` only when it is damaged.
    pub(super) fn load() -> Option<Self> {
        Some(Self {
            regular: Face::read(dejavu::sans::regular())?,
            bold: Face::read(dejavu::sans::bold())?,
            measured: Cell::new(0),
        })
    }

    const fn face(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    pub(super) fn font(&self, weight: Weight) -> Font {
        self.face(weight).font.clone()
    }

    /// The width of a letter in sizes of the letter.
    pub(super) fn width(&self, weight: Weight, letter: char) -> f32 {
        self.measured.set(self.measured.get().saturating_add(1));
        let face = self.face(weight);
        face.find(letter).unwrap_or(face.missing).width
    }

    /// How many letters of `text` are missing.
    pub(super) fn missing_in(&self, weight: Weight, text: &str) -> usize {
        let face = self.face(weight);
        text.chars().filter(|letter| face.find(*letter).is_none()).count()
    }

    /// `text` as it can be shown, and its letters ready to be drawn.
    pub(super) fn set(&self, weight: Weight, text: &str) -> (String, Vec<KrillaGlyph>) {
        let face = self.face(weight);
        let mut shown = String::with_capacity(text.len());
        let glyph = |letter: char| {
            let found = face.find(letter);
            let Letter { glyph, width } = found.unwrap_or(face.missing);
            let start = shown.len();
            // Why: a sign that stands for several letters must not be copied as one of them.
            shown.push(if found.is_some() { letter } else { MISSING });
            let place = start..shown.len();
            KrillaGlyph::new(GlyphId::new(glyph), width, 0.0, 0.0, 0.0, place, None)
        };
        let glyphs = text.chars().map(glyph).collect();
        (shown, glyphs)
    }

    #[cfg(test)]
    pub(super) const fn measured(&self) -> usize {
        self.measured.get()
    }
}

impl Face {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let file = FontRef::new(bytes).ok()?;
        let size = Size::unscaled();
        let units = f32::from(file.metrics(size, LocationRef::default()).units_per_em);
        let mut face = Self {
            font: Font::new(bytes.into(), 0)?,
            letters: file.charmap(),
            widths: file.glyph_metrics(size, LocationRef::default()),
            units,
            missing: Letter { glyph: 0, width: 0.0 },
        };
        face.missing = face.find(MISSING)?;
        Some(face)
    }

    /// The letter as this face has it; `None` when it has none that can be set.
    fn find(&self, letter: char) -> Option<Letter> {
        if !is_set(letter) {
            return None;
        }
        let glyph = self.letters.map(letter).filter(|glyph| glyph.to_u32() != 0)?;
        let width = self.widths.advance_width(glyph)? / self.units;
        (0.0..=WIDTH_MAX).contains(&width).then_some(Letter { glyph: glyph.to_u32(), width })
    }
}

/// Whether letters of the script of `letter` may stand one behind the other from left to right.
fn is_set(letter: char) -> bool {
    !matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{900}'..='\u{109f}' | '\u{1700}'..='\u{1cff}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

impl std::fmt::Debug for Face {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("Face")
    }
}
