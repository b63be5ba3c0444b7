//! People who do not exist and their crossings, for demonstrations and load tests.
//!
//! A development tool, never linked into a daemon. [`population::travellers`] gives people with
//! documents and two years of crossings, the same for the same seed; [`fill`] records them in a
//! register as a border authority would. Every name and number is put together at random:
//! likeness to anybody is chance.

pub mod fill;
pub mod history;
mod names;
mod nation;
pub mod person;
pub mod plan;
pub mod points;
pub mod population;
pub mod recall;
pub mod specimens;
pub mod tally;
mod wallet;

pub use fnd_core::random;

#[cfg(test)]
mod tests;
