//! Forms of this system that bring a file.

/// Bytes of a file that are read: one more than a scan may have.
const FILE_BYTES_MAX: usize = ies_domain::scan::SCAN_BYTES_MAX.saturating_add(1);
/// Bytes of a whole form at most.
pub const FORM_BYTES_MAX: usize = FILE_BYTES_MAX.saturating_add(1 << 20);

/// A form with a scan, or with several values under one name.
pub type Filled = fnd_web::multipart::Filled<FILE_BYTES_MAX>;
