//! The desk of an officer: forms as browsers send them, and pages made of domain values.
//!
//! The register's program draws with it what it found, and a border crossing point that cannot
//! reach the register what it can know by itself. Nothing here asks, decides or stores.

pub mod actor;
pub mod asked;
pub mod check;
pub mod checked;
pub mod damage;
pub mod flow;
pub mod form;
pub mod machines;
pub mod paper;
pub mod problem;
pub mod record;
pub mod refuse;
pub mod result;
pub mod shell;
pub mod taking;
pub mod unreached;
pub mod view;
