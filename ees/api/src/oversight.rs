//! What supervisory authorities see: the log and the proof that it is whole. Never a file.
//! EES Art. 46(4), 55(2), 56(2).

pub mod list_log;
pub mod log_proof;
