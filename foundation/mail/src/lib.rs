//! Letters to people: written once, sent as text and as HTML.
//!
//! - [`letter`]: what a letter says, in a few kinds of paragraph that both forms can show.
//! - [`smtp`]: its way to a mail server, and what is wrong when it does not get there.
//!
//! Whether somebody may be written to, and what, is for the system that writes. A letter is
//! rendered when it is sent, not when it is asked for, so that it says what is true then.

pub mod letter;
pub mod smtp;

pub use letter::{Letter, Part};
pub use smtp::{Config, MailError, Mailer, Recipient, Security};
