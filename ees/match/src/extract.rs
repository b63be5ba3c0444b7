//! From the image of a finger to its minutiae.

pub mod classical;
pub mod leader;
