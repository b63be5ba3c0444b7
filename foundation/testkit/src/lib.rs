//! Real servers for tests. A development tool: no daemon links it.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that cannot be set up must stop, and say where"
)]

pub mod cas;
pub mod http;
pub mod letters;
mod page;
pub mod postgres;
pub mod provider;
mod reserved;
pub mod smtp;
pub mod standin;
pub mod tls;

pub use cas::Cas;
pub use postgres::TestDatabase;
pub use provider::Provider;
pub use reserved::Reserved;
pub use smtp::MailServer;
