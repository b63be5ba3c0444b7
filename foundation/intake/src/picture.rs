//! Drawing a picture anew.

use std::io::Cursor;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::pdf;

/// What a file is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// ISO/IEC 10918-1.
    Jpeg,
    /// ISO/IEC 15948.
    Png,
    /// ISO 32000, of which the pictures that fill its pages are taken.
    Pdf,
}

impl Kind {
    /// The kind of `bytes`, which must begin with its signature: what stands before it could be
    /// another file to another program.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let signatures: [(Self, &[u8]); 3] = [
            (Self::Jpeg, &[0xff, 0xd8, 0xff]),
            (Self::Png, b"\x89PNG\r\n\x1a\n"),
            (Self::Pdf, b"%PDF-"),
        ];
        signatures.into_iter().find(|(_, start)| bytes.starts_with(start)).map(|(kind, _)| kind)
    }
}

/// How large what is taken may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes_max: usize,
    /// Pixels of one picture.
    pub pixels_max: usize,
    /// Pages of a PDF file.
    pub pages_max: usize,
    /// The longer side of what is drawn; a larger picture is made smaller.
    pub side_max: usize,
}

impl Default for Limits {
    /// Ten megabytes; forty million pixels, more than scanners and telephones make of a page.
    fn default() -> Self {
        Self { bytes_max: 10 << 20, pixels_max: 40_000_000, pages_max: 2, side_max: 2400 }
    }
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is empty.
    #[error("the file is empty")]
    Empty,
    /// It is too large.
    #[error("the file is too large")]
    TooLarge,
    /// It is neither JPEG nor PNG nor PDF.
    #[error("the file is neither JPEG nor PNG nor PDF")]
    OtherKind,
    /// It is damaged, or made to look like what it is not.
    #[error("the file cannot be read")]
    Unreadable,
    /// The picture has too many pixels.
    #[error("the picture is too large")]
    TooManyPixels,
    /// The PDF file needs a password.
    #[error("the file needs a password")]
    Locked,
    /// The PDF file has too many pages.
    #[error("the file has too many pages")]
    TooManyPages,
    /// A page of the PDF file has no picture on it that could be taken.
    #[error("a page of the file holds no scanned picture")]
    NoPicture,
    /// Drawing took too long or too much memory.
    #[error("the file takes too much time or memory to read")]
    TooCostly,
    /// A scanner found malware.
    #[error("the file holds malware")]
    Malware,
}

impl Refused {
    /// All reasons with their stable codes.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Empty, "file-empty"),
        (Self::TooLarge, "file-too-large"),
        (Self::OtherKind, "file-other-kind"),
        (Self::Unreadable, "file-unreadable"),
        (Self::TooManyPixels, "file-too-many-pixels"),
        (Self::Locked, "file-locked"),
        (Self::TooManyPages, "file-too-many-pages"),
        (Self::NoPicture, "file-no-picture"),
        (Self::TooCostly, "file-too-costly"),
        (Self::Malware, "file-malware"),
    ];

    /// The stable code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(known, _)| *known == self).map_or("", |(_, code)| code)
    }

    /// The reason with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(reason, _)| reason)
    }
}

/// The pictures of a file, one a page, drawn anew as JPEG without anything but pixels.
pub fn clean(bytes: &[u8], limits: Limits) -> Result<Vec<Vec<u8>>, Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    if limits.bytes_max < bytes.len() {
        return Err(Refused::TooLarge);
    }
    let pictures = match Kind::of(bytes).ok_or(Refused::OtherKind)? {
        Kind::Jpeg => vec![jpeg(bytes, limits)?],
        Kind::Png => vec![png(bytes, limits)?],
        Kind::Pdf => pdf::pictures(bytes, limits)?,
    };
    pictures.into_iter().map(|picture| picture.shrunk(limits.side_max).encoded()).collect()
}

/// How well pictures are drawn, of 100: small print stays legible.
const QUALITY: u8 = 88;

/// Pixels, three bytes each: red, green, blue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Picture {
    /// A picture of `pixels` with `channels` bytes each: 1 grey, 3 colours; a second or fourth
    /// one is transparency and is laid on white.
    pub(crate) fn new(
        (width, height): (usize, usize),
        channels: usize,
        pixels: &[u8],
    ) -> Option<Self> {
        let expected = width.checked_mul(height)?.checked_mul(channels)?;
        if expected == 0 || pixels.len() < expected {
            return None;
        }
        let pixels =
            pixels.get(..expected)?.chunks_exact(channels).flat_map(|pixel| match *pixel {
                [grey] => [grey, grey, grey],
                [grey, alpha] => [on_white(grey, alpha); 3],
                [red, green, blue] => [red, green, blue],
                [red, green, blue, alpha] => [red, green, blue].map(|part| on_white(part, alpha)),
                _ => [255; 3],
            });
        Some(Self { width, height, pixels: pixels.collect() })
    }

    /// The picture with no side longer than `side_max`, each new pixel the mean of those it
    /// stands for.
    fn shrunk(self, side_max: usize) -> Self {
        let longer = self.width.max(self.height);
        if longer <= side_max {
            return self;
        }
        let scaled = |side: usize| side.saturating_mul(side_max).div_ceil(longer).max(1);
        let (width, height) = (scaled(self.width), scaled(self.height));
        let mut pixels = Vec::with_capacity(width.saturating_mul(height).saturating_mul(3));
        for y in 0..height {
            let rows = span(y, height, self.height);
            for x in 0..width {
                pixels.extend(self.mean(span(x, width, self.width), rows));
            }
        }
        Self { width, height, pixels }
    }

    fn mean(&self, (left, right): (usize, usize), (top, bottom): (usize, usize)) -> [u8; 3] {
        let (mut sums, mut count) = ([0_u64; 3], 0_u64);
        for y in top..bottom {
            let row = y.saturating_mul(self.width);
            let (from, to) = (row.saturating_add(left), row.saturating_add(right));
            let row = self.pixels.get(from.saturating_mul(3)..to.saturating_mul(3));
            for pixel in row.unwrap_or_default().chunks_exact(3) {
                for (sum, part) in sums.iter_mut().zip(pixel) {
                    *sum = sum.saturating_add(u64::from(*part));
                }
                count = count.saturating_add(1);
            }
        }
        sums.map(|sum| u8::try_from(sum.checked_div(count).unwrap_or(255)).unwrap_or(255))
    }

    /// Width and height.
    pub(crate) const fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// `pictures` below each other, on white; `None` when there are none.
    pub(crate) fn stacked(pictures: &[Self]) -> Option<Self> {
        let width = pictures.iter().map(|picture| picture.width).max()?;
        let height = pictures.iter().fold(0_usize, |sum, one| sum.saturating_add(one.height));
        let mut pixels = Vec::with_capacity(width.saturating_mul(height).saturating_mul(3));
        for picture in pictures {
            let missing = width.saturating_sub(picture.width).saturating_mul(3);
            for row in picture.pixels.chunks_exact(picture.width.saturating_mul(3)) {
                pixels.extend_from_slice(row);
                pixels.extend(std::iter::repeat_n(255, missing));
            }
        }
        Some(Self { width, height, pixels })
    }

    /// Mixes `colour` into the square with the upper left corner `at`, as far as it lies within.
    pub(crate) fn tint(&mut self, (left, top): (usize, usize), side: usize, colour: [u8; 3]) {
        let right = left.saturating_add(side).min(self.width);
        for y in top..top.saturating_add(side).min(self.height) {
            let row = y.saturating_mul(self.width);
            let span = row.saturating_add(left).saturating_mul(3)
                ..row.saturating_add(right).saturating_mul(3);
            let Some(pixels) = self.pixels.get_mut(span) else { continue };
            for pixel in pixels.chunks_exact_mut(3) {
                for (part, mixed) in pixel.iter_mut().zip(colour) {
                    *part = part.midpoint(mixed);
                }
            }
        }
    }

    /// Whether a pixel of the rows from `top` on, before `bottom`, is neither white nor grey.
    #[cfg(test)]
    pub(crate) fn has_colour_between(&self, top: usize, bottom: usize) -> bool {
        let at = |row: usize| row.saturating_mul(self.width).saturating_mul(3);
        let rows = self.pixels.get(at(top)..at(bottom)).unwrap_or_default();
        rows.chunks_exact(3).any(|pixel| pixel[0].abs_diff(pixel[1]) > 60)
    }

    pub(crate) fn encoded(&self) -> Result<Vec<u8>, Refused> {
        let side = |side: usize| u16::try_from(side).ok().ok_or(Refused::TooManyPixels);
        let (width, height) = (side(self.width)?, side(self.height)?);
        let mut bytes = Vec::new();
        let writer = jpeg_encoder::Encoder::new(&mut bytes, QUALITY);
        let done = writer.encode(&self.pixels, width, height, jpeg_encoder::ColorType::Rgb);
        done.ok().ok_or(Refused::Unreadable)?;
        Ok(bytes)
    }
}

/// Which of `of` old pixels the new pixel number `place` of `count` stands for.
fn span(place: usize, count: usize, of: usize) -> (usize, usize) {
    let at = |place: usize| place.saturating_mul(of).checked_div(count).unwrap_or_default();
    let from = at(place);
    (from, at(place.saturating_add(1)).max(from.saturating_add(1)).min(of))
}

fn on_white(part: u8, alpha: u8) -> u8 {
    let (part, alpha) = (u16::from(part), u16::from(alpha));
    let white = 255_u16.saturating_sub(alpha).saturating_mul(255);
    let mixed = part.saturating_mul(alpha).saturating_add(white).checked_div(255);
    u8::try_from(mixed.unwrap_or(255)).unwrap_or(255)
}

fn check_size((width, height): (usize, usize), limits: Limits) -> Result<(), Refused> {
    match width.checked_mul(height) {
        Some(0) => Err(Refused::Unreadable),
        Some(pixels) if pixels <= limits.pixels_max => Ok(()),
        _ => Err(Refused::TooManyPixels),
    }
}

/// A JPEG picture.
pub(crate) fn jpeg(bytes: &[u8], limits: Limits) -> Result<Picture, Refused> {
    let options = DecoderOptions::default()
        .set_max_width(limits.pixels_max)
        .set_max_height(limits.pixels_max)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok().ok_or(Refused::Unreadable)?;
    let info = decoder.info().ok_or(Refused::Unreadable)?;
    let size = (usize::from(info.width), usize::from(info.height));
    check_size(size, limits)?;
    let pixels = decoder.decode().ok().ok_or(Refused::Unreadable)?;
    Picture::new(size, 3, &pixels).ok_or(Refused::Unreadable)
}

/// A PNG picture; of an animated one the first frame.
fn png(bytes: &[u8], limits: Limits) -> Result<Picture, Refused> {
    let memory = limits.pixels_max.saturating_mul(8).saturating_add(1 << 20);
    let mut decoder =
        png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: memory });
    decoder.set_ignore_text_chunk(true);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let header = decoder.read_header_info().ok().ok_or(Refused::Unreadable)?;
    let length = |side: u32| usize::try_from(side).unwrap_or(usize::MAX);
    let size = (length(header.width), length(header.height));
    check_size(size, limits)?;
    let mut reader = decoder.read_info().ok().ok_or(Refused::Unreadable)?;
    let mut pixels = vec![0; reader.output_buffer_size().ok_or(Refused::TooManyPixels)?];
    let frame = reader.next_frame(&mut pixels).ok().ok_or(Refused::Unreadable)?;
    Picture::new(size, frame.color_type.samples(), &pixels).ok_or(Refused::Unreadable)
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "tests")]
pub(crate) mod tests {
    use super::*;

    /// A picture of one colour as JPEG.
    pub(crate) fn jpeg_of(width: u16, height: u16, colour: [u8; 3]) -> Vec<u8> {
        let pixels = colour.repeat(usize::from(width) * usize::from(height));
        let picture = Picture { width: width.into(), height: height.into(), pixels };
        picture.encoded().unwrap()
    }

    fn png_of(width: u32, height: u32, colour: png::ColorType, pixel: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(colour);
        encoder.add_text_chunk("Comment".into(), "CANARY".into()).unwrap();
        let mut writer = encoder.write_header().unwrap();
        let count = usize::try_from(width * height).unwrap();
        writer.write_image_data(&pixel.repeat(count)).unwrap();
        writer.finish().unwrap();
        bytes
    }

    /// Size and colour in the middle of what was drawn.
    pub(crate) fn seen(bytes: &[u8]) -> ((usize, usize), [u8; 3]) {
        let picture = jpeg(bytes, Limits::default()).unwrap();
        let middle = picture.pixels.len() / 6 * 3;
        let colour = picture.pixels[middle..middle + 3].try_into().unwrap();
        ((picture.width, picture.height), colour)
    }

    fn is_near(one: [u8; 3], two: [u8; 3]) -> bool {
        one.iter().zip(two).all(|(a, b)| a.abs_diff(b) < 6)
    }

    #[test]
    fn pictures_are_drawn_anew_and_nothing_but_pixels_stays() {
        let mut jpeg = jpeg_of(40, 30, [200, 30, 40]);
        // A comment after the start, and another file behind the end.
        jpeg.splice(2..2, [&[0xff, 0xfe, 0, 8][..], b"CANARY"].concat());
        jpeg.extend(b"<script>CANARY</script>PK\x03\x04");
        let png = png_of(40, 30, png::ColorType::Rgb, &[200, 30, 40]);
        for bytes in [jpeg, png] {
            let drawn = clean(&bytes, Limits::default()).unwrap();
            assert_eq!(drawn.len(), 1);
            let (size, colour) = seen(&drawn[0]);
            assert_eq!(size, (40, 30));
            assert!(is_near(colour, [200, 30, 40]), "{colour:?}");
            assert!(!drawn[0].windows(6).any(|part| part == b"CANARY"));
        }
    }

    #[test]
    fn grey_and_transparent_pictures_are_laid_on_white() {
        let cases = [
            (png::ColorType::Grayscale, vec![90], [90, 90, 90]),
            (png::ColorType::GrayscaleAlpha, vec![0, 0], [255, 255, 255]),
            (png::ColorType::Rgba, vec![0, 0, 255, 0], [255, 255, 255]),
            (png::ColorType::Rgba, vec![0, 0, 255, 255], [0, 0, 255]),
        ];
        for (kind, pixel, expected) in cases {
            let drawn = clean(&png_of(16, 16, kind, &pixel), Limits::default()).unwrap();
            assert!(is_near(seen(&drawn[0]).1, expected), "{kind:?} {pixel:?}");
        }
    }

    #[test]
    fn large_pictures_are_made_smaller_and_keep_their_shape() {
        let limits = Limits { side_max: 100, ..Limits::default() };
        let drawn = clean(&jpeg_of(900, 300, [10, 120, 200]), limits).unwrap();
        let (size, colour) = seen(&drawn[0]);
        assert_eq!(size, (100, 34));
        assert!(is_near(colour, [10, 120, 200]), "{colour:?}");
    }

    #[test]
    fn what_is_no_picture_is_refused_with_its_reason() {
        let jpeg = jpeg_of(64, 64, [1, 2, 3]);
        let mut polyglot = b"%PDF-1.4\n<html><script>alert(1)</script></html>".to_vec();
        polyglot.extend(&jpeg);
        let mut huge = png_of(1, 1, png::ColorType::Rgb, &[0; 3]);
        huge[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
        let cases: [(&str, Vec<u8>, Refused); 10] = [
            ("nothing", vec![], Refused::Empty),
            ("too many bytes", [&jpeg[..], &vec![0; 10 << 20]].concat(), Refused::TooLarge),
            ("a program", b"\x7fELF\x02\x01\x01".to_vec(), Refused::OtherKind),
            ("SVG", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), Refused::OtherKind),
            ("TIFF", b"II*\0\x08\0\0\0".to_vec(), Refused::OtherKind),
            ("HTML before a picture", [b"<html>", &jpeg[..]].concat(), Refused::OtherKind),
            ("a ZIP archive", b"PK\x03\x04".to_vec(), Refused::OtherKind),
            ("half a picture header", jpeg[..20].to_vec(), Refused::Unreadable),
            ("PDF in name alone", polyglot, Refused::Unreadable),
            ("ten thousand million pixels", huge, Refused::Unreadable),
        ];
        for (what, bytes, expected) in cases {
            let refused = clean(&bytes, Limits::default()).unwrap_err();
            assert_eq!(refused, expected, "{what}");
            assert_eq!(Refused::find(refused.code()), Some(refused));
        }
        let small = Limits { pixels_max: 1000, ..Limits::default() };
        assert_eq!(clean(&jpeg, small), Err(Refused::TooManyPixels));
        let png = png_of(64, 64, png::ColorType::Rgb, &[0; 3]);
        assert_eq!(clean(&png, small), Err(Refused::TooManyPixels));
    }
}
