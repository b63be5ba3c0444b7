//! What a file is, by its content.

coded! {
    /// Kinds of files that are taken.
    pub enum ScanKind {
        /// JPEG.
        Jpeg => "jpeg",
        /// PNG.
        Png => "png",
        /// PDF.
        Pdf => "pdf",
    }
}

impl ScanKind {
    /// The media type with which it is shown.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }
}

/// The end of a picture in JPEG.
const JPEG_END: &[u8] = &[0xFF, 0xD9];
const JPEG_START: &[u8] = &[0xFF, 0xD8, 0xFF];
const PNG_START: &[u8] = &[0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A];
/// The last chunk of a PNG, whole.
const PNG_END: &[u8] = &[0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82];
/// Versions 1.0 to 1.7 and 2.0.
const PDF_STARTS: &[&[u8]] = &[b"%PDF-1.", b"%PDF-2.0"];
const PDF_END: &[u8] = b"%%EOF";

/// The kind of a file; `None` when it is none of the three.
///
/// The first byte counts, and so does the last of a PNG and of a PDF: a page of HTML before or
/// after a document is a file that other programs would read as something else. Telephones
/// write trailers of their own behind a JPEG; those fall away when the picture is written anew.
pub fn kind_of(content: &[u8]) -> Option<ScanKind> {
    let body = content.trim_ascii_end();
    if content.starts_with(PNG_START) && content.ends_with(PNG_END) {
        return Some(ScanKind::Png);
    }
    let has_jpeg_end = content.windows(JPEG_END.len()).any(|bytes| bytes == JPEG_END);
    if content.starts_with(JPEG_START) && has_jpeg_end {
        return Some(ScanKind::Jpeg);
    }
    let is_pdf = PDF_STARTS.iter().any(|start| content.starts_with(start));
    (is_pdf && body.ends_with(PDF_END)).then_some(ScanKind::Pdf)
}
