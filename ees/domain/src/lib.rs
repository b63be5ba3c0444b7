//! The rules of the Entry/Exit System, Regulation (EU) 2017/2226.
//!
//! Everything here is a function of its arguments: no I/O, no clock, no async, no serialisation.
//! A rule names its article in a line `Law:`; a switch for what the law leaves open names its
//! source and date.

pub mod code;
pub mod identity;
pub mod mrz;
pub mod name;
pub mod nationality;
pub mod partial_date;
pub mod search;
