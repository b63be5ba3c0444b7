//! From the image of a finger to its minutiae.

pub mod leader;
