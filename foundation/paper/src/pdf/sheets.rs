//! Pages while they fill.

use super::PAGES_MAX;
use super::faces::Weight;
use super::tree::Tree;
use crate::PaperError;

/// A4 in points.
pub(super) const WIDTH: f32 = 595.28;
pub(super) const HEIGHT: f32 = 841.89;
/// What stays free on the left and on the right.
pub(super) const MARGIN: f32 = 56.7;
/// Where the first line begins, and where the last ends.
pub(super) const TOP: f32 = 56.7;
pub(super) const BOTTOM: f32 = HEIGHT - 62.0;
/// From margin to margin.
pub(super) const MEASURE: f32 = WIDTH - MARGIN - MARGIN;

/// Colours, each dark or light enough beside the others to be told apart in grey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Text,
    Quiet,
    Accent,
    Rule,
    Tint,
}

/// To what a mark belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// A node of the tree.
    Node(usize),
    /// To nothing that is read: rules, tints, headers that are repeated.
    Decoration,
    /// The foot of the page.
    Foot,
}

/// Something to draw. Places are points from the left and from the top.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    Text { x: f32, baseline: f32, size: f32, weight: Weight, ink: Ink, text: String },
    Bar { x: f32, y: f32, width: f32, height: f32, ink: Ink },
}

/// A shape and to what it belongs.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    pub(super) owner: Owner,
    pub(super) shape: Shape,
}

/// A heading, for the outline.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bookmark {
    /// 0 for the title, 1 to 3 for headings.
    pub(super) step: u8,
    pub(super) text: String,
    pub(super) page: usize,
    pub(super) y: f32,
}

/// The pages, the tree of what is on them, and where the next line goes.
#[derive(Debug)]
pub(super) struct Sheets {
    pub(super) pages: Vec<Vec<Mark>>,
    pub(super) tree: Tree,
    pub(super) bookmarks: Vec<Bookmark>,
    /// From the top, in points.
    pub(super) y: f32,
}

impl Sheets {
    /// One empty page.
    pub(super) fn new() -> Self {
        let tree = Tree::default();
        Self { pages: vec![Vec::new()], tree, bookmarks: Vec::new(), y: TOP }
    }

    /// Points to the end of the page.
    pub(super) fn room(&self) -> f32 {
        BOTTOM - self.y
    }

    pub(super) fn is_at_top(&self) -> bool {
        self.y <= TOP
    }

    pub(super) fn break_page(&mut self) -> Result<(), PaperError> {
        if PAGES_MAX <= self.pages.len() {
            return Err(PaperError::TooLong);
        }
        self.pages.push(Vec::new());
        self.y = TOP;
        Ok(())
    }

    /// Leaves `space` free, except at the top of a page.
    pub(super) fn skip(&mut self, space: f32) {
        if !self.is_at_top() {
            self.y += space;
        }
    }

    /// Begins a new page if less than `height` is left of this one.
    pub(super) fn need(&mut self, height: f32) -> Result<(), PaperError> {
        if self.room() < height && !self.is_at_top() { self.break_page() } else { Ok(()) }
    }

    pub(super) fn draw(&mut self, owner: Owner, shape: Shape) {
        if let Some(page) = self.pages.last_mut() {
            page.push(Mark { owner, shape });
        }
    }

    /// A bar from the place where the next line goes.
    pub(super) fn bar(&mut self, x: f32, width: f32, height: f32, ink: Ink) {
        let y = self.y;
        self.draw(Owner::Decoration, Shape::Bar { x, y, width, height, ink });
    }
}
