//! Putting data right, for whichever authority found it wrong. EES Art. 20, 35.

pub mod ask;
pub mod compare;
mod ground;
pub mod list;
pub mod merge;
pub mod open;
pub mod rectify;
pub mod rectify_file;
pub mod sent;
pub mod settle;
mod step;
