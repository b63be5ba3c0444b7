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
mod coded;

// TODO pub mod access;
// TODO pub mod account;
// TODO pub mod actor;
// TODO pub mod community;
// TODO pub mod consent;
// TODO pub mod contact;
// TODO pub mod log;
// TODO pub mod mail;
pub mod organisation;
pub mod person;
pub mod purpose;
// TODO pub mod register;
// TODO pub mod registration;
// TODO pub mod retention;
// TODO pub mod rights;
// TODO pub mod role;
// TODO pub mod scan;
// TODO pub mod schema;
// TODO pub mod session;
// TODO pub mod switches;
pub mod text;
mod when;
