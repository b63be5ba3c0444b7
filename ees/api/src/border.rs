//! What border authorities do: check, record entries and exits, read and amend files.
//!
//! Each operation is a file. It holds the use, which API and pages share, and the endpoint.

pub mod add_document;
pub mod check;
pub mod read_file;
pub mod record_entry;
pub mod record_exit;
