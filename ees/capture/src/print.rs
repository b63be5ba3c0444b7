//! The image of one finger as it is kept for the page: grey, 500 pixels per inch, assessed.

use std::fmt;

use ees_match::image::Image;
use ees_match::image::decode::{DecodeError, Resolution, decode};
use ees_match::image::encode_png;
use ees_match::image::resample::resample;
use ees_match::quality::{Hint, QualityError, gate};
use ees_match::wsq::{Bitrate, encode};
use zeroize::Zeroizing;

/// The resolution of every image that is handed out, in pixels per inch.
pub const PPI: u16 = 500;
/// The largest image that is taken from a device or a file, in bytes.
pub const IMAGE_BYTES_MAX: usize = 8 << 20;

/// Why what a device gave is no image of a finger.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// There are more bytes than any image of a finger has.
    #[error("an image has at most {IMAGE_BYTES_MAX} bytes")]
    TooLong,
    /// The bytes are no image.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// The image is larger than a finger.
    #[error(transparent)]
    Quality(#[from] QualityError),
    /// The image cannot be brought to [`PPI`].
    #[error(transparent)]
    Image(#[from] ees_match::image::ImageError),
}

/// The forms in which an image is handed out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// PNG, grey, 8 bits: nothing is lost.
    #[default]
    Png,
    /// WSQ at about 15:1, as prints are sent between authorities.
    Wsq,
}

impl Format {
    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Wsq => "wsq",
        }
    }

    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Png, Self::Wsq].into_iter().find(|format| format.name() == name)
    }
}

/// One print. What it holds is wiped when it is dropped, and does not show itself.
pub struct Print {
    png: Zeroizing<Vec<u8>>,
    /// Columns, in pixels.
    pub width: usize,
    /// Rows, in pixels.
    pub height: usize,
    /// From 0 (worst) to 100 on the scale of NFIQ 2, by [`gate`], which is no NFIQ 2.
    pub quality: u8,
    /// What would make it better.
    pub hint: Option<Hint>,
}

impl fmt::Debug for Print {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Print").finish_non_exhaustive()
    }
}

impl Print {
    /// Takes a file in any format that `ees_match` reads.
    ///
    /// # Errors
    /// When it is too long, no image, or larger than a finger.
    pub fn of_file(bytes: &[u8]) -> Result<Self, PrintError> {
        if IMAGE_BYTES_MAX < bytes.len() {
            return Err(PrintError::TooLong);
        }
        Self::of_image(&decode(bytes, Resolution::STATED)?)
    }

    /// Takes an image; one of another resolution is brought to [`PPI`].
    ///
    /// # Errors
    /// When it is larger than a finger.
    pub fn of_image(image: &Image) -> Result<Self, PrintError> {
        let resampled = if image.ppi() == PPI { None } else { Some(resample(image, PPI)?) };
        let image = resampled.as_ref().unwrap_or(image);
        let assessed = gate(image)?;
        Ok(Self {
            png: Zeroizing::new(encode_png(image)?),
            width: image.width(),
            height: image.height(),
            quality: assessed.score,
            hint: assessed.hint,
        })
    }

    /// The file in `format`.
    ///
    /// # Errors
    /// Never for what was taken; the reader of our own PNG may say so.
    pub fn file(&self, format: Format) -> Result<Zeroizing<Vec<u8>>, DecodeError> {
        match format {
            Format::Png => Ok(self.png.clone()),
            Format::Wsq => {
                let image = decode(&self.png, Resolution::Exactly(PPI))?;
                Ok(Zeroizing::new(encode(&image, Bitrate::FIFTEEN_TO_ONE)))
            }
        }
    }
}

/// The name of a hint on the wire.
pub const fn hint_name(hint: Hint) -> &'static str {
    match hint {
        Hint::NoFinger => "no-finger",
        Hint::TooSmall => "too-small",
        Hint::NotCentred => "not-centred",
        Hint::TooDark => "too-dark",
        Hint::TooLight => "too-light",
        Hint::TooDry => "too-dry",
        Hint::Smudged => "smudged",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripes(width: usize, height: usize, ppi: u16) -> Image {
        let row: Vec<u8> = [40, 40, 40, 210, 210].repeat(width);
        let pixels = row.get(..width).unwrap().repeat(height);
        Image::new(width, height, ppi, pixels).unwrap()
    }

    #[test]
    fn every_image_is_handed_out_at_500_pixels_per_inch() {
        let print = Print::of_image(&stripes(640, 800, 1_000)).unwrap();
        for format in [Format::Png, Format::Wsq] {
            let file = print.file(format).unwrap();
            let image = decode(&file, Resolution::STATED).unwrap();
            assert_eq!((image.width(), image.height(), image.ppi()), (320, 400, 500));
        }
        assert_eq!(Format::named("wsq"), Some(Format::Wsq));
    }

    #[test]
    fn what_is_no_finger_is_refused_and_a_print_does_not_show_itself() {
        assert!(matches!(Print::of_file(b"nonsense"), Err(PrintError::Decode(_))));
        assert!(matches!(Print::of_file(&vec![0; IMAGE_BYTES_MAX + 1]), Err(PrintError::TooLong)));
        assert!(Print::of_image(&stripes(900, 1_200, 500)).is_err());
        let print = Print::of_image(&stripes(300, 300, 500)).unwrap();
        assert_eq!(format!("{print:?}"), "Print { .. }");
    }
}
