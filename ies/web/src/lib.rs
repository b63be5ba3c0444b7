//! The outermost layer of the Information Exchange System: what is read, what is written, what is
//! refused.
//!
//! Rules live in `ies-domain`; here is only how the world asks for them. A handler asks whether
//! something is lawful, opens the store with the grant it got, decides by one call of the domain,
//! stores, and answers.

pub mod admin;
mod answered;
pub mod api;
pub mod app;
pub mod call;
pub mod commands;
pub mod communities;
pub mod config;
pub mod contacts;
pub mod daemon;
pub mod entry;
pub mod form;
pub mod install;
pub mod ledger;
pub mod oversight;
pub mod own;
pub mod people;
pub mod problem;
pub mod public;
pub mod routes;
mod said;
pub mod shell;
pub mod shown;
pub mod sign_ins;
pub mod tokens;
pub mod upkeep;
