//! Charts as SVG, drawn here without a script: readable in print, in greyscale and aloud.

pub mod bars;
pub mod strip;
mod svg;
