//! The information mechanism: who stayed too long, for the authorities that may know. EES Art. 12.

pub mod lift;
pub mod list;
pub mod sheet;
