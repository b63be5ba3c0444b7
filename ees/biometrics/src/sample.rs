//! Files of fingerprints: images of every format that is read, and templates.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use ees_match::extract::leader::ExtractError;
use ees_match::image::decode::{DecodeError, Resolution, decode};
use ees_match::image::resample::resample;
use ees_match::image::{Image, ImageError};
use ees_match::minutiae::Template;
use ees_match::record::minutiae::{MinutiaeRecord, View};
use ees_match::record::{Capture, Edition, Position, RecordError, minutiae};

use crate::extractor::Extractor;

/// The largest file that is read, in bytes: one of raw grey values of the largest image, and
/// something over.
pub const FILE_BYTES_MAX: u64 = 32 << 20;
/// The resolution that templates are of, in pixels per inch.
const PPI: u16 = 500;
/// No scanner of fingers has fewer pixels per inch; a file that states less was given the number
/// by a program of pictures (ISO/IEC 19794-4:2005, table 1, where 125 per inch is the least
/// level and is not for comparison).
const PPI_MIN: u16 = 250;
/// How a finger minutiae record begins (ISO/IEC 19794-2).
const RECORD: &[u8] = b"FMR\0";

/// Why a file gives no template.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] io::Error),
    /// The file is larger than any sample.
    #[error("the file is larger than {FILE_BYTES_MAX} bytes")]
    TooLarge,
    /// The bytes are no image.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// The image cannot be brought to 500 pixels per inch.
    #[error(transparent)]
    Image(#[from] ImageError),
    /// The image is not that of a finger.
    #[error(transparent)]
    Extract(#[from] ExtractError),
    /// The template is damaged.
    #[error(transparent)]
    Record(#[from] RecordError),
}

/// Something that was assumed about a file and that its sender should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Assumed {
    /// The resolution that is stated is none of a scanner of fingers.
    #[error("states a resolution that no scanner of fingers has; taken as 500 pixels per inch")]
    Resolution,
}

/// The resolution of images of fingers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ppi {
    /// As the file states, and 500 where it states nothing or something that cannot be.
    #[default]
    Stated,
    /// This one, in pixels per inch, whatever the file states.
    Exactly(u16),
}

/// The bytes of a file, which are at most [`FILE_BYTES_MAX`].
pub fn read(path: &Path) -> Result<Vec<u8>, SampleError> {
    let mut bytes = Vec::new();
    File::open(path)?.take(FILE_BYTES_MAX.saturating_add(1)).read_to_end(&mut bytes)?;
    if FILE_BYTES_MAX < u64::try_from(bytes.len()).unwrap_or(u64::MAX) {
        return Err(SampleError::TooLarge);
    }
    Ok(bytes)
}

/// The image in `bytes`, brought to 500 pixels per inch.
pub fn image(bytes: &[u8], ppi: Ppi) -> Result<(Image, Option<Assumed>), SampleError> {
    let exactly = |ppi| decode(bytes, Resolution::Exactly(ppi));
    let (image, assumed) = match ppi {
        Ppi::Exactly(ppi) => (exactly(ppi)?, None),
        Ppi::Stated => match decode(bytes, Resolution::STATED) {
            Ok(image) if PPI_MIN <= image.ppi() => (image, None),
            Ok(_) | Err(DecodeError::Resolution | DecodeError::Unequal) => {
                (exactly(PPI)?, Some(Assumed::Resolution))
            }
            Err(error) => return Err(error.into()),
        },
    };
    let image = if image.ppi() == PPI { image } else { resample(&image, PPI)? };
    Ok((image, assumed))
}

/// The template in `bytes`, or the one that `extractor` takes from the image in them. Of a record
/// of several views it is the first.
pub fn template(
    bytes: &[u8],
    ppi: Ppi,
    extractor: &Extractor,
) -> Result<(Template, Option<Assumed>), SampleError> {
    if bytes.starts_with(RECORD) {
        let views = minutiae::read(bytes)?.views;
        let first = views.into_iter().next().ok_or(RecordError::Empty)?;
        return Ok((first.template, None));
    }
    let (image, assumed) = image(bytes, ppi)?;
    Ok((extractor.extract(&image)?, assumed))
}

/// The finger minutiae record of one impression of an unknown finger.
pub fn record(template: Template, edition: Edition) -> Result<Vec<u8>, SampleError> {
    let view = View {
        position: Position::UNKNOWN,
        number: 0,
        impression: 0,
        capture: Capture::default(),
        template,
    };
    Ok(minutiae::write(&MinutiaeRecord { edition, views: vec![view] })?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extractor::Wanted;
    use crate::models::Models;
    use ees_match::image::encode_png;
    use ees_match::net::Cpu;

    /// Ridges that run across, 9 pixels apart.
    fn ridges(ppi: u16) -> Image {
        let pixels = (0..300 * 300_u32).map(|at| if at / 300 % 9 < 4 { 30 } else { 220 }).collect();
        Image::new(300, 300, ppi, pixels).unwrap()
    }

    #[test]
    fn a_resolution_that_cannot_be_is_taken_as_500_and_said() {
        for (ppi, width, assumed) in [
            (500, 300, None),
            (1_000, 150, None),
            (96, 300, Some(Assumed::Resolution)),
            (72, 300, Some(Assumed::Resolution)),
        ] {
            let bytes = encode_png(&ridges(ppi)).unwrap();
            let (image, said) = image(&bytes, Ppi::Stated).unwrap();
            assert_eq!((image.ppi(), image.width(), said), (500, width, assumed), "{ppi}");
        }
        let bytes = encode_png(&ridges(96)).unwrap();
        let (image, said) = image(&bytes, Ppi::Exactly(1_000)).unwrap();
        assert_eq!((image.width(), said), (150, None));
    }

    #[test]
    fn a_template_that_was_written_is_read_again() {
        let empty = tempfile::tempdir().unwrap();
        let models = Models::at(Some(empty.path()));
        let extractor = Extractor::prepare(Wanted::Best, &models, Cpu::detect()).unwrap();
        let png = encode_png(&ridges(500)).unwrap();
        let (taken, _) = template(&png, Ppi::Stated, &extractor).unwrap();
        for edition in [Edition::Of2005, Edition::Of2011] {
            let bytes = record(taken.clone(), edition).unwrap();
            assert_eq!(template(&bytes, Ppi::Stated, &extractor).unwrap().0, taken);
            let cut = bytes.get(..bytes.len() - 1).unwrap();
            let refused = template(cut, Ppi::Stated, &extractor);
            assert!(matches!(refused, Err(SampleError::Record(_))), "{refused:?}");
        }
    }
}
