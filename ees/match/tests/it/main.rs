//! What needs more than one module: formats from end to end, and files from elsewhere.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what tests call may fail as they do")]

#[path = "../../examples/fuzz/engine.rs"]
mod engine;
mod faces;
mod fuzz;
mod images;
mod nist;
mod quality;
mod records;
mod ridges;
mod shared;
mod wsq;
