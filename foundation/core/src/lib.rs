//! What every other crate stands on: time, identifiers, codes and deadlines.
//!
//! Nothing here reads the world except [`clock::SystemClock`] and [`id::RandomIds`], which a
//! binary makes once and passes down. Everything else is a function of its arguments.

pub mod clock;
pub mod country;
pub mod deadline;
pub mod holidays;
pub mod id;
pub mod language;
pub mod random;

pub use clock::Clock;
pub use country::CountryCode;
pub use id::{Id, Ids};
pub use language::Language;
