//! A border crossing point: the same pages as the register's, and what it keeps of its own so
//! that checks go on while the register cannot be reached. EES Art. 21.
//!
//! [`buffer`] is the file in which messages wait that were acknowledged to an officer; it knows
//! no network, no page and not the form of a message's body. Around it, the daemon passes an
//! officer's requests to the register in the officer's name, draws the pages itself when no
//! answer comes, and sends what waits when the register is back.

pub mod buffer;
pub mod centre;
pub mod config;
pub mod daemon;
pub mod event;
pub mod link;
pub mod node;
pub mod pages;
pub mod replay;
pub mod shelf;
pub mod switches;
