//! People, organisations and Communities that do not exist, for demonstrations and load tests.
//!
//! They are made through the store that serves requests, under the rules of the domain; no path
//! leads around either. A daemon does not know this crate.

mod cast;
mod desk;
mod fill;
mod names;
mod page;

pub use fill::{FillError, Order, Tally, fill};
