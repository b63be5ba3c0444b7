//! The vocabulary of a register of processing, and what is derived from it.
//!
//! A system that keeps personal data writes down, as one constant table, every category of
//! data it keeps: on what legal basis, for which purposes, who may receive it, how long it is
//! kept, and in which columns it lies (Regulation (EU) 2016/679 Art. 30; Regulation (EU)
//! 2018/1725 Art. 31). The privacy statement, the machine-readable record, the check of the
//! database schema and the access table are then derived from that table or compared with it,
//! so that none of them can drift away from what the system does.
//!
//! This crate knows no system: purposes and recipients are types of the system's own, joined
//! to the vocabulary by [`Coded`].

mod category;
mod schema;

pub use category::{Category, Coded, Column, Period, Register, Retention, columns};
pub use schema::{Finding, check_schema};
