//! Decisions on authorised stays, for whichever authority took them. EES Art. 19.

pub mod add;
pub mod change_status;
pub mod correct;
