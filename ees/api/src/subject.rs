//! What anybody may know: the record of processing, and the description of the interface.

pub mod privacy;
