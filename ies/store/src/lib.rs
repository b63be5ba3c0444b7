//! Storage of the Information Exchange System, by purpose.

pub mod schema;
