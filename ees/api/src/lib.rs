//! The outermost layer of the Entry/Exit System: what is read, what is written, what is refused.
//!
//! Rules live in `ees-domain`; here is only how the world asks for them.

pub mod actor;
pub mod amendments;
pub mod app;
pub mod biometrics;
pub mod border;
pub mod commands;
pub mod config;
pub mod daemon;
pub mod decisions;
pub mod erasing;
pub mod inland;
pub mod notices;
pub mod oversight;
pub mod overstayers;
pub mod pages;
pub mod problem;
pub mod programmes;
pub mod routes;
pub mod stay;
pub mod subject;
pub mod suspensions;
pub mod unit;
pub mod upkeep;
