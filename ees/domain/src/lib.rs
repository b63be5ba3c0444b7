//! The rules of the Entry/Exit System, Regulation (EU) 2017/2226.
//!
//! Everything here is a function of its arguments: no I/O, no clock, no async, no serialisation.
//! A rule names its article in a line `Law:`; a switch for what the law leaves open names its
//! source and date.

pub mod access;
pub mod amendment;
pub mod authorised;
pub mod authority;
pub mod biometrics;
pub mod check;
pub mod code;
pub mod crossing;
pub mod day;
pub mod decision;
pub mod enrolment;
pub mod erasure;
pub mod fields;
pub mod file;
pub mod identity;
pub mod late;
pub mod member_state;
pub mod merging;
pub mod monitoring;
pub mod mrz;
pub mod name;
pub mod nationality;
pub mod outlook;
pub mod overstayer;
pub mod partial_date;
pub mod point;
pub mod presented;
pub mod programme;
pub mod quality;
pub mod recalculation;
pub mod rectification;
pub mod refusal;
pub mod register;
pub mod retention;
#[cfg(test)]
mod sample;
pub mod scope;
pub mod search;
pub mod status_change;
pub mod stay;
pub mod suspension;
pub mod switches;
pub mod transition;
pub mod visa;
