//! The rules of the Entry/Exit System, Regulation (EU) 2017/2226.
//!
//! Everything here is a function of its arguments: no I/O, no clock, no async, no serialisation.
//! A rule names its article in a line `Law:`; a switch for what the law leaves open names its
//! source and date.

pub mod access;
pub mod authorised;
pub mod authority;
pub mod code;
pub mod crossing;
pub mod day;
pub mod file;
pub mod identity;
pub mod member_state;
pub mod mrz;
pub mod name;
pub mod nationality;
pub mod outlook;
pub mod partial_date;
pub mod point;
pub mod presented;
pub mod refusal;
pub mod register;
pub mod retention;
pub mod scope;
pub mod search;
pub mod stay;
pub mod switches;
pub mod transition;
pub mod visa;
