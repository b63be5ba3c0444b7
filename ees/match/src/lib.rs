//! Fingerprints and faces, from image to identification.
//!
//! Pure computation on bytes and numbers: nothing here opens a file, starts a thread, waits, or
//! knows who somebody is. Whoever uses it brings the bytes and takes away templates, scores and
//! lists of candidates.
//!
//! # Conventions
//!
//! - Pixels are 8-bit grey values, 0 is black (a ridge is dark), row after row from the top.
//! - `x` grows to the right and `y` downwards, from the centre of the upper left pixel, in pixels
//!   of the image's own resolution; templates are in pixels of 500 per inch.
//! - Directions are those of ISO/IEC 19794-2: from the positive `x` axis, counter-clockwise as
//!   one looks at the image.
//! - Resolutions are in pixels per inch (ppi).

#![forbid(clippy::undocumented_unsafe_blocks)]

mod bytes;
pub mod compare;
pub mod evaluate;
pub mod extract;
pub mod face;
pub mod gallery;
pub mod image;
pub mod minutiae;
pub mod net;
pub mod nist;
pub mod quality;
pub mod record;
#[cfg(test)]
#[path = "../tests/it/shared.rs"]
mod shared;
pub mod synthetic;
pub mod wsq;
