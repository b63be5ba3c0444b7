//! The ABIS interface of OSIA, version 1.6.0: the matching of another maker in the place of ours,
//! and ours offered to others.
//!
//! - [`wire`]: what goes over the interface, by the names it has there.
//! - [`client`]: a service of another maker as a `Matcher` and `Keeper` of `ees-biometrics`.
//! - [`server`]: the same interface in front of our matching.
//!
//! Source: Secure Identity Alliance, OSIA, `abis.yaml` of version 1.6.0.

pub mod calibration;
pub mod client;
pub mod server;
pub mod wire;
