//! The outermost layer of the Entry/Exit System: what is read, what is written, what is refused.
//!
//! Rules live in `ees-domain`; here is only how the world asks for them.

pub mod actor;
pub mod app;
pub mod border;
pub mod commands;
pub mod config;
pub mod daemon;
pub mod inland;
pub mod oversight;
pub mod pages;
pub mod problem;
pub mod routes;
pub mod stay;
pub mod subject;
pub mod wire;
