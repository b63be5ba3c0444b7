//! From the image of a face to numbers that can be compared, and what is wrong with an image.
//!
//! Faces are found ([`detect`]), brought to the same place and size by five points ([`align`]) and
//! turned into 128 numbers ([`embed`]) whose angle says how alike two faces are. Whether an image
//! will serve is a question of its own ([`quality`]).
//!
//! Images are colour ones; a grey image is brought into three channels by `Colour::from`, and
//! [`Spectrum`] says what it was.
//!
//! Places are in pixels of the image that was given, from the centre of its upper left pixel, to
//! the right and downwards. *Right* and *left* are those of the person (ISO/IEC 19794-5), so that
//! the right eye is usually the one on the left side of the image.

pub mod align;
pub mod detect;
pub mod embed;
mod level;
pub mod quality;
mod scale;

use crate::image::Colour;

/// A place in an image, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

/// Five places in a face.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Landmarks {
    /// The middle of the person's right eye.
    pub right_eye: Point,
    /// The middle of the person's left eye.
    pub left_eye: Point,
    /// The tip of the nose.
    pub nose: Point,
    /// The corner of the mouth on the person's right.
    pub right_mouth: Point,
    /// The corner of the mouth on the person's left.
    pub left_mouth: Point,
}

impl Landmarks {
    /// All of them, in the order of the fields.
    pub fn points(&self) -> [Point; 5] {
        [self.right_eye, self.left_eye, self.nose, self.right_mouth, self.left_mouth]
    }
}

/// The upright rectangle around a face from forehead to chin, in pixels; it may reach beyond the
/// image.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// Its left side.
    pub left: f32,
    /// Its upper side.
    pub top: f32,
    /// Its width, greater than 0.
    pub width: f32,
    /// Its height, greater than 0.
    pub height: f32,
}

/// A face that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Face {
    /// Where it is.
    pub bounds: Bounds,
    /// Where its parts are.
    pub landmarks: Landmarks,
    /// How sure it is that this is a face, 0 to 1.
    pub score: f32,
}

/// Why an image is not that of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FaceError {
    /// No face was found.
    #[error("no face was found in the image")]
    None,
    /// More than one face was found.
    #[error("{0} faces were found in the image where one is wanted")]
    Several(usize),
}

/// The face of an image that should show one person.
///
/// ISO/IEC 19794-5:2005, 7.2 wants one face alone, without others in the background.
pub fn single(faces: &[Face]) -> Result<&Face, FaceError> {
    match faces {
        [] => Err(FaceError::None),
        [face] => Ok(face),
        _ => Err(FaceError::Several(faces.len())),
    }
}

/// What light an image of a face shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spectrum {
    /// Red, green and blue of visible light.
    Colour,
    /// The brightness of visible light alone.
    Grey,
    /// Near infrared, which is a brightness too; that it is one cannot be seen in the image, the
    /// camera has to say it.
    NearInfrared,
}

/// From this difference between red, green and blue on a pixel is coloured; below, it may be a
/// trace of compression.
const COLOUR_MIN: u8 = 12;

impl Spectrum {
    /// Whether an image has colours: [`Spectrum::Colour`] where one pixel in a hundred or more is
    /// coloured, else [`Spectrum::Grey`].
    pub fn of(image: &Colour) -> Self {
        let is_coloured = |[red, green, blue]: &&[u8; 3]| {
            let (least, most) = (red.min(green).min(blue), red.max(green).max(blue));
            COLOUR_MIN <= most - least
        };
        let coloured = image.pixels().iter().filter(is_coloured).count();
        if image.pixels().len() <= coloured * 100 { Self::Colour } else { Self::Grey }
    }
}
