//! The capture agent: a fingerprint scanner hangs on an officer's computer, and no browser can
//! reach it; this program offers it to the register's pages over HTTP on loopback.
//!
//! It knows no traveller and no register: whoever asks is told quality and gets images, which
//! are kept in memory for [`capture::KEPT`] at most and never written or logged. What a device
//! is stands behind the trait [`scanner::Scanner`]; the program of a vendor, a folder of files
//! and fingers of nobody are its kinds.

pub mod agent;
mod api;
pub mod capture;
pub mod finger;
mod guard;
pub mod print;
pub mod scanner;
