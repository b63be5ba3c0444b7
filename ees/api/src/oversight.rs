//! What supervisory authorities see: the log, the proof that it is whole, and what was erased.
//! Never a file.
//! EES Art. 34, 46(4), 55(2), 56(2).

pub mod list_access;
pub mod list_erasures;
pub mod list_log;
pub mod log_proof;
pub mod period;
pub mod procedures;
pub mod quality;
pub mod read_log;
