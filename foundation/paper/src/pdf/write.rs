//! The file: pages, the tree, the outline, what the file says of itself.

use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, Configuration, ConfigurationBuilder, PdfVersion};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::{Document, SerializeSettings};

use super::Pdf;
use super::faces::{Faces, Weight};
use super::lines::{Type, measure, shortened};
use super::sheets::{Bookmark, HEIGHT, Ink, MARGIN, MEASURE, Mark, Owner, Shape, Sheets, WIDTH};
use super::tree::{TITLE_LETTERS_MAX, Tree};
use crate::{Paper, PaperError, clean};

const FOOT: Type = Type { weight: Weight::Regular, size: 8.0, leading: 11.0 };
/// Where the foot stands.
const FOOT_BASELINE: f32 = HEIGHT - 34.0;
/// How much of the foot is for the number of the page.
const NUMBER_WIDTH: f32 = 80.0;

/// Writes what was laid out.
pub(super) fn write(paper: &Paper, faces: &Faces, sheets: Sheets) -> Result<Pdf, PaperError> {
    let Sheets { mut pages, mut tree, bookmarks, .. } = sheets;
    let count = pages.len();
    let title = paper.shown_title();
    let head = short(&title);
    let foot_title = shortened(faces, FOOT, &head, MEASURE - NUMBER_WIDTH).text;
    for (number, page) in (1_usize..).zip(&mut pages) {
        page.extend(foot(faces, &foot_title, &format!("{number} / {count}")));
    }
    let mut document = Document::new_with(SerializeSettings {
        configuration: configuration()?,
        ..SerializeSettings::default()
    });
    let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| rule("no size of a page"))?;
    for marks in &pages {
        let mut page = document.start_page_with(settings.clone());
        let mut surface = page.surface();
        draw_page(&mut surface, &mut tree, faces, marks);
    }
    document.set_tag_tree(tree.tags(paper.language.code()));
    document.set_outline(outline(bookmarks));
    document.set_metadata(metadata(paper, head));
    let letters_missing = missing(faces, &pages);
    let bytes = document.finish().map_err(|error| rule(&error.to_string()))?;
    Ok(Pdf { bytes, pages: count, letters_missing })
}

/// How many letters of the content are missing; those of repeated headers and feet stand
/// elsewhere already.
fn missing(faces: &Faces, pages: &[Vec<Mark>]) -> usize {
    let marks = pages.iter().flatten().filter(|mark| matches!(mark.owner, Owner::Node(_)));
    let letters = marks.map(|mark| match &mark.shape {
        Shape::Text { weight, text, .. } => faces.missing_in(*weight, text),
        Shape::Bar { .. } => 0,
    });
    letters.sum()
}

/// By which rules: PDF/UA-1, which everybody can read, and PDF/A-2a, which lasts.
fn configuration() -> Result<Configuration, PaperError> {
    ConfigurationBuilder::new()
        .with_version(PdfVersion::Pdf17)
        .with_accessibility_validator(Accessibility::UA1)
        .with_archival_validator(Archival::A2_A)
        .finish()
        .map_err(|error| rule(&format!("{error:?}")))
}

fn rule(broken: &str) -> PaperError {
    PaperError::Rule(broken.to_owned())
}

/// The foot of a page: what paper it is of, and which page it is.
fn foot(faces: &Faces, title: &str, number: &str) -> [Mark; 2] {
    let right = MARGIN + MEASURE - measure(faces, FOOT, number);
    [(MARGIN, title.to_owned()), (right, number.to_owned())].map(|(x, text)| {
        let (size, weight, ink) = (FOOT.size, FOOT.weight, Ink::Quiet);
        let shape = Shape::Text { x, baseline: FOOT_BASELINE, size, weight, ink, text };
        Mark { owner: Owner::Foot, shape }
    })
}

/// Draws the marks of a page, those of one owner together.
fn draw_page(surface: &mut Surface<'_>, tree: &mut Tree, faces: &Faces, marks: &[Mark]) {
    let is_whole = |mark: &Mark| match &mark.shape {
        Shape::Text { weight, text, .. } => faces.missing_in(*weight, text) == 0,
        Shape::Bar { .. } => true,
    };
    let go_together =
        |one: &Mark, other: &Mark| one.owner == other.owner && is_whole(one) && is_whole(other);
    for same in marks.chunk_by(go_together) {
        let Some(first) = same.first() else { continue };
        // What is drawn as missing is copied and read aloud as what it is.
        let actual = match &first.shape {
            Shape::Text { text, .. } if !is_whole(first) => Some(text.as_str()),
            Shape::Text { .. } | Shape::Bar { .. } => None,
        };
        let content = surface.start_tagged(match first.owner {
            Owner::Node(_) if actual.is_some() => {
                ContentTag::Span(SpanTag::empty().with_actual_text(actual))
            }
            Owner::Node(_) => ContentTag::Other,
            Owner::Decoration => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
            Owner::Foot => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)),
        });
        for mark in same {
            draw(surface, faces, &mark.shape);
        }
        surface.end_tagged();
        if let Owner::Node(node) = first.owner {
            tree.own(node, content);
        }
    }
}

fn draw(surface: &mut Surface<'_>, faces: &Faces, shape: &Shape) {
    match shape {
        Shape::Text { x, baseline, size, weight, ink, text } => {
            surface.set_fill(Some(fill(*ink)));
            let (text, glyphs) = faces.set(*weight, text);
            let start = Point::from_xy(*x, *baseline);
            surface.draw_glyphs(start, &glyphs, faces.font(*weight), &text, *size, false);
        }
        Shape::Bar { x, y, width, height, ink } => {
            let Some(rect) = Rect::from_xywh(*x, *y, *width, *height) else { return };
            let mut path = PathBuilder::new();
            path.push_rect(rect);
            if let Some(path) = path.finish() {
                surface.set_fill(Some(fill(*ink)));
                surface.draw_path(&path);
            }
        }
    }
}

fn fill(ink: Ink) -> Fill {
    let color = match ink {
        Ink::Text => rgb::Color::new(0x1a, 0x1a, 0x1a),
        Ink::Quiet => rgb::Color::new(0x50, 0x50, 0x50),
        Ink::Accent => rgb::Color::new(0x00, 0x44, 0x94),
        Ink::Rule => rgb::Color::new(0xb0, 0xb0, 0xb0),
        Ink::Tint => rgb::Color::new(0xee, 0xf3, 0xfa),
    };
    Fill { paint: color.into(), ..Fill::default() }
}

/// The outline: the title, and below it the headings as they lie in each other.
fn outline(bookmarks: Vec<Bookmark>) -> Outline {
    let mut outline = Outline::new();
    // Those that are still open, the outermost first.
    let mut open: Vec<(u8, OutlineNode)> = Vec::new();
    for bookmark in bookmarks {
        close(&mut open, &mut outline, bookmark.step);
        let place = XyzDestination::new(bookmark.page, Point::from_xy(0.0, bookmark.y));
        let node = OutlineNode::new(bookmark.text, place).with_open(bookmark.step == 0);
        open.push((bookmark.step, node));
    }
    close(&mut open, &mut outline, 0);
    outline
}

/// Hangs those that are not above `step` below those that are.
fn close(open: &mut Vec<(u8, OutlineNode)>, outline: &mut Outline, step: u8) {
    while let Some((_, done)) = open.pop_if(|(depth, _)| step <= *depth) {
        match open.last_mut() {
            Some((_, parent)) => parent.push_child(done),
            None => outline.push_child(done),
        }
    }
}

fn metadata(paper: &Paper, title: String) -> Metadata {
    let author = clean::flat(&paper.author);
    let date = paper.date;
    let year = u16::try_from(date.year()).unwrap_or_default();
    let [month, day] = [date.month(), date.day()].map(i8::unsigned_abs);
    let metadata = Metadata::new()
        .title(title)
        .language(paper.language.code().to_owned())
        .producer(short(&clean::flat(&paper.producer)))
        .creation_date(DateTime::new(year).month(month).day(day));
    if author.is_empty() { metadata } else { metadata.authors(vec![short(&author)]) }
}

/// The beginning of a text, for where the whole would be too long.
fn short(text: &str) -> String {
    text.chars().take(TITLE_LETTERS_MAX).collect()
}
