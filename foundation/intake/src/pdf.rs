//! The scanned pictures of a PDF file.
//!
//! Scanners and telephones write a page as one picture. That picture is taken and everything
//! else is left: text, drawings, forms, scripts and attachments are never looked at.

use hayro_syntax::object::{Dict, Name, Stream};
use hayro_syntax::{Filter, LoadPdfError, Pdf, page::Page};

use crate::picture::{Limits, Picture, Refused, jpeg};

/// Pictures of a page that are looked at.
const PICTURES_MAX: usize = 50;
/// A side of a picture below this is a stamp or a logo, not a page.
const SIDE_MIN: usize = 200;

/// The largest picture of every page.
pub(crate) fn pictures(bytes: &[u8], limits: Limits) -> Result<Vec<Picture>, Refused> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Refused::Locked,
        LoadPdfError::Invalid => Refused::Unreadable,
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(Refused::Unreadable);
    }
    if limits.pages_max < pages.len() {
        return Err(Refused::TooManyPages);
    }
    pages.iter().map(|page| largest(page, limits)).collect()
}

fn largest(page: &Page<'_>, limits: Limits) -> Result<Picture, Refused> {
    let resources = page.resources();
    let names = resources.x_objects.keys().take(PICTURES_MAX);
    let streams = names.filter_map(|name| resources.get_x_object(&name));
    let images =
        streams.filter(|stream| name(stream.dict(), "Subtype").as_deref() == Some("Image"));
    let sized = images.filter_map(|image| {
        let (width, height) = (side(image.dict(), "Width")?, side(image.dict(), "Height")?);
        (SIDE_MIN <= width.min(height)).then_some(((width, height), image))
    });
    let largest = sized.max_by_key(|((width, height), _)| width.saturating_mul(*height));
    let (size, image) = largest.ok_or(Refused::NoPicture)?;
    if limits.pixels_max < size.0.saturating_mul(size.1) {
        return Err(Refused::TooManyPixels);
    }
    draw(&image, size, limits)
}

fn draw(image: &Stream<'_>, size: (usize, usize), limits: Limits) -> Result<Picture, Refused> {
    let filters = image.filters();
    if matches!(filters.as_slice(), [Filter::DctDecode]) {
        return jpeg(&image.raw_data(), limits);
    }
    // Anything else must be plain pixels once it is unpacked.
    let channels = match name(image.dict(), "ColorSpace").as_deref() {
        Some("DeviceGray") => 1,
        Some("DeviceRGB") => 3,
        _ => return Err(Refused::NoPicture),
    };
    if side(image.dict(), "BitsPerComponent") != Some(8) {
        return Err(Refused::NoPicture);
    }
    let pixels = image.decoded_data().ok().ok_or(Refused::NoPicture)?;
    Picture::new(size, channels, &pixels).ok_or(Refused::Unreadable)
}

fn side(dict: &Dict<'_>, key: &str) -> Option<usize> {
    dict.get::<u32>(key).and_then(|side| usize::try_from(side).ok())
}

fn name(dict: &Dict<'_>, key: &str) -> Option<String> {
    dict.get::<Name<'_>>(key).map(|name| name.as_str().to_owned())
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "tests")]
mod tests {
    use super::*;
    use crate::picture::clean;
    use crate::picture::tests::{jpeg_of, seen};

    /// A PDF file whose pages hold these objects as their only picture; `trailer` is added to
    /// the trailer.
    fn pdf(images: &[(&str, &[u8])], trailer: &str) -> Vec<u8> {
        let mut objects: Vec<Vec<u8>> = Vec::new();
        let kids: Vec<String> = (0..images.len()).map(|n| format!("{} 0 R", 3 + n * 2)).collect();
        objects.push(
            b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(alert(1))>>>>".to_vec(),
        );
        objects.push(
            format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), images.len()).into(),
        );
        for (n, (dict, data)) in images.iter().enumerate() {
            let image = 4 + n * 2;
            objects.push(
                format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 400]/Resources<</XObject<</I {image} 0 R>>>>>>").into(),
            );
            let head =
                format!("<</Type/XObject/Subtype/Image{dict}/Length {}>>stream\n", data.len());
            objects.push([head.as_bytes(), data, b"\nendstream"].concat());
        }
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut offsets = Vec::new();
        for (n, object) in objects.iter().enumerate() {
            offsets.push(file.len());
            file.extend(format!("{} 0 obj\n", n + 1).bytes());
            file.extend(object);
            file.extend(b"\nendobj\n");
        }
        let start = file.len();
        file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
        for offset in offsets {
            file.extend(format!("{offset:010} 00000 n \n").bytes());
        }
        let size = objects.len() + 1;
        file.extend(
            format!("trailer<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF")
                .bytes(),
        );
        file
    }

    const JPEG: &str =
        "/Width 300/Height 200/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode";

    #[test]
    fn the_scanned_picture_of_each_page_is_taken_and_the_script_is_not() {
        let picture = jpeg_of(300, 200, [20, 140, 60]);
        let file = pdf(&[(JPEG, &picture), (JPEG, &picture)], "");
        let drawn = clean(&file, Limits::default()).unwrap();
        assert_eq!(drawn.len(), 2);
        for page in drawn {
            assert_eq!(seen(&page).0, (300, 200));
            assert!(!page.windows(5).any(|part| part == b"alert"));
        }
    }

    #[test]
    fn plain_pixels_are_a_picture_too() {
        let grey = vec![77; 300 * 200];
        let dict = "/Width 300/Height 200/BitsPerComponent 8/ColorSpace/DeviceGray";
        let drawn = clean(&pdf(&[(dict, &grey)], ""), Limits::default()).unwrap();
        assert_eq!(seen(&drawn[0]), ((300, 200), [77, 77, 77]));
    }

    #[test]
    fn what_is_not_a_scan_is_refused_with_its_reason() {
        let picture = jpeg_of(300, 200, [0; 3]);
        let small = jpeg_of(90, 90, [0; 3]);
        let logo = "/Width 90/Height 90/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode";
        let lie =
            "/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode";
        let odd =
            "/Width 300/Height 200/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode";
        let short = "/Width 300/Height 200/BitsPerComponent 8/ColorSpace/DeviceRGB";
        let locked = "/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(x)/P -4>>/ID[(a)(a)]";
        let cases = [
            ("a logo", pdf(&[(logo, &small)], ""), Refused::NoPicture),
            ("no picture at all", pdf(&[("/Subtype/Form", b"")], ""), Refused::NoPicture),
            ("another coding", pdf(&[(odd, b"\0\0")], ""), Refused::NoPicture),
            ("pixels that are not there", pdf(&[(short, b"abc")], ""), Refused::Unreadable),
            ("a size that is a lie", pdf(&[(lie, &picture)], ""), Refused::TooManyPixels),
            ("three pages", pdf(&[(JPEG, &picture[..]); 3], ""), Refused::TooManyPages),
            ("a password", pdf(&[(JPEG, &picture)], locked), Refused::Locked),
            ("no pages", b"%PDF-1.4\n%%EOF".to_vec(), Refused::Unreadable),
        ];
        for (what, file, expected) in cases {
            assert_eq!(clean(&file, Limits::default()), Err(expected), "{what}");
        }
    }
}
