//! Servers over real connections: listeners, sign-in, sessions, certificates, limits, problems.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::tests_outside_test_module,
    reason = "a file of tests"
)]

mod back_channel;
mod cas;
mod cas_refusals;
mod certificates;
mod epochs;
mod hostile;
mod limits;
mod listeners;
mod problems;
mod refusals;
mod sessions;
mod sign_in;
mod sign_ins;
mod site;
mod step_up;
mod telemetry;
