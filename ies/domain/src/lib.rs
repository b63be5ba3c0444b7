//! The rules of the Information Exchange System of the European Migration Network, the part that
//! concerns people: who they are, who lets them in, who sees whom, and what they may demand.
//!
//! Everything here is a function of its arguments: no I/O, no clock, no async, no serialisation.
//! A rule names its source in a line `Law:`, in one of these forms, all of them rows of
//! `docs/law/ies.md`:
//!
//! - `statement 7`: section 7 of the privacy statement DPR-EC-00932 of 10 July 2019, which
//!   prevails;
//! - `R30`: a requirement drawn from that statement;
//! - `A5`: a rule of access;
//! - `EUDPR Art. 17`: Regulation (EU) 2018/1725.
//!
//! What the statement leaves open is a switch in [`switches`], with its default, source and date.

#[macro_use]
pub mod coded;
#[macro_use]
mod debug;

pub mod access;
pub mod account;
pub mod actor;
pub mod community;
pub mod consent;
pub mod contact;
pub mod log;
pub mod mail;
pub mod organisation;
pub mod person;
pub mod purpose;
pub mod register;
pub mod registration;
pub mod retention;
pub mod rights;
pub mod role;
pub mod scan;
pub mod schema;
pub mod session;
pub mod switches;
pub mod text;
mod when;

#[cfg(test)]
mod law;
#[cfg(test)]
mod sample;
