//! The forms in which the world speaks to the register: JSON of the API.
//!
//! Domain types are not serialised; each has its counterpart here, so that a change inside does
//! not change the interface unseen.

pub mod biometrics;
pub mod capture;
pub mod check;
pub mod crossing;
pub mod faults;
pub mod file;
pub mod passage;
pub mod problem;
pub mod programme;
pub mod reading;
pub mod refusal;
pub mod replay;
pub mod stay;
pub mod text;
pub mod traveller;
