//! What strangers upload, made harmless.
//!
//! A file is believed to be what its content says, never what its name or sender says. From it
//! a picture is drawn anew, pixel by pixel, and only that is kept: whatever else the file held
//! (scripts, a second file behind the first, the place where a photograph was taken) is gone.
//!
//! Drawing runs in a program of its own ([`apart`]), with little memory and time and nothing
//! else: a file made to break a decoder breaks that program and nothing more.
//!
//! - [`clean`]: the drawing itself.
//! - [`apart`]: the drawing in a program of its own.
//! - [`marked`]: a mark across what was drawn, that says who looks at it.
//! - [`clamav`]: a scanner for known malware, asked before anything is drawn.

pub mod apart;
pub mod clamav;
mod mark;
mod pdf;
mod picture;

pub use mark::marked;
pub use picture::{Kind, Limits, Refused, clean};
