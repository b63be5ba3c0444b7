//! What border authorities do: check, record entries and exits, read and amend files.
//!
//! Each operation is a file. It holds the use, which API and pages share, and the endpoint.

pub mod add_document;
mod alone;
mod attempt;
pub mod check;
pub mod correct_refusal;
pub mod late;
pub mod next_step;
pub mod read_file;
pub mod read_versions;
pub mod record_entry;
pub mod record_exit;
pub mod refuse;
pub mod replay;
pub mod sign_refusal;
